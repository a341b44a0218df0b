"""Reads a file of a project for its words alone: nothing of it is kept."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Timer
from typing import Final

from db.errors import UnreadableFile
from db.models import PageSource
from db.planned import Project
from db.thai import canonical
from ingest.archive import is_workbook
from ingest.bounded.process import Limits
from ingest.bounded.reader import BoundedReader
from ingest.page import Reading
from ingest.projects.found import FoundProjects, RejectedRow
from ingest.projects.reading import MAX_BYTES, read_projects
from ingest.sniff import sniff

SECONDS: Final = 90.0
MAX_TEXT: Final = 200_000
MAX_PROJECTS: Final = 500
EMPTY: Final = "ไม่พบข้อความในไฟล์ โปรดเลือกไฟล์อื่น หรือคัดลอกข้อความมาวางแทน"
TOO_BIG: Final = (
    f"ไฟล์ใหญ่เกิน {MAX_BYTES // 1024 // 1024} MB โปรดส่งเฉพาะหน้าของโครงการ หรือคัดลอกข้อความมาวางแทน"
)
TOO_SLOW: Final = (
    f"อ่านไฟล์ไม่เสร็จภายใน {SECONDS:.0f} วินาที โปรดส่งเฉพาะหน้าของโครงการ หรือคัดลอกข้อความมาวางแทน"
)
_CUT = f"ไฟล์ยาวเกิน {MAX_TEXT:,} ตัวอักษร แสดงเฉพาะส่วนต้น"
_MANY = "ไฟล์มี {count:,} โครงการ แสดง {most:,} โครงการแรก"
_SCANNED = "หน้า {pages} อ่านจากภาพ โปรดตรวจข้อความและตัวเลขกับต้นฉบับ"
_MOST_NAMED: Final = 10


@dataclass(frozen=True, slots=True)
class ProjectPaper:
    """What a file says: `text` and how many pages it has, or for an Excel file its projects and the
    rows that are none; `notices` in Thai tell what to check."""

    text: str
    pages: int
    projects: tuple[Project, ...]
    rejected: tuple[RejectedRow, ...]
    notices: tuple[str, ...]


def read_paper(data: bytes, seconds: float = SECONDS) -> ProjectPaper:
    """What a file says of a project, read in a process of its own within `seconds`.

    Raises UnreadableFile, in Thai, for what cannot be read: too large, too slow, damaged, locked by
    a password, without text.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableFile(TOO_BIG)
    if is_workbook(data):
        return _of_projects(read_projects(data))
    sniff(data)
    return _of_pages(_read(data, seconds))


def _read(data: bytes, seconds: float) -> Reading:
    """The pages; the folder that the reader works in is gone when they are read."""
    late = Event()
    timer = Timer(seconds, late.set)
    timer.start()
    try:
        with (
            TemporaryDirectory(prefix="sodklong-", ignore_cleanup_errors=True) as folder,
            closing(BoundedReader(Path(folder), Limits(step=seconds, file=seconds))) as reader,
        ):
            return reader.read(data, cancel=late)
    except UnreadableFile as error:
        if late.is_set():
            raise UnreadableFile(TOO_SLOW) from error
        raise
    finally:
        timer.cancel()


def _of_pages(reading: Reading) -> ProjectPaper:
    text = canonical("\n\n".join(page.text.strip() for page in reading.pages)).strip()
    if not any(character.isalnum() for character in text):
        raise UnreadableFile(EMPTY)
    notices = list(reading.problems)
    scanned = [str(page.number) for page in reading.pages if page.source is PageSource.OCR]
    if scanned:
        more = " และหน้าอื่น ๆ" if len(scanned) > _MOST_NAMED else ""
        notices.append(_SCANNED.format(pages=", ".join(scanned[:_MOST_NAMED]) + more))
    if len(text) > MAX_TEXT:
        notices.append(_CUT)
    return ProjectPaper(text[:MAX_TEXT], len(reading.pages), (), (), tuple(notices))


def _of_projects(found: FoundProjects) -> ProjectPaper:
    notices = list(found.notices)
    if len(found.projects) > MAX_PROJECTS:
        notices.append(_MANY.format(count=len(found.projects), most=MAX_PROJECTS))
    return ProjectPaper("", 0, found.projects[:MAX_PROJECTS], found.rejected, tuple(notices))
