"""Measures retrieval: how high the documents that answer stand in a ranking."""

import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from db.errors import NotFound, UnreadableFile

DEPTH = 100
CUTS = (1, 5, 10, 100)

Rank = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Document:
    """A document of a test collection."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Collection:
    """Documents, queries by id, and for each query the documents that answer it with their gain."""

    documents: tuple[Document, ...]
    queries: Mapping[str, str]
    relevant: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Measured:
    """Means over the queries, and the rankings they come from."""

    scores: Mapping[str, float]
    rankings: Mapping[str, Sequence[str]]


def read_collection(directory: Path) -> Collection:
    """Read corpus.jsonl, queries.jsonl and qrels.tsv (header, then query, document, gain)."""
    for name in ("corpus.jsonl", "queries.jsonl", "qrels.tsv"):
        if not (directory / name).is_file():
            raise NotFound(f"ไม่พบไฟล์ {directory / name}")
    try:
        documents = tuple(
            Document(row["id"], row.get("title") or "", row["text"])
            for row in _rows(directory / "corpus.jsonl")
        )
        queries = {row["id"]: row["text"] for row in _rows(directory / "queries.jsonl")}
        relevant = _relevant(directory / "qrels.tsv")
    except (ValueError, KeyError) as error:
        raise UnreadableFile(f"ชุดทดสอบใน {directory} ไม่ตรงรูปแบบ ({error})") from error
    return Collection(documents, {k: v for k, v in queries.items() if k in relevant}, relevant)


def measure(collection: Collection, rank: Rank) -> Measured:
    """nDCG@10, MRR@10, recall at 1, 5, 10 and 100, and all@10, of a way to rank documents.

    `all@10` is the share of the queries every document of which ranks among the first ten: what a
    question needs that several documents answer together.
    """
    rankings = {key: list(rank(text))[:DEPTH] for key, text in collection.queries.items()}
    gains = [(rankings[key], collection.relevant[key]) for key in rankings]
    scores = {
        "ndcg@10": _mean(_ndcg(ranking, wanted, 10) for ranking, wanted in gains),
        "mrr@10": _mean(_reciprocal_rank(ranking, wanted, 10) for ranking, wanted in gains),
    }
    for cut in CUTS:
        scores[f"recall@{cut}"] = _mean(_recall(ranking, wanted, cut) for ranking, wanted in gains)
    scores["all@10"] = _mean(float(wanted.keys() <= set(ranking[:10])) for ranking, wanted in gains)
    return Measured(scores, rankings)


def distinct(documents: Iterable[str]) -> list[str]:
    """Document ids in the order of their best passage."""
    return list(dict.fromkeys(documents))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    if not all(isinstance(row, dict) for row in rows):
        raise ValueError(f"{path.name}: every line must be an object")
    return rows


def _relevant(path: Path) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    lines = path.read_text(encoding="utf-8").splitlines()
    for line in lines[1:]:
        query, document, gain = line.split("\t")
        if int(gain) > 0:
            found.setdefault(query, {})[document] = int(gain)
    return found


def _mean(values: Iterable[float]) -> float:
    held = list(values)
    return round(fmean(held), 4) if held else 0.0


def _ndcg(ranking: Sequence[str], wanted: Mapping[str, int], cut: int) -> float:
    ideal = _discounted(sorted(wanted.values(), reverse=True)[:cut])
    return _discounted([wanted.get(key, 0) for key in ranking[:cut]]) / ideal


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(at + 2) for at, gain in enumerate(gains))


def _reciprocal_rank(ranking: Sequence[str], wanted: Mapping[str, int], cut: int) -> float:
    return next((1 / at for at, key in enumerate(ranking[:cut], 1) if key in wanted), 0.0)


def _recall(ranking: Sequence[str], wanted: Mapping[str, int], cut: int) -> float:
    return len(wanted.keys() & set(ranking[:cut])) / len(wanted)
