"""What is said of a project once it is known which parts of plans it serves."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.alignment import wording
from assistant.alignment.hearing import Hearing
from assistant.alignment.matching import cells, match_edition
from assistant.alignment.nodes import Atlas
from assistant.alignment.outcome import (
    Alignment,
    AlignmentStatus,
    Author,
    Cell,
    Gap,
    Level,
    Match,
)
from assistant.alignment.project import Project
from assistant.alignment.rules import override
from assistant.alignment.screening import is_foreign, is_nonsense
from assistant.alignment.statement import write_statement
from assistant.alignment.themes import Knowledge, knowledge
from db.models import DocumentKind

_DIGITAL = 0.5
_MOST = 60
_THEMES, _THEME = 2, 0.25


@dataclass(frozen=True, slots=True)
class Work:
    """A project that was heard, with the editions it is held against, before anything is matched.

    `notices` are Thai, `gaps` what it lacks.
    """

    project: Project
    hearing: Hearing
    atlases: tuple[Atlas, ...]
    notices: tuple[str, ...]
    gaps: tuple[Gap, ...]

    @property
    def is_digital(self) -> bool:
        """Whether it is digital work that can be read: what is not serves nothing."""
        return self.hearing.digital >= _DIGITAL and not is_nonsense(self.project)


def compare(work: Work) -> list[Match]:
    """What the project serves by our own comparison."""
    known = knowledge()
    return [match for atlas in work.atlases for match in match_edition(work.hearing, atlas, known)]


def conclude(
    work: Work, served: Sequence[Match], author: Author, notices: Sequence[str] = ()
) -> Alignment:
    """The alignment of a project that serves these parts, as `author` says; rules override it."""
    known = knowledge()
    matches, told = _ruled(work, served, known)
    status = _status(matches)
    told = [*work.notices, *notices, *told, *_cautions(work.project, matches)]
    return Alignment(
        status=status,
        matches=tuple(matches[:_MOST]),
        gaps=work.gaps,
        statement=write_statement(work.project, matches),
        notices=tuple(dict.fromkeys(told)),
        cells=tuple(_cells(work, matches, known)),
        explanation=_explained(work, known, status),
        confidence=round(work.hearing.digital if matches else 1 - work.hearing.digital, 3),
        author=author,
    )


def _ruled(work: Work, served: Sequence[Match], known: Knowledge) -> tuple[list[Match], list[str]]:
    """What the rules leave, best first and conflicts last, and what they tell."""
    matches: list[Match] = []
    notices: list[str] = []
    for atlas in work.atlases if work.is_digital else ():
        own = [match for match in served if match.edition == atlas.edition.code]
        found, told = override(own, work.project, work.hearing, atlas, known)
        matches += found
        notices += told
    conflicts_last = sorted(matches, key=lambda m: (m.level is Level.CONFLICTING, -m.score))
    return conflicts_last, notices


def _cells(work: Work, matches: Sequence[Match], known: Knowledge) -> Iterator[Cell]:
    """The matrix; empty where nothing is matched. No cell is above the match of its strategy."""
    levels: Mapping[str, Level] = {match.node: match.level for match in matches}
    for atlas in work.atlases if matches else ():
        yield from cells(work.hearing, atlas, known, levels)


def _status(matches: Sequence[Match]) -> AlignmentStatus:
    if not matches:
        return AlignmentStatus.NONE
    if all(match.level is Level.CONFLICTING for match in matches):
        return AlignmentStatus.CONFLICTING
    return AlignmentStatus.ALIGNED


def _cautions(project: Project, matches: Sequence[Match]) -> list[str]:
    found = [wording.FOREIGN] if is_foreign(project) else []
    if any(match.quote.kind == DocumentKind.FACTS for match in matches):
        found.append(wording.SUMMARY)
    if any("ยังไม่ยืนยัน" in match.plan_quote for match in matches):
        found.append(wording.UNCONFIRMED)
    return found


def _explained(work: Work, known: Knowledge, status: AlignmentStatus) -> str:
    hearing = work.hearing
    if is_nonsense(work.project):
        return wording.NONSENSE
    if status is AlignmentStatus.CONFLICTING:
        return wording.CONFLICTS
    if status is AlignmentStatus.NONE:
        return wording.NOTHING_NEAR if work.is_digital else wording.NOT_DIGITAL
    order = hearing.own.argsort()[::-1][:_THEMES]
    themes = [known.themes[at].title for at in order if hearing.own[at] >= _THEME] or [
        known.themes[int(order[0])].title
    ]
    return wording.ABOUT.format(themes=" และ".join(themes))
