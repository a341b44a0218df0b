"""The parts of plan editions as projects are held against them, kept until public data changes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from threading import Lock
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Engine
from sqlmodel import Session

from assistant.alignment.lesson import Lesson
from assistant.alignment.measures import matter_of
from assistant.alignment.printing import Print
from assistant.answer import Quote
from assistant.tree import KINDS, name_of
from db.embedder import Embedder
from db.models import NodeKind
from db.reads.plans import EditionRow, KpiRow, NodeRow, kpis_of, nodes_of
from db.reads.shelves import revision
from db.thai import squeeze

KPI = "KPI"
_HELD = {
    NodeKind.STRATEGY,
    NodeKind.GOAL,
    NodeKind.MEASURE,
    NodeKind.PROJECT,
    NodeKind.DOMAIN,
    NodeKind.FOCUS_AREA,
    NodeKind.FLAGSHIP,
}
# What hangs below a strategy speaks for it, a single project of the plan less so than a measure.
_SPEAKS = {NodeKind.PROJECT.value: 0.85, KPI: 0.9}
_LOCK, _BUILDING = Lock(), Lock()


@dataclass(frozen=True, slots=True)
class Node:
    """A part of an edition; `key` names it everywhere, `place` is what it is called in Thai.

    `strategy` is the key of the strategy it hangs below (its own for a strategy, "" for none),
    `quote` the line that prints it (None: nowhere in the library), `unit` that of a KPI.
    """

    key: str
    kind: str
    number: str
    title: str
    place: str
    strategy: str
    agencies: tuple[str, ...]
    quote: Quote | None
    unit: str = ""

    @property
    def matter(self) -> str:
        """What it is about: the title, of a KPI without how it is measured."""
        return matter_of(self.title) if self.kind == KPI else self.title


@dataclass(frozen=True, slots=True)
class Atlas:
    """An edition with its nodes; `homes` tells how near each theme is, shape (themes, nodes).

    A strategy's homes are those of all that hangs below it too. None without vectors.
    """

    edition: EditionRow
    nodes: tuple[Node, ...]
    homes: NDArray[np.float32] | None
    vectors: NDArray[np.float32] | None


_KEPT: WeakKeyDictionary[Engine, tuple[int, dict[tuple[str, bool], Atlas]]] = WeakKeyDictionary()


def open_atlases(
    session: Session,
    embedder: Embedder,
    editions: Sequence[EditionRow],
    known: Sequence[EditionRow],
    lesson: Lesson | None,
) -> list[Atlas]:
    """The atlases of some editions; `known` are all, for what an edition took over from another.

    Built once and kept until public data changes.
    """
    number, engine = revision(session), session.get_bind().engine
    with _LOCK:
        held, atlases = _KEPT.get(engine, (number, {}))
        if held != number:
            atlases = {}
        _KEPT[engine] = (number, atlases)
    found = []
    for edition in editions:
        key = (edition.code, lesson is not None)
        with _BUILDING:  # who comes meanwhile waits rather than embed the same titles
            if key not in atlases:
                atlases[key] = _build(session, embedder, edition, known, lesson)
        found.append(atlases[key])
    return found


def call(kind: NodeKind | None, number: str, printed: str) -> str:
    """What a node, or a KPI (None), is called by the plan that prints these words: measures are
    แผนงาน in one and มาตรการ in another."""
    names = [name for one, name, _ in KINDS if one is kind] or ["ตัวชี้วัด"]
    said = next((name for name in names if name in printed), names[0])
    return f"{said}ที่ {number}" if number else said


def _build(
    session: Session,
    embedder: Embedder,
    edition: EditionRow,
    known: Sequence[EditionRow],
    lesson: Lesson | None,
) -> Atlas:
    nodes = tuple(_nodes(session, edition))
    if lesson is None or not nodes:
        return Atlas(edition, nodes, None, None)
    vectors = embedder.embed_passages([node.matter for node in nodes])
    homes = lesson.homes(vectors)
    lent = _lent(session, embedder, edition, known, lesson)
    return Atlas(edition, nodes, _gathered(nodes, homes, lent), vectors)


def _nodes(session: Session, edition: EditionRow) -> Iterator[Node]:
    rows = nodes_of(session, edition.id)
    above = {row.id: row for row in rows}
    printed = Print(session, edition)
    for row in rows:
        if row.kind in _HELD:
            yield _node(row, above, printed)
    for kpi in kpis_of(session, edition.id):
        yield _kpi(kpi, above, printed)


def _node(row: NodeRow, above: dict[int, NodeRow], printed: Print) -> Node:
    parent = above.get(row.parent_id or 0)
    strategy = _strategy(row, above)
    whose = (f"ของ{name_of(parent)}",) if parent is not None else ()
    quote = printed.line(row.title, row.number, *whose)
    name = call(row.kind, row.number, quote.text if quote is not None else "")
    return Node(
        key=row.code,
        kind=row.kind.value,
        number=row.number,
        title=row.title,
        place=name if parent is None else f"{name} ของ{name_of(parent)}",
        strategy=strategy.code if strategy is not None else "",
        agencies=row.agencies,
        quote=quote,
    )


def _kpi(row: KpiRow, above: dict[int, NodeRow], printed: Print) -> Node:
    parent = above.get(row.node_id or 0)
    strategy = _strategy(parent, above) if parent is not None else None
    name = call(None, row.number, "")
    return Node(
        key=row.code,
        kind=KPI,
        number=row.number,
        title=row.title,
        place=name if parent is None else f"{name} ของ{name_of(strategy or parent)}",
        strategy=strategy.code if strategy is not None else "",
        agencies=(),
        quote=printed.line(row.title, "ตัวชี้วัด"),
        unit=row.unit,
    )


def _strategy(row: NodeRow, above: dict[int, NodeRow]) -> NodeRow | None:
    at: NodeRow | None = row
    while at is not None and at.kind is not NodeKind.STRATEGY:
        at = above.get(at.parent_id or 0)
    return at


def _gathered(
    nodes: Sequence[Node], homes: NDArray[np.float32], lent: dict[str, NDArray[np.float32]]
) -> NDArray[np.float32]:
    """Homes in which each strategy speaks with all that hangs below it, here or where it was
    taken over from."""
    whole = homes.copy()
    for at, node in enumerate(nodes):
        if node.kind != NodeKind.STRATEGY:
            continue
        for below, other in enumerate(nodes):
            if other.strategy == node.key and below != at:
                share = _SPEAKS.get(other.kind, 1.0)
                whole[:, at] = np.maximum(whole[:, at], share * homes[:, below])
        if squeeze(node.title) in lent:
            whole[:, at] = np.maximum(whole[:, at], lent[squeeze(node.title)])
    return whole


def _lent(
    session: Session,
    embedder: Embedder,
    edition: EditionRow,
    known: Sequence[EditionRow],
    lesson: Lesson,
) -> dict[str, NDArray[np.float32]]:
    """The homes of the strategies of the edition that this one follows, by title: a strategy kept
    under its name goes on meaning what hung below it."""
    before = next((one for one in known if one.id == edition.supersedes), None)
    if before is None:
        return {}
    rows = nodes_of(session, before.id)
    above = {row.id: row for row in rows}
    held = [row for row in rows if row.kind in _HELD]
    if not held:
        return {}
    homes = lesson.homes(embedder.embed_passages([row.title for row in held]))
    found: dict[str, NDArray[np.float32]] = {}
    for at, row in enumerate(held):
        strategy = _strategy(row, above)
        if strategy is None:
            continue
        key = squeeze(strategy.title)
        mine = homes[:, at] * np.float32(_SPEAKS.get(row.kind.value, 1.0))
        found[key] = np.maximum(found[key], mine) if key in found else mine
    return found
