"""The plan facts as documents that can be read, searched and quoted, line by line.

Every line is a statement that stands alone; what no source confirms says so. The same tables
give the same bytes, so that reading them in again changes nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from sqlmodel import Session, col, select

from db.models import (
    Abbreviation,
    Agency,
    AgencyName,
    AwaitedDocument,
    AwaitedState,
    Confidence,
    Conflict,
    Kpi,
    KpiTarget,
    NodeAgency,
    NodeKind,
    Observation,
    Plan,
    PlanAlias,
    PlanEdition,
    PlanNode,
    Rule,
    Source,
    SourceRef,
)
from ingest.facts.files import DATA, RECALL, read_facts
from ingest.facts.format import NoteEntry
from ingest.facts.lines import (
    UNCONFIRMED,
    abbreviation_line,
    awaited_line,
    edition_label,
    edition_lines,
    kind_name,
    kpi_line,
    name_line,
    node_line,
    node_name,
    observation_line,
    rule_line,
    spaced,
    strategy_lines,
    sure,
)

DISCLAIMER = "สรุปข้อมูล ไม่ใช่ตัวบท"
TITLE = "สรุปข้อมูล: "
SOURCES = "ที่มาของข้อมูล"
_DIFFERING = "ข้อมูลที่แหล่งต่าง ๆ ระบุไม่ตรงกัน"


@dataclass(frozen=True, slots=True)
class FactsDocument:
    """One rendered document; `edition_code` and `edition_label` where it is about one edition."""

    slug: str
    title: str
    edition_code: str | None
    edition_label: str | None
    text: str


def render_facts(session: Session, folder: Path = DATA) -> list[FactsDocument]:
    """Every facts document: one an edition, then agencies, rules, and what no table holds."""
    desk = _Desk(session, read_facts(folder).notes)
    plans = {plan.id: plan.code for plan in session.exec(select(Plan))}
    editions = session.exec(select(PlanEdition).order_by(col(PlanEdition.code))).all()
    documents = [_edition(desk, edition, plans[edition.plan_id]) for edition in editions]
    return [*documents, _agencies(desk), _rules(desk), _notes(desk)]


@dataclass(frozen=True, slots=True)
class _Section:
    """Statements under one heading and the subjects whose sources they rest on."""

    heading: str
    lines: Sequence[str]
    subjects: Sequence[str]


class _Desk:
    """What every document needs at hand: sources by subject, and our notes."""

    def __init__(self, session: Session, notes: Sequence[NoteEntry]) -> None:
        self.session, self.notes = session, notes
        self._sources = {source.key: source for source in session.exec(select(Source))}
        self._keys: dict[tuple[str, str], list[str]] = {}
        keys = {source.id: key for key, source in self._sources.items()}
        for ref in session.exec(select(SourceRef)):
            self._keys.setdefault((ref.subject, ref.field), []).append(keys[ref.source_id])

    def is_recalled(self, subject: str, field: str) -> bool:
        """Whether a field of its own sources rests on memory alone."""
        return self._keys.get((subject, field)) == [RECALL]

    def document(
        self, slug: str, title: str, sections: Iterable[_Section], edition: PlanEdition | None
    ) -> FactsDocument:
        told = [section for section in sections if section.lines]
        notes = [note for note in self.notes if note.document == slug]
        blocks = [f"# {TITLE}{title}", DISCLAIMER]
        blocks += [_text(section.heading, section.lines) for section in told]
        blocks += [_text(note.heading, _note_lines(note)) for note in notes]
        # Sources stand apart: beside the statements their titles would be found instead of them.
        sources = [self._source_line(s.heading, self._keys_of(s)) for s in told]
        sources += [self._source_line(note.heading, _note_keys(note)) for note in notes]
        blocks.append(_text(SOURCES, [line for line in sources if line]))
        return FactsDocument(
            slug=slug,
            title=f"{TITLE}{title}",
            edition_code=edition.code if edition else None,
            edition_label=edition_label(edition) if edition else None,
            text="\n\n".join(blocks) + "\n",
        )

    def _keys_of(self, section: _Section) -> set[str]:
        wanted = set(section.subjects)
        found = (keys for (subject, _), keys in self._keys.items() if subject in wanted)
        return {key for keys in found for key in keys}

    def _source_line(self, heading: str, keys: Iterable[str]) -> str:
        titles = [self._sources[key].title for key in sorted(keys, key=_source_order)]
        return f"ที่มาของหัวข้อ “{heading}”: {'; '.join(titles)}" if titles else ""


def _text(heading: str, lines: Iterable[str]) -> str:
    return "\n".join([f"## {heading}", "", *lines])


def _note_lines(note: NoteEntry) -> list[str]:
    return [sure(line.text, line.confidence) for line in note.lines]


def _note_keys(note: NoteEntry) -> set[str]:
    return {key for line in note.lines for key in line.sources}


def _edition(desk: _Desk, edition: PlanEdition, plan: str) -> FactsDocument:
    tree = _Tree(desk.session, edition, plan)
    sections = [
        _Section("ข้อมูลของแผน", _about(desk, edition), [edition.code]),
        *tree.sections(),
        _conflicts(desk, edition.code),
    ]
    title = edition.title
    if str(edition.year_from) not in title:
        title += f" ({edition_label(edition)})"
    return desk.document(f"facts-{edition.code.lower()}", title, sections, edition)


def _about(desk: _Desk, edition: PlanEdition) -> list[str]:
    lines = [
        f"{line} {UNCONFIRMED}" if desk.is_recalled(edition.code, field) else line
        for field, line in edition_lines(edition)
    ]
    lines += _relations(desk.session, edition)
    return [sure(line, edition.confidence) for line in lines]


def _relations(session: Session, edition: PlanEdition) -> Iterator[str]:
    """Who owns an edition, what it follows, and what else it is called."""
    if edition.owner_id:
        yield f"หน่วยงานเจ้าของ{spaced(edition.title)}คือ{_owner(session, edition)}"
    if edition.supersedes_id:
        older = session.get_one(PlanEdition, edition.supersedes_id)
        yield f"{spaced(edition.title)}ใช้แทน{older.title}"
    node = session.exec(select(PlanNode).where(PlanNode.code == edition.derived_from)).first()
    if node is not None:
        parent = session.get_one(PlanEdition, node.edition_id)
        source = f"{node_name(node, '')} {node.title}"
        yield f"{spaced(edition.title)}ขยายความจาก{source} ของ{parent.title}"
    aliases = session.exec(select(PlanAlias.name).where(PlanAlias.edition_id == edition.id)).all()
    if aliases:
        yield f"ชื่ออื่นของ{edition.title}: {', '.join(sorted(aliases))}"


def _owner(session: Session, edition: PlanEdition) -> str:
    """The owner under the name of the edition's time, and under today's where it differs."""
    names = _in_time(
        session.exec(select(AgencyName).where(AgencyName.agency_id == edition.owner_id)).all()
    )
    then = edition.approved_on or date(edition.year_from - 543, 1, 1)
    held = [name for name in names if not name.valid_to or name.valid_to >= then]
    first, last = (held or names)[0].name, names[-1].name
    return first if first == last else f"{first} ปัจจุบันคือ{last}"


class _Tree:
    """An edition's nodes and KPIs, rendered kind by kind and then node by node."""

    def __init__(self, session: Session, edition: PlanEdition, plan: str) -> None:
        self._edition, self._plan = edition, plan
        order = col(PlanNode.position), col(PlanNode.code)
        here = PlanNode.edition_id == edition.id
        self._nodes = session.exec(select(PlanNode).where(here).order_by(*order)).all()
        kpis = select(Kpi).where(Kpi.edition_id == edition.id)
        self._kpis = session.exec(kpis.order_by(col(Kpi.position), col(Kpi.code))).all()
        self._targets: dict[int, list[KpiTarget]] = {}
        ordered = (KpiTarget.kpi_id, KpiTarget.year, KpiTarget.horizon_years, KpiTarget.revision)
        for target in session.exec(select(KpiTarget).order_by(*(col(one) for one in ordered))):
            self._targets.setdefault(target.kpi_id, []).append(target)
        self._agencies: dict[int, list[str]] = {}
        for agency in session.exec(select(NodeAgency).order_by(col(NodeAgency.position))):
            self._agencies.setdefault(agency.node_id, []).append(agency.name)

    def sections(self) -> Iterator[_Section]:
        """Top nodes by kind, what the whole edition measures, then each node in detail."""
        top = self._children(None)
        for kind, nodes in _by_kind(top):
            lines = self._kind_lines(kind, nodes, None)
            heading = f"{kind_name(kind, self._plan)}ของแผน"
            yield _Section(heading, lines, [node.code for node in nodes])
        kpis = [kpi for kpi in self._kpis if kpi.node_id is None]
        yield _Section("ตัวชี้วัดของแผน", self._kpi_lines(kpis), [kpi.code for kpi in kpis])
        for node in top:
            yield from self._details(node)

    def _details(self, node: PlanNode) -> Iterator[_Section]:
        """What a node says and measures itself, then what hangs below it, kind by kind."""
        name = f"{node_name(node, self._plan)} {node.title}"
        kpis = self._own(node)
        own = [*strategy_lines(node, self._plan), *self._kpi_lines(kpis)]
        yield _Section(f"รายละเอียดของ{name}", own, [node.code, *(kpi.code for kpi in kpis)])
        for kind, nodes in _by_kind(self._children(node)):
            subjects = [child.code for child in nodes]
            subjects += [kpi.code for child in nodes for kpi in self._own(child)]
            heading = f"{kind_name(kind, self._plan)}ของ{name}"
            yield _Section(heading, self._kind_lines(kind, nodes, node), subjects)

    def _kind_lines(
        self, kind: NodeKind, nodes: Sequence[PlanNode], parent: PlanNode | None
    ) -> list[str]:
        lines = self._count(kind, nodes, parent)
        for node in nodes:
            lines.append(node_line(node, self._plan, parent, self._agencies.get(node.id or 0, ())))
            if parent is not None:
                lines += self._kpi_lines(self._own(node))
        return lines

    def _count(
        self, kind: NodeKind, nodes: Sequence[PlanNode], parent: PlanNode | None
    ) -> list[str]:
        """How many there are, unless the list comes from memory or from news of some of them."""
        recalled = any(node.confidence is Confidence.RECALLED for node in nodes)
        if recalled or kind is NodeKind.FLAGSHIP:
            return []
        whose = f"{node_name(parent, self._plan)} ของ" if parent else ""
        name = kind_name(kind, self._plan)
        return [f"{whose}{self._edition.title} มี {len(nodes)} {name}"]

    def _children(self, parent: PlanNode | None) -> list[PlanNode]:
        parent_id = parent.id if parent else None
        return [node for node in self._nodes if node.parent_id == parent_id]

    def _own(self, node: PlanNode) -> list[Kpi]:
        return [kpi for kpi in self._kpis if kpi.node_id == node.id]

    def _kpi_lines(self, kpis: Iterable[Kpi]) -> list[str]:
        return [kpi_line(kpi, self._targets.get(kpi.id or 0, ())) for kpi in kpis]


def _agencies(desk: _Desk) -> FactsDocument:
    codes = {agency.id: agency.code for agency in desk.session.exec(select(Agency))}
    names: dict[str, list[AgencyName]] = {}
    for name in desk.session.exec(select(AgencyName).order_by(col(AgencyName.id))):
        names.setdefault(codes[name.agency_id], []).append(name)
    renamed = {code: held for code, held in sorted(names.items()) if len(held) > 1}
    lines = [line for held in renamed.values() for line in _name_lines(held)]
    order = col(Abbreviation.short), col(Abbreviation.expansion)
    shorts = sorted(
        desk.session.exec(select(Abbreviation).order_by(*order)),
        key=lambda row: (row.short, row.expansion),  # databases collate Thai each in their way
    )
    sections = [
        _Section("ชื่อหน่วยงานตามช่วงเวลา", lines, list(renamed)),
        _conflicts(desk, *renamed),
        _Section(
            "อักษรย่อ",
            [abbreviation_line(short) for short in shorts],
            [f"abbreviation/{short.short}" for short in shorts],
        ),
    ]
    return desk.document("facts-agencies", "หน่วยงานและอักษรย่อ", sections, None)


def _name_lines(names: Sequence[AgencyName]) -> list[str]:
    held = _in_time(names)
    spelled = [None, *(name.name for name in held), None]
    return [
        name_line(name, earlier, later)
        for earlier, name, later in zip(spelled, held, spelled[2:], strict=False)
    ]


def _rules(desk: _Desk) -> FactsDocument:
    rules = sorted(
        desk.session.exec(select(Rule)),
        key=lambda rule: (rule.code, rule.valid_from or date.min),
    )
    codes = list(dict.fromkeys(rule.code for rule in rules))
    sections = [
        _Section("วงเงินและผู้พิจารณา", [rule_line(rule) for rule in rules], codes),
        _conflicts(desk, *codes),
    ]
    return desk.document("facts-rules", "หลักเกณฑ์การจัดหาระบบคอมพิวเตอร์", sections, None)


def _notes(desk: _Desk) -> FactsDocument:
    order = col(Observation.code), col(Observation.year)
    seen = desk.session.exec(select(Observation).order_by(*order)).all()
    awaited = sorted(desk.session.exec(select(AwaitedDocument)), key=lambda row: row.code)
    missing = [one for one in awaited if one.state is not AwaitedState.IN_LIBRARY]
    sections = [
        _Section(
            "ผลการจัดอันดับ",
            [observation_line(one) for one in seen],
            list(dict.fromkeys(one.code for one in seen)),
        ),
        _Section(
            "เอกสารที่ยังไม่มีในคลัง",
            [awaited_line(one) for one in missing],
            [one.code for one in missing],
        ),
    ]
    return desk.document("facts-notes", "เรื่องที่เกี่ยวข้องกับแผนดิจิทัล", sections, None)


def _conflicts(desk: _Desk, *subjects: str) -> _Section:
    """What sources say differently of some subjects and of all below them."""
    found = [
        conflict
        for conflict in sorted(desk.session.exec(select(Conflict)), key=lambda row: row.code)
        if any(f"{conflict.subject}/".startswith(f"{subject}/") for subject in subjects)
    ]
    lines = [sure(conflict.notice, conflict.confidence) for conflict in found]
    return _Section(_DIFFERING, lines, [conflict.code for conflict in found])


def _by_kind(nodes: Sequence[PlanNode]) -> Iterator[tuple[NodeKind, list[PlanNode]]]:
    return ((kind, list(held)) for kind, held in groupby(nodes, key=lambda node: node.kind))


def _in_time(names: Sequence[AgencyName]) -> list[AgencyName]:
    """Names from the oldest; without dates, in the order in which we list them."""

    def span(name: AgencyName) -> tuple[date, date, int]:
        return name.valid_from or date.min, name.valid_to or date.max, name.id or 0

    return sorted(names, key=span)


def _source_order(key: str) -> tuple[int, str, int]:
    """The memo and other documents first, then S1, S2..., and last what has no source."""
    if key == RECALL:
        return 2, "", 0
    return (1, "", int(key[1:])) if key[1:].isdigit() else (0, key, 0)
