"""What can be quoted of a page: exact stretches that cover its words."""

import pytest

from assistant.extraction.units import LINE_LIMIT, PARAGRAPH_LIMIT, units, without_asides

LONG = (
    "คณะรัฐมนตรีมีมติเห็นชอบแผนพัฒนาดิจิทัลเพื่อเศรษฐกิจและสังคมตามที่กระทรวงเสนอ และให้ทุกหน่วยงานจัดทำแผนปฏิบัติการ "
    "(ยกเลิกมติคณะรัฐมนตรีเมื่อวันที่ ๙ มิถุนายน ๒๕๕๑) รวมทั้งให้นำแผนไปประกอบคำของบประมาณ "
    "ทั้งนี้ ให้รายงานผลทุกปี (๑) ภายในเดือนมีนาคม (๒) ภายในเดือนกันยายน"
)
PAGES = {
    "short lines": "หัวข้อ\n\n  หนึ่ง สอง \n\tสาม\n",
    "clauses": f"ก่อน\n{LONG}\nหลัง",
    "paragraph": f"{LONG} {LONG} {LONG} {LONG}",
    "no spaces": "ก" * 2_000,
    "blank": " \n\n\t",
    "english": "The plan was approved. " * 30,
}


@pytest.fixture(params=PAGES.values(), ids=PAGES.keys())
def page(request):
    return request.param


def test_a_unit_is_its_stretch_of_the_page(page):
    for unit in units(page, 0, len(page)):
        assert page[unit.start : unit.end] == unit.text
        assert unit.text == unit.text.strip() != ""


def test_units_cover_every_word(page):
    left = list(page)
    for unit in units(page, 0, len(page)):
        left[unit.start : unit.end] = " " * len(unit.text)
    assert "".join(left).strip() == ""


@pytest.mark.parametrize("start", [0, 5, 60])
def test_units_stay_within_what_is_asked(page, start):
    end = len(page) - start
    assert all(start <= unit.start < unit.end <= end for unit in units(page, start, end))


def test_no_unit_is_longer_than_a_paragraph(page):
    found = [len(unit.text) for unit in units(page, 0, len(page))]
    assert max(found, default=0) <= PARAGRAPH_LIMIT


def test_short_lines_are_units():
    found = [unit.text for unit in units(PAGES["short lines"], 0, 99)]
    assert found == ["หัวข้อ", "หนึ่ง สอง", "สาม"]


def test_a_long_line_is_offered_by_clause_and_whole():
    found = [unit.text for unit in units(LONG, 0, len(LONG))]
    assert "ทั้งนี้ ให้รายงานผลทุกปี" in found
    assert "(๒) ภายในเดือนกันยายน" in found
    assert LONG in found
    assert "ยกเลิกมติคณะรัฐมนตรีเมื่อวันที่ ๙ มิถุนายน ๒๕๕๑" in found


def test_a_clause_too_long_is_cut_at_a_space():
    line = "พัฒนาดิจิทัล " * 100
    pieces = [u.text for u in units(line, 0, len(line)) if len(u.text) <= 2 * LINE_LIMIT]
    assert len(pieces) > 2
    assert all(piece.endswith("ดิจิทัล") for piece in pieces)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("มีมติ (เมื่อวันที่ ๙ มิถุนายน ๒๕๕๑) เห็นชอบ", "มีมติ  เห็นชอบ"),
        ("สพร. (องค์การมหาชน) ทำ", "สพร. (องค์การมหาชน) ทำ"),
        ("ไม่มีวงเล็บ", "ไม่มีวงเล็บ"),
    ],
)
def test_without_asides(text, left):
    assert without_asides(text) == left
