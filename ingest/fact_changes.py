"""Tells which plan data two versions of a document propose differently."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session, col, select

from db.models import DraftFigure, DraftNode, PlanDraft
from db.thai import squeeze
from ingest.differing import ChangeKind


@dataclass(frozen=True, slots=True)
class FactChange:
    """A part of a plan that came, went or reads otherwise: its number and what it says with its
    figures, before and now; empty where it was not."""

    kind: ChangeKind
    code: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class _Fact:
    words: str
    key: tuple[str, ...]


def changed_facts(
    session: Session, before: int | None, after: int | None
) -> tuple[FactChange, ...]:
    """What differs between the plan data drawn from two versions, by their ids, in the order of
    the newer one and then what went; nothing where one has no version."""
    if before is None or after is None:
        return ()
    old, new = _facts(session, before), _facts(session, after)
    found = [_change(code, old.get(code), new.get(code)) for code in dict.fromkeys([*new, *old])]
    return tuple(change for change in found if change is not None)


def _change(code: str, old: _Fact | None, new: _Fact | None) -> FactChange | None:
    if old is None:
        return FactChange(ChangeKind.ADDED, code, "", new.words if new else "")
    if new is None:
        return FactChange(ChangeKind.REMOVED, code, old.words, "")
    if old.key == new.key:
        return None
    return FactChange(ChangeKind.CHANGED, code, old.words, new.words)


def _facts(session: Session, version_id: int) -> Mapping[str, _Fact]:
    """The parts that a version proposes, by their places in the plan's tree."""
    query = (
        select(DraftNode)
        .join(PlanDraft, col(PlanDraft.id) == col(DraftNode.draft_id))
        .where(PlanDraft.version_id == version_id)
        .order_by(col(DraftNode.position))
    )
    nodes = list(session.exec(query))
    figures = _figures(session, [node.id or 0 for node in nodes])
    return {node.code: _fact(node, figures.get(node.id or 0, [])) for node in nodes}


def _figures(session: Session, nodes: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for start in range(0, len(nodes), 500):
        query = select(DraftFigure).where(col(DraftFigure.node_id).in_(nodes[start : start + 500]))
        for figure in session.exec(query.order_by(col(DraftFigure.position))):
            found.setdefault(figure.node_id, []).append(figure.quote)
    return found


def _fact(node: DraftNode, figures: list[str]) -> _Fact:
    said = f"{node.number} {node.title}".strip()
    words = f"{said} ({' · '.join(figures)})" if figures else said
    return _Fact(words, tuple(squeeze(part) for part in (said, *figures)))
