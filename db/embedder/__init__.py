"""Text to vectors: one face over the bundled engine and any sentence-transformers model."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from db.embedder.cache import CachedEmbedder, Progress, VectorCache, without_cache
from db.embedder.guard import MAX_CHARACTERS, guard
from db.embedder.twofold import TwofoldEmbedder
from db.errors import EmbedderUnavailable
from db.sentence_models import PREFIX

__all__ = [
    "BUNDLED",
    "MAX_CHARACTERS",
    "CachedEmbedder",
    "Embedder",
    "EmbedderUnavailable",
    "Progress",
    "TwofoldEmbedder",
    "VectorCache",
    "guard",
    "open_embedder",
    "without_cache",
]

BUNDLED: Final = "bundled"


class Embedder(Protocol):
    """Turns guarded text into unit vectors; safe to call from several threads."""

    @property
    def name(self) -> str:
        """Engine, model and version: equal names give interchangeable vectors."""

    @property
    def dimension(self) -> int:
        """Numbers in one vector."""

    @property
    def window(self) -> int:
        """Tokens read of one text, prompt and special tokens included; the rest is cut off."""

    def embed_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors of questions, shape (texts, dimension)."""

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors of passages, shape (texts, dimension)."""

    def count_tokens(self, text: str) -> int:
        """Tokens of the whole text as a passage, to be compared with the window."""


def open_embedder(name: str, data_dir: Path, *, threads: int = 2) -> Embedder:
    """The engine `bundled` or `sentence-transformers:<hub name or folder>`.

    The bundled model is built under `data_dir` the first time (seconds), then only opened;
    raises EmbedderUnavailable with what to do when the engine cannot be had.
    """
    # Engines are imported when asked for: together they cost seconds and a gigabyte.
    if name == BUNDLED:
        from db.embedder.bundled import open_bundled

        return open_bundled(data_dir, threads=threads)
    model = name.removeprefix(PREFIX)
    if model and model != name:
        from db.embedder.sentence import open_sentence_model

        return open_sentence_model(model)
    raise EmbedderUnavailable(
        f"ไม่รู้จักตัวสร้างเวกเตอร์ “{name}” ให้ตั้ง SODKLONG_EMBEDDER เป็น bundled "
        "หรือ sentence-transformers:ชื่อโมเดลหรือโฟลเดอร์"
    )
