"""Opens sentence-transformers models, by hub name or folder; the only module that imports it."""

import os
from collections.abc import Callable
from hashlib import file_digest, sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder as CrossEncoder
    from sentence_transformers import SentenceTransformer as SentenceTransformer

PREFIX: Final = "sentence-transformers:"
_Model = TypeVar("_Model")


class NotOpened(Exception):
    """Why a model cannot be had, in Thai; callers raise their own problem with it."""


def load_encoder(model: str) -> "SentenceTransformer":
    """A model that makes vectors; raises NotOpened."""

    def load(local: bool) -> "SentenceTransformer":
        from sentence_transformers import SentenceTransformer

        return SentenceTransformer(_path(model), local_files_only=local)

    return _loaded(model, load)


def load_cross_encoder(model: str, window: int) -> "CrossEncoder":
    """A model that reads a question and a passage together, at most `window` tokens of them.

    Raises NotOpened.
    """

    def load(local: bool) -> "CrossEncoder":
        from sentence_transformers import CrossEncoder

        return CrossEncoder(_path(model), local_files_only=local, max_length=window)

    return _loaded(model, load)


def is_folder(model: str) -> bool:
    """Whether the name is a folder of this machine: such a model never touches the network."""
    return Path(_path(model)).is_dir()


def digest(folder: Path) -> str:
    """Twelve hex digits over every file, so changed weights never meet old results."""
    whole = sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb") as file:
                own = file_digest(file, "sha256").hexdigest()
            whole.update(f"{path.relative_to(folder).as_posix()}\0{own}\n".encode())
    return whole.hexdigest()[:12]


def _loaded(model: str, load: Callable[[bool], _Model]) -> _Model:
    local = is_folder(model)
    if not local and model.startswith((".", os.sep, "~")):
        raise NotOpened(f"ไม่พบโฟลเดอร์โมเดล {model} ให้ตรวจค่าที่ตั้งไว้")
    try:
        import torch

        # More threads fight the server's own for the same processors.
        torch.set_num_threads(1)
        return load(local)
    except ImportError as cause:
        raise NotOpened(
            "โมเดลแบบ sentence-transformers ต้องใช้ชุดเสริม "
            'ให้ติดตั้งด้วยคำสั่ง pip install "sodklong[models]"'
        ) from cause
    except Exception as cause:  # the libraries below raise dozens of unrelated kinds
        raise NotOpened(
            f"เปิดโมเดล {model} ไม่ได้ ให้ตรวจชื่อโมเดลและการเชื่อมต่ออินเทอร์เน็ต "
            "หรือดาวน์โหลดไว้ในโฟลเดอร์แล้วระบุโฟลเดอร์แทน"
        ) from cause


def _path(model: str) -> str:
    return str(Path(model).expanduser()) if model.startswith("~") else model
