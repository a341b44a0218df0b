"""Hybrid search over the library, for people and for the steps that answer."""

from dataclasses import dataclass, replace

from assistant.draft import Evidence
from assistant.fusion import POOL, fuse
from db.engine import Database
from db.errors import InvalidInput
from db.index import Index
from db.reads.documents import PassageRow, passages_by_id

MAX_QUERY = 2_000
MAX_HITS = 100
SIFTED = 500


@dataclass(frozen=True, slots=True)
class Found:
    """Evidence best first, and the generation it came from."""

    evidence: tuple[Evidence, ...]
    generation: int
    degraded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Within:
    """Which documents count: of these kinds and with these slugs; empty means any."""

    kinds: frozenset[str] = frozenset()
    slugs: frozenset[str] = frozenset()

    def holds(self, passage: PassageRow) -> bool:
        """Whether a passage's document counts."""
        return (not self.kinds or passage.kind in self.kinds) and (
            not self.slugs or passage.slug in self.slugs
        )


def search(
    database: Database, index: Index, query: str, k: int, within: Within | None = None
) -> Found:
    """The `k` best passages for `query` (at most 2,000 characters), best first.

    `within` sifts the best 500, so a search in a small part of a large library may find fewer.
    """
    query = query.strip()
    if not query:
        raise InvalidInput("โปรดพิมพ์คำค้น", ("query",))
    if len(query) > MAX_QUERY:
        raise InvalidInput(f"คำค้นยาวเกิน {MAX_QUERY:,} ตัวอักษร", ("query",))
    if not 1 <= k <= MAX_HITS:
        raise InvalidInput(f"จำนวนผลต้องอยู่ระหว่าง 1 ถึง {MAX_HITS}", ("first",))
    if within is None or within == Within():
        return find(database, index, query, k)
    found = find(database, index, query, SIFTED)
    kept = [evidence for evidence in found.evidence if within.holds(evidence.passage)]
    return replace(found, evidence=tuple(kept[:k]))


def find(database: Database, index: Index, query: str, k: int) -> Found:
    """The `k` best passages for a query that has been checked."""
    hits = index.search(query, max(POOL, k))
    scores = dict(list(fuse(hits).items())[:k])
    with database.reading() as session:
        rows = passages_by_id(session, list(scores))
    evidence = tuple(
        Evidence(rows[key], score, hits.dense.get(key))
        for key, score in scores.items()
        if key in rows
    )
    return Found(evidence, index.generation, hits.degraded)
