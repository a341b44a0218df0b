"""What the manual reads out of the schema, so that it cannot tell of another one."""

from collections.abc import Iterator, Mapping
from functools import cache
from html import escape
from pathlib import Path
from typing import Final

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    build_schema,
    get_named_type,
    is_leaf_type,
)

SCHEMA = Path(__file__).parents[1] / "schema.graphql"

# Every type with an identity; the kinds of `PlanNode` are told under it.
NOUNS: Final[Mapping[str, str]] = {
    "Plan": "แผนหนึ่งเรื่อง ผ่านทุกฉบับ",
    "PlanEdition": "แผนหนึ่งฉบับ มีปีเริ่มต้น ปีสิ้นสุด และวันที่มีผล",
    "PlanNode": "หนึ่งข้อในโครงสร้างของแผน แต่ละชนิดเป็น type ของตนเอง",
    "Kpi": "ตัวชี้วัด พร้อมค่าเป้าหมายรายปี",
    "Observation": "ค่าที่วัดได้จริงในแต่ละปี",
    "Agency": "หน่วยงาน ผ่านทุกชื่อที่เคยใช้",
    "Abbreviation": "คำย่อ และคำเต็มที่คำย่อนั้นหมายถึง",
    "ApprovalRule": "หลักเกณฑ์ว่าใครเป็นผู้อนุมัติการจัดหาวงเงินเท่าใด",
    "Directive": "หนังสือสั่งการ",
    "Instruction": "ข้อสั่งการแต่ละข้อในหนังสือ",
    "AwaitedDocument": "เอกสารที่ถูกอ้างถึงแต่ยังไม่มีในระบบ",
    "Source": "แหล่งที่มาของข้อมูล",
    "Conflict": "จุดที่แหล่งข้อมูลกล่าวไม่ตรงกัน เก็บไว้ทั้งสองค่า",
    "Document": "เอกสารในระบบ",
    "DocumentVersion": "เนื้อหาแต่ละรุ่นของเอกสาร",
    "Passage": "ข้อความช่วงหนึ่งที่ค้นพบและอ้างอิงได้",
    "Conversation": "บทสนทนา เข้าถึงได้ด้วย id เท่านั้น",
    "Answer": "คำตอบ พร้อมแหล่งอ้างอิงทุกประโยค",
    "Alignment": "ผลการเทียบโครงการกับแผน เข้าถึงได้ด้วย id เท่านั้น",
    "ActionPlan": "แผนปฏิบัติการของหน่วยงาน เฉพาะเจ้าของเท่านั้นที่เห็น",
    "PlanDraft": "ข้อมูลแผนที่ระบบเสนอจากตัวบท รอผู้แก้ไขยืนยัน",
    "DraftNode": "แต่ละข้อในข้อเสนอ พร้อมข้อความที่ยกมา",
    "KnowledgeGap": "คำถามที่ยังตอบไม่ได้ สำหรับผู้ดูแล",
    "IndexGeneration": "ดัชนีแต่ละรุ่น สำหรับผู้ดูแล",
    "ApiKey": "กุญแจ API สำหรับผู้ดูแล",
    "Job": "งานที่ทำต่อหลังรับคำขอ เช่น อ่านไฟล์ เผยแพร่ ลบเอกสาร",
}

_Composite = GraphQLObjectType | GraphQLInterfaceType


@cache
def read_schema() -> GraphQLSchema:
    """The schema as it is checked in."""
    return build_schema(SCHEMA.read_text(encoding="utf-8"))


def nouns() -> str:
    """The nouns as a list in HTML: what each is, where one comes to it, what it leads to."""
    return "\n".join(_noun(name, told) for name, told in NOUNS.items())


def lists() -> str:
    """The lists at the root that can be filtered or ordered, as a list in HTML."""
    return "\n".join(
        f'<div><dt><code lang="en">{name}</code></dt>{"".join(rows)}</div>'
        for name, field in _root("Query").items()
        if (rows := [_row(label, names) for label, names in _arguments(field) if names])
        and _is_connection(field)
    )


def _noun(name: str, told: str) -> str:
    kind = read_schema().type_map[name]
    assert isinstance(kind, _Composite)
    rows = [
        _row("เข้าทาง", _ways_in(name)),
        _row("เชื่อมไป", [field for field in kind.fields if _leads_on(kind.fields[field])]),
        _row("ชนิด", _members(kind)),
    ]
    return (
        f'<div><dt><code lang="en">{name}</code> {escape(told)}</dt>'
        f"{''.join(row for row in rows if row)}</div>"
    )


def _row(label: str, names: list[str]) -> str:
    if not names:
        return ""
    codes = " ".join(f'<code lang="en">{escape(name)}</code>' for name in names)
    return f"<dd><b>{label}</b> {codes}</dd>"


def _ways_in(name: str) -> list[str]:
    """Root fields that give it; for what has none, the fields of others that do."""
    for roots in (("Query",), ("Mutation", "Subscription")):
        if found := [field for root in roots for field in _giving(root, name)]:
            return found
    return [
        f"{other}.{field}"
        for other in read_schema().type_map
        if other in NOUNS and other != name
        for field in _giving(other, name)
    ]


def _giving(owner: str, name: str) -> Iterator[str]:
    for field, described in _root(owner).items():
        given = get_named_type(described.type)
        members = getattr(given, "types", ())
        if name in (given.name, _of_connection(given)) or name in [one.name for one in members]:
            yield field


def _root(name: str) -> Mapping[str, GraphQLField]:
    kind = read_schema().type_map[name]
    return kind.fields if isinstance(kind, _Composite) else {}


def _of_connection(kind: GraphQLNamedType) -> str:
    """What a connection pages through; the type's own name for others."""
    if not kind.name.endswith("Connection") or not isinstance(kind, GraphQLObjectType):
        return kind.name
    return str(get_named_type(kind.fields["nodes"].type))


def _is_connection(field: GraphQLField) -> bool:
    return get_named_type(field.type).name.endswith("Connection")


def _leads_on(field: GraphQLField) -> bool:
    return not is_leaf_type(get_named_type(field.type))


def _members(kind: _Composite) -> list[str]:
    if not isinstance(kind, GraphQLInterfaceType):
        return []
    return [one.name for one in read_schema().get_possible_types(kind)]


def _arguments(field: GraphQLField) -> Iterator[tuple[str, list[str]]]:
    for label, argument in (("filter", "filter"), ("orderBy", "orderBy")):
        given = field.args.get(argument)
        kind = get_named_type(given.type) if given else None
        if isinstance(kind, GraphQLInputObjectType):
            yield label, list(kind.fields)
        if isinstance(kind, GraphQLEnumType):
            yield label, list(kind.values)
