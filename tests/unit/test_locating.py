"""Words copied from a passage are found where the page prints them, or not at all."""

import pytest

from assistant.model.locating import clause_of, locate
from db.reads.documents import PassageRow

PAGE = (
    "ก่อนหน้า ผู้ยืมส่งคืนช้า\n"
    "ข้อ ๑ สำนักงานต้องจัดทำแผน ภายใน ๑๕ วัน วงเงิน ๑,๒๐๐.๕๐ บาท\n"
    "ข้อ ๒ ผู้ยืมไม่ต้องวางเงินประกัน “ครุภัณฑ์” ทุกรายการ\n"
    "ข้อ ๓ ให้แล้วเสร็จ\nภายในปีงบประมาณ"
)


def passage(page=PAGE):
    """What follows the first line of a page."""
    start, end = page.index("ข้อ ๑"), len(page)
    return PassageRow(
        *(1, page[start:end], "", "d", start, end, 1, None, page, "", 1, 1),
        *("s", "t", "other", None, None),
    )


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("สำนักงานต้องจัดทำแผน", "สำนักงานต้องจัดทำแผน"),
        ("สํานักงานต้องจัดทําแผน", "สำนักงานต้องจัดทำแผน"),
        ("สานักงานต้องจัดทาแผน", "สำนักงานต้องจัดทำแผน"),
        ("จัดทำแผนภายใน 15 วัน", "จัดทำแผน ภายใน ๑๕ วัน"),
        ("วงเงิน 1200.50 บาท", "วงเงิน ๑,๒๐๐.๕๐ บาท"),
        ("เงินประกัน ครุภัณฑ์ ทุกรายการ", "เงินประกัน “ครุภัณฑ์” ทุกรายการ"),
        ("ให้แล้วเสร็จภายในปีงบประมาณ", "ให้แล้วเสร็จ\nภายในปีงบประมาณ"),
    ],
)
def test_the_page_gives_its_own_characters(words, printed):
    found = locate(passage(), words)
    assert found is not None
    assert found.text == printed == PAGE[found.start : found.end]


@pytest.mark.parametrize(
    "words",
    [
        "",
        "แผน",
        "สำนักงานต้องจัดทำแผนใหม่",
        "สำนักงาน...จัดทำแผน",
        "แผนภายใน 1",
        "5 วัน วงเงิน",
        "๕ วัน วงเงิน ๑,๒๐๐.๕๐ บาท",
        "วัน วงเงิน ๑,๒๐๐",
        "วัน วงเงิน ๑",
        "ผู้ยืมส่งคืนช้า",
        "ำนักงานต้องจัดทำแผน",
        "ักงานต้องจัดทำแผน",
    ],
)
def test_what_is_not_printed_so_is_not_found(words):
    assert locate(passage(), words) is None


def test_a_later_place_is_found_when_the_first_is_cut():
    page = "ข้อ ๑ วงเงินรวม ๑๕๐ และวงเงินรวม ๑๕ บาท"
    found = locate(passage(page), "วงเงินรวม ๑๕")
    assert found is not None
    assert found.start == page.rindex("วงเงินรวม")


def test_the_clause_brings_back_the_not():
    found = locate(passage(), "ต้องวางเงินประกัน")
    assert found is not None
    whole = clause_of(passage(), found)
    assert whole.text.startswith("ข้อ ๒ ผู้ยืมไม่ต้อง")
    assert PAGE[whole.start : whole.end] == whole.text


def test_words_over_two_lines_bring_both():
    found = locate(passage(), "แล้วเสร็จภายในปี")
    assert found is not None
    assert clause_of(passage(), found).text == "ข้อ ๓ ให้แล้วเสร็จ\nภายในปีงบประมาณ"


@pytest.mark.parametrize(
    ("words", "clause"),
    [
        ("เบิกค่าพาหนะได้ตามจริง", "เบิกค่าพาหนะได้ตามจริง หากได้รับอนุมัติจากปลัดก่อนเดินทาง"),
        ("ให้ส่งคืนเงินภายใน ๗ วัน", "หากงดเดินทาง ให้ส่งคืนเงินภายใน ๗ วัน"),
    ],
)
def test_a_clause_comes_with_its_condition(words, clause):
    """Long lines are cut before "หาก": what hangs on it is not quoted without."""
    filled = "การเดินทางไปราชการของเจ้าหน้าที่ทุกระดับที่ได้รับคำสั่งเป็นหนังสือ " * 4
    page = f"ข้อ ๑ {filled}และให้{clause}"
    found = locate(passage(page), words)
    assert found is not None
    assert clause in clause_of(passage(page), found).text
