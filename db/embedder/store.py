"""A folder built once: whole or absent, whoever builds it and whenever they are stopped."""

import errno
import itertools
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

_MANIFEST: Final = "manifest.json"
_BUILDING: Final = ".building-"
_STALE_SECONDS: Final = 3600


def is_whole(folder: Path) -> bool:
    """Whether every file that was published is there at its full size."""
    try:
        sizes = json.loads((folder / _MANIFEST).read_text())
        return bool(sizes) and all(
            (folder / name).stat().st_size == size for name, size in sizes.items()
        )
    except (OSError, ValueError, AttributeError):
        return False


def publish(target: Path, build: Callable[[Path], None], *, replace: bool = False) -> None:
    """Builds beside `target` and renames; OSError when the disk refuses.

    A whole folder that another process put there meanwhile is kept unless `replace` is set.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    _sweep(target.parent)
    work = Path(tempfile.mkdtemp(prefix=_BUILDING, dir=target.parent))
    try:
        build(work)
        _seal(work)
        if replace or not is_whole(target):
            _swap(work, target)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _sweep(folder: Path) -> None:
    """Removes what killed builds left; a young folder may still be somebody's work."""
    for leftover in folder.glob(f"{_BUILDING}*"):
        with suppress(FileNotFoundError):  # another process sweeps as well
            if time.time() - leftover.stat().st_mtime > _STALE_SECONDS:
                shutil.rmtree(leftover, ignore_errors=True)


def _seal(work: Path) -> None:
    work.chmod(0o755)
    sizes = {}
    for path in sorted(work.iterdir()):
        path.chmod(0o644)
        sizes[path.name] = path.stat().st_size
        _flush(path)
    manifest = work / _MANIFEST
    manifest.write_text(json.dumps(sizes))
    _flush(manifest)


def _flush(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _swap(work: Path, target: Path) -> None:
    aside = Path(tempfile.mkdtemp(prefix=_BUILDING, dir=target.parent))
    try:
        for attempt in itertools.count():
            with suppress(FileNotFoundError):
                target.rename(aside / str(attempt))
            try:
                work.rename(target)
                return
            except OSError as cause:
                # Another process renamed its own between our two steps: once more.
                if cause.errno not in (errno.ENOTEMPTY, errno.EEXIST):
                    raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)
