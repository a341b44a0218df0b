"""Passages of tables hold whole rows and know their header."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.outline.tree import outline
from ingest.page import PageText, Reading, Table
from ingest.passages.cutting import LIMIT_TOKENS, cut

HEADER = "โครงการ\tปี\tงบประมาณ"


def count(text):
    """A token for every three characters of a word and a prompt before, as embedders count."""
    return 5 + sum((len(word) + 2) // 3 for word in text.split())


def rows(number, width=20):
    return "\n".join(f"โครงการที่{n}{'ก' * width}\t๒๕๖๖\t{n},๐๐๐" for n in range(1, number + 1))


def page(number, before, table, after="", header=HEADER):
    start = len(before)
    text = before + table + after
    header_end = start + len(header) + 1 if header and table.startswith(header) else start
    return PageText(number, text, text, tables=(Table(start, start + len(table), header_end),))


def passages(*pages):
    return cut(Reading(None, pages, tuple(outline(pages)), "test"), count)


def test_a_small_table_is_one_passage_with_its_caption():
    before = "๑. แผน\nข้อความ\nตารางที่ ๑ โครงการ\n(หน่วย : บาท)\n"
    table = f"{HEADER}\n{rows(3)}"
    text, small, after = passages(page(1, before, table, "\nท้าย"))
    assert text.text == "๑. แผน\nข้อความ"
    assert small.text == f"ตารางที่ ๑ โครงการ\n(หน่วย : บาท)\n{table}"
    assert (small.header, small.heading, after.text) == ("", 0, "ท้าย")


def test_a_heading_goes_with_its_table():
    (piece,) = passages(page(1, "๔. งบประมาณ\n", f"{HEADER}\n{rows(2)}"))
    assert piece.text.startswith("๔. งบประมาณ\nโครงการ\tปี")


def test_a_long_table_is_cut_at_rows_and_keeps_its_header():
    table = f"{HEADER}\n{rows(90)}"
    first, *others = passages(page(1, "", table))
    assert first.text.startswith(HEADER)
    assert first.header == ""
    assert others
    assert all(piece.header == HEADER for piece in others)
    assert "\n".join(piece.text for piece in (first, *others)) == table


def test_a_table_without_a_header_has_none():
    pieces = passages(page(1, "", rows(90), header=""))
    assert len(pieces) > 1
    assert {piece.header for piece in pieces} == {""}


def test_a_table_that_goes_on_keeps_the_header_of_the_pages_before():
    first = page(1, "ก\n", f"{HEADER}\n{rows(2)}")
    pages = (first, page(2, "", rows(2), header=""), page(3, "", rows(2), "\nข", header=""))
    assert [piece.header for piece in passages(*pages)] == ["", "", HEADER, HEADER, ""]


def test_another_table_has_no_header_from_the_page_before():
    ended = page(1, "", f"{HEADER}\n{rows(2)}", "\nจบตาราง")
    whole = page(1, "", f"{HEADER}\n{rows(2)}")
    other = page(2, "", "ก\tข\nค\tง", header="")
    same = page(2, "", rows(2), header="")
    assert passages(ended, same)[-1].header == ""
    assert passages(whole, other)[-1].header == ""


def test_empty_cells_at_the_edges_stay():
    pieces = passages(page(1, "", "\tก\t\n\tข\t", header=""))
    assert [piece.text for piece in pieces] == ["\tก\t\n\tข\t"]


def test_a_row_too_long_is_cut_at_its_cells():
    cells = ["ก" * 600, "ข" * 600, "ค" * 600]
    pieces = passages(page(1, "", f"{HEADER}\n" + "\t".join(cells)))
    assert [piece.text.strip("\t") for piece in pieces] == [HEADER, *cells]
    assert [piece.header for piece in pieces] == ["", HEADER, HEADER, HEADER]


def test_of_a_long_header_the_last_row_is_kept():
    header = "\t".join("กลุ่มของโครงการที่ยาวมาก" * 5 for _ in range(9)) + "\nชื่อ\tงบ"
    pieces = passages(page(1, "", f"{header}\n{rows(90)}", header=header))
    assert {piece.header for piece in pieces[2:]} == {"ชื่อ\tงบ"}


CELLS = st.text("กขคabc ๑๒๓.่า", max_size=900)
ROWS = st.lists(st.lists(CELLS, min_size=3, max_size=3).map("\t".join), min_size=1, max_size=12)


@settings(deadline=None)
@given(ROWS, st.integers(0, 3), st.sampled_from(["", "ก\n", "ตารางที่ ๑ ก\n", "๑. ก\n"]))
def test_passages_of_any_table_fit_and_lose_nothing(table, headers, before):
    lines = table[:headers]
    text = before + "\n".join(table) + "\nท้าย"
    header_end = len(before) + sum(len(line) + 1 for line in lines)
    end = len(text) - 5
    whole = PageText(1, text, text, tables=(Table(len(before), end, min(header_end, end)),))
    left = list(text)
    for piece in passages(whole):
        assert text[piece.start : piece.end] == piece.text
        assert count(f"{piece.header}\n{piece.text}") <= LIMIT_TOKENS
        left[piece.start : piece.end] = " " * len(piece.text)
    assert not "".join(left).strip()
