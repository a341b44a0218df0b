"""Hybrid search over the library, for people and for the steps that answer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from assistant import wording
from assistant.draft import Evidence
from assistant.fusion import fuse, join
from assistant.question.keyboard import as_meant
from assistant.question.several import questions_in
from assistant.reranking import rerank
from db.engine import Database
from db.errors import InvalidInput
from db.index import Hits, Index
from db.reads.documents import PassageRow, passages_by_id
from db.reads.scopes import Scope, scopes
from db.reads.switch import require_answering
from db.recipe import POOL, SIFTED

MAX_QUERY = 2_000
MAX_HITS = 100

Counts = Callable[[Scope], bool]


@dataclass(frozen=True, slots=True)
class Found:
    """Evidence best first, and the generation it came from.

    `left_out` is what was found among the best but does not count, best first; `degraded` holds
    Thai sentences for the asker.
    """

    evidence: tuple[Evidence, ...]
    generation: int
    degraded: tuple[str, ...] = ()
    left_out: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Within:
    """Which documents count: of these kinds and with these slugs; empty means any."""

    kinds: frozenset[str] = frozenset()
    slugs: frozenset[str] = frozenset()

    def holds(self, scope: Scope) -> bool:
        """Whether a passage's document counts."""
        return (not self.kinds or scope.kind in self.kinds) and (
            not self.slugs or scope.slug in self.slugs
        )


@dataclass(frozen=True, slots=True)
class _Ranking:
    """What one question found: scores of what counts and of what does not, and cosines."""

    counting: Mapping[int, float]
    others: Mapping[int, float]
    cosines: Mapping[int, float]
    degraded: tuple[str, ...]


def search(
    database: Database, index: Index, query: str, k: int, within: Within | None = None
) -> Found:
    """The `k` best passages for `query` (at most 2,000 characters), best first.

    `within` sifts the best 500, so a search in a small part of a large library may find fewer.
    Raises InvalidInput, AssistantPaused while an admin has turned the assistant off.
    """
    query = query.strip()
    if not query:
        raise InvalidInput("โปรดพิมพ์คำค้น", ("query",))
    if len(query) > MAX_QUERY:
        raise InvalidInput(f"คำค้นยาวเกิน {MAX_QUERY:,} ตัวอักษร", ("query",))
    if not 1 <= k <= MAX_HITS:
        raise InvalidInput(f"จำนวนผลต้องอยู่ระหว่าง 1 ถึง {MAX_HITS}", ("first",))
    with database.reading() as session:
        require_answering(session)
    whole = within is None or within == Within()
    found = find(database, index, query, k, None if whole or within is None else within.holds)
    meant = as_meant(query)
    if meant == query:
        return found
    notice = wording.READ_IN_OTHER_LAYOUT.format(question=meant)
    return replace(found, degraded=(notice, *found.degraded))


def find(
    database: Database,
    index: Index,
    query: str,
    k: int,
    counts: Counts | None = None,
    parts: Sequence[str] = (),
) -> Found:
    """The `k` best passages for a query that has been checked.

    A query that asks for several things is searched whole and by its `parts`, or what looks like
    them. `counts` tells which passages may be found; where the best do not count it is looked
    deeper, so that they crowd nothing out.
    """
    query = as_meant(query)
    texts = dict.fromkeys((query, *(parts or questions_in(query))))
    rankings = [_rank(database, index, text, max(POOL, k), counts) for text in texts]
    best = dict(islice(join(ranking.counting for ranking in rankings).items(), k))
    others = dict(islice(join(ranking.others for ranking in rankings).items(), k))
    cosines = join(ranking.cosines for ranking in rankings)
    with database.reading() as session:
        rows = passages_by_id(session, [*best, *others])
    evidence, failed = rerank(index.reranker, query, _evidence(best, rows, cosines))
    degraded = dict.fromkeys(line for ranking in rankings for line in ranking.degraded)
    left_out = _evidence(others, rows, cosines)
    return Found(evidence, index.generation, (*degraded, *failed), left_out)


def _rank(
    database: Database, index: Index, text: str, depth: int, counts: Counts | None
) -> _Ranking:
    wide = index.search(text, depth if counts is None else max(depth, SIFTED))
    kept = _counting(database, wide, counts)
    near = _nearest(wide, depth)
    outside = _only(near, (near.lexical.keys() | near.dense.keys()) - kept)
    others = fuse(outside)
    hits = wide if others else near
    cosines = {**outside.dense, **hits.dense}
    return _Ranking(fuse(_only(hits, kept)), others, cosines, hits.degraded)


def _nearest(hits: Hits, depth: int) -> Hits:
    lexical, dense = (dict(islice(found.items(), depth)) for found in (hits.lexical, hits.dense))
    return replace(hits, lexical=lexical, dense=dense)


def _counting(database: Database, hits: Hits, counts: Counts | None) -> set[int]:
    found = hits.lexical.keys() | hits.dense.keys()
    if counts is None:
        return set(found)
    with database.reading() as session:
        known = scopes(session, sorted(found))
    return {key for key, scope in known.items() if counts(scope)}


def _only(hits: Hits, kept: set[int]) -> Hits:
    return replace(
        hits,
        lexical={key: score for key, score in hits.lexical.items() if key in kept},
        dense={key: cosine for key, cosine in hits.dense.items() if key in kept},
    )


def _evidence(
    scores: Mapping[int, float], rows: Mapping[int, PassageRow], cosines: Mapping[int, float]
) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(rows[key], score, cosines.get(key)) for key, score in scores.items() if key in rows
    )
