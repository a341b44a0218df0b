"""A large library made of the product's own words: what search and answering cost at its size.

Every added passage is lines of the default corpus in another order, so that the keyword index has
its longest lists. Their vectors are drawn at random: the cost of a search does not depend on what
they mean, and embedding 20,000 passages would take ten minutes.
"""

import random
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sqlmodel import select

from api.services import open_services
from api.settings import Settings
from db.embedder import CachedEmbedder, Embedder
from db.engine import Database
from db.models import DocumentKind, Page
from db.writes.generations import SqlVectorCache
from ingest.bundle import load_bundle
from ingest.library import Library, Text
from ingest.publish import publishing

_LINES_A_SECTION, _SECTIONS = 6, 40


def fill(data_dir: Path, models: Path, passages: int) -> int:
    """Load the default corpus and at least `passages` passages beside it; how many there are."""
    services = open_services(Settings(data_dir=data_dir), models=models)
    load_bundle(services.library, services.database, data_dir)
    drawn = CachedEmbedder(_Drawn(services.embedder), SqlVectorCache(services.database))
    library = Library(services.database, data_dir, drawn)
    lines, held = _lines(services.database), 0
    with publishing(data_dir):
        for number, text in enumerate(_papers(lines), 1):
            taken = library.take(Text(f"crowd-{number}", text.encode(), DocumentKind.OTHER))
            held += taken.passages
            if held >= passages:
                break
        published = library.publish()
    library.close()
    services.close()
    return published.passages


class _Drawn:
    """The embedder's name and measures, with unit vectors drawn by the digest of a text."""

    def __init__(self, embedder: Embedder) -> None:
        self.name, self.dimension, self.window = embedder.name, embedder.dimension, embedder.window
        self.count_tokens = embedder.count_tokens
        self.embed_queries = embedder.embed_queries

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        seeds = (zlib.crc32(text.encode()) for text in texts)
        drawn = [np.random.default_rng(seed).standard_normal(self.dimension) for seed in seeds]
        rows = np.stack(drawn).astype(np.float32)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def _lines(database: Database) -> list[str]:
    with database.reading() as session:
        pages = session.exec(select(Page.text)).all()
    return [line for page in pages for line in page.splitlines() if len(line) > 40]


def _papers(lines: Sequence[str]) -> Iterator[str]:
    chance = random.Random(1)
    while True:
        sections = (
            f"# หมวด {number}\n" + "\n".join(chance.sample(lines, _LINES_A_SECTION))
            for number in range(1, _SECTIONS + 1)
        )
        yield "\n".join(sections)
