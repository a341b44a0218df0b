"""What changed between two texts, word by word, and between two outlines."""

import pytest

from db.reads.versions import SectionText
from db.thai import pieces
from ingest.comparing import compare_sections
from ingest.differing import ChangeKind, altered, changed_words

SAME, ADDED, REMOVED, CHANGED = (
    ChangeKind.SAME,
    ChangeKind.ADDED,
    ChangeKind.REMOVED,
    ChangeKind.CHANGED,
)
RETURN = SectionText("ระเบียบ › ข้อ ๒", "ผู้ยืมต้องส่งคืนครุภัณฑ์ภายใน ๑๕ วัน นับแต่วันที่ได้รับ")
FINE = SectionText("ระเบียบ › ข้อ ๓", "ค่าปรับกรณีส่งคืนล่าช้า วันละ ๕๐ บาท ต่อรายการ")


def told(before, after):
    return [(part.kind, part.text) for part in changed_words(before, after)]


@pytest.mark.parametrize("text", ["สำนักงานทำแผน ๓ ปี (Digital)\nข้อ ๑", "", " ", "ก\u200bำ!"])
def test_the_pieces_are_the_text(text):
    assert "".join(pieces(text)) == text


def test_a_changed_word_is_told_alone():
    assert told("ภายใน ๑๕ วัน", "ภายใน ๓๐ วัน") == [
        (SAME, "ภายใน "),
        (REMOVED, "๑๕"),
        (ADDED, "๓๐"),
        (SAME, " วัน"),
    ]


def test_words_are_not_cut():
    changed = told("ผู้ยืมส่งคืนครุภัณฑ์", "ผู้ยืมซ่อมแซมครุภัณฑ์")
    assert (SAME, "ครุภัณฑ์") in changed
    assert any(kind is REMOVED and "ส่งคืน" in text for kind, text in changed)


@pytest.mark.parametrize(("one", "other"), [("๑๕ วัน", "15  วัน"), ("ก ข", "ก\u00a0ข")])
def test_digits_and_spaces_of_another_form_are_no_change(one, other):
    assert {kind for kind, _ in told(one, other)} == {SAME}


@pytest.mark.parametrize(("one", "other", "kind"), [("", "ใหม่", ADDED), ("เก่า", "", REMOVED)])
def test_all_came_or_all_went(one, other, kind):
    assert [found for found, _ in told(one, other)] == [kind]


def test_long_blocks_are_told_whole():
    found = told("ก ข " * 4_000, "ค ง " * 4_000)
    assert [kind for kind, _ in found] == [REMOVED, ADDED]


def test_equal_outlines_do_not_differ():
    assert compare_sections([RETURN, FINE], [RETURN, FINE]) == ()


def test_a_changed_section():
    after = SectionText(RETURN.path, RETURN.text.replace("๑๕", "๓๐"))
    (change,) = compare_sections([RETURN, FINE], [after, FINE])
    assert (change.kind, change.path) == (CHANGED, RETURN.path)


def test_a_section_put_in_shifts_no_other():
    new = SectionText("ระเบียบ › ข้อ ๓", "ต่ออายุการยืมได้หนึ่งครั้ง")
    moved = SectionText("ระเบียบ › ข้อ ๔", FINE.text)
    found = compare_sections([RETURN, FINE], [RETURN, new, moved])
    assert [(one.kind, one.path) for one in found] == [(ADDED, new.path)]


def test_a_section_that_went():
    (gone,) = compare_sections([RETURN, FINE], [RETURN])
    assert (gone.kind, gone.path, gone.words[0].text) == (REMOVED, FINE.path, FINE.text)


def test_a_section_written_anew_under_its_heading_is_changed():
    anew = SectionText(FINE.path, "ไม่มีการปรับเงินอีกต่อไป")
    (change,) = compare_sections([RETURN, FINE], [RETURN, anew])
    assert (change.kind, change.was) == (CHANGED, FINE.path)


def test_repaired_words_are_told_with_what_stood_there():
    before = "หัวเรื่อง\nสานักงาน จัดทา แผน\nท้าย"
    after = "หัวเรื่อง\nสำนักงาน จัดทำ แผน\nท้าย"
    found = list(altered(before, after))
    assert "".join(one.was for one in found).count("า") >= 2
    assert all(after[one.start : one.end] != one.was for one in found)
    assert "ำ" in after[found[0].start : found[0].end]


@pytest.mark.parametrize("after", ["คำ เดียว", "คำ  เดียว", "คำเดียว"])
def test_spacing_is_no_repair(after):
    assert list(altered("คำ เดียว", after)) == []
