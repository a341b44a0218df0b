"""Makes confirmed draft nodes plan data: official, with the words of the plan as their source."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from sqlmodel import Session, col, select

from db.errors import InvalidInput, NotFound
from db.models import (
    Confidence,
    Conflict,
    Document,
    DocumentVersion,
    DraftFigure,
    DraftKind,
    DraftNode,
    DraftState,
    FigureKind,
    Kpi,
    Page,
    PlanDraft,
    PlanEdition,
    PlanNode,
    Resolution,
    Source,
    SourceRef,
)
from db.reads.drafts import LIBRARY, draft_figures, draft_nodes
from db.skeleton import find_again
from db.writes.plan_fields import Difference, set_kpi, set_node
from db.writes.plan_places import place_kpi, place_node

_NO_EDITION = "ยังไม่ได้ระบุว่าร่างนี้เป็นของแผนฉบับใด โปรดสั่ง sodklong plan propose พร้อม --plan และ --edition"


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A draft node that is plan data now: the code it has there, and fields in dispute."""

    id: int
    subject: str
    created: bool
    conflicts: tuple[str, ...]


def confirm(session: Session, ids: Sequence[int]) -> list[Confirmed]:
    """Make draft nodes plan data, what they stand under first.

    Where the plan data said something else, the plan's own words hold from now on, and a conflict
    keeps both readings. Raises NotFound for an unknown id, InvalidInput for a draft without an
    edition.
    """
    confirmed: list[Confirmed] = []
    for draft, nodes in _chosen(session, ids):
        figures = draft_figures(session, draft.id or 0)
        work = _Confirmation(session, draft)
        confirmed += [work.make(node, figures.get(node.id or 0, [])) for node in nodes]
    return confirmed


def library_source(session: Session, version_id: int) -> Source:
    """The source that a version of a document is."""
    key = f"{LIBRARY}{version_id}"
    source = session.exec(select(Source).where(Source.key == key)).first()
    if source is None:
        version = session.get_one(DocumentVersion, version_id)
        document = session.get_one(Document, version.document_id)
        source = Source(key=key, title=document.title, location=document.slug)
        session.add(source)
        session.flush()
    return source


class _Confirmation:
    """Confirms the nodes of one draft."""

    def __init__(self, session: Session, draft: PlanDraft) -> None:
        self._session, self._draft = session, draft
        self._edition = session.get_one(PlanEdition, draft.edition_id)
        self._source = library_source(session, draft.version_id)

    def make(self, node: DraftNode, figures: Sequence[DraftFigure]) -> Confirmed:
        """Make one node plan data; its parent is already."""
        above = self._parent(node)
        row: PlanNode | Kpi
        if node.kind is DraftKind.KPI:
            row, created = place_kpi(self._session, self._edition, above, node)
            differences = set_kpi(self._session, row, node, figures)
        else:
            row, created = place_node(self._session, self._edition, above, node)
            differences = set_node(self._session, row, node, figures)
        row.confidence = Confidence.OFFICIAL
        node.state, node.subject = DraftState.CONFIRMED, row.code
        self._session.add_all((row, node))
        self._owe(row.code, node, figures)
        codes = tuple(self._dispute(row.code, node, difference) for difference in differences)
        self._session.flush()
        return Confirmed(node.id or 0, row.code, created, codes)

    def _parent(self, node: DraftNode) -> PlanNode | None:
        if node.parent is None:
            return None
        query = (
            select(PlanNode)
            .join(DraftNode, col(DraftNode.subject) == col(PlanNode.code))
            .where(DraftNode.draft_id == node.draft_id, DraftNode.code == node.parent)
        )
        return self._session.exec(query).first()

    def _owe(self, subject: str, node: DraftNode, figures: Sequence[DraftFigure]) -> None:
        """A source with page and raw quote for each field that the draft decides."""
        self._refer(subject, "title", [node])
        for field, kind in _FIELDS.items():
            self._refer(subject, field, [one for one in figures if one.kind is kind])

    def _refer(self, subject: str, field: str, places: Sequence[DraftNode | DraftFigure]) -> None:
        if not places:
            return
        key = (SourceRef.subject == subject, SourceRef.field == field)
        query = select(SourceRef).where(*key, SourceRef.source_id == self._source.id)
        ref = self._session.exec(query).first() or SourceRef(
            subject=subject, field=field, source_id=self._source.id or 0
        )
        ref.page = places[0].page_number
        ref.quote = " … ".join(dict.fromkeys(self._raw(place) for place in places))
        self._session.add(ref)

    def _raw(self, place: DraftNode | DraftFigure) -> str:
        """The quote as the file has it, before any repair."""
        query = select(Page.raw).where(
            Page.version_id == self._draft.version_id, Page.number == place.page_number
        )
        raw = self._session.exec(query).first()
        return (find_again(place.quote, raw) if raw else None) or place.quote

    def _dispute(self, subject: str, node: DraftNode, difference: Difference) -> str:
        code = _conflict_code(subject, difference.field)
        found = self._session.exec(select(Conflict).where(Conflict.code == code)).first()
        conflict = found or Conflict(
            code=code,
            subject=subject,
            field=difference.field,
            printed_text="",
            printed_value="",
            source_id=0,
            resolution=Resolution.PRINTED,
            reason="",
            notice="",
            confidence=Confidence.OFFICIAL,
        )
        conflict.source_id = self._source.id or 0
        conflict.printed_text, conflict.printed_value = difference.quote, difference.printed
        conflict.other_text, conflict.other_value = difference.other, difference.other
        conflict.reason = "บรรณาธิการยืนยันตามตัวบทของแผน"
        conflict.notice = (
            f"ตัวบท (หน้า {node.page_number}) ของ{self._edition.title} ระบุ{difference.name}ของ"
            f" “{node.title}” ว่า {difference.printed} แต่ข้อมูลแผนเดิมระบุว่า {difference.other}"
            " จึงควรตรวจสอบก่อนอ้างอิง"
        )
        self._session.add(conflict)
        return code


_FIELDS = {
    "years": FigureKind.YEARS,
    "budget": FigureKind.BUDGET,
    "agencies": FigureKind.AGENCY,
    "targets": FigureKind.TARGET,
}


def _chosen(session: Session, ids: Sequence[int]) -> Iterable[tuple[PlanDraft, list[DraftNode]]]:
    """The nodes to confirm by draft, with all they stand under, in the order of the tree."""
    wanted = set(ids)
    found = list(session.exec(select(DraftNode).where(col(DraftNode.id).in_(wanted))))
    if missing := sorted(wanted - {node.id for node in found}):
        raise NotFound(f"ไม่พบร่างข้อมูลแผนหมายเลข {', '.join(map(str, missing))}")
    for draft_id in sorted({node.draft_id for node in found}):
        draft = session.get_one(PlanDraft, draft_id)
        if draft.edition_id is None:
            raise InvalidInput(_NO_EDITION, ("edition",))
        nodes = draft_nodes(session, draft_id)
        codes = {node.code for node in nodes if node.id in wanted}
        codes |= {above for node in nodes if node.code in codes for above in _above(node, nodes)}
        yield draft, [node for node in nodes if node.code in codes]


def _above(node: DraftNode, nodes: Sequence[DraftNode]) -> list[str]:
    parents = {one.code: one.parent for one in nodes}
    found: list[str] = []
    code = node.parent
    while code is not None and code in parents:
        found.append(code)
        code = parents[code]
    return found


def _conflict_code(subject: str, field: str) -> str:
    code = f"draft/{subject}/{field}"
    return code if len(code) <= 80 else f"draft/{sha256(code.encode()).hexdigest()[:32]}/{field}"
