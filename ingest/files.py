"""Finds the files to take in, and reads the bytes of those that may be opened."""

import os
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from db.errors import NotFound, UnreadableFile
from ingest.reserved import is_reserved
from ingest.sniff import MAX_BYTES, Format

MAX_NAME = 200
_OUTSIDE = "ลิงก์ชี้ออกนอกโฟลเดอร์"
_TEXTS = frozenset({Format.TEXT, Format.HTML})
_PROMISED = (
    {".pdf": frozenset({Format.PDF}), ".docx": frozenset({Format.DOCX})}
    | dict.fromkeys((".txt", ".md", ".markdown", ".html", ".htm"), _TEXTS)
    | dict.fromkeys(
        (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp", ".bmp"), frozenset({Format.IMAGE})
    )
)
_NOT_REGULAR = "ไม่ใช่ไฟล์ธรรมดา จึงอ่านไม่ได้"


def slug_of(path: Path) -> str:
    """The name a file goes by in the library: its own, without suffix."""
    return unicodedata.normalize("NFC", path.stem)


def find_files(paths: Sequence[Path]) -> list[tuple[Path, str | None]]:
    """Every file there is to take in, and why it is refused where it is."""
    for path in paths:
        if not _exists(path):
            raise NotFound(f"ไม่พบไฟล์หรือโฟลเดอร์ {path}")
    return [found for path in paths for found in _expand(path)]


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name too long, a folder that may not be entered
        return False


def _expand(path: Path) -> Iterator[tuple[Path, str | None]]:
    if not path.is_dir():
        yield path, None
        return
    home = path.resolve()
    for file in sorted(path.rglob("*")):
        if any(part.startswith(".") for part in file.relative_to(path).parts):
            continue
        if file.is_symlink() and not _leads_into(file, home):
            yield file, _OUTSIDE
        elif _may_be_file(file):
            yield file, None


def _leads_into(link: Path, home: Path) -> bool:
    try:
        return link.resolve().is_relative_to(home)
    except (OSError, RuntimeError):  # links in a circle
        return False


def _may_be_file(path: Path) -> bool:
    """Whether a path is worth opening; one that cannot be looked at is rejected there."""
    try:
        return path.is_file()
    except OSError:
        return True


def with_clashes(
    files: Iterable[tuple[Path, str | None]],
) -> Iterator[tuple[Path, str | None]]:
    """The files, those whose name another bears refused."""
    seen: dict[str, Path] = {}
    for file, refusal in files:
        first = file if refusal else seen.setdefault(slug_of(file), file)
        clash = f"ชื่อไฟล์ซ้ำกับ {first} โปรดเปลี่ยนชื่อก่อนนำเข้า"
        yield file, refusal if first == file else clash


def refuse_name(slug: str, refusal: str | None) -> None:
    """Raises UnreadableFile for a file that was refused, or whose name cannot be one's slug."""
    if refusal is not None:
        raise UnreadableFile(refusal)
    if is_reserved(slug):
        raise UnreadableFile("ชื่อนี้เป็นของเอกสารที่มากับระบบ โปรดเปลี่ยนชื่อไฟล์ก่อนนำเข้า")
    if len(slug) > MAX_NAME:
        raise UnreadableFile(f"ชื่อไฟล์ยาวเกิน {MAX_NAME} ตัวอักษร โปรดเปลี่ยนชื่อก่อนนำเข้า")
    if not slug.isprintable() or not slug.strip("."):
        raise UnreadableFile("ชื่อไฟล์มีอักขระที่อ่านไม่ได้ โปรดเปลี่ยนชื่อก่อนนำเข้า")


def refuse_suffix(path: Path, form: Format) -> None:
    """Raises UnreadableFile where a file's name promises another format than its bytes hold.

    The bytes decide what a file is; a name that says otherwise means a file mixed up or broken.
    """
    promised = _PROMISED.get(path.suffix.lower())
    if promised is not None and form not in promised:
        raise UnreadableFile(
            f"ชนิดไฟล์ไม่ตรงกับนามสกุล เนื้อไฟล์เป็น {form} แต่ชื่อลงท้าย {path.suffix} "
            "โปรดตรวจว่าเลือกไฟล์ถูก แล้วเปลี่ยนนามสกุลให้ตรงก่อนนำเข้า"
        )


def read_content(path: Path) -> bytes:
    """The bytes, never more than it takes to see that they are too many."""
    try:
        # What is looked at is what is read; without O_NONBLOCK a pipe would never open.
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        try:
            return _content(handle)
        finally:
            os.close(handle)
    except OSError as error:
        raise UnreadableFile(f"เปิดไฟล์ไม่ได้ ({error.strerror})") from error


def _content(handle: int) -> bytes:
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        raise UnreadableFile(_NOT_REGULAR)
    with os.fdopen(handle, "rb", closefd=False) as file:
        return file.read(MAX_BYTES + 1)
