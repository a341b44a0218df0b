"""Puts found passages in order by a model that reads the question and each of them together."""

from collections.abc import Sequence
from threading import Lock
from typing import TYPE_CHECKING, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from db.embedder.guard import guard
from db.errors import RerankerUnavailable
from db.sentence_models import PREFIX, NotOpened, load_cross_encoder

if TYPE_CHECKING:
    from db.sentence_models import CrossEncoder

_WINDOW: Final = 512
_BATCH: Final = 8


class Reranker(Protocol):
    """Tells how well texts answer a question; safe to call from several threads."""

    def scores(self, query: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """One number a text, shape (texts,); higher answers better, the scale is the model's.

        Raises RerankerUnavailable when the model fails.
        """


class SentenceReranker:
    """A cross-encoder of sentence-transformers; use open_reranker to get one."""

    def __init__(self, model: "CrossEncoder") -> None:
        self._model = model
        # Its tokenizer keeps the settings of the call in progress: two at once break it.
        self._lock = Lock()

    def scores(self, query: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """One number a text."""
        pairs = [(guard(query), guard(text)) for text in texts]
        if not pairs:
            return np.empty(0, np.float32)
        try:
            with self._lock:
                found = self._model.predict(pairs, batch_size=_BATCH, show_progress_bar=False)
        except RuntimeError as cause:  # what torch raises for memory and for shapes
            raise RerankerUnavailable("ตัวจัดอันดับขัดข้อง โปรดแจ้งผู้ดูแลระบบ") from cause
        return np.asarray(found, np.float32)


def open_reranker(name: str) -> SentenceReranker:
    """The model `sentence-transformers:<hub name or folder>`.

    Raises RerankerUnavailable when the extra `models` is missing, the model cannot be loaded or
    gives more than one number for a pair.
    """
    model = name.removeprefix(PREFIX)
    if not model or model == name:
        raise RerankerUnavailable(
            f"ไม่รู้จักตัวจัดอันดับ “{name}” ให้ตั้ง SODKLONG_RERANKER เป็น "
            "sentence-transformers:ชื่อโมเดลหรือโฟลเดอร์"
        )
    try:
        loaded = load_cross_encoder(model, _WINDOW)
    except NotOpened as cause:
        raise RerankerUnavailable(f"SODKLONG_RERANKER: {cause}") from cause
    if loaded.num_labels != 1:
        raise RerankerUnavailable(
            f"SODKLONG_RERANKER: โมเดล {model} ไม่ใช่ตัวจัดอันดับ (ให้ผล {loaded.num_labels} ค่าต่อคู่)"
        )
    return SentenceReranker(loaded)
