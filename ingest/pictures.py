"""Keeps the pictures of pages that were read by OCR, for whoever checks them."""

import shutil
from pathlib import Path

NAME = "pictures"


def picture_of(data_dir: Path, sha256: str, page: int) -> Path | None:
    """The picture of a page of the file with this digest, where one is kept (JPEG)."""
    path = data_dir / NAME / sha256 / f"{page}.jpg"
    return path if path.is_file() else None


def keep_pictures(source: Path, data_dir: Path, sha256: str) -> None:
    """Move the pictures that a reading left in `source` to where they are found."""
    if not source.is_dir():
        return
    home = data_dir / NAME / sha256
    shutil.rmtree(home, ignore_errors=True)
    home.parent.mkdir(parents=True, exist_ok=True)
    source.rename(home)
