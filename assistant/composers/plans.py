"""Answers from the tables of plan data: how many, which, and what is measured."""

import re
from collections.abc import Iterable, Sequence

from sqlmodel import Session

from assistant import wording
from assistant.answer import Quote
from assistant.draft import Composition, Draft, Statement
from assistant.question.reading import Asked, Concept
from assistant.question.topic import cover, scope_of, topic
from assistant.question.wants import Wanted
from assistant.tree import (
    KINDS,
    NUMBERED,
    Tree,
    is_numbered,
    kind_name,
    name_of,
    node_numbered,
    open_tree,
)
from db.models import NodeKind
from db.reads.plans import NodeRow
from db.thai import squeeze, words

# A list is shown whole up to ALL; of a longer one the first FIRST, the rest when asked for.
ALL, FIRST = 10, 7
_SAME_TOPIC = 0.8
_KPI = re.compile("ตัวชี้วัด|kpi|ค่าเป้าหมาย")


def compose(session: Session, draft: Draft) -> Composition | None:
    """What the tables say of the edition the question names; None when it asks other things."""
    asked = draft.understood()
    if len(draft.named) != 1 or draft.index is None:
        return None
    if not asked.wants(Wanted.COUNT, Wanted.LIST, Wanted.MEANING, Wanted.OTHER):
        return None
    tree = open_tree(session, draft.named[0])
    under = _node(asked, tree)
    if under is None and is_numbered(asked.full):
        return None
    return _kpi_list(draft, tree, under) or _list(draft, tree, under) or _title(asked, tree, under)


def shown(draft: Draft, found: Sequence[Quote]) -> tuple[list[Quote], tuple[str, ...]]:
    """The lines of a list that are shown now, and what is said of those that are not."""
    rest = list(found[draft.skip :])
    if len(rest) > ALL and not draft.skip:
        rest = rest[:FIRST]
    left = len(found) - draft.skip - len(rest)
    if left <= 0:
        return rest, ()
    draft.suggestions.append(wording.REST)
    return rest, (wording.MORE.format(count=left),)


def _kpi_list(draft: Draft, tree: Tree, under: NodeRow | None) -> Composition | None:
    asked = draft.understood()
    if not (_KPI.search(asked.key) and _wants_list(asked)):
        return None
    inside = {under.id, *tree.below(under)} if under else {None}
    chosen = [kpi for kpi in tree.kpis if kpi.node_id in inside]
    if under is None:
        chosen = chosen or list(tree.kpis)
    about = _topic(asked, tree, under)
    if about:
        chosen = [kpi for kpi in tree.kpis if _covers(draft, about, kpi.title)]
    notices: tuple[str, ...] = ()
    if under is None and not about and len(chosen) < len(tree.kpis):
        notices = (wording.NODE_KPIS.format(count=len(tree.kpis) - len(chosen)),)
    lines = [
        tree.shelf.line_with("ตัวชี้วัด", f"{kpi.title} ค่าเป้าหมาย")
        or tree.shelf.line_with("ตัวชี้วัด", kpi.title)
        for kpi in chosen
    ]
    heading = wording.LIST.format(kind="ตัวชี้วัด", title=tree.name(under))
    return _enumerate(draft, heading, lines, notices, _named_by(tree, under))


def _list(draft: Draft, tree: Tree, under: NodeRow | None) -> Composition | None:
    """The nodes of the kind asked for, counted from the table; only those of a topic, if any."""
    asked = draft.understood()
    kind, name = _kind(asked, tree, under)
    if kind is None or not _wants_list(asked):
        return None
    about = _topic(asked, tree, under)
    chosen = _of_kind(tree, kind, under)
    if about:
        return _about(draft, tree, name, [n for n in tree.nodes if n.kind is kind], about)
    return _counted_list(draft, tree, under, chosen, name)


def _about(
    draft: Draft, tree: Tree, name: str, nodes: Sequence[NodeRow], about: Sequence[Concept]
) -> Composition | None:
    """The nodes whose titles speak of the topic, else those whose lines do."""
    titles = [n for n in nodes if _covers(draft, about, f"{n.title} {n.title_en}")]
    lines = [tree.line(node) for node in titles or nodes]
    chosen = [line for line in lines if line and (titles or _covers(draft, about, line.text))]
    heading = wording.ABOUT_LIST.format(kind=name, title=tree.edition.title)
    return _enumerate(draft, heading, chosen, ())


def _counted_list(
    draft: Draft, tree: Tree, under: NodeRow | None, chosen: Sequence[NodeRow], name: str
) -> Composition | None:
    asked = draft.understood()
    counted = _counted(tree, under, len(chosen), name)
    if counted is None and not asked.wants(Wanted.LIST):
        said = _said_count(tree, under, name) if asked.wants(Wanted.COUNT) else None
        said = said or (_counted_in_parts(tree, chosen, name) if under is None else None)
        if said:
            return said
    if counted and len(chosen) > ALL and not asked.wants(Wanted.LIST) and not draft.skip:
        draft.suggestions.append(wording.ASK_LIST.format(kind=name, title=tree.name(under)))
        return Composition((Statement(counted.text, (counted,)),))
    lines = [tree.line(node) for node in chosen]
    if counted is None:
        heading = wording.KNOWN_LIST.format(kind=name, title=tree.name(under))
        return _enumerate(draft, heading, lines, (), _named_by(tree, under))
    heading = wording.COUNT_LIST.format(title=tree.name(under), count=len(chosen), kind=name)
    return _enumerate(draft, heading, lines, (), _named_by(tree, under), counted)


def _named_by(tree: Tree, under: NodeRow | None) -> list[Quote]:
    """The line that gives the title of the part whose list it is."""
    line = tree.line(under) if under is not None else None
    return [] if line is None else [line]


def _counted(tree: Tree, under: NodeRow | None, count: int, name: str) -> Quote | None:
    """The line that says how many there are: a list known in part has none."""
    said = f"มี {count} {name}"
    if under is None:
        return tree.shelf.line_with(tree.edition.title, said)
    return tree.shelf.line_with(f"{kind_name(under)}ที่ {under.number}", said)


def _said_count(tree: Tree, under: NodeRow | None, name: str) -> Composition | None:
    """A line that gives a number of the whole plan, where the table lacks what it counts."""
    if under is not None:
        return None
    thing = squeeze(name).removesuffix("สาคัญ")
    kinds = "|".join(pattern.pattern for _, said, pattern in KINDS if said == name)
    whole = re.compile(
        rf"(?!ยุทธศาสตร์ที่|ที่มา)(?=.*(?:{kinds}|{thing})).*(?:มี|รวม|กาหนด)\D{{0,60}}\d+{thing}"
    )
    lines = [line for line in tree.shelf.lines(whole) if len(line.text) < 160]
    return Composition((Statement(lines[0].text, (lines[0],)),)) if lines else None


def _counted_in_parts(tree: Tree, chosen: Sequence[NodeRow], name: str) -> Composition | None:
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


def _title(asked: Asked, tree: Tree, under: NodeRow | None) -> Composition | None:
    """The node the question numbers, by its official title."""
    if under is None or not asked.wants(Wanted.MEANING, Wanted.LIST, Wanted.OTHER):
        return None
    other = _KPI.search(asked.key) or _kind(asked, tree, under)[0] is not None
    if _topic(asked, tree, under) or (other and not asked.wants(Wanted.MEANING)):
        return None
    line = tree.line(under)
    return Composition((Statement(line.text, (line,)),)) if line else None


def _node(asked: Asked, tree: Tree) -> NodeRow | None:
    """The node that the question names by kind and number, or by its whole title."""
    if is_numbered(asked.full):
        return node_numbered(asked.full, tree.nodes)
    key = squeeze(asked.full)
    titled = [node for node in tree.nodes if len(node.title) > 8 and squeeze(node.title) in key]
    return max(titled, key=lambda node: len(node.title), default=None)


def _kind(asked: Asked, tree: Tree, under: NodeRow | None) -> tuple[NodeKind | None, str]:
    """The kind asked for: the one named nearest to where the question asks how many or which."""
    key = squeeze(asked.full)
    if under is not None:
        key = NUMBERED.sub("", key).replace(squeeze(under.title), "")
    found = [
        (match.start(), kind, name)
        for kind, name, pattern in KINDS
        for match in pattern.finditer(key)
    ]
    asking = re.search("กี่|จานวน|อะไรบ้าง|ใดบ้าง|ไหนบ้าง", key)
    if not found:
        return None, ""
    near = asking.start() if asking else len(key)
    _, kind, name = min(found, key=lambda item: abs(item[0] - near))
    said = any(one is NodeKind.FOCUS_AREA for _, one, _ in found)
    if kind is NodeKind.DOMAIN and (said or not any(node.kind is kind for node in tree.nodes)):
        return NodeKind.FOCUS_AREA, "ด้านสำคัญ"
    return kind, name


def _topic(asked: Asked, tree: Tree, under: NodeRow | None) -> list[Concept]:
    scope = scope_of([tree.edition])
    if under is not None:
        scope |= frozenset(words(f"{under.title} {name_of(under)}"))
    return topic(asked, scope)


def _covers(draft: Draft, about: Sequence[Concept], text: str) -> bool:
    index = draft.index
    return index is not None and cover(draft.understood(), index, about, text) >= _SAME_TOPIC


def _of_kind(tree: Tree, kind: NodeKind, under: NodeRow | None) -> list[NodeRow]:
    """Nodes of a kind: below a node, else those of the plan itself, else all of them."""
    same = [node for node in tree.nodes if node.kind is kind]
    if under is not None:
        inside = tree.below(under)
        return [node for node in same if node.id in inside]
    return [node for node in same if node.parent_id is None] or same


def _enumerate(
    draft: Draft,
    heading: str,
    lines: Iterable[Quote | None],
    notices: tuple[str, ...],
    whose: Sequence[Quote] = (),
    counted: Quote | None = None,
) -> Composition | None:
    held = list(dict.fromkeys(line for line in lines if line is not None))
    visible, more = shown(draft, held)
    if not visible:
        return None
    heads = [counted] if counted is not None else visible
    opening = Statement(heading, (*heads, *whose), frame=True)
    lines_shown = (Statement(line.text, (line,)) for line in visible)
    return Composition((opening, *lines_shown), notices + more)
