"""Questions to go on with, each known from the tables to have an answer."""

from sqlmodel import Session

from assistant import wording
from assistant.composers.choices import fits, of_edition
from assistant.draft import Draft
from assistant.question.naming import in_force
from assistant.tree import is_numbered, kind_name, name_of, node_numbered
from db.models import NodeKind
from db.reads.plans import EditionRow, NodeRow, nodes_of

MOST = 3
# What all plans call so; measures are แผนงาน in one and มาตรการ in another.
_TOLD = (NodeKind.PROJECT, NodeKind.GOAL, NodeKind.FOCUS_AREA)


def onward(session: Session, draft: Draft) -> list[str]:
    """After an answer from one edition: what hangs below the part, and the edition in force."""
    if len(draft.named) != 1:
        return []
    edition, asked = draft.named[0], draft.understood()
    found = []
    if is_numbered(asked.full):
        nodes = nodes_of(session, edition.id)
        node = node_numbered(asked.full, nodes)
        found += _below(node, nodes, edition, asked.text) if node else []
    current = [e for e in in_force(draft.editions, draft.on) if e.plan == edition.plan]
    newer = [e for e in current if e.id != edition.id and fits(session, asked, e)]
    bare = _unnamed(asked.text, edition)
    found += [of_edition(bare, e.title) for e in newer if bare]
    return found[:MOST]


def instead(session: Session, draft: Draft) -> list[str]:
    """Where no answer was found: the strategies of the editions named, else of those in force;
    nothing where another paper was asked of."""
    if not draft.named and draft.is_of_papers(draft.understood()):
        return []
    editions = list(draft.named) or in_force(draft.editions, draft.on)
    return [
        wording.ASK_LIST.format(kind="ยุทธศาสตร์", title=edition.title)
        for edition in editions
        if any(node.kind is NodeKind.STRATEGY for node in nodes_of(session, edition.id))
    ][:MOST]


def example(session: Session, draft: Draft) -> str | None:
    """A question of a part of a plan in force that names who answers for it."""
    for edition in in_force(draft.editions, draft.on):
        for node in nodes_of(session, edition.id):
            if node.kind is NodeKind.PROJECT and node.agencies:
                return wording.WHO_EXAMPLE.format(title=node.title)
    return None


def _below(node: NodeRow, nodes: list[NodeRow], edition: EditionRow, text: str) -> list[str]:
    kinds = dict.fromkeys(kind_name(n) for n in nodes if n.parent_id == node.id and n.kind in _TOLD)
    title = f"{name_of(node)} ของ{edition.title} "
    return [wording.ASK_BELOW.format(title=title, kind=kind) for kind in kinds if kind not in text][
        :2
    ]


def _unnamed(text: str, edition: EditionRow) -> str:
    """A question without the edition's title; empty when it says another name of it."""
    for joined in (f"ของ{edition.title}", edition.title):
        if joined in text:
            return " ".join(text.replace(joined, " ").split())
    return ""
