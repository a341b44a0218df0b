"""Sets of questions: read as they were sealed, refused when they were changed."""

import json
from datetime import date

import pytest

from assistant.evaluation.seals import digests
from assistant.evaluation.sets import read_set
from db.errors import InvalidInput, NotFound, UnreadableFile
from db.models import AnswerStatus

ROW = {
    "id": "q1",
    "half": "dev",
    "kind": "number",
    "question": "ยื่นภายในกี่วัน",
    "status": ["ANSWERED", "PARTIAL"],
    "holds": ["๓๐ วัน", ["กรม", "สำนัก"]],
    "numbers": ["30"],
    "quotes": [{"document": "rule", "text": "ภายใน ๓๐ วัน"}],
}
OTHER = {
    "id": "q2",
    "half": "held",
    "kind": "near_miss",
    "question": "ปรับกี่บาท",
    "status": ["REFUSED_NOT_IN_DOCUMENTS"],
    "as_of": "2020-01-31",
}


@pytest.fixture
def seal(tmp_path):
    """Writes a set of these rows with one document."""

    def write(*rows, **about):
        (tmp_path / "documents").mkdir(exist_ok=True)
        (tmp_path / "documents" / "rule.txt").write_text("ภายใน ๓๐ วัน", encoding="utf-8")
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        (tmp_path / "questions.jsonl").write_text(lines, encoding="utf-8")
        told = {"name": "t", "version": 1, "with_bundle": False, "as_of": "2026-11-23"}
        told |= {"sha256": digests(tmp_path)} | about
        (tmp_path / "set.json").write_text(json.dumps(told), encoding="utf-8")
        return tmp_path

    return write


def test_a_set_is_read_with_its_documents(seal):
    found = read_set(seal(ROW, OTHER))
    first, second = found.cases
    assert [path.name for path in found.documents] == ["rule.txt"]
    assert first.holds == (("๓๐ วัน",), ("กรม", "สำนัก"))
    assert first.status == {AnswerStatus.ANSWERED, AnswerStatus.PARTIAL}
    assert (first.on, second.on) == (date(2026, 11, 23), date(2020, 1, 31))
    assert (first.answerable, second.answerable) == (True, False)


@pytest.mark.parametrize(("half", "ids"), [("dev", ["q1"]), ("held", ["q2"])])
def test_half_of_a_set_is_read(seal, half, ids):
    assert [case.id for case in read_set(seal(ROW, OTHER), half).cases] == ids


def test_an_unknown_half_is_refused(seal):
    with pytest.raises(InvalidInput, match="first"):
        read_set(seal(ROW), "first")


def test_a_folder_without_a_set_is_named(tmp_path):
    with pytest.raises(NotFound, match=r"set\.json"):
        read_set(tmp_path)


@pytest.mark.parametrize("name", ["questions.jsonl", "documents/rule.txt", "documents/new.txt"])
def test_a_changed_file_is_named(seal, name):
    folder = seal(ROW)
    with (folder / name).open("a", encoding="utf-8") as file:
        file.write("\n")
    with pytest.raises(UnreadableFile, match=name):
        read_set(folder)


def test_a_missing_document_is_named(seal):
    folder = seal(ROW)
    (folder / "documents" / "rule.txt").unlink()
    with pytest.raises(UnreadableFile, match=r"rule\.txt"):
        read_set(folder)


@pytest.mark.parametrize(
    "rows",
    [(ROW, ROW), (ROW | {"status": ["PERHAPS"]},), ({"id": "q"},), ([1],)],
    ids=["one id twice", "unknown status", "fields missing", "no object"],
)
def test_questions_in_another_form_are_refused(seal, rows):
    with pytest.raises(UnreadableFile, match="ไม่ตรงรูปแบบ"):
        read_set(seal(*rows))
