"""Awaited documents with who follows them, what came in that may be one, and what depends on it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from db.models import (
    ActionPlan,
    AwaitedDecision,
    AwaitedDocument,
    AwaitedFollower,
    AwaitedState,
    Directive,
    Document,
    DocumentKind,
    Instruction,
    Kpi,
    Page,
    PlanEdition,
    PlannedAlignment,
    PlannedProject,
    PlanNode,
)

BEGINNING = 600
"""Characters of a document's first page that its title is looked for in."""


@dataclass(frozen=True, slots=True)
class LibraryPaper:
    """A document of the library: its title, the edition it is the text of, how it begins."""

    id: int
    title: str
    edition: str | None
    beginning: str


@dataclass(frozen=True, slots=True)
class Tracked:
    """A row of an awaited document, its follower, the documents decided on, and the document that
    announces it, which never is the awaited one."""

    row: AwaitedDocument
    follower: str | None
    decided: frozenset[int]
    announced_by: int | None


def tracked(session: Session, rows: Sequence[AwaitedDocument]) -> list[Tracked]:
    """What is known of each awaited document."""
    codes = [row.code for row in rows]
    followers = session.exec(
        select(AwaitedFollower).where(col(AwaitedFollower.code).in_(codes))
    ).all()
    names = {one.code: one.name for one in followers}
    decided: dict[str, set[int]] = {}
    for one in session.exec(select(AwaitedDecision).where(col(AwaitedDecision.code).in_(codes))):
        decided.setdefault(one.code, set()).add(one.document_id)
    announcing = dict(
        session.exec(
            select(Instruction.id, Directive.document_id).join(
                Directive, col(Directive.id) == col(Instruction.directive_id)
            )
        ).all()
    )
    return [
        Tracked(
            row,
            names.get(row.code),
            frozenset(decided.get(row.code, ())),
            announcing.get(row.instruction_id) if row.instruction_id else None,
        )
        for row in rows
    ]


def is_missing(row: AwaitedDocument) -> bool:
    """Whether it is still to come in."""
    return row.state in {AwaitedState.AWAITED, AwaitedState.PUBLISHED}


def library_papers(session: Session) -> list[LibraryPaper]:
    """Every document but the product's own summaries."""
    query = (
        select(Document, PlanEdition.code, Page.text)
        .outerjoin(PlanEdition, col(PlanEdition.id) == col(Document.edition_id))
        .outerjoin(
            Page,
            (col(Page.version_id) == col(Document.current_version_id)) & (col(Page.number) == 1),
        )
        .where(col(Document.kind) != DocumentKind.FACTS)
        .order_by(col(Document.id))
    )
    return [
        LibraryPaper(document.id or 0, document.title, edition, (text or "")[:BEGINNING])
        for document, edition, text in session.exec(query)
    ]


def dependent_plans(session: Session, code: str) -> list[ActionPlan]:
    """The action plans that depend on an awaited document: those that serve the edition it is the
    text of; every one where it is not an edition's text but announced for all."""
    edition = session.exec(
        select(PlanEdition.id).where(col(PlanEdition.code) == code.rpartition("/")[0])
    ).first()
    query = select(ActionPlan).order_by(col(ActionPlan.created_at), col(ActionPlan.id))
    if edition is None:
        return list(session.exec(query))
    nodes = select(PlanNode.code).where(col(PlanNode.edition_id) == edition)
    kpis = select(Kpi.code).where(col(Kpi.edition_id) == edition)
    subject = col(PlannedAlignment.subject)
    serving = (
        select(PlannedProject.plan_id)
        .join(PlannedAlignment, col(PlannedAlignment.project_id) == col(PlannedProject.id))
        .where(subject.in_(nodes) | subject.in_(kpis))
    )
    return list(session.exec(query.where(col(ActionPlan.id).in_(serving))))
