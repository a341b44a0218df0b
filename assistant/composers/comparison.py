"""Lines up two editions: the same part of each, quoted, and what one of them does not tell."""

import re
from collections.abc import Sequence

from sqlmodel import Session

from assistant import wording
from assistant.answer import Quote
from assistant.draft import Composition, Draft, Statement
from assistant.question.reading import Asked
from assistant.question.topic import scope_of, unknown
from assistant.tree import Tree, open_tree
from db.models import NodeKind
from db.thai import squeeze

_MOST = 7
_WORDS = """
    ต่าง แตกต่าง ต่างกัน ความต่าง ความแตกต่าง เทียบ เปรียบเทียบ เหมือน เหมือนกัน เปลี่ยน
    เปลี่ยนไป เปลี่ยนแปลง ระหว่าง ฉบับ แผน เดิม ใหม่ ก่อน เก่า ปัจจุบัน ล่าสุด สอง ทั้งสอง
    ประเด็น เรื่อง ด้าน ข้อแตกต่าง ข้อ อย่างไร ยังไง ตรงไหน ส่วนไหน แตก หน้า สรุป เพิ่ม
    เพิ่มขึ้น กว่า จานวน มากกว่า น้อยกว่า วิสัยทัศน์ ยุทธศาสตร์ กลยุทธ์ เป้าหมาย ตัวชี้วัด
    ชี้วัด ชี้ วัด ตัว kpi ช่วง ปี ระยะ ระยะเวลา เห็นชอบ อนุมัติ ประกาศ ครม คณะรัฐมนตรี
    ราชกิจจา ราชกิจจานุเบกษา วันที่ งบประมาณ วงเงิน โครงการ หลักการ กลไก หน่วยงาน เจ้าของ
    หลัก
"""
_KNOWN = frozenset(_WORDS.split())
# What may be compared, the signs that only this is asked for, and the kind of node it is.
_ASPECTS: tuple[tuple[str, str, NodeKind | None], ...] = (
    ("วิสัยทัศน์", "วิสัยทัศน์", None),
    ("ช่วงปี", "ช่วงปี|ระยะ|กี่ปี", None),
    ("การเห็นชอบ", "เห็นชอบ|อนุมัติ|ประกาศ|ราชกิจจา", None),
    ("ยุทธศาสตร์", "ยุทธศาสตร์|กลยุทธ์", NodeKind.STRATEGY),
    ("เป้าหมาย", "เป้าหมาย", NodeKind.GOAL),
    ("ตัวชี้วัด", "ตัวชี้วัด|kpi", None),
    ("หลักการ", "หลักการ", NodeKind.PRINCIPLE),
    ("กลไก", "กลไก", NodeKind.MECHANISM),
    ("งบประมาณ", "งบประมาณ|วงเงิน", None),
)
_COUNTS = re.compile("จานวน|กี่|มากกว่า|น้อยกว่า|เท่ากัน|เท่าไร|เท่าใด")
_WHOLE = ("วิสัยทัศน์", "ช่วงปี", "การเห็นชอบ", "ยุทธศาสตร์", "เป้าหมาย")


def compose(session: Session, draft: Draft) -> Composition | None:
    """Both editions, aspect by aspect; None when something else is compared."""
    asked = draft.understood()
    if len(draft.named) != 2 or unknown(asked, _KNOWN | scope_of(draft.named), ""):
        return None
    trees = [open_tree(session, edition) for edition in draft.named]
    statements: list[Statement] = []
    silent: list[str] = []
    counts = _COUNTS.search(squeeze(asked.text)) is not None
    for name, kind in _asked_for(asked):
        lines = [_count(tree, name, kind) for tree in trees] if counts else []
        lines = lines if all(lines) and lines else [_lines(tree, name, kind) for tree in trees]
        if not any(lines):
            continue
        for tree, found in zip(trees, lines, strict=True):
            statements += _side(tree, name, found)
            if not found:
                silent.append(wording.NO_ASPECT.format(title=tree.edition.title, aspect=name))
    return Composition(tuple(statements), tuple(silent)) if statements else None


def _asked_for(asked: Asked) -> list[tuple[str, NodeKind | None]]:
    """The aspects a question names; when it names none, those every plan has."""
    key = squeeze(asked.text)
    named = [(name, kind) for name, signs, kind in _ASPECTS if re.search(signs, key)]
    # "ระยะ" and numbers of years stand in titles: alone they are no aspect.
    named = [one for one in named if one[0] != "ช่วงปี" or "ช่วงปี" in key]
    return named or [(name, kind) for name, _, kind in _ASPECTS if name in _WHOLE]


def _side(tree: Tree, name: str, lines: Sequence[Quote]) -> list[Statement]:
    """One edition's part, under its title where it is a list."""
    if not lines:
        return []
    if len(lines) == 1 and tree.edition.title in lines[0].text:
        return [Statement(lines[0].text, (lines[0],))]
    heading = wording.LIST.format(kind=name, title=tree.edition.title)
    return [
        Statement(heading, tuple(lines), frame=True),
        *(Statement(line.text, (line,)) for line in lines),
    ]


def _count(tree: Tree, name: str, kind: NodeKind | None) -> list[Quote]:
    """The line that says how many of a kind an edition has."""
    nodes = [n for n in tree.nodes if n.kind is kind and n.parent_id is None]
    return _held([tree.shelf.line_with(tree.edition.title, f"มี {len(nodes)} {name}")])


def _lines(tree: Tree, name: str, kind: NodeKind | None) -> list[Quote]:
    if kind is not None:
        nodes = [n for n in tree.nodes if n.kind is kind and n.parent_id is None]
        return _held([tree.line(node) for node in nodes])[:_MOST]
    title = re.escape(squeeze(tree.edition.title))
    if name == "ตัวชี้วัด":
        own = [kpi for kpi in tree.kpis if kpi.node_id is None] or tree.kpis
        return _held([tree.shelf.line_with("ตัวชี้วัด", kpi.title) for kpi in own])[:_MOST]
    patterns = {
        "วิสัยทัศน์": f"วิสัยทัศน์ของ(?:{title}|แผน\\S*{tree.edition.year_from}-{tree.edition.year_to})",
        "ช่วงปี": f"{title}ครอบคลุม",
        "การเห็นชอบ": f"(?:คณะรัฐมนตรี|\\S{{0,40}})เห็นชอบ{title}เมื่อ",
        "งบประมาณ": f"{title}มีวงเงิน",
    }
    return tree.shelf.lines(re.compile(patterns[name]))[:1]


def _held(lines: Sequence[Quote | None]) -> list[Quote]:
    return [line for line in lines if line is not None]
