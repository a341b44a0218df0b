"""Holds a project against plans: which parts it serves, how strongly, with which words as proof."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlmodel import Session

from assistant.alignment import wording
from assistant.alignment.components import components
from assistant.alignment.concluding import Work, compare, conclude
from assistant.alignment.gaps import gaps
from assistant.alignment.hearing import hear
from assistant.alignment.lesson import Lesson, learn
from assistant.alignment.nodes import open_atlases
from assistant.alignment.orders import title_without_orders, without_orders
from assistant.alignment.outcome import (
    Alignment,
    AlignmentStatus,
    Author,
    Cell,
    Gap,
    Level,
    Match,
    Statement,
)
from assistant.alignment.project import Project
from assistant.alignment.proposing import Proposal, propose
from assistant.alignment.screening import screen_project
from assistant.alignment.themes import knowledge
from assistant.draft import Tools
from assistant.question.dates import say_date
from assistant.question.naming import in_force, name_editions
from db.embedder import Embedder
from db.errors import EmbedderUnavailable, InvalidInput
from db.reads.plans import EditionRow
from db.reads.plans import editions as every_edition
from db.reads.switch import require_answering

__all__ = [
    "Alignment",
    "AlignmentStatus",
    "Author",
    "Cell",
    "Gap",
    "Level",
    "Match",
    "Project",
    "Statement",
    "align_with_model",
    "align_within",
    "prepare",
]

MAX_EDITIONS = 40


def align_within(
    session: Session,
    project: Project,
    embedder: Embedder,
    on: date,
    editions: Sequence[str] = (),
) -> Alignment:
    """Hold a project against the editions in force on a day, or those asked for by code.

    Raises InvalidInput for a code that is no plan's, or more than 40.
    """
    work = _heard(session, project, embedder, on, editions)
    return conclude(work, compare(work), Author.COMPARISON)


async def align_with_model(
    project: Project, tools: Tools, on: date, editions: Sequence[str] = ()
) -> Alignment:
    """As `align_within`; where a language model is set, it proposes what a digital project serves.

    What the model does wrong, or not at all, is told in a notice, and our comparison stands.
    Raises AssistantPaused while an admin has turned the assistant off.
    """
    work = await asyncio.to_thread(_begun, project, tools, on, editions)
    proposal = None
    if tools.model is not None and work.is_digital:
        proposal = await propose(work.hearing, work.atlases, knowledge(), tools.model)
    return await asyncio.to_thread(_decided, work, proposal)


def prepare(tools: Tools, on: date) -> None:
    """Build ahead what every alignment needs: vectors of examples and of the plans in force.

    They are kept, so that only the first alignment after new plan data waits for them.
    """
    with tools.database.reading() as session:
        known = every_edition(session)
        lesson, _ = _lesson(tools.embedder)
        open_atlases(session, tools.embedder, in_force(known, on), known, lesson)


def _begun(project: Project, tools: Tools, on: date, editions: Sequence[str]) -> Work:
    with tools.database.reading() as session:
        require_answering(session)
        return _heard(session, project, tools.embedder, on, editions)


def _heard(
    session: Session, project: Project, embedder: Embedder, on: date, editions: Sequence[str]
) -> Work:
    project, notices = screen_project(project)
    known = every_edition(session)
    chosen = _chosen(known, editions, on)
    notices += _of_editions(project, known, chosen, on)
    lesson, problem = _lesson(embedder)
    work = Work(
        project=project,
        hearing=hear(components(_read(project)), knowledge(), lesson, embedder),
        atlases=tuple(open_atlases(session, embedder, chosen, known, lesson)),
        notices=(*notices, *problem),
        gaps=(),
    )
    return replace(work, gaps=tuple(gaps(session, project, on, work.is_digital)))


def _decided(work: Work, proposal: Proposal | None) -> Alignment:
    """The model's proposal where something of it is left, else our comparison."""
    if proposal is not None and proposal.matches:
        return conclude(work, proposal.matches, Author.MODEL, (wording.BY_MODEL,))
    told = (wording.COMPARED_INSTEAD[proposal.trouble],) if proposal is not None else ()
    return conclude(work, compare(work), Author.COMPARISON, told)


def _read(project: Project) -> Project:
    """What of a project is held against plans: not its orders to whoever reads it."""
    told: dict[str, Any] = {
        name: tuple(map(without_orders, getattr(project, name)))
        for name in ("objectives", "activities", "outputs", "kpis")
    }
    told |= {name: without_orders(getattr(project, name)) for name in ("rationale", "budget")}
    return replace(project, title=title_without_orders(project.title), **told)


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
