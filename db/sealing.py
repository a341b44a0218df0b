"""A folder's seal: the size and digest of each file, so that damage is seen and named."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Final

_SEAL: Final = "seal.json"
# Its own engine keeps the order of this file; its bytes may change without harm.
_LOOSE: Final = ".sqlite3"
# A segment without this is a draft, written again at every opening: only its size holds.
_SETTLED, _SEGMENT = "index_metadata.pickle", ".bin"


def seal(folder: Path) -> None:
    """Note every file under `folder` but the databases among them."""
    sealed = {
        str(path.relative_to(folder)): [path.stat().st_size, _kept_digest(path)]
        for path in sorted(folder.rglob("*"))
        if path.is_file() and _LOOSE not in path.name and path.name != _SEAL
    }
    (folder / _SEAL).write_text(json.dumps(sealed))


def damaged(folder: Path, part: str, *, thoroughly: bool = False) -> list[str]:
    """The sealed files under `part` that are missing or of another size, by their paths.

    `thoroughly` reads them all and finds other content too. A folder without a seal is not judged.
    """
    try:
        sealed = json.loads((folder / _SEAL).read_text())
    except FileNotFoundError:
        return []
    except (OSError, ValueError):
        return [_SEAL]
    return [
        name
        for name, (size, digest) in sealed.items()
        if name.startswith(f"{part}/")
        and not _is_whole(folder / name, size, digest if thoroughly else None)
    ]


def _kept_digest(path: Path) -> str | None:
    is_draft = path.suffix == _SEGMENT and not (path.parent / _SETTLED).exists()
    return None if is_draft else _digest(path)


def _is_whole(path: Path, size: int, digest: str | None) -> bool:
    if not path.is_file() or path.stat().st_size != size:
        return False
    return digest is None or _digest(path) == digest


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        found = sha256()
        while block := file.read(1 << 20):
            found.update(block)
    return found.hexdigest()
