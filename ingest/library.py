"""Takes files into the library: sniff, read, cut, store; then publish once for all of them."""

import hashlib
import logging
import os
import stat
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session

from db.embedder import Embedder, Progress
from db.engine import Database
from db.errors import NotFound, ProblemError, UnreadableFile
from db.models import DocumentKind
from db.reads.documents import current_version, document_by_slug
from db.reads.plans import edition_titles, find_edition
from db.writes.documents import (
    NewDocument,
    NewPage,
    NewPassage,
    NewSection,
    NewVersion,
    add_version,
    describe,
)
from ingest.directives import read_directive, remove_directive, store_directive
from ingest.page import Heading, Reading
from ingest.passages import CountTokens, cut
from ingest.publish import Published, publish, publishing
from ingest.read.text import READER, read_text
from ingest.reserved import is_reserved
from ingest.sniff import EMPTY, MAX_BYTES, decode

MAX_NAME = 200
_OUTSIDE = "ลิงก์ชี้ออกนอกโฟลเดอร์"
_NOT_REGULAR = "ไม่ใช่ไฟล์ธรรมดา จึงอ่านไม่ได้"
_BROKEN = "เกิดข้อผิดพลาดระหว่างอ่านไฟล์ จึงไม่ได้นำเข้า"

logger = logging.getLogger("sodklong.ingest")

Report = Callable[["Taken"], None]


@dataclass(frozen=True, slots=True)
class Description:
    """What the caller says of the files."""

    kind: DocumentKind = DocumentKind.OTHER
    plan: str | None = None
    edition: str | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one file. `status` is indexed, unchanged or rejected."""

    path: str
    slug: str
    status: str
    pages: int = 0
    passages: int = 0
    ocr_pages: int = 0
    quality: float | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """A text to take in, wherever it came from."""

    slug: str
    content: bytes
    kind: DocumentKind
    title: str | None = None
    edition_id: int | None = None
    edition_label: str | None = None


class Library:
    """The documents of one data directory."""

    def __init__(
        self,
        database: Database,
        data_dir: Path,
        embedder: Embedder,
        progress: Progress = lambda _done, _total: None,
    ) -> None:
        self._database = database
        self._data_dir = data_dir
        self._embedder = embedder
        self._progress = progress

    def add(
        self, paths: Sequence[Path], about: Description, report: Report = lambda _: None
    ) -> tuple[list[Taken], Published]:
        """Take in files and folders; one bad file never stops the others.

        Raises NotFound for a missing path or an unknown plan before anything is written.
        """
        files = _files(paths)
        edition = self._edition(about)
        with publishing(self._data_dir):
            taken = []
            for path, refusal in _with_clashes(files):
                taken.append(self._take_file(path, refusal, about, edition))
                report(taken[-1])
            return taken, self.publish()

    def take(self, text: Text) -> Taken:
        """Store one text unless it is there already; raises UnreadableFile."""
        source = decode(text.content)
        digest = hashlib.sha256(text.content).hexdigest()
        with self._database.reading() as session:
            if self._is_known(session, text, digest):
                return Taken(text.slug, text.slug, "unchanged")
        reading = read_text(source)
        version = _version(reading, digest, self._embedder.count_tokens)
        if not version.passages:
            raise UnreadableFile(EMPTY)
        with self._database.writing() as session:
            self._store(session, text, reading, version)
        return Taken(
            path=text.slug,
            slug=text.slug,
            status="indexed",
            pages=len(reading.pages),
            passages=len(version.passages),
            quality=min(page.quality for page in reading.pages),
        )

    def publish(self) -> Published:
        """Make everything taken in so far answer; the caller holds `publishing`."""
        return publish(self._database, self._data_dir, self._embedder, self._progress)

    def _edition(self, about: Description) -> tuple[int | None, str | None]:
        if about.plan is None and about.edition is None:
            return None, None
        with self._database.reading() as session:
            edition = find_edition(session, about.plan, about.edition)
        if edition is None:
            raise NotFound(f"ไม่พบแผน {about.plan or ''} ฉบับ {about.edition or ''} ในข้อมูลแผน")
        return edition.id, f"พ.ศ. {edition.year_from}–{edition.year_to}"

    def _take_file(
        self,
        path: Path,
        refusal: str | None,
        about: Description,
        edition: tuple[int | None, str | None],
    ) -> Taken:
        slug = slug_of(path)
        try:
            _refuse_name(slug, refusal)
            taken = self.take(Text(slug, _read(path), about.kind, None, *edition))
        except ProblemError as problem:
            return Taken(str(path), slug, "rejected", error=str(problem))
        except Exception:
            logger.exception("file %r was not taken in", str(path))
            return Taken(str(path), slug, "rejected", error=_BROKEN)
        return Taken(
            path=str(path),
            slug=taken.slug,
            status=taken.status,
            pages=taken.pages,
            passages=taken.passages,
            quality=taken.quality,
        )

    def _is_known(self, session: Session, text: Text, digest: str) -> bool:
        document = document_by_slug(session, text.slug)
        version = current_version(session, document) if document else None
        if document is None or version is None:
            return False
        said = (text.kind, text.edition_id, text.edition_label, text.title or document.title)
        held = (document.kind, document.edition_id, document.edition_label, document.title)
        return said == held and (version.sha256, version.reader) == (digest, READER)

    def _store(self, session: Session, text: Text, reading: Reading, version: NewVersion) -> None:
        record = None
        if text.kind in {DocumentKind.MEMO, DocumentKind.OTHER}:
            whole = "\n".join(page.text for page in reading.pages)
            record = read_directive(whole, edition_titles(session))
        subject = f"หนังสือ เรื่อง {record.subject}" if record and record.subject else None
        title = text.title or subject or reading.title or text.slug
        document = describe(
            session,
            NewDocument(text.slug, title, text.kind, text.edition_id, text.edition_label),
        )
        held = current_version(session, document)
        if held is None or (held.sha256, held.reader) != (version.sha256, version.reader):
            add_version(session, document, version)
        if record is not None:
            store_directive(session, document.id or 0, text.slug, record)
        else:
            remove_directive(session, document.id or 0)


def slug_of(path: Path) -> str:
    """The name a file goes by in the library: its own, without suffix."""
    return unicodedata.normalize("NFC", path.stem)


def _files(paths: Sequence[Path]) -> list[tuple[Path, str | None]]:
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


def _with_clashes(
    files: Iterable[tuple[Path, str | None]],
) -> Iterator[tuple[Path, str | None]]:
    seen: dict[str, Path] = {}
    for file, refusal in files:
        first = file if refusal else seen.setdefault(slug_of(file), file)
        clash = f"ชื่อไฟล์ซ้ำกับ {first} โปรดเปลี่ยนชื่อก่อนนำเข้า"
        yield file, refusal if first == file else clash


def _refuse_name(slug: str, refusal: str | None) -> None:
    if refusal is not None:
        raise UnreadableFile(refusal)
    if is_reserved(slug):
        raise UnreadableFile("ชื่อนี้เป็นของเอกสารที่มากับระบบ โปรดเปลี่ยนชื่อไฟล์ก่อนนำเข้า")
    if len(slug) > MAX_NAME:
        raise UnreadableFile(f"ชื่อไฟล์ยาวเกิน {MAX_NAME} ตัวอักษร โปรดเปลี่ยนชื่อก่อนนำเข้า")
    if not slug.isprintable() or not slug.strip("."):
        raise UnreadableFile("ชื่อไฟล์มีอักขระที่อ่านไม่ได้ โปรดเปลี่ยนชื่อก่อนนำเข้า")


def _read(path: Path) -> bytes:
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


def _version(reading: Reading, digest: str, count: CountTokens) -> NewVersion:
    return NewVersion(
        sha256=digest,
        reader=reading.reader,
        pages=[
            NewPage(
                page.number, page.text, page.raw, page.source, page.quality, page.printed_number
            )
            for page in reading.pages
        ],
        sections=[
            NewSection(
                heading.level, heading.title, heading.path, heading.page, heading.start, parent
            )
            for heading, parent in zip(reading.headings, _parents(reading.headings), strict=True)
        ],
        passages=[
            NewPassage(piece.page, piece.start, piece.end, piece.heading, piece.text)
            for piece in cut(reading, count)
        ],
    )


def _parents(headings: Sequence[Heading]) -> Iterator[int | None]:
    open_at: list[int] = []
    for at, heading in enumerate(headings):
        while open_at and headings[open_at[-1]].level >= heading.level:
            open_at.pop()
        yield open_at[-1] if open_at else None
        open_at.append(at)
