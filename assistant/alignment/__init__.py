"""Holds a project against plans: which parts it serves, how strongly, with which words as proof."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlmodel import Session

from assistant.alignment import wording
from assistant.alignment.components import components
from assistant.alignment.gaps import gaps
from assistant.alignment.hearing import Hearing, hear
from assistant.alignment.lesson import Lesson, learn
from assistant.alignment.matching import cells, match_edition
from assistant.alignment.nodes import Atlas, open_atlases
from assistant.alignment.outcome import (
    Alignment,
    AlignmentStatus,
    Cell,
    Gap,
    Level,
    Match,
    Statement,
)
from assistant.alignment.project import Project
from assistant.alignment.rules import override
from assistant.alignment.screening import is_foreign, is_nonsense, screen_project, without_orders
from assistant.alignment.statement import write_statement
from assistant.alignment.themes import Knowledge, knowledge
from assistant.draft import Tools
from assistant.question.dates import say_date
from assistant.question.naming import in_force, name_editions
from db.embedder import Embedder
from db.errors import EmbedderUnavailable, InvalidInput
from db.models import DocumentKind
from db.reads.plans import EditionRow
from db.reads.plans import editions as every_edition
from db.reads.switch import require_answering

__all__ = [
    "Alignment",
    "AlignmentStatus",
    "Cell",
    "Gap",
    "Level",
    "Match",
    "Project",
    "Statement",
    "align",
    "align_within",
    "prepare",
]

MAX_EDITIONS = 40
_DIGITAL = 0.5
_MOST = 60
_THEMES, _THEME = 2, 0.25


def align(project: Project, tools: Tools, on: date, editions: Sequence[str] = ()) -> Alignment:
    """Hold a project against the editions in force on a day, or those asked for by code.

    Raises InvalidInput for a code that is no plan's, or more than 40; AssistantPaused while an
    admin has turned the assistant off.
    """
    with tools.database.reading() as session:
        require_answering(session)
        return align_within(session, project, tools.embedder, on, editions)


def align_within(
    session: Session,
    project: Project,
    embedder: Embedder,
    on: date,
    editions: Sequence[str] = (),
) -> Alignment:
    """As `align`, in a session that is open already."""
    project, notices = screen_project(project)
    known = every_edition(session)
    chosen = _chosen(known, editions, on)
    notices += _of_editions(project, known, chosen, on)
    lesson, problem = _lesson(embedder)
    notices += problem
    atlases = open_atlases(session, embedder, chosen, known, lesson)
    lacking = tuple(gaps(session, project, on))
    hearing = hear(components(_read(project)), knowledge(), lesson, embedder)
    return _aligned(project, hearing, atlases, notices, lacking)


def prepare(tools: Tools, on: date) -> None:
    """Build ahead what every alignment needs: vectors of examples and of the plans in force.

    They are kept, so that only the first alignment after new plan data waits for them.
    """
    with tools.database.reading() as session:
        known = every_edition(session)
        lesson, _ = _lesson(tools.embedder)
        open_atlases(session, tools.embedder, in_force(known, on), known, lesson)


def _read(project: Project) -> Project:
    """What of a project is held against plans: not its orders to whoever reads it."""
    lists = ("objectives", "activities", "outputs", "kpis")
    told: dict[str, Any] = {
        name: tuple(map(without_orders, getattr(project, name))) for name in lists
    }
    return replace(project, rationale=without_orders(project.rationale), **told)


def _lesson(embedder: Embedder) -> tuple[Lesson | None, list[str]]:
    try:
        return learn(embedder), []
    except EmbedderUnavailable as problem:
        return None, [wording.WORDS_ALONE.format(problem=problem)]


def _chosen(known: Sequence[EditionRow], codes: Sequence[str], on: date) -> list[EditionRow]:
    if len(codes) > MAX_EDITIONS:
        raise InvalidInput(
            wording.TOO_MANY_EDITIONS.format(limit=MAX_EDITIONS), ("input", "editions")
        )
    current = in_force(known, on)
    return [_called(code, known, current) for code in dict.fromkeys(codes)] or current


def _called(code: str, known: Sequence[EditionRow], current: Sequence[EditionRow]) -> EditionRow:
    """The edition with a code; of a plan's own code the edition in force, else the newest."""
    asked = code.strip().casefold()
    exact = [edition for edition in known if edition.code.casefold() == asked]
    of_plan = [edition for edition in (*known, *current) if edition.plan.casefold() == asked]
    if not exact and not of_plan:
        raise InvalidInput(wording.NO_EDITION.format(code=code), ("input", "editions"))
    return (exact or of_plan)[-1]


def _of_editions(
    project: Project, known: Sequence[EditionRow], chosen: Sequence[EditionRow], on: date
) -> list[str]:
    """What to say of editions named by the project, or asked for, that are not in force."""
    if not chosen:
        return [wording.NO_PLANS.format(day=say_date(on))]
    current = in_force(known, on)
    named = name_editions(project.whole()[:6_000], known, on) if _names_a_plan(project) else []
    found = []
    for edition in dict.fromkeys((*chosen, *named)):
        if edition not in current:
            now = next((one.title for one in current if one.plan == edition.plan), None)
            text = wording.SUPERSEDED_BY if now else wording.SUPERSEDED
            found.append(text.format(title=edition.title, day=say_date(on), now=now))
    return found


def _names_a_plan(project: Project) -> bool:
    return "แผน" in project.whole() or "plan" in project.whole().casefold()


def _aligned(
    project: Project,
    hearing: Hearing,
    atlases: Sequence[Atlas],
    notices: list[str],
    lacking: tuple[Gap, ...],
) -> Alignment:
    known = knowledge()
    matches: list[Match] = []
    is_digital = hearing.digital >= _DIGITAL and not is_nonsense(project)
    for atlas in atlases if is_digital else ():
        found, told = override(match_edition(hearing, atlas, known), project, hearing, atlas, known)
        matches += found
        notices = [*notices, *told]
    matches = sorted(matches, key=lambda match: (match.level is Level.CONFLICTING, -match.score))
    status = _status(matches)
    return Alignment(
        status=status,
        matches=tuple(matches[:_MOST]),
        gaps=lacking,
        statement=write_statement(project, matches),
        notices=tuple(dict.fromkeys([*notices, *_cautions(project, matches)])),
        cells=tuple(cell for atlas in atlases for cell in cells(hearing, atlas, known))
        if matches
        else (),
        explanation=_explained(project, hearing, known, status, is_digital=is_digital),
        confidence=round(hearing.digital if matches else 1 - hearing.digital, 3),
    )


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


def _explained(
    project: Project,
    hearing: Hearing,
    known: Knowledge,
    status: AlignmentStatus,
    *,
    is_digital: bool,
) -> str:
    if is_nonsense(project):
        return wording.NONSENSE
    if status is AlignmentStatus.CONFLICTING:
        return wording.CONFLICTS
    if status is AlignmentStatus.NONE:
        return wording.NOTHING_NEAR if is_digital else wording.NOT_DIGITAL
    order = hearing.own.argsort()[::-1][:_THEMES]
    themes = [known.themes[at].title for at in order if hearing.own[at] >= _THEME] or [
        known.themes[int(order[0])].title
    ]
    return wording.ABOUT.format(themes=" และ".join(themes))
