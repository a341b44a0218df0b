"""Takes files into the library: sniff, read, cut, store; then publish once for all of them."""

import hashlib
import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from threading import Event

from sqlmodel import Session

from db.embedder import Embedder, Progress
from db.engine import Database
from db.errors import NotFound, ProblemError, UnreadableFile
from db.index import Told
from db.models import Document, DocumentKind, DocumentVersion, PageDecision, PageSource
from db.reads.documents import (
    current_version,
    document_by_slug,
    has_unread_pages,
    record_of,
)
from db.reads.plans import edition_titles, find_edition
from db.writes.audit import record
from db.writes.documents import (
    NewDocument,
    NewPage,
    NewPassage,
    NewSection,
    NewVersion,
    add_version,
    describe,
)
from db.writes.records import store_proposed
from ingest.bounded.reader import BoundedReader
from ingest.details import propose_details
from ingest.files import (
    find_files,
    read_content,
    refuse_name,
    refuse_suffix,
    slug_of,
    with_clashes,
)
from ingest.memo.directives import read_directive, remove_directive, store_directive
from ingest.originals import complete_original, keep_original
from ingest.page import Heading, Reading
from ingest.passages.cutting import CountTokens, cut
from ingest.publish import Published, PublishTerms, publish, publishing
from ingest.read.text import read_text
from ingest.sniff import EMPTY, Format, decode, sniff
from ingest.versions import READERS

_WITHOUT_TEXT = {PageDecision.BLANK, PageDecision.UNREAD}
_BROKEN = "เกิดข้อผิดพลาดระหว่างอ่านไฟล์ จึงไม่ได้นำเข้า"

logger = logging.getLogger("sodklong.ingest")

Report = Callable[["Taken"], None]
PageReport = Callable[[Path, int, int], None]
PageProgress = Callable[[int, int], None]
Stored = Callable[[Session, "Taken"], None]


@dataclass(frozen=True, slots=True)
class Description:
    """What the caller says of the files."""

    kind: DocumentKind = DocumentKind.OTHER
    plan: str | None = None
    edition: str | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one file: indexed, unchanged or rejected.

    `quality` is that of the worst page; `problems` says in Thai which pages could not be read.
    """

    path: str
    slug: str
    status: str
    pages: int = 0
    passages: int = 0
    ocr_pages: int = 0
    quality: float | None = None
    error: str | None = None
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """A file's bytes to take in, wherever they came from, and what is said about them."""

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
        terms: PublishTerms = PublishTerms(),  # noqa: B008 (frozen)
    ) -> None:
        self._terms = terms
        self._database = database
        self._data_dir = data_dir
        self._embedder = embedder
        self._progress = progress
        self._reader = BoundedReader(data_dir)

    def add(
        self,
        paths: Sequence[Path],
        about: Description,
        report: Report = lambda _: None,
        page_report: PageReport = lambda _path, _done, _pages: None,
        cancel: Event | None = None,
        actor: str | None = None,
    ) -> tuple[list[Taken], Published]:
        """Take in files and folders; one bad file never stops the others. What `actor` puts into
        the library is in the audit trail.

        Raises NotFound for a missing path or an unknown plan before anything is written.
        """
        files = find_files(paths)
        edition = self._edition(about)
        taken = []
        for path, refusal in with_clashes(files):
            text = partial(self._text_of, path, refusal, about, edition)
            taken.append(self._take_file(path, text, page_report, cancel, actor))
            report(taken[-1])
        with publishing(self._data_dir):
            return taken, self.publish()

    def take(self, text: Text) -> Taken:
        """Store one trusted text, read in this process, unless it is there already.

        The caller holds `publishing`. Raises UnreadableFile.
        """
        if self._is_known(text, Format.TEXT):
            return Taken(text.slug, text.slug, "unchanged")
        return self._keep(text, read_text(decode(text.content)))

    def take_in(
        self,
        text: Text,
        progress: PageProgress = lambda _done, _pages: None,
        cancel: Event | None = None,
        and_then: Stored = lambda _session, _taken: None,
    ) -> Taken:
        """Read a file's bytes in a bounded process and store them, unless they are there already.

        `and_then` happens in the transaction that stores them. Raises UnreadableFile, LibraryBusy.
        """
        if self._is_known(text, sniff(text.content)):
            complete_original(self._database, self._data_dir, text.content)
            return Taken(text.slug, text.slug, "unchanged")
        reading = self._reader.read(text.content, progress, cancel)
        # Reading may take minutes; only what is read is stored under the lock.
        with publishing(self._data_dir):
            return self._keep(text, reading, and_then)

    def publish(
        self,
        told: Told = lambda _: None,
        progress: Progress | None = None,
        *,
        rebuild: bool = False,
    ) -> Published:
        """Make everything taken in so far answer; the caller holds `publishing`.

        `told` hears of each step before it is begun; it and `progress` may raise to stop.
        """
        return publish(
            self._database,
            self._data_dir,
            self._embedder,
            progress or self._progress,
            self._terms,
            told,
            rebuild=rebuild,
        )

    def close(self) -> None:
        """End the process that reads files."""
        self._reader.close()

    def _edition(self, about: Description) -> tuple[int | None, str | None]:
        if about.plan is None and about.edition is None:
            return None, None
        with self._database.reading() as session:
            edition = find_edition(session, about.plan, about.edition)
        if edition is None:
            raise NotFound(f"ไม่พบแผน {about.plan or ''} ฉบับ {about.edition or ''} ในข้อมูลแผน")
        return edition.id, f"พ.ศ. {edition.year_from}–{edition.year_to}"

    def _text_of(
        self,
        path: Path,
        refusal: str | None,
        about: Description,
        edition: tuple[int | None, str | None],
    ) -> Text:
        slug = slug_of(path)
        refuse_name(slug, refusal)
        text = Text(slug, read_content(path), about.kind, None, *edition)
        refuse_suffix(path, sniff(text.content))
        return text

    def _take_file(
        self,
        path: Path,
        text_of: Callable[[], Text],
        page_report: PageReport,
        cancel: Event | None,
        actor: str | None,
    ) -> Taken:
        slug = slug_of(path)
        try:
            text = text_of()

            def told(session: Session, _taken: Taken) -> None:
                if actor is not None:
                    digest = {"sha256": _digest(text.content)}
                    record(session, actor, "document.upload", slug, digest)

            progress = partial(page_report, path)
            return replace(self.take_in(text, progress, cancel, told), path=str(path))
        except ProblemError as problem:
            return Taken(str(path), slug, "rejected", error=str(problem))
        except Exception:
            logger.exception("file %r was not taken in", str(path))
            return Taken(str(path), slug, "rejected", error=_BROKEN)

    def _is_known(self, text: Text, form: Format) -> bool:
        """Whether this content is held as it would be read now; a page unread is tried again."""
        digest = _digest(text.content)
        with self._database.reading() as session:
            document = document_by_slug(session, text.slug)
            version = current_version(session, document) if document else None
            if document is None or version is None:
                return False
            text = _as_confirmed(session, text, document)
            said = (text.kind, text.edition_id, text.edition_label, text.title or document.title)
            held = (document.kind, document.edition_id, document.edition_label, document.title)
            same = said == held and (version.sha256, version.reader) == (digest, READERS[form])
            return same and not has_unread_pages(session, version)

    def _keep(
        self, text: Text, reading: Reading, and_then: Stored = lambda _session, _taken: None
    ) -> Taken:
        version = _version(reading, text.content, self._embedder.count_tokens)
        if not version.passages:
            raise UnreadableFile(" ".join(reading.problems) or EMPTY)
        taken = _taken(text, reading, len(version.passages))
        keep_original(self._data_dir, version.sha256, text.content)
        with self._database.writing() as session:
            self._store(session, text, reading, version)
            and_then(session, taken)
        return taken

    def _store(self, session: Session, text: Text, reading: Reading, version: NewVersion) -> None:
        text = _as_confirmed(session, text, document_by_slug(session, text.slug))
        titles, letter = edition_titles(session), None
        whole = "\n".join(page.text for page in reading.pages)
        if text.kind in {DocumentKind.MEMO, DocumentKind.OTHER}:
            letter = read_directive(whole, titles)
        subject = f"หนังสือ เรื่อง {letter.subject}" if letter and letter.subject else None
        title = text.title or subject or reading.title or text.slug
        document = describe(
            session,
            NewDocument(text.slug, title, text.kind, text.edition_id, text.edition_label),
        )
        held = current_version(session, document)
        if held is None or not _is_same(session, held, version):
            add_version(session, document, version)
        else:
            held.size = version.size
            session.add(held)
        if letter is not None:
            store_directive(session, document.id or 0, text.slug, letter)
        else:
            remove_directive(session, document.id or 0)
        if text.kind is not DocumentKind.FACTS:
            store_proposed(session, document.id or 0, propose_details(whole, title, letter, titles))


def _as_confirmed(session: Session, text: Text, document: Document | None) -> Text:
    """The text under what an editor confirmed of its document, where nobody says otherwise."""
    kept = record_of(session, document.id or 0) if document else None
    if document is None or kept is None or kept.confirmed_at is None:
        return text
    edition = (text.edition_id, text.edition_label)
    if text.edition_id is None:
        edition = (document.edition_id, document.edition_label)
    kind = document.kind if text.kind is DocumentKind.OTHER else text.kind
    return replace(
        text,
        title=text.title or document.title,
        kind=kind,
        edition_id=edition[0],
        edition_label=edition[1],
    )


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _taken(text: Text, reading: Reading, passages: int) -> Taken:
    pages = reading.pages
    return Taken(
        path=text.slug,
        slug=text.slug,
        status="indexed",
        pages=len(pages),
        passages=passages,
        ocr_pages=sum(page.source is PageSource.OCR for page in pages),
        quality=min(
            (page.quality for page in pages if page.decision not in _WITHOUT_TEXT), default=0.0
        ),
        problems=reading.problems,
    )


def _is_same(session: Session, held: DocumentVersion, new: NewVersion) -> bool:
    read_alike = (held.sha256, held.reader) == (new.sha256, new.reader)
    return read_alike and not has_unread_pages(session, held)


def _version(reading: Reading, content: bytes, count: CountTokens) -> NewVersion:
    return NewVersion(
        sha256=_digest(content),
        size=len(content),
        reader=reading.reader,
        pages=[
            NewPage(
                number=page.number,
                text=page.text,
                raw=page.raw,
                source=page.source,
                quality=page.quality,
                printed_number=page.printed_number,
                decision=page.decision,
                repairs=page.repairs,
                doubts=[(doubt.start, doubt.end, doubt.other) for doubt in page.doubts],
                boxes=page.boxes,
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
            NewPassage(piece.page, piece.start, piece.end, piece.heading, piece.text, piece.header)
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
