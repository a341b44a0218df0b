"""Vectors of any sentence-transformers model, by hub name or folder."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from db.embedder.guard import clean, guard
from db.errors import EmbedderUnavailable
from db.sentence_models import NotOpened, digest, is_folder, load_encoder

if TYPE_CHECKING:
    from db.sentence_models import SentenceTransformer

_BATCH: Final = 8
_DEFAULT_WINDOW: Final = 512
_E5: Final = re.compile(r"(?:^|[/_-])e5(?:[_-]|$)", re.IGNORECASE)
_INSTRUCTION: Final = (
    "Instruct: Given a web search query, retrieve relevant passages that answer the query\nQuery: "
)


@dataclass(frozen=True, slots=True)
class Prompts:
    """What the model was trained to see before each kind of text."""

    query: str
    passage: str


def prompts_of(names: Sequence[str], configured: Mapping[str, str]) -> Prompts:
    """The model's own prompts, else those of the E5 family when a name tells it, else none."""
    query = configured.get("query", "")
    passage = configured.get("passage") or configured.get("document", "")
    if query or passage:
        return Prompts(query, passage)
    e5 = [name for name in names if _E5.search(name)]
    if any("instruct" in name.lower() for name in e5):
        return Prompts(_INSTRUCTION, "")
    return Prompts("query: ", "passage: ") if e5 else Prompts("", "")


class SentenceEmbedder:
    """A sentence-transformers model; use open_sentence_model to get one."""

    def __init__(self, model: "SentenceTransformer", name: str, prompts: Prompts) -> None:
        self.name = name
        self.window: int = model.max_seq_length or _DEFAULT_WINDOW
        self._model = model
        self._prompts = prompts
        # Its tokenizer keeps the settings of the call in progress: two at once break it.
        self._lock = Lock()
        self.dimension = self._embed([""]).shape[1]

    def embed_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors of questions, shape (texts, dimension)."""
        return self._embed([self._prompts.query + guard(text) for text in texts])

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors of passages, shape (texts, dimension)."""
        return self._embed([self._prompts.passage + guard(text) for text in texts])

    def count_tokens(self, text: str) -> int:
        """Tokens of the whole text as a passage, prompt and special tokens included."""
        with self._lock:
            tokens = self._model.tokenizer(
                self._prompts.passage + clean(text), truncation=False, verbose=False
            )
        return len(tokens["input_ids"])

    def _embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if not texts:
            return np.empty((0, self.dimension), np.float32)
        with self._lock:
            vectors = self._model.encode(
                list(texts),
                prompt="",  # ours are on already; None would add the model's default
                batch_size=_BATCH,
                show_progress_bar=False,
                normalize_embeddings=True,
            )
        return np.asarray(vectors, np.float32)


def open_sentence_model(model: str) -> SentenceEmbedder:
    """The model of that hub name or folder; a folder never touches the network.

    Raises EmbedderUnavailable when the extra `models` is missing or the model cannot be loaded.
    """
    try:
        loaded = load_encoder(model)
    except NotOpened as cause:
        raise EmbedderUnavailable(f"SODKLONG_EMBEDDER: {cause}") from cause
    folder = Path(model).expanduser()
    local = is_folder(model)
    version = digest(folder) if local else _commit(loaded)
    label = folder.resolve().name if local else model
    return SentenceEmbedder(
        loaded,
        f"sentence-transformers:{label}:{version}",
        prompts_of([label, _original_name(folder)], loaded.prompts),
    )


def _commit(model: "SentenceTransformer") -> str:
    """The hub's commit of the weights, or `unknown` for models that do not tell."""
    config = getattr(getattr(model[0], "auto_model", None), "config", None)
    return str(getattr(config, "_commit_hash", None) or "unknown")[:12]


def _original_name(folder: Path) -> str:
    """The name a saved model was fine-tuned or copied from, else nothing."""
    try:
        found = re.search(r'"_name_or_path": "([^"]+)"', (folder / "config.json").read_text())
    except OSError:
        return ""
    return found.group(1) if found else ""
