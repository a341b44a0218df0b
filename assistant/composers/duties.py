"""Answers which parts of the plans an agency answers for."""

import re
from collections.abc import Sequence

from sqlmodel import Session

from assistant import wording
from assistant.answer import Quote
from assistant.composers.agencies import find_agencies
from assistant.composers.plans import shown
from assistant.draft import Composition, Draft, Statement
from assistant.question.naming import in_force
from assistant.question.reading import Asked
from assistant.question.topic import scope_of, unknown
from assistant.question.wants import Wanted
from assistant.tree import open_tree
from db.reads.agencies import AgencyRow, agencies
from db.reads.plans import EditionRow, NodeRow, nodes_of
from db.thai import squeeze

_ASKED = re.compile(
    r"(?:โครงการ|แผนงาน|มาตรการ|งาน|กิจกรรม|เรื่อง)\S{0,60}(?:อะไร|ใด|ไหน|กี่|บ้าง)|รับผิดชอบ(?:อะไร|เรื่อง|โครงการ|งาน)|กี่โครงการ|มีโครงการ"
)
_WORDS = """
    รับผิดชอบ ผู้รับผิดชอบ ผู้ ร่วม เจ้าภาพ เจ้าของ ดูแล ดาเนินการ ดาเนินงาน ทา จัดทา
    โครงการ แผนงาน มาตรการ งาน กิจกรรม แผน ฉบับ เกี่ยวข้อง หน่วยงาน ภายใต้ ปัจจุบัน ดิจิทัล
    ทั้งหมด เรื่อง ในแผน
"""
_KNOWN = frozenset(_WORDS.split())
_LONG = 6


def compose(session: Session, draft: Draft) -> Composition | None:
    """The lines of the parts that name the agency of the question as answering for them."""
    asked = draft.understood()
    if not _ASKED.search(squeeze(asked.full)) or asked.wants(Wanted.MONEY, Wanted.DAY, Wanted.DATE):
        return None
    editions = list(draft.named) or in_force(draft.editions, draft.on)
    bodies = find_agencies(asked, agencies(session))
    names: set[str] = set()
    lines: list[Quote] = []
    for edition in editions:
        for node in nodes_of(session, edition.id):
            found = _answering(asked, node, bodies)
            names.update(found)
            line = _line(session, edition, node) if found else None
            lines += [line] if line is not None else []
    names.update(name.name for body in bodies for name in body.names)
    known = _KNOWN | scope_of(editions)
    if not lines or unknown(asked, known, squeeze(" ".join(_spelt(names, bodies)))):
        return None
    return _composition(draft, lines)


def _answering(asked: Asked, node: NodeRow, bodies: Sequence[AgencyRow]) -> list[str]:
    """The names, as printed at a node, of agencies that the question names."""
    key = squeeze(asked.full)
    if any(body.id in node.agency_ids for body in bodies):
        return list(node.agencies)
    shorts = {squeeze(short) for body in bodies for short in body.shorts}
    return [
        name
        for name in node.agencies
        if squeeze(name) in shorts or (len(name) >= _LONG and squeeze(name) in key)
    ]


def _line(session: Session, edition: EditionRow, node: NodeRow) -> Quote | None:
    return open_tree(session, edition).line(node)


def _spelt(names: set[str], bodies: Sequence[AgencyRow]) -> list[str]:
    return sorted(names) + [short for body in bodies for short in body.shorts]


def _composition(draft: Draft, lines: Sequence[Quote]) -> Composition | None:
    held = list(dict.fromkeys(lines))
    visible, notices = shown(draft, held)
    if not visible:
        return None
    opening = Statement(wording.DUTIES, tuple(visible), frame=True)
    return Composition((opening, *(Statement(q.text, (q,)) for q in visible)), notices)
