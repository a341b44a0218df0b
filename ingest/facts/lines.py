"""Single facts as Thai statements that can be quoted alone."""

from collections.abc import Sequence
from datetime import date

from db.models import (
    Abbreviation,
    AgencyName,
    AwaitedDocument,
    Confidence,
    EditionStatus,
    Kpi,
    KpiTarget,
    NodeKind,
    Observation,
    Operator,
    PlanEdition,
    PlanNode,
    Rule,
)
from ingest.memo.dates import say_date

UNCONFIRMED = "(ยังไม่ยืนยัน)"
KINDS = {
    NodeKind.STRATEGY: "ยุทธศาสตร์",
    NodeKind.GOAL: "เป้าหมาย",
    NodeKind.MEASURE: "มาตรการ",
    NodeKind.PROJECT: "โครงการ",
    NodeKind.DOMAIN: "ด้าน",
    NodeKind.PHASE: "ระยะ",
    NodeKind.FLAGSHIP: "กิจกรรมเร่งด่วน",
    NodeKind.PRINCIPLE: "หลักการ",
    NodeKind.FOCUS_AREA: "ด้านสำคัญ",
    NodeKind.MECHANISM: "กลไก",
}
_NUMBERED_PLAINLY = {NodeKind.MEASURE, NodeKind.PROJECT}
_STATUS = {
    EditionStatus.DRAFT: "ยังเป็นร่าง",
    EditionStatus.APPROVED: "ได้รับความเห็นชอบแล้ว",
    EditionStatus.GAZETTED: "ประกาศในราชกิจจานุเบกษาแล้ว",
    EditionStatus.SUPERSEDED: "ถูกแทนด้วยฉบับใหม่แล้ว",
}
_TARGET = {
    Operator.AT_LEAST: "ไม่น้อยกว่า{value}",
    Operator.AT_MOST: "ไม่เกิน{value}",
    Operator.EQUAL: "{value}",
    Operator.MORE_THAN: "มากกว่า{value}",
    Operator.LESS_THAN: "น้อยกว่า{value}",
    Operator.IMPROVE_BY: "ดีขึ้น{value}",
}
_AMOUNT = {
    Operator.AT_LEAST: "ตั้งแต่",
    Operator.AT_MOST: "ไม่เกิน",
    Operator.EQUAL: "เท่ากับ",
    Operator.MORE_THAN: "เกิน",
    Operator.LESS_THAN: "ต่ำกว่า",
    Operator.IMPROVE_BY: "เพิ่มขึ้น",
}


def sure(text: str, confidence: Confidence) -> str:
    """A statement that says so where no source confirms it."""
    return f"{text} {UNCONFIRMED}" if confidence is Confidence.RECALLED else text


def edition_label(edition: PlanEdition) -> str:
    """The years an edition covers."""
    return f"พ.ศ. {edition.year_from}–{edition.year_to}"


def edition_lines(edition: PlanEdition) -> list[tuple[str, str]]:
    """What an edition says of itself: the field each statement rests on, and the statement."""
    title = spaced(edition.title)
    lines = [("years", f"{title}ครอบคลุม {edition_label(edition)}")]
    lines.append(("status", f"สถานะของ{title.strip()}: {_STATUS[edition.status]}"))
    if edition.approved_on:
        by = edition.approved_by or "ผู้มีอำนาจ"
        when = say_date(edition.approved_on)
        lines.append(("approved_on", f"{by}เห็นชอบ{title}เมื่อวันที่ {when}"))
    if edition.gazetted_on:
        gazette = f" {edition.gazette}" if edition.gazette else ""
        when = say_date(edition.gazetted_on)
        lines.append(("gazetted_on", f"{title}ประกาศในราชกิจจานุเบกษา{gazette} เมื่อวันที่ {when}"))
    if edition.in_force_from:
        since = say_date(edition.in_force_from)
        lines.append(("in_force_from", f"{title}มีผลใช้บังคับตั้งแต่วันที่ {since}"))
    if edition.vision:
        lines.append(("vision", f"วิสัยทัศน์ของ{title}คือ {edition.vision}"))
    if edition.note:
        lines.append(("note", f"หมายเหตุของ{title.strip()}: {edition.note}"))
    return lines


def spaced(title: str) -> str:
    """A title ready to be followed by words: years and brackets need a space after them."""
    return title if "ก" <= title[-1] <= "๎" else f"{title} "


def node_name(node: PlanNode, plan: str) -> str:
    """What a node is called, with its number where the plan gives one: ยุทธศาสตร์ที่ 1."""
    kind = kind_name(node.kind, plan)
    if not node.number:
        return kind
    return f"{kind} {node.number}" if node.kind in _NUMBERED_PLAINLY else f"{kind}ที่ {node.number}"


def kind_name(kind: NodeKind, plan: str) -> str:
    """What a plan calls a kind of node; the national plan's measures are แผนงาน."""
    return "แผนงาน" if kind is NodeKind.MEASURE and plan == "NDP" else KINDS[kind]


def node_line(
    node: PlanNode, plan: str, parent: PlanNode | None, agencies: Sequence[str] = ()
) -> str:
    """A node in one statement: number, official name, and all that is known of it."""
    text = _lead(node, plan, parent) + node.title
    if not _speaks_apart(node):
        text += "".join(_node_details(node, agencies))
    return sure(text, node.confidence)


def strategy_lines(node: PlanNode, plan: str) -> list[str]:
    """What is known of a strategy beside its name."""
    details = "".join(_node_details(node, ())) if _speaks_apart(node) else ""
    return [sure(f"{node_name(node, plan)}:{details}", node.confidence)] if details else []


def kpi_line(kpi: Kpi, targets: Sequence[KpiTarget]) -> str:
    """A KPI with every target it has."""
    number = f" {kpi.number}" if kpi.number else ""
    text = f"ตัวชี้วัด{number} {kpi.title} ค่าเป้าหมาย: "
    text += " และ".join(_target(target, kpi.unit) for target in targets)
    if kpi.baseline is not None:
        year = f" ในปี {kpi.baseline_year}" if kpi.baseline_year else ""
        text += f" (ค่าฐาน{_value(kpi.baseline, kpi.unit)}{year})"
    return sure(text, kpi.confidence)


def name_line(name: AgencyName, earlier: str | None, later: str | None) -> str:
    """The time an agency bore a name, with the names before and after."""
    text = name.name
    if name.valid_from:
        text += f" ใช้ชื่อนี้ตั้งแต่วันที่ {say_date(name.valid_from)}"
    if name.valid_to:
        text += f" {'' if name.valid_from else 'ใช้ชื่อนี้'}ถึงวันที่ {say_date(name.valid_to)}"
    text += f" เดิมคือ{earlier}" if earlier else ""
    text += f" ต่อมาคือ{later}" if later else ""
    return sure(text + _note(name.note), name.confidence)


def abbreviation_line(short: Abbreviation) -> str:
    """A short form and what it stands for."""
    return sure(f"{short.short} ย่อมาจาก {short.expansion}{_note(short.note)}", short.confidence)


def rule_line(rule: Rule) -> str:
    """Who approves what, of which size, and from when to when."""
    amount = f"{_AMOUNT[rule.operator]} {_number(rule.million_baht)} ล้านบาท"
    text = f"{rule.title}: วงเงิน{amount} ต้องเสนอ{rule.approver}พิจารณา"
    text += _span(rule.valid_from, rule.valid_to)
    return sure(text + _note(rule.note), rule.confidence)


def observation_line(seen: Observation) -> str:
    """What was measured in a year."""
    return sure(f"{seen.title}ในปี {seen.year} คือ{_value(seen.value, seen.unit)}", seen.confidence)


def awaited_line(awaited: AwaitedDocument) -> str:
    """A document the library does not hold, and why that matters."""
    publisher = f" ของ{awaited.publisher}" if awaited.publisher else ""
    return f"คลังเอกสารยังไม่มี{awaited.title}{publisher}{_note(awaited.note)}"


def _speaks_apart(node: PlanNode) -> bool:
    """A numbered strategy's line is its official name and nothing else."""
    return node.kind is NodeKind.STRATEGY and bool(node.number)


def _lead(node: PlanNode, plan: str, parent: PlanNode | None) -> str:
    name = node_name(node, plan)
    if parent is not None:
        return f"{name}{' ' if node.number else ''}ของ{node_name(parent, plan)}: "
    if node.number:
        return f"{name} "
    return name if node.kind is NodeKind.DOMAIN else f"{name}: "


def _node_details(node: PlanNode, agencies: Sequence[str]) -> list[str]:
    details = [f" ({node.title_en})"] if node.title_en else []
    if agencies:
        details.append(f" ผู้รับผิดชอบ: {', '.join(agencies)}")
    if node.budget_million_baht is not None:
        details.append(f" งบประมาณ {_number(node.budget_million_baht)} ล้านบาท")
    if node.budget_note:
        details.append(f" ({node.budget_note})")
    if node.year_from and node.year_to:
        details.append(f" ดำเนินการ พ.ศ. {node.year_from}–{node.year_to}")
    elif node.year_to:
        details.append(f" สิ้นสุดปี {node.year_to}")
    return [*details, _note(node.note)]


def _target(target: KpiTarget, unit: str) -> str:
    if target.operator is Operator.IMPROVE_BY:
        value = f" {_number(target.value)} อันดับ" if unit == "rank" else _value(target.value, unit)
    else:
        value = _value(target.value, unit)
    text = _TARGET[target.operator].format(value=value)
    if target.year:
        text += f" ภายในปี {target.year}"
    elif target.horizon_years:
        text += f" ภายใน {target.horizon_years} ปี"
    if target.revision:
        text += f" (ฉบับปรับปรุง {say_date(target.revision)})"
    if target.printed:
        text += f" (ตัวบทพิมพ์ว่า “{target.printed}”)"
    return text + _note(target.note)


def _value(value: float, unit: str) -> str:
    return {
        "rank": f"อันดับที่ {_number(value)}",
        "percent": f"ร้อยละ {_number(value)}",
        "score": f" {_number(value)} คะแนน",
        "item": f" {_number(value)} รายการ",
    }[unit]


def _number(value: float) -> str:
    return f"{value:,.4f}".rstrip("0").rstrip(".")


def _span(since: date | None, until: date | None) -> str:
    text = f" ตั้งแต่วันที่ {say_date(since)}" if since else ""
    return text + (f" ถึงวันที่ {say_date(until)}" if until else "")


def _note(note: str | None) -> str:
    return f" ({note})" if note else ""
