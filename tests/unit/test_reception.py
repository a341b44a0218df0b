"""Files that users send: queued once, told when they came before, refused one by one."""

import errno
from pathlib import Path

import pytest

from db.errors import InvalidInput, NotFound, ProblemError
from db.models import DocumentKind, JobKind
from db.models.table import now
from db.reads.documents import document_by_slug
from db.reads.jobs import jobs as read_jobs
from db.reads.jobs import uploads_wanted
from db.writes.jobs import cancel
from ingest.erasing import request_erasure
from ingest.jobs.worker import Worker
from ingest.jobs.workshop import Workshop
from ingest.library import Description
from ingest.reception import Sent, receive
from ingest.uploads import sweep_uploads

TEXT = "# แผนท่าเรือ\nท่าเรือน้ำลึกเปิดทุกวัน\n".encode()


@pytest.fixture
def send(sqlite, home):
    """send((name, bytes), ...) is what is told of each."""

    def put(*files, about=None, title=None):
        sent = [Sent(name, content) for name, content in files]
        return receive(sqlite, home, sent, about or Description(), "key:anna", title)

    return put


@pytest.fixture
def work_off(sqlite, home, trigrams):
    """work_off() does every job there is."""
    shop = Workshop(sqlite, home, trigrams)
    worker = Worker(sqlite, shop.handlers)

    def run():
        for job in reversed(queued(sqlite)):
            worker.follow(job.id)

    yield run
    shop.close()


def queued(database):
    with database.reading() as session:
        return read_jobs(session, None, 100)


def uploads(home):
    return sorted((home / "uploads").iterdir()) if (home / "uploads").exists() else []


def test_an_upload_is_on_disk_and_queued_before_it_is_acknowledged(send, sqlite, home):
    (told,) = send(("แผน.txt", TEXT))
    (job,) = queued(sqlite)
    assert (told.slug, told.status, told.job_id) == ("แผน", "accepted", job.id)
    assert [path.read_bytes() for path in uploads(home)] == [TEXT]
    assert (job.kind, job.created_by, job.subject) == (JobKind.READ, "key:anna", "แผน")


def test_an_upload_becomes_a_document_that_answers(send, work_off, live, sqlite, home):
    send(("แผน.txt", TEXT))
    work_off()
    work_off()
    assert [job.state.value for job in queued(sqlite)] == ["DONE", "DONE"]
    assert queued(sqlite)[1].result["status"] == "indexed"
    assert len(live.current().search("ท่าเรือ").lexical) == 1
    assert uploads(home) == []


def test_what_came_before_is_told_and_not_read_again(send, work_off, sqlite, home):
    send(("แผน.txt", TEXT))
    (again,) = send(("แผน.txt", TEXT))
    assert (again.status, again.job_id) == ("unchanged", 1)
    work_off()
    same, other = send(("แผน.txt", TEXT), ("สำเนา.txt", TEXT))
    assert [(one.status, one.document_id) for one in (same, other)] == [("unchanged", 1)] * 2
    assert "แผนท่าเรือ" in other.message
    assert (len(queued(sqlite)), uploads(home)) == (2, [])


def test_known_content_under_another_kind_is_taken(send, work_off, sqlite):
    send(("แผน.txt", TEXT))
    work_off()
    (told,) = send(("แผน.txt", TEXT), about=Description(DocumentKind.PLAN))
    assert told.status == "accepted"
    work_off()
    with sqlite.reading() as session:
        assert document_by_slug(session, "แผน").kind is DocumentKind.PLAN


def test_new_content_under_the_name_is_the_next_version(send, work_off, sqlite):
    for text in (TEXT, "อีกฉบับหนึ่ง".encode()):
        send(("แผน.txt", text))
        work_off()
    with sqlite.reading() as session:
        assert document_by_slug(session, "แผน").current_version_id == 2


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("ว่าง.txt", b"", "ว่าง"),
        ("รายงาน.pdf", TEXT, "นามสกุล"),
        ("memo-2558.txt", TEXT, "มากับระบบ"),
        ("โปรแกรม.txt", b"\x7fELF" + bytes(2000), "โปรแกรม"),
        ("ก" * 201 + ".txt", TEXT, "ยาวเกิน"),
        ("..", TEXT, "อักขระ"),
        ("ใหญ่.txt", b"a" * (50 * 1024 * 1024 + 1), "MB"),
    ],
)
def test_a_file_that_cannot_be_taken_is_told_and_the_others_go_on(
    send, sqlite, name, content, told
):
    bad, good = send((name, content), ("แผน.txt", TEXT))
    assert (bad.status, good.status) == ("rejected", "accepted")
    assert told in bad.message
    assert [job.subject for job in queued(sqlite)] == ["แผน"]


def test_two_of_one_name_cannot_come_together(send):
    first, second = send(("a/แผน.txt", TEXT), ("แผน.md", TEXT + b"x"))
    assert (first.status, second.status) == ("accepted", "rejected")


def test_a_name_leads_nowhere_else(send, home):
    (told,) = send(("../../../etc/แผน.txt", TEXT))
    assert told.slug == "แผน"
    assert {path.parent for path in uploads(home)} == {home / "uploads"}


def test_what_cannot_be_meant_is_refused_before_anything_is_written(send, sqlite, home):
    with pytest.raises(NotFound, match="XXX"):
        send(("แผน.txt", TEXT), about=Description(plan="XXX"))
    with pytest.raises(InvalidInput, match="ไฟล์เดียว"):
        send(("ก.txt", TEXT), ("ข.txt", TEXT + b"2"), title="ชื่อ")
    assert (queued(sqlite), uploads(home)) == ([], [])


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_a_disk_that_takes_nothing_is_told(send, sqlite, monkeypatch, number):
    def refuse(self, *arguments):
        raise OSError(number, "a reason")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", refuse)
        (told,) = send(("แผน.txt", TEXT))
    assert told.status == "rejected"
    assert "เขียนในโฟลเดอร์ข้อมูลไม่ได้ (a reason)" in told.message
    assert queued(sqlite) == []


def test_an_upload_that_cannot_be_queued_leaves_no_file(send, home, monkeypatch):
    from db.errors import DatabaseUnavailable

    def refuse(*_arguments):
        raise DatabaseUnavailable("ฐานข้อมูลไม่ตอบ")

    monkeypatch.setattr("ingest.reception.enqueue", refuse)
    with pytest.raises(ProblemError, match="ไม่ตอบ"):
        send(("แผน.txt", TEXT))
    assert uploads(home) == []


def test_a_name_that_is_being_erased_is_not_taken(send, work_off, sqlite):
    send(("แผน.txt", TEXT))
    work_off()
    with sqlite.writing() as session:
        request_erasure(session, "key:anna", "แผน")
    (told,) = send(("แผน.txt", TEXT + b"2"))
    assert (told.status, "กำลังลบ" in told.message) == ("rejected", True)


def test_a_cancelled_upload_is_not_read(send, work_off, sqlite):
    (told,) = send(("แผน.txt", TEXT))
    with sqlite.writing() as session:
        cancel(session, "key:anna", told.job_id)
    work_off()
    with sqlite.reading() as session:
        assert document_by_slug(session, "แผน") is None


def test_a_broken_file_fails_with_its_reason_and_the_next_is_read(send, work_off, sqlite):
    send(("เสีย.pdf", b"%PDF-1.7\nnothing that a reader could use"), ("แผน.txt", TEXT))
    work_off()
    first, second = list(reversed(queued(sqlite)))[:2]
    assert (first.state.value, second.state.value) == ("FAILED", "DONE")
    assert "PDF" in first.failure


def test_what_nobody_will_read_is_swept_and_nothing_else(send, sqlite, home):
    import os

    send(("แผน.txt", TEXT))
    for name in ("left", "left.part", "fresh"):
        (home / "uploads" / name).write_bytes(b"x")
    for path in uploads(home):
        if path.name != "fresh":
            os.utime(path, (1, 1))
    with sqlite.reading() as session:
        wanted = uploads_wanted(session, now())
    sweep_uploads(home, wanted, 60)
    assert {path.name for path in uploads(home)} == {*wanted, "fresh"}
