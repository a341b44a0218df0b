"""Draft facts, and which plan data rests on drafts that an editor confirmed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, SQLModel, col, select

from db.models import (
    Conflict,
    Document,
    DocumentVersion,
    DraftFigure,
    DraftKind,
    DraftNode,
    DraftState,
    Kpi,
    KpiTarget,
    NodeAgency,
    Page,
    Plan,
    PlanDraft,
    PlanEdition,
    PlanNode,
    Source,
    SourceRef,
)

LIBRARY = "library-"  # how the keys of sources begin that are versions of library documents
_COLUMNS = {
    "title": {"title"},
    "years": {"year_from", "year_to"},
    "budget": {"budget_million_baht", "budget_note"},
    "targets": {"unit"},
}


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft node with its figures; `page`, `start`, `end` place its quote."""

    id: int
    code: str
    parent: str | None
    kind: DraftKind
    number: str
    title: str
    page: int
    start: int
    end: int
    quote: str
    score: float
    state: DraftState
    note: str | None
    subject: str | None
    figures: tuple[DraftFigure, ...]


@dataclass(frozen=True, slots=True)
class DraftTree:
    """What a document's version proposes, in the order of the tree; `edition` is a code."""

    slug: str
    title: str
    version: int
    edition: str | None
    nodes: tuple[DraftRow, ...]
    mismatches: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Held:
    """Plan data that confirmed drafts decided: the data files may not change or remove it."""

    columns: Mapping[str, frozenset[str]]  # by the code of a node or KPI
    editions: frozenset[int]
    plans: frozenset[int]
    agencies_of: frozenset[int]  # ids of nodes
    targets_of: frozenset[int]  # ids of KPIs
    sources: frozenset[int]

    def keeps(self, row: SQLModel) -> bool:
        """Whether a row must stay though no data file names it."""
        owner = {
            NodeAgency: ("node_id", self.agencies_of),
            KpiTarget: ("kpi_id", self.targets_of),
            Source: ("id", self.sources),
            SourceRef: ("source_id", self.sources),
            Conflict: ("source_id", self.sources),
            PlanEdition: ("id", self.editions),
            Plan: ("id", self.plans),
            PlanNode: ("code", self.columns),
            Kpi: ("code", self.columns),
        }.get(type(row))
        return owner is not None and getattr(row, owner[0]) in owner[1]

    def decided(self, row: SQLModel) -> frozenset[str]:
        """The columns of a row that the data files may not change."""
        if isinstance(row, NodeAgency | KpiTarget) and self.keeps(row):
            return frozenset(type(row).model_fields)
        return self.columns.get(row.code, _NONE) if isinstance(row, PlanNode | Kpi) else _NONE

    def shuts(self, model: type[SQLModel], values: Mapping[str, Any]) -> bool:
        """Whether a data file may not add this row: confirmed ones stand in its place."""
        if model is NodeAgency:
            return values["node_id"] in self.agencies_of
        return model is KpiTarget and values["kpi_id"] in self.targets_of


_NONE: frozenset[str] = frozenset()


def drafts(session: Session, slug: str | None = None) -> list[DraftTree]:
    """The drafts of one document or of all, the newest version of each."""
    query = (
        select(PlanDraft, DocumentVersion, Document, PlanEdition.code)
        .join(DocumentVersion, col(DocumentVersion.id) == col(PlanDraft.version_id))
        .join(Document, col(Document.id) == col(DocumentVersion.document_id))
        .join(PlanEdition, col(PlanEdition.id) == col(PlanDraft.edition_id), isouter=True)
        .order_by(col(Document.slug), col(DocumentVersion.number))
    )
    if slug is not None:
        query = query.where(Document.slug == slug)
    newest = {
        document.id: (draft, version, document, edition)
        for draft, version, document, edition in session.exec(query)
    }
    return [
        DraftTree(
            slug=document.slug,
            title=document.title,
            version=version.number,
            edition=edition,
            nodes=tuple(_rows(session, draft.id or 0)),
            mismatches=tuple(draft.mismatches),
        )
        for draft, version, document, edition in newest.values()
    ]


def draft_of_version(session: Session, version_id: int) -> PlanDraft | None:
    """The draft that a version of a document proposes."""
    return session.exec(select(PlanDraft).where(PlanDraft.version_id == version_id)).first()


def version_texts(session: Session, version_id: int) -> list[tuple[int, str]]:
    """The number and text of each page of a version, in order."""
    query = select(Page.number, Page.text).where(Page.version_id == version_id)
    return list(session.exec(query.order_by(col(Page.number))))


def draft_nodes(session: Session, draft_id: int) -> list[DraftNode]:
    """The nodes of a draft, parents before their children."""
    query = select(DraftNode).where(DraftNode.draft_id == draft_id)
    return list(session.exec(query.order_by(col(DraftNode.position), col(DraftNode.id))))


def draft_figures(session: Session, draft_id: int) -> dict[int, list[DraftFigure]]:
    """The figures of a draft by node, each node's in order."""
    found: dict[int, list[DraftFigure]] = {}
    query = (
        select(DraftFigure)
        .join(DraftNode, col(DraftNode.id) == col(DraftFigure.node_id))
        .where(DraftNode.draft_id == draft_id)
    )
    for figure in session.exec(query.order_by(col(DraftFigure.position))):
        found.setdefault(figure.node_id, []).append(figure)
    return found


def held(session: Session) -> Held:
    """What confirmed drafts decided: whatever owes itself to a version of a library document."""
    query = (
        select(SourceRef.subject, SourceRef.field, SourceRef.source_id)
        .join(Source, col(Source.id) == col(SourceRef.source_id))
        .where(col(Source.key).startswith(LIBRARY))
    )
    columns: dict[str, set[str]] = {}
    fields: dict[str, set[str]] = {}
    for subject, field, _ in session.exec(query):
        columns.setdefault(subject, {"confidence"}).update(_COLUMNS.get(field, ()))
        fields.setdefault(field, set()).add(subject)
    nodes = _by_code(session, PlanNode, columns)
    kpis = _by_code(session, Kpi, columns)
    editions = {row.edition_id for row in (*nodes.values(), *kpis.values())}
    plans = select(PlanEdition.plan_id).where(col(PlanEdition.id).in_(editions))
    sources = select(Source.id).where(col(Source.key).startswith(LIBRARY))
    return Held(
        columns={subject: frozenset(names) for subject, names in columns.items()},
        editions=frozenset(editions),
        plans=frozenset(session.exec(plans)),
        agencies_of=_ids(nodes, fields.get("agencies", ())),
        targets_of=_ids(kpis, fields.get("targets", ())),
        sources=frozenset(key for key in session.exec(sources) if key is not None),
    )


def _rows(session: Session, draft_id: int) -> list[DraftRow]:
    nodes = draft_nodes(session, draft_id)
    figures = draft_figures(session, draft_id)
    return [
        DraftRow(
            id=node.id or 0,
            code=node.code,
            parent=node.parent,
            kind=node.kind,
            number=node.number,
            title=node.title,
            page=node.page_number,
            start=node.start,
            end=node.end,
            quote=node.quote,
            score=node.score,
            state=node.state,
            note=node.note,
            subject=node.subject,
            figures=tuple(figures.get(node.id or 0, ())),
        )
        for node in nodes
    ]


def _by_code(session: Session, model: Any, codes: Mapping[str, Any]) -> dict[str, Any]:  # noqa: ANN401
    found = session.exec(select(model).where(col(model.code).in_(codes)))
    return {row.code: row for row in found}


def _ids(rows: Mapping[str, Any], codes: Any) -> frozenset[int]:  # noqa: ANN401
    return frozenset(rows[code].id for code in codes if code in rows)
