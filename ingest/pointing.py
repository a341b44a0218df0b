"""Moves the pointer by hand: to a generation that is kept, or back to the one before."""

from contextlib import closing
from pathlib import Path

from db.embedder import Embedder
from db.engine import Database
from db.errors import IndexUnavailable, InvalidInput, NotFound
from db.index import open_index, refuse_mismatch
from db.models import GenerationState, IndexGeneration
from db.reads import generations as read
from db.reads.documents import index_rows
from db.writes import generations as write
from db.writes.audit import record
from db.writes.outdated import compare_answers
from ingest.publish import PublishTerms

_NOT_FOUND = "ไม่มีดัชนีรุ่นที่ {number} ดูรุ่นที่มีด้วย sodklong generations"
_NOTHING_BEFORE = "ไม่มีดัชนีรุ่นก่อนหน้าที่ยังเก็บไว้ให้ย้อนกลับ"
_MOVED = "ดัชนีที่ใช้อยู่คือรุ่นที่ {number} แล้ว โปรดตรวจอีกครั้งก่อนย้อนกลับ"
_NEVER_PUBLISHED = "ยังไม่มีดัชนี โปรดสั่ง sodklong ingest ก่อน"
_NEEDS_FORCE = (
    "ดัชนีรุ่นที่ {number} ตอบคำถามเดิมได้ไม่ครบตามเกณฑ์ หากยืนยันจะใช้ โปรดสั่งพร้อม --force (force: true)"
)
_NOT_KEPT = "ดัชนีรุ่นที่ {number} ไม่พร้อมใช้หรือถูกลบแล้ว เลือกได้เฉพาะรุ่นที่สร้างเสร็จและยังเก็บไว้"
_ERASED = "ดัชนีรุ่นที่ {number} มีข้อความของเอกสารที่ลบไปแล้ว จึงนำกลับมาใช้ไม่ได้"


def activate(
    database: Database,
    data_dir: Path,
    embedder: Embedder,
    terms: PublishTerms,
    actor: str,
    number: int,
    *,
    force: bool = False,
) -> IndexGeneration:
    """Have generation `number` answer; what is newer is set aside, so that publishing the same
    content does not bring it back.

    `force` takes one too that failed its questions. Its files must answer. Raises NotFound,
    InvalidInput, IndexMismatch when another embedder or other keys made it, IndexUnavailable.
    """
    with database.reading() as session:
        wanted = session.get(IndexGeneration, number)
    if wanted is None:
        raise NotFound(_NOT_FOUND.format(number=number))
    return _point(database, data_dir, embedder, terms, actor, wanted, force)


def rollback(
    database: Database,
    data_dir: Path,
    embedder: Embedder,
    terms: PublishTerms,
    actor: str,
    left: int | None = None,
) -> IndexGeneration:
    """Have the newest kept generation older than the active one answer; see `activate`.

    With `left`, only while that one is active: two admins at once would go back twice.
    """
    with database.reading() as session:
        active = read.active(session)
        if active is None:
            raise IndexUnavailable(_NEVER_PUBLISHED)
        if left is not None and active.id != left:
            raise InvalidInput(_MOVED.format(number=active.id), ("input", "fromNumber"))
        wanted = read.before(session, active)
    if wanted is None:
        raise InvalidInput(_NOTHING_BEFORE)
    return _point(database, data_dir, embedder, terms, actor, wanted, force=False)


def _point(
    database: Database,
    data_dir: Path,
    embedder: Embedder,
    terms: PublishTerms,
    actor: str,
    wanted: IndexGeneration,
    force: bool,
) -> IndexGeneration:
    _refuse(wanted, force)
    refuse_mismatch(wanted, embedder)
    probe(database, data_dir, embedder, terms, wanted)
    with database.writing() as session:
        # Publishing may have retired it meanwhile.
        row = session.get_one(IndexGeneration, wanted.id, with_for_update=True)
        _refuse(row, force)
        moved_from = read.active(session)
        write.activate(session, row)
        write.set_aside_newer(session, row)
        told = {"from": moved_from.id if moved_from else None, "force": force}
        record(session, actor, "generation.activate", str(row.id), told)
    compare_answers(database)
    return row


def _refuse(wanted: IndexGeneration, force: bool) -> None:
    """Raise InvalidInput for a generation that may not answer."""
    if wanted.state is GenerationState.REFUSED and not force:
        raise InvalidInput(_NEEDS_FORCE.format(number=wanted.id), ("force",))
    if wanted.state not in {GenerationState.READY, GenerationState.REFUSED}:
        raise InvalidInput(_NOT_KEPT.format(number=wanted.id))


def probe(
    database: Database,
    data_dir: Path,
    embedder: Embedder,
    terms: PublishTerms,
    wanted: IndexGeneration,
) -> None:
    """Raise what keeps the files of a generation from answering."""
    with closing(open_index(data_dir, wanted, embedder, None, terms.server)) as index:
        with database.reading() as session:
            here = {row.id for row in index_rows(session, wanted.id)}
        # Titles may have changed since, so what was indexed is not what would be indexed now.
        if wanted.library_digest and here != {int(key) for key in index.keywords.ids}:
            raise InvalidInput(_ERASED.format(number=wanted.id))
        index.check()
