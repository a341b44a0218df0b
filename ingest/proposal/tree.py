"""Proposes a plan's tree from its text: draft facts, each with its quote, for an editor to confirm.

Patterns only. What speaks of structure is found anywhere in the running text; statements are
gathered over all their copies; the copies vote where a title ends; figures are read where a plan
describes a project or states a target. Whatever does not match is listed with the proposal.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from db.models import DraftKind, FigureKind
from db.proposal import Mismatch, Proposal, ProposedFigure, ProposedNode
from db.skeleton import key
from ingest.page import PageText
from ingest.proposal.figures import project_figures
from ingest.proposal.groups import Gathered, Group, gather
from ingest.proposal.marks import find_marks
from ingest.proposal.mismatches import figures, gaps, outdone, titles, wrong_counts
from ingest.proposal.sightings import Sighting, find_sightings
from ingest.proposal.tables import Row, read_rows
from ingest.proposal.targets import part
from ingest.proposal.text import RunningText, alike
from ingest.proposal.titles import TitleChooser

_PREFIXES = {
    DraftKind.STRATEGY: "S",
    DraftKind.GOAL: "G",
    DraftKind.KPI: "K",
    DraftKind.MEASURE: "M",
    DraftKind.PROJECT: "PJ",
    DraftKind.FOCUS_AREA: "A",
}
_ORDER = list(_PREFIXES)
_SAME_KPI = 0.95
_STEM = 8
_LAST = 999
_PATH = 80  # characters of a code

Targets = Sequence[tuple[Sighting, ProposedFigure]]


def propose(pages: Sequence[PageText]) -> Proposal:
    """The tree that the pages of a plan print, parents first, and what does not match in it.

    A text without a plan's structure gives an empty proposal.
    """
    text = RunningText(pages)
    marks = find_marks(text.skeleton)
    rows, wrong_sums = read_rows(text, marks)
    parted = [part(text, one) for one in _outside(rows, find_sightings(text, marks))]
    sightings = [*(one for one, _ in parted), *(row.sighting for row in rows)]
    gathered = gather(text, [one for one in sightings if _says_something(text, one)])
    described = project_figures(text, marks, gathered.groups)
    figures_of = _figures(gathered, described, rows)
    targets = [(one, target) for one, target in parted if target]
    chooser = TitleChooser(text, marks)
    nodes = _nodes(text, gathered.groups, chooser, figures_of, targets)
    return Proposal(
        tuple(nodes),
        (
            *_mismatches(nodes),
            *wrong_counts(text, marks, gathered),
            *gaps(gathered.groups),
            *wrong_sums,
            *outdone(text, gathered),
        ),
    )


def _outside(rows: Sequence[Row], sightings: Iterable[Sighting]) -> Iterator[Sighting]:
    """Sightings that are no part of a row which was read as such."""
    for one in sightings:
        before = bisect_right(rows, one.start, key=lambda row: row.sighting.start)
        if not before or one.start >= rows[before - 1].end:
            yield one


def _says_something(text: RunningText, one: Sighting) -> bool:
    """Whether any words stand there; a strategy's bare number governs what follows it."""
    return one.kind is DraftKind.STRATEGY or key(text.words(one.start, one.limit)) != ""


def _figures(
    gathered: Gathered,
    described: Mapping[int, list[ProposedFigure]],
    rows: Sequence[Row],
) -> Mapping[int, list[ProposedFigure]]:
    """The figures of each group: as described, and from the rows of tables."""
    in_rows = {row.sighting.start: row.figures for row in rows}
    found: dict[int, list[ProposedFigure]] = {}
    for at, group in enumerate(gathered.groups):
        found[at] = list(described.get(at, ()))
        for one in group.sightings:
            found[at] += in_rows.get(one.start, ())
    return found


def _nodes(
    text: RunningText,
    groups: Sequence[Group],
    chooser: TitleChooser,
    figures_of: Mapping[int, list[ProposedFigure]],
    targets: Targets,
) -> list[ProposedNode]:
    order = sorted(range(len(groups)), key=lambda at: _place(groups[at]))
    codes: dict[str, int] = {}
    nodes: list[ProposedNode] = []
    for at in order:
        group = groups[at]
        parent = _parent(group, codes)
        code = _code(group, parent, codes)
        title = chooser.choose(group.sightings)
        node = ProposedNode(
            code=code,
            parent=parent,
            kind=group.kind,
            number=group.number,
            title=title.text,
            quote=title.quote,
            confidence=_confidence(group, sure=title.sure),
            copies=title.copies,
            figures=tuple(_unique([*figures_of[at], *_targets(text, group, targets)])),
        )
        codes[code] = at
        nodes.append(node)
    return [_lowered(node) for node in nodes]


def _place(group: Group) -> tuple[object, ...]:
    """By strategy, kind and number; goals and KPIs of the whole plan first, its projects last."""
    parts = [int(part) for part in group.number.split(".") if part.isdigit()] or [_LAST]
    of_plan = 0 if group.kind in {DraftKind.GOAL, DraftKind.KPI} else _LAST
    strategy = int(group.strategy) if group.strategy else of_plan
    return strategy, _ORDER.index(group.kind), parts, group.sightings[0].start


def _parent(group: Group, codes: Mapping[str, int]) -> str | None:
    is_under = group.kind is not DraftKind.STRATEGY and group.strategy
    above = f"S{group.strategy}" if is_under else ""
    goal = f"{above}/G{group.number.split('.')[0]}".lstrip("/")
    if group.kind is DraftKind.KPI and "." in group.number and goal in codes:
        return goal
    return above or None


def _code(group: Group, parent: str | None, codes: Mapping[str, int]) -> str:
    """Such as S1/PJ1.2; what has no number is counted with a dash."""
    stem = f"{parent}/{_PREFIXES[group.kind]}" if parent else _PREFIXES[group.kind]
    if group.number and (code := f"{stem}{group.number}"[:_PATH]) not in codes:
        return code
    count = 1
    while f"{stem}-{count}" in codes:
        count += 1
    return f"{stem}-{count}"


def _confidence(group: Group, *, sure: bool) -> float:
    """More copies, a certain end and a number make a node surer."""
    copies = min(len(group.sightings) - 1, 2)
    return round(0.4 + 0.15 * copies + 0.2 * sure + 0.08 * bool(group.number), 2)


def _targets(text: RunningText, group: Group, targets: Targets) -> list[ProposedFigure]:
    """The targets stated with a KPI, or elsewhere with the very words of its title."""
    if group.kind is not DraftKind.KPI:
        return []
    starts = {one.start for one in group.sightings}
    own = [target for one, target in targets if one.start in starts]
    if own:
        return own
    titles = [text.words(one.start, one.limit) for one in group.sightings]
    return [
        target
        for one, target in targets
        if any(_says(text.words(one.start, one.limit), title) for title in titles)
    ]


def _says(one: str, other: str) -> bool:
    """Whether two statements are the same KPI; the first letters tell most others apart."""
    first, second = key(one), key(other)
    if first[:_STEM] != second[:_STEM]:
        return False
    near = abs(len(first) - len(second)) <= 0.2 * max(len(first), len(second))
    return near and alike(one, other) >= _SAME_KPI


def _unique(found: Iterable[ProposedFigure]) -> Iterator[ProposedFigure]:
    """Each figure once, though several copies state it."""
    seen: set[tuple[object, ...]] = set()
    for one in found:
        name = one.text if one.kind is FigureKind.AGENCY else ""
        said = (one.kind, one.value, one.year, one.year_to, one.operator, name)
        if said not in seen:
            seen.add(said)
            yield one


def _lowered(node: ProposedNode) -> ProposedNode:
    """Less sure where the copies differ."""
    doubtful = any(True for _ in titles(node)) or any(True for _ in figures(node))
    return replace(node, confidence=round(node.confidence - 0.2, 2)) if doubtful else node


def _mismatches(nodes: Sequence[ProposedNode]) -> Iterator[Mismatch]:
    for node in nodes:
        yield from titles(node)
        yield from figures(node)
