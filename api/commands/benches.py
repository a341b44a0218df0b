"""Throw-away libraries to measure on: a test collection, the documents of a set, the plans."""

import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from api.commands.output import note
from api.services import Services, open_services
from api.settings import read_settings
from assistant.evaluation.retrieval import Collection, distinct
from assistant.evaluation.sets import QuestionSet
from assistant.evaluation.strategies import Strategies, read_strategies
from assistant.search import find
from db.errors import UnreadableFile
from db.models import DocumentKind
from db.reads.documents import index_rows, passages_by_id
from ingest.bundle import load_bundle
from ingest.library import Description, Text
from ingest.publish import publishing

POOL = 500


@dataclass(frozen=True, slots=True)
class Bench:
    """A collection indexed as the product would; `texts` and `slugs` by passage id."""

    services: Services
    home: Path
    collection: Collection
    slugs: Mapping[int, str]
    texts: Mapping[int, str]
    seconds_index: float

    def ours(self, query: str) -> list[str]:
        """The documents as the product ranks them, by their best passage."""
        found = find(self.services.database, self.services.tools.live.current(), query, POOL)
        return distinct(evidence.passage.slug for evidence in found.evidence)

    def documents(self, ids: Iterable[int]) -> list[str]:
        """The documents of passages, in the order of their best one."""
        return distinct(self.slugs[key] for key in ids)


@contextmanager
def collection_bench(collection: Collection) -> Iterator[Bench]:
    """The collection read, cut and indexed in a directory that goes away afterwards."""
    with _throwaway() as services:
        begun = time.perf_counter()
        _take(services, collection)
        seconds = time.perf_counter() - begun
        with services.database.reading() as session:
            rows = index_rows(session)
        texts = {row.id: f"{row.title}\n{row.text}" for row in rows}
        yield Bench(services, services.data_dir, collection, _slugs(services), texts, seconds)


@dataclass(frozen=True, slots=True)
class PlanBench:
    """The product's own library, and the strategies in force on a day."""

    services: Services
    on: date
    strategies: Strategies


@contextmanager
def plan_bench(on: date) -> Iterator[PlanBench]:
    """The product's own plan data and documents in a directory that goes away afterwards."""
    with _throwaway() as services:
        load_bundle(services.library, services.database, services.data_dir)
        with services.database.reading() as session:
            strategies = read_strategies(session, on)
        yield PlanBench(services, on, strategies)


@contextmanager
def question_bench(questions: QuestionSet) -> Iterator[Services]:
    """Services over the documents of a set, and the product's own where the set wants them.

    Raises UnreadableFile when a document of the set is not taken in.
    """
    with _throwaway() as services:
        if questions.with_bundle:
            load_bundle(services.library, services.database, services.data_dir)
        if questions.documents:
            taken, _ = services.library.add(list(questions.documents), Description())
            for one in taken:
                if one.status == "rejected":
                    raise UnreadableFile(f"{one.path}: {one.error}")
        yield services


@contextmanager
def _throwaway() -> Iterator[Services]:
    settings = read_settings()
    with tempfile.TemporaryDirectory() as folder:
        away = settings.model_copy(update={"data_dir": Path(folder), "database_url": None})
        services = open_services(away, models=settings.data_dir)
        try:
            yield services
        finally:
            services.close()


def _take(services: Services, collection: Collection) -> None:
    with publishing(services.data_dir):
        for at, document in enumerate(collection.documents, 1):
            content = document.text.encode()
            services.library.take(
                Text(document.id, content, DocumentKind.OTHER, document.title or " ")
            )
            if at % 200 == 0:
                note(f"อ่านแล้ว {at} จาก {len(collection.documents)} เอกสาร")
        services.library.publish()


def _slugs(services: Services) -> dict[int, str]:
    ids = [int(key) for key in services.tools.live.current().keywords.ids]
    found: dict[int, str] = {}
    with services.database.reading() as session:
        for start in range(0, len(ids), 500):
            rows = passages_by_id(session, ids[start : start + 500])
            found |= {key: row.slug for key, row in rows.items()}
    return found
