"""What is deleted is nowhere in the data directory any more."""

import pytest
from sqlmodel import select

from db.embedder import CachedEmbedder
from db.errors import InvalidInput, NotFound
from db.models import Answer, AnswerStatus, Citation, DocumentKind, JobKind, JobState
from db.reads.documents import document_by_slug, passages_of
from db.reads.jobs import job_by_id
from db.writes.answers import NewAnswer, NewCitation, store
from db.writes.erasure import ERASED
from db.writes.generations import SqlVectorCache
from db.writes.jobs import enqueue
from ingest.erasing import request_erasure
from ingest.jobs.work import Pace
from ingest.jobs.worker import Worker
from ingest.jobs.workshop import Workshop
from ingest.library import Description, Library, Text
from ingest.reception import Sent, receive

RARE = "กระต่ายสีม่วงบินข้ามแม่น้ำโขง"
SECRET = f"# แผนลับ\nความลับคือ {RARE} ในคืนเดือนมืด\n"
OTHER = "# แผนเปิดเผย\nท่าเรือเปิดทุกวันทำการ\n"
QUICK = Pace(idle=0.01, pause=0)


@pytest.fixture
def shop(sqlite, home, trigrams):
    opened = Workshop(sqlite, home, CachedEmbedder(trigrams, SqlVectorCache(sqlite)))
    yield opened
    opened.close()


@pytest.fixture
def work_off(sqlite, shop):
    """work_off(job) does that job, with what it has to wait for."""
    return Worker(sqlite, shop.handlers, QUICK).follow


@pytest.fixture
def full(sqlite, home, trigrams):
    """A library of two documents, published twice; one of them is to go."""
    library = Library(sqlite, home, CachedEmbedder(trigrams, SqlVectorCache(sqlite)))
    for slug, text in (("ลับ", SECRET), ("เปิด", OTHER), ("ลับ", SECRET + RARE[::-1])):
        library.take(Text(slug, text.encode(), DocumentKind.OTHER))
        library.publish()
    library.close()


def request(database, slug="ลับ"):
    with database.writing() as session:
        return request_erasure(session, "key:anna", slug).id


def holding(home, phrase):
    """The files of a data directory that hold a phrase in any encoding that is used there."""
    forms = [phrase.encode(), phrase.encode("utf-16-le"), ascii(phrase)[1:-1].encode()]
    files = [path for path in home.rglob("*") if path.is_file()]
    assert files
    return [path for path in files if any(form in path.read_bytes() for form in forms)]


def test_nothing_of_a_deleted_document_is_left(full, home, sqlite, work_off, live):
    assert holding(home, RARE)
    job = request(sqlite)
    work_off(job)
    with sqlite.reading() as session:
        assert job_by_id(session, job).state is JobState.DONE
        assert document_by_slug(session, "ลับ") is None
    assert holding(home, RARE) == []
    assert holding(home, "กระต่าย") == []
    assert len(live.current().search("ท่าเรือ").lexical) == 1


def test_the_originals_of_all_its_versions_go_and_those_that_others_share_stay(
    full, home, sqlite, trigrams, work_off
):
    library = Library(sqlite, home, trigrams)
    library.take(Text("สำเนา", SECRET.encode(), DocumentKind.OTHER))
    library.close()
    assert len(originals(home)) == 3
    work_off(request(sqlite))
    assert originals(home) == {SECRET.encode(), OTHER.encode()}
    work_off(request(sqlite, "สำเนา"))
    assert originals(home) == {OTHER.encode()}
    assert holding(home, RARE) == []


def originals(home):
    return {path.read_bytes() for path in (home / "originals").iterdir()}


def test_what_readers_hold_is_erased_when_they_let_go(full, home, sqlite, work_off, live):
    """An index that is open, and a connection that has read, keep nothing back."""
    live.current().search("กระต่าย")
    work_off(request(sqlite))
    assert live.current().search("กระต่ายสีม่วง").lexical == {}
    assert holding(home, RARE) == []


def test_the_last_document_can_go_too(home, sqlite, trigrams, work_off):
    library = Library(sqlite, home, trigrams)
    library.take(Text("ลับ", SECRET.encode(), DocumentKind.OTHER))
    library.publish()
    work_off(request(sqlite))
    assert holding(home, RARE) == []
    assert list((home / "generations").iterdir()) == []


def test_half_read_pages_pictures_and_uploads_go_too(full, home, sqlite, work_off):
    (told,) = receive(sqlite, home, [Sent("ลับ.txt", (SECRET + "ใหม่").encode())],
                      Description(), "key:anna")  # fmt: skip
    with sqlite.reading() as session:
        sha = sqlite_digest(session)
    for part in ("reading", "pictures"):
        (home / part / sha).mkdir(parents=True)
        (home / part / sha / "1").write_text(RARE, encoding="utf-8")
    work_off(request(sqlite))
    with sqlite.reading() as session:
        assert job_by_id(session, told.job_id).state is JobState.CANCELLED
    assert holding(home, RARE) == []


def sqlite_digest(session):
    from db.models import DocumentVersion

    return session.exec(select(DocumentVersion.sha256).order_by(DocumentVersion.id)).first()


def test_an_answer_that_quotes_it_loses_its_words(full, home, sqlite, work_off):
    with sqlite.writing() as session:
        passage = passages_of(session, "ลับ")[0]
        cited = NewCitation(passage.version_id, 1, "", RARE, 0, 5, passage.digest)
        said = [{"text": RARE, "citations": [0]}]
        store(session, NewAnswer("a" * 32, "b" * 32, "ความลับคืออะไร", AnswerStatus.ANSWERED, RARE,
                                 said, [RARE], {}, None, [cited], suggestions=[RARE]))  # fmt: skip
    work_off(request(sqlite))
    with sqlite.reading() as session:
        (answer,) = session.exec(select(Answer))
        assert (answer.question, answer.text) == ("ความลับคืออะไร", ERASED)
        assert session.exec(select(Citation)).all() == []
    assert holding(home, RARE) == []


def test_the_trail_says_who_deleted_what(full, sqlite, home):
    from db.models import AuditEntry

    request(sqlite)
    with sqlite.reading() as session:
        (entry,) = session.exec(select(AuditEntry))
    assert (entry.actor, entry.act, entry.target) == ("key:anna", "document.delete", "ลับ")


def test_asking_twice_is_one_job(full, sqlite):
    assert request(sqlite) == request(sqlite)


def test_what_is_not_there_or_ours_is_not_deleted(full, sqlite):
    with pytest.raises(NotFound, match="ไม่มี"):
        request(sqlite, "ไม่มี")
    with sqlite.writing() as session:
        document_by_slug(session, "เปิด").kind = DocumentKind.FACTS
    with pytest.raises(InvalidInput, match="มากับระบบ"):
        request(sqlite, "เปิด")


def test_it_waits_for_a_file_of_that_name_that_is_being_read(full, sqlite, shop):
    job = request(sqlite)
    with sqlite.writing() as session:
        reading = enqueue(session, JobKind.READ, "key:anna", "ลับ")
    worker = Worker(sqlite, shop.handlers, Pace(pause=60))
    worker.work_once(job)
    with sqlite.reading() as session:
        assert "กำลังถูกอ่าน" in job_by_id(session, job).failure
        assert job_by_id(session, job).state is JobState.QUEUED
        assert reading.state is JobState.QUEUED
        assert document_by_slug(session, "ลับ") is not None


def test_an_erasure_that_was_killed_goes_on(full, home, sqlite, shop, monkeypatch, work_off):
    job = request(sqlite)
    with monkeypatch.context() as patch:
        patch.setattr("ingest.jobs.workshop.erase_index", lambda *_: 1 / 0)
        Worker(sqlite, shop.handlers, QUICK).work_once(job)
    assert holding(home, RARE)
    work_off(job)
    assert holding(home, RARE) == []
