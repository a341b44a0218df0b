"""Stores what a plan's text proposes, and an editor's refusals."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import delete
from sqlmodel import Session, col, select

from db.errors import NotFound
from db.models import (
    Conflict,
    DraftFigure,
    DraftNode,
    DraftState,
    PlanDraft,
    SourceRef,
)
from db.models.table import now
from db.proposal import Mismatch, Proposal, ProposedFigure, ProposedNode, Quote
from db.reads.drafts import draft_nodes, draft_of_version
from db.writes.confirmations import library_source


def store_proposal(
    session: Session, version_id: int, edition_id: int | None, proposal: Proposal
) -> PlanDraft:
    """Store a version's proposal in place of the last one; what is decided already stays as it is.

    `edition_id` None keeps the edition chosen before.
    """
    draft = draft_of_version(session, version_id) or PlanDraft(version_id=version_id)
    draft.edition_id = edition_id or draft.edition_id
    draft.proposed_at = now()
    draft.mismatches = [_mismatch(one) for one in proposal.mismatches]
    session.add(draft)
    session.flush()
    decided = _drop_open(session, draft)
    for position, node in enumerate(proposal.nodes):
        if node.code in decided:
            decided[node.code].position = position
        else:
            _add_node(session, draft, position, node)
    session.flush()
    return draft


def reject(session: Session, ids: Sequence[int], note: str | None = None) -> list[DraftNode]:
    """Refuse draft nodes and all below them; what was confirmed is plan data no longer.

    Rows that only a draft put into the plan go when the data files are loaded next. Raises
    NotFound for an unknown id.
    """
    refused: dict[int, DraftNode] = {}
    for node in _found(session, ids):
        for one in _with_children(session, node):
            refused[one.id or 0] = one
    for one in refused.values():
        _withdraw(session, one)
        one.state, one.note, one.subject = DraftState.REJECTED, note or one.note, None
        session.add(one)
    session.flush()
    return list(refused.values())


def _drop_open(session: Session, draft: PlanDraft) -> dict[str, DraftNode]:
    """Remove nodes nobody decided on; the decided ones by code."""
    nodes = draft_nodes(session, draft.id or 0)
    is_open = (col(DraftNode.draft_id) == draft.id, col(DraftNode.state) == DraftState.PROPOSED)
    open_ids = select(DraftNode.id).where(*is_open)
    session.execute(delete(DraftFigure).where(col(DraftFigure.node_id).in_(open_ids)))
    session.execute(delete(DraftNode).where(*is_open))
    return {node.code: node for node in nodes if node.state is not DraftState.PROPOSED}


def _add_node(session: Session, draft: PlanDraft, position: int, node: ProposedNode) -> None:
    row = DraftNode(
        draft_id=draft.id or 0,
        code=node.code,
        parent=node.parent,
        position=position,
        kind=node.kind,
        number=node.number[:20],
        title=node.title,
        **_place(node.quote),
        copies=[[copy.page, copy.start, copy.end] for copy in node.copies],
        score=node.confidence,
    )
    session.add(row)
    session.flush()
    session.add_all(_figures(row.id or 0, node.figures))


def _figures(node_id: int, figures: Iterable[ProposedFigure]) -> list[DraftFigure]:
    return [
        DraftFigure(
            node_id=node_id,
            position=position,
            kind=figure.kind,
            value=figure.value,
            year=figure.year,
            year_to=figure.year_to,
            operator=figure.operator,
            unit=figure.unit,
            text=figure.text,
            **_place(figure.quote),
        )
        for position, figure in enumerate(figures)
    ]


def _place(quote: Quote) -> dict[str, Any]:
    return {
        "page_number": quote.page,
        "start": quote.start,
        "end": quote.end,
        "quote": quote.text,
    }


def _mismatch(one: Mismatch) -> dict[str, Any]:
    quotes = [{"page": quote.page, "text": quote.text} for quote in one.quotes]
    return {
        "kind": one.kind.value,
        "subject": one.subject,
        "message": one.message,
        "quotes": quotes,
    }


def _found(session: Session, ids: Sequence[int]) -> list[DraftNode]:
    found = list(session.exec(select(DraftNode).where(col(DraftNode.id).in_(ids))))
    if missing := sorted(set(ids) - {node.id for node in found}):
        raise NotFound(f"ไม่พบร่างข้อมูลแผนหมายเลข {', '.join(map(str, missing))}")
    return found


def _with_children(session: Session, node: DraftNode) -> list[DraftNode]:
    below = [
        one for one in draft_nodes(session, node.draft_id) if one.code.startswith(f"{node.code}/")
    ]
    return [node, *below]


def _withdraw(session: Session, node: DraftNode) -> None:
    """Take back what a confirmed node's quotes vouch for."""
    if node.subject is None:
        return
    draft = session.get_one(PlanDraft, node.draft_id)
    source = library_source(session, draft.version_id)
    for model in (SourceRef, Conflict):
        owed = (col(model.subject) == node.subject) & (col(model.source_id) == source.id)
        session.execute(delete(model).where(owed))
