"""Answers from the tables of plan data: how many, which, and what is measured."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from assistant import wording
from assistant.answer import Quote
from assistant.draft import Composition, Draft, Statement
from assistant.question import Asked
from assistant.quoting import Shelf
from assistant.wants import Wanted
from db.models import NodeKind
from db.reads.plans import EditionRow, KpiRow, NodeRow, kpis_of, nodes_of
from db.thai import squeeze

LONGEST_LIST = 18
_KINDS: tuple[tuple[NodeKind, str, re.Pattern[str]], ...] = (
    (NodeKind.STRATEGY, "ยุทธศาสตร์", re.compile("ยุทธศาสตร์|กลยุทธ์")),
    (NodeKind.GOAL, "เป้าหมาย", re.compile("เป้าหมาย|เป้าประสงค์")),
    (NodeKind.MEASURE, "แผนงาน", re.compile("แผนงาน")),
    (NodeKind.MEASURE, "มาตรการ", re.compile("มาตรการ")),
    (NodeKind.PROJECT, "โครงการ", re.compile("โครงการ")),
    (NodeKind.PHASE, "ระยะ", re.compile("ภูมิทัศน์|กี่ระยะ|ระยะการพัฒนา|แต่ละระยะ")),
    (NodeKind.PRINCIPLE, "หลักการ", re.compile("หลักการ")),
    (NodeKind.FLAGSHIP, "กิจกรรมเร่งด่วน", re.compile("เร่งด่วน|flagship")),
    (NodeKind.MECHANISM, "กลไก", re.compile("กลไก")),
    (NodeKind.FOCUS_AREA, "ด้านสำคัญ", re.compile("ด้านสาคัญ|focusarea|focus")),
    (NodeKind.DOMAIN, "ด้าน", re.compile("(?:กี่|มี)ด้าน|ด้าน(?:ใด|ไหน|อะไร)|ขีดความสามารถด้าน|domain")),
)
_KPI = re.compile("ตัวชี้วัด|kpi|ค่าเป้าหมาย")
_NUMBERED = re.compile(r"(?:ยุทธศาสตร์|กลยุทธ์|เป้าหมาย|แผนงาน|มาตรการ|โครงการ)(?:ที่)?(\d+(?:\.\d+)*)")


@dataclass(frozen=True, slots=True)
class _Tree:
    edition: EditionRow
    nodes: Sequence[NodeRow]
    kpis: Sequence[KpiRow]
    shelf: Shelf


def compose(session: Session, draft: Draft) -> Composition | None:
    """What the tables say of the edition the question names; None when it asks other things."""
    if len(draft.named) != 1:
        return None
    edition = draft.named[0]
    tree = _Tree(
        edition,
        nodes_of(session, edition.id),
        kpis_of(session, edition.id),
        Shelf(session, edition.facts_slug()),
    )
    asked = draft.understood()
    if not asked.wants(Wanted.COUNT, Wanted.LIST, Wanted.MEANING, Wanted.OTHER):
        return None
    under = _node(asked, tree)
    if under is None and _NUMBERED.search(squeeze(asked.full)):
        return None
    return _kpi_list(asked, tree, under) or _list(asked, tree, under) or _title(asked, tree, under)


def _kpi_list(asked: Asked, tree: _Tree, under: NodeRow | None) -> Composition | None:
    if not (_KPI.search(asked.key) and _wants_list(asked)):
        return None
    inside = {under.id, *_below(tree, under)} if under else {None}
    chosen = [kpi for kpi in tree.kpis if kpi.node_id in inside]
    if under is None:
        chosen = chosen or list(tree.kpis)
    notices: tuple[str, ...] = ()
    if under is None and len(chosen) < len(tree.kpis):
        notices = (wording.NODE_KPIS.format(count=len(tree.kpis) - len(chosen)),)
    lines = [
        tree.shelf.line_with("ตัวชี้วัด", f"{kpi.title} ค่าเป้าหมาย")
        or tree.shelf.line_with("ตัวชี้วัด", kpi.title)
        for kpi in chosen
    ]
    heading = wording.LIST.format(kind="ตัวชี้วัด", title=_name(tree, under))
    return _enumerate(heading, lines, notices)


def _list(asked: Asked, tree: _Tree, under: NodeRow | None) -> Composition | None:
    """The nodes of the kind asked for, counted from the table."""
    if not _wants_list(asked):
        return None
    kind, name = _kind(asked, tree, under)
    if kind is None:
        return None
    chosen = _of_kind(tree, kind, under)
    title = _name(tree, under)
    counted = _counted(tree, under, len(chosen), name)
    if counted and len(chosen) > LONGEST_LIST and not asked.wants(Wanted.LIST):
        return Composition((Statement(counted.text, (counted,)),))
    if counted is None and not asked.wants(Wanted.LIST):
        parts = _counted_in_parts(tree, chosen, name) if under is None else None
        if parts:
            return parts
    lines = [tree.shelf.line_with(node.number, node.title) for node in chosen]
    if counted is None:
        return _enumerate(wording.KNOWN_LIST.format(kind=name, title=title), lines, ())
    heading = wording.COUNT_LIST.format(title=title, count=len(chosen), kind=name)
    return _enumerate(heading, lines, (), [counted])


def _counted(tree: _Tree, under: NodeRow | None, count: int, name: str) -> Quote | None:
    """The line that says how many there are: a list known in part has none."""
    said = f"มี {count} {name}"
    if under is None:
        return tree.shelf.line_with(tree.edition.title, said)
    return tree.shelf.line_with(f"{_kind_name(under)}ที่ {under.number}", said)


def _counted_in_parts(tree: _Tree, chosen: Sequence[NodeRow], name: str) -> Composition | None:
    """How many each strategy has, where the plan counts them so."""
    parents = {node.parent_id for node in chosen}
    held = [
        _counted(tree, parent, sum(n.parent_id == parent.id for n in chosen), name)
        for parent in tree.nodes
        if parent.id in parents
    ]
    statements = tuple(Statement(line.text, (line,)) for line in held if line is not None)
    return Composition(statements) if len(statements) == len(parents) else None


def _wants_list(asked: Asked) -> bool:
    """ "ตัวชี้วัดของยุทธศาสตร์ที่ 2" asks for the list without saying so."""
    return asked.wants(Wanted.COUNT, Wanted.LIST, Wanted.OTHER)


def _title(asked: Asked, tree: _Tree, under: NodeRow | None) -> Composition | None:
    """The node the question numbers, by its official title."""
    if under is None or not asked.wants(Wanted.MEANING, Wanted.LIST):
        return None
    line = tree.shelf.line_with(under.number, under.title)
    return Composition((Statement(line.text, (line,)),)) if line else None


def _node(asked: Asked, tree: _Tree) -> NodeRow | None:
    """The node that the question names by kind and number, or by its title."""
    key = squeeze(asked.full)
    match = _NUMBERED.search(key)
    if match:
        kind = next(kind for kind, _, pattern in _KINDS if pattern.match(match[0]))
        same = (n for n in tree.nodes if n.kind is kind and squeeze(n.number) == match[1])
        return next(same, None)
    titled = [node for node in tree.nodes if len(node.title) > 8 and squeeze(node.title) in key]
    return max(titled, key=lambda node: len(node.title), default=None)


def _kind(asked: Asked, tree: _Tree, under: NodeRow | None) -> tuple[NodeKind | None, str]:
    """The kind asked for: the one named nearest to where the question asks how many or which."""
    key = squeeze(asked.full)
    if under is not None:
        key = _NUMBERED.sub("", key).replace(squeeze(under.title), "")
    found = [
        (match.start(), kind, name)
        for kind, name, pattern in _KINDS
        for match in pattern.finditer(key)
    ]
    asking = re.search("กี่|จานวน|อะไรบ้าง|ใดบ้าง|ไหนบ้าง", key)
    if not found:
        return None, ""
    near = asking.start() if asking else len(key)
    _, kind, name = min(found, key=lambda item: abs(item[0] - near))
    if kind is NodeKind.DOMAIN and not any(node.kind is kind for node in tree.nodes):
        return NodeKind.FOCUS_AREA, "ด้านสำคัญ"
    return kind, name


def _of_kind(tree: _Tree, kind: NodeKind, under: NodeRow | None) -> list[NodeRow]:
    """Nodes of a kind: below a node, else those of the plan itself, else all of them."""
    same = [node for node in tree.nodes if node.kind is kind]
    if under is not None:
        inside = _below(tree, under)
        return [node for node in same if node.id in inside]
    return [node for node in same if node.parent_id is None] or same


def _below(tree: _Tree, under: NodeRow) -> set[int]:
    below: set[int] = set()
    for node in tree.nodes:
        if node.parent_id == under.id or node.parent_id in below:
            below.add(node.id)
    return below


def _name(tree: _Tree, under: NodeRow | None) -> str:
    if under is None:
        return tree.edition.title
    return f"{_kind_name(under)}ที่ {under.number} {under.title}"


def _kind_name(node: NodeRow) -> str:
    return next(name for kind, name, _ in _KINDS if kind is node.kind)


def _enumerate(
    heading: str,
    lines: Iterable[Quote | None],
    notices: tuple[str, ...],
    counted: Sequence[Quote] | None = None,
) -> Composition | None:
    held = [line for line in lines if line is not None]
    if not held:
        return None
    shown = held[:LONGEST_LIST]
    if len(held) > len(shown):
        notices += (wording.MORE.format(count=len(held) - len(shown)),)
    opening = Statement(heading, tuple(counted or shown), frame=True)
    return Composition((opening, *(Statement(line.text, (line,)) for line in shown)), notices)
