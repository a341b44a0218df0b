"""Walks the marks of a running text: which statement is what, under which strategy."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from db.models import DraftKind
from db.skeleton import skeleton
from ingest.proposal.marks import Mark, Sign, head_kinds
from ingest.proposal.text import RunningText, alike

_NEAR = 60  # characters between a label and the list it speaks of
_FEW = 4
_SAME = 0.8
_LONG = 600
_PROJECT = re.compile(skeleton(r"[“\"]?โครงการ"))
_INNER = frozenset({DraftKind.KPI, DraftKind.MEASURE})


@dataclass(frozen=True, slots=True)
class Sighting:
    """One place that prints a statement: characters `start` to `limit` of the skeleton.

    The statement ends at `limit` or before it; it certainly ends there where `closed`. `scope`
    tells apart the stretches of the text that one heading of a strategy governs.
    """

    kind: DraftKind
    number: str
    strategy: str | None
    scope: int
    start: int
    limit: int
    closed: bool


@dataclass(slots=True)
class _List:
    """A numbered list in the making; `later` are the kinds of the next columns of its table."""

    kind: DraftKind | None
    form: str
    later: list[DraftKind] = field(default_factory=list)
    most: int | None = None
    taken: dict[str, int] = field(default_factory=dict)  # number: where its statement begins

    def fits(self, number: str, form: str) -> bool:
        room = self.most is None or len(self.taken) < self.most
        return room and form == self.form and number not in self.taken


def find_sightings(text: RunningText, marks: Sequence[Mark]) -> list[Sighting]:
    """Every statement that may be a node, in the order of the text."""
    walk = _Walk(text, marks)
    for at, mark in enumerate(marks):
        walk.step(at, mark)
    return walk.sightings


class _Walk:
    """Where we are: the strategy that governs, the lists begun under it, the label just read."""

    def __init__(self, text: RunningText, marks: Sequence[Mark]) -> None:
        self.sightings: list[Sighting] = []
        self._text, self._marks = text, marks
        self._strategy: str | None = None
        self._scope = 0
        self._lists: list[_List] = []
        self._label: tuple[list[DraftKind], int, int | None] = ([], 0, None)

    def step(self, at: int, mark: Mark) -> None:
        """Go on to the next mark."""
        if mark.sign in {Sign.STRATEGY, Sign.CHAPTER}:
            self._enter(at, mark)
        elif mark.sign is Sign.HEAD:
            words = self._text.skeleton[mark.start : mark.end]
            self._label = (list(head_kinds(words)), mark.end, None)
        elif mark.sign is Sign.LABEL and mark.kind:
            self._announce(at, mark, mark.kind)
        elif mark.sign is Sign.ITEM:
            self._item(at, mark)
        elif self._label[0] and mark.start - self._label[1] <= _NEAR:
            self._bullet(at, mark)

    def _enter(self, at: int, mark: Mark) -> None:
        self._strategy = mark.number or None
        self._scope += 1
        self._lists, self._label = [], ([], 0, None)
        if mark.kind:
            self._see(at, mark, mark.kind, mark.number)

    def _announce(self, at: int, mark: Mark, kind: DraftKind) -> None:
        before = self._marks[at - 1] if at else mark
        joined = before.sign in {Sign.LABEL, Sign.HEAD} and mark.start - before.end <= 2
        self._label = ([*(self._label[0] if joined else ()), kind], mark.end, mark.count)

    def _item(self, at: int, mark: Mark) -> None:
        depth = mark.number.count(".") + 1
        if mark.kind:
            self._see(at, mark, mark.kind, mark.number)
        elif _PROJECT.match(self._text.skeleton, mark.end) and depth < 3:
            self._see(at, mark, DraftKind.PROJECT, mark.number)
        elif depth == 2:
            self._inner(at, mark)
        elif depth == 1:
            self._outer(at, mark)

    def _inner(self, at: int, mark: Mark) -> None:
        """1.1 and the like: a KPI beside its goals, or a list that is numbered that way."""
        if begun := self._begin(mark, "N.N"):
            if begun.kind not in _INNER:
                begun.kind = DraftKind.KPI if DraftKind.KPI in begun.later else None
            self._open(begun)
        last = self._lists[-1] if self._lists else None
        if last and DraftKind.KPI in last.later and last.form != "N.N":
            self._see(at, mark, DraftKind.KPI, mark.number)
        elif last and last.kind and last.form == "N.N":
            self._see(at, mark, last.kind, mark.number)

    def _outer(self, at: int, mark: Mark) -> None:
        form = f"N{mark.closing}"
        begun = self._begin(mark, form)
        known = None if begun else self._known(mark)
        if known is not None and known.kind:
            self._see(at, mark, known.kind, mark.number)
            return
        one = begun or self._fitting(mark.number, form) or self._next_list(form)
        if begun:
            self._open(begun)
        one.taken[mark.number] = mark.end
        if one.kind:
            self._see(at, mark, one.kind, mark.number)

    def _bullet(self, at: int, mark: Mark) -> None:
        """A bullet after a label: so are those that follow it at once."""
        kinds, _, most = self._label
        self._see(at, mark, kinds[0], "")
        self._label = (kinds, self._limit(at, mark.end)[0], most)

    def _begin(self, mark: Mark, form: str) -> _List | None:
        """The list that a label just announced."""
        kinds, end, most = self._label
        if not kinds or mark.start - end > _NEAR:
            return None
        self._label = ([], 0, None)
        return _List(kinds[0], form, kinds[1:], most)

    def _known(self, mark: Mark) -> _List | None:
        """The list that has this very statement: the text repeats itself."""
        words = self._text.skeleton[mark.end : mark.end + 60]
        for one in (one for one in reversed(self._lists) if one.kind):
            start = one.taken.get(mark.number)
            if start and alike(words, self._text.skeleton[start : start + 60]) >= _SAME:
                return one
        return None

    def _fitting(self, number: str, form: str) -> _List | None:
        if self._lists and self._lists[-1].fits(number, form):
            return self._lists[-1]
        going_on = (one for one in reversed(self._lists) if number != "1" and one.taken)
        return next((one for one in going_on if one.fits(number, form)), None)

    def _next_list(self, form: str) -> _List:
        """A number that is taken begins the next column of the table, or some other list."""
        last = self._lists[-1] if self._lists else None
        if last and last.later and last.form == form:
            begun = _List(last.later[0], form, last.later[1:])
        else:
            begun = _List(None, form)
        self._open(begun)
        return begun

    def _open(self, begun: _List) -> None:
        """Go on with a list; of those that say nothing to us only the last few matter."""
        self._lists = [one for one in self._lists[:-_FEW] if one.kind] + self._lists[-_FEW:]
        self._lists.append(begun)

    def _see(self, at: int, mark: Mark, kind: DraftKind, number: str) -> None:
        limit, closed = self._limit(at, mark.end)
        strategy = number if kind is DraftKind.STRATEGY else self._strategy
        self.sightings.append(
            Sighting(kind, number, strategy, self._scope, mark.end, limit, closed)
        )

    def _limit(self, at: int, start: int) -> tuple[int, bool]:
        """Where a statement must end: at the next mark, the end of its lines, or far away."""
        text = self._text
        following = self._marks[at + 1].start if at + 1 < len(self._marks) else len(text.skeleton)
        line = text.skeleton.find("\n", start)
        end = min(following, line if line >= 0 else following)
        return (end, True) if end - start <= _LONG else (start + _LONG, False)
