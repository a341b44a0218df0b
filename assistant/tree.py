"""An edition's tree beside the document that prints it: parts by number, kind and title."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from assistant.answer import Quote
from assistant.quoting import Shelf
from db.models import NodeKind
from db.reads.plans import EditionRow, KpiRow, NodeRow, kpis_of, nodes_of
from db.thai import squeeze

KINDS: tuple[tuple[NodeKind, str, re.Pattern[str]], ...] = (
    (NodeKind.STRATEGY, "ยุทธศาสตร์", re.compile("ยุทธศาสตร์|กลยุทธ์")),
    (NodeKind.GOAL, "เป้าหมาย", re.compile("เป้าหมาย|เป้าประสงค์")),
    (NodeKind.MEASURE, "แผนงาน", re.compile("แผนงาน")),
    (NodeKind.MEASURE, "มาตรการ", re.compile("มาตรการ")),
    (NodeKind.PROJECT, "โครงการ", re.compile("โครงการ")),
    (NodeKind.PHASE, "ระยะ", re.compile("ภูมิทัศน์|กี่ระยะ|ระยะการพัฒนา|แต่ละระยะ|ระยะ(?=ที่\\d|ใด|อะไร)")),
    (NodeKind.PRINCIPLE, "หลักการ", re.compile("หลักการ")),
    (NodeKind.FLAGSHIP, "กิจกรรมเร่งด่วน", re.compile("เร่งด่วน|flagship")),
    (NodeKind.MECHANISM, "กลไก", re.compile("กลไก")),
    (NodeKind.FOCUS_AREA, "ด้านสำคัญ", re.compile("ด้านสาคัญ|ด้านที่เน้น|focusarea|focus")),
    (NodeKind.DOMAIN, "ด้าน", re.compile("(?:กี่|มี)ด้าน|ด้าน(?:ใด|ไหน|อะไร)|ขีดความสามารถด้าน|domain")),
)
_COUNTED = "ยุทธศาสตร์|กลยุทธ์|เป้าหมาย|แผนงาน|มาตรการ|โครงการ|กลไก|ระยะ|หลักการ"
_WORDED = ("หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า", "สิบ")
_SAID = rf"\d+(?:\.\d+)*|{'|'.join(_WORDED)}|แรก|สุดท้าย"
NUMBERED = re.compile(rf"({_COUNTED})(?:(?:ข้อ)?ที่|ข้อ)?({_SAID})(?!ปี|\d)")


@dataclass(frozen=True, slots=True)
class Tree:
    """The parts of an edition, what it measures, and the document that prints them."""

    edition: EditionRow
    nodes: Sequence[NodeRow]
    kpis: Sequence[KpiRow]
    shelf: Shelf

    def below(self, under: NodeRow) -> set[int]:
        """The ids of all that hangs below a node."""
        below: set[int] = set()
        for node in self.nodes:
            if node.parent_id == under.id or node.parent_id in below:
                below.add(node.id)
        return below

    def parent(self, node: NodeRow) -> NodeRow | None:
        """What a node hangs from."""
        return next((other for other in self.nodes if other.id == node.parent_id), None)

    def line(self, node: NodeRow) -> Quote | None:
        """The line that prints a node."""
        parent = self.parent(node)
        whose = () if parent is None else (f"ของ{name_of(parent)}",)
        return self.shelf.line_with(node.number, node.title, *whose) or self.shelf.line_with(
            node.number, node.title
        )

    def name(self, under: NodeRow | None) -> str:
        """What the tree, or a part of it, is called in full."""
        return self.edition.title if under is None else f"{name_of(under)} {under.title}"


def open_tree(session: Session, edition: EditionRow) -> Tree:
    """The tree of an edition."""
    return Tree(
        edition,
        nodes_of(session, edition.id),
        kpis_of(session, edition.id),
        Shelf(session, edition.facts_slug()),
    )


def kind_called(key: str) -> NodeKind | None:
    """The kind that a word for a part of a plan means."""
    return next((kind for kind, _, pattern in KINDS if pattern.match(key)), None)


def kind_name(node: NodeRow) -> str:
    """What a kind of node is called."""
    return next(name for kind, name, _ in KINDS if kind is node.kind)


def name_of(node: NodeRow) -> str:
    """A node by kind and number."""
    return f"{kind_name(node)}ที่ {node.number}" if node.number else kind_name(node)


def is_numbered(text: str) -> bool:
    """Whether a text names a part by its number."""
    return NUMBERED.search(squeeze(text)) is not None


def node_numbered(text: str, nodes: Sequence[NodeRow]) -> NodeRow | None:
    """The node a text names by kind and number, within the one of another kind it also numbers."""
    found: NodeRow | None = None
    for kind, said in sorted(_numbers(text), key=lambda item: item[0] is not NodeKind.STRATEGY):
        same = [n for n in nodes if n.kind is kind and (found is None or n.parent_id == found.id)]
        top = [n for n in same if n.parent_id is None] or same
        picked = _picked(said, same if "." in said or found else top)
        if picked is None:
            return None
        found = picked
    return found


def _numbers(text: str) -> list[tuple[NodeKind, str]]:
    matches = NUMBERED.finditer(squeeze(text))
    found = [(kind_called(match[1] + "ที่1"), match[2]) for match in matches]
    return [(kind, said) for kind, said in found if kind is not None]


def _picked(said: str, nodes: Sequence[NodeRow]) -> NodeRow | None:
    if said in ("แรก", "สุดท้าย"):
        numbered = [node for node in nodes if node.number]
        return (numbered[0] if said == "แรก" else numbered[-1]) if numbered else None
    number = str(_WORDED.index(said) + 1) if said in _WORDED else said
    return next((node for node in nodes if squeeze(node.number) == number), None)
