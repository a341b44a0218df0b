"""Asks back when a question of a part of a plan fits several plans equally."""

import re

from sqlmodel import Session

from assistant import wording
from assistant.draft import Clarification, Draft
from assistant.question.naming import in_force
from assistant.question.reading import Asked
from assistant.question.topic import subject
from assistant.question.wants import Wanted
from assistant.tree import KINDS, NUMBERED, is_numbered, node_numbered
from db.models import NodeKind
from db.reads.plans import EditionRow, kpis_of, nodes_of
from db.thai import squeeze

_BARE = frozenset(
    (
        "รับผิดชอบ",
        "ผู้รับผิดชอบ",
        "เจ้าภาพ",
        "เป็นเจ้าภาพ",
        "เจ้าของ",
        "งบ",
        "งบประมาณ",
        "วงเงิน",
        "ระยะเวลา",
        "ใช้",
        "เงิน",
    )
)
_VISION = re.compile("วิสัยทัศน์")
_KPI = re.compile("ตัวชี้วัด|kpi")


def fitting(session: Session, draft: Draft) -> list[EditionRow]:
    """The editions in force that hold what a question asks of no edition in particular."""
    asked = draft.understood()
    if draft.named or subject(asked, frozenset()):
        return []
    current = in_force(draft.editions, draft.on)
    return [edition for edition in current if fits(session, asked, edition)]


def is_bare(asked: Asked) -> bool:
    """Whether a question asks who, how much or when, of nothing at all."""
    return (
        bool(asked.concepts)
        and not subject(asked, frozenset())
        and all(word in _BARE for concept in asked.concepts for word in concept.forms[0])
    )


def clarify(draft: Draft, editions: list[EditionRow]) -> Clarification:
    """The question once for each edition."""
    text = draft.understood().text
    return Clarification(
        wording.WHICH_PLAN, tuple(of_edition(text, edition.title) for edition in editions)
    )


def of_edition(text: str, title: str) -> str:
    """A question asked of an edition."""
    part = re.search(
        r"(?:ยุทธศาสตร์|กลยุทธ์|เป้าหมาย|แผนงาน|มาตรการ|โครงการ|กลไก)\s*(?:ที่)?\s*(?:\d[\d.]*|แรก|สุดท้าย)",
        text,
    )
    if part:
        return f"{text[: part.end()]} ของ{title} {text[part.end() :].strip()}".strip()
    noun = re.match(r"(?:วิสัยทัศน์|ตัวชี้วัด|กลไก|หลักการ|เป้าหมาย|ยุทธศาสตร์|โครงการ)(?:ของแผน|ในแผน)?", text)
    if noun and not text.startswith("มี"):
        bare = re.sub("(?:ของ|ใน)แผน$", "", noun[0])
        return f"{bare}ของ{title} {text[noun.end() :].strip()}".strip()
    return f"{title} {re.sub('^(?:ใน)?แผน(?:นี้)?', '', text).strip()}"


def fits(session: Session, asked: Asked, edition: EditionRow) -> bool:
    """Whether the tables of an edition hold the part that a question asks for."""
    key = squeeze(asked.full)
    if is_numbered(asked.full):
        return node_numbered(asked.full, nodes_of(session, edition.id)) is not None
    if _VISION.search(key):
        return edition.has_vision and asked.wants(Wanted.MEANING, Wanted.LIST, Wanted.OTHER)
    if not asked.wants(Wanted.COUNT, Wanted.LIST):
        return False
    if _KPI.search(key):
        return bool(kpis_of(session, edition.id))
    kinds = _kinds(key)
    return bool(kinds) and any(node.kind in kinds for node in nodes_of(session, edition.id))


def _kinds(key: str) -> set[NodeKind]:
    key = NUMBERED.sub("", key)
    return {kind for kind, _, pattern in KINDS if pattern.search(key)}
