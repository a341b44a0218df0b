"""A web page is read without its menus, whatever its markup."""

from contextlib import suppress

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from db.errors import UnreadableFile
from ingest.read.web import page as html
from ingest.read.web.page import read_html
from ingest.sniff import Format, decode, sniff

PROSE = "เทศบาลเมืองน้ำค้างจัดทำแผนปฏิบัติการดิจิทัลฉบับนี้ขึ้นเพื่ออำนวยความสะดวกแก่ประชาชนในพื้นที่ "
MENU = "<nav><a href=/>หน้าแรก</a></nav><aside>ข่าวล่าสุด</aside>"
SITE = (
    f"<!DOCTYPE html><html><head><title>เว็บไซต์</title><style>p{{}}</style></head><body>{MENU}<main>"
    f"<h1>แผนดิจิทัล</h1><h2>ส่วนที่ ๑ บทนำ</h2><p>{PROSE * 3}</p><h2>ส่วนที่ ๒ งบ</h2>"
    "<table><tr><th>ปี</th><th>งบ</th></tr><tr><td>๒๕๖๖</td><td>๑,๐๐๐</td></tr></table>"
    f"<p>{PROSE * 2}</p></main><footer>สงวนลิขสิทธิ์</footer><script>var x</script></body></html>"
)


def text_of(page):
    return "\n".join(each.text for each in read_html(page).pages)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp874"])
def test_the_article_with_its_headings_and_table(encoding):
    data = SITE.encode(encoding)
    assert sniff(data) is Format.HTML
    reading = read_html(decode(data))
    (page,) = reading.pages
    (table,) = page.tables
    assert reading.title == "แผนดิจิทัล"
    assert page.text[table.start : table.end] == "ปี\tงบ\n๒๕๖๖\t๑,๐๐๐"
    assert page.text[table.start : table.header_end] == "ปี\tงบ"
    assert [each.path for each in reading.headings] == [
        "แผนดิจิทัล", "แผนดิจิทัล › ส่วนที่ ๑ บทนำ", "แผนดิจิทัล › ส่วนที่ ๒ งบ",
    ]  # fmt: skip
    assert not any(word in page.text for word in ("หน้าแรก", "ข่าวล่าสุด", "สงวน", "var x"))


def test_lists_have_their_marks():
    page = f"<p>{PROSE}</p><ol start=5><li>ก<ul><li>ข</ul><li>ค</ol><ol type=a><li>ง</ol>"
    assert text_of(page).split("\n")[1:] == ["5. ก", "- ข", "6. ค", "a. ง"]


def test_cells_that_span_keep_their_columns():
    rows = "<tr><th rowspan=2>รายการ<th colspan=2>งบ<tr><th>๒๕๖๖<th>๒๕๖๗<tr><td>ก<td>๑<td>๒"
    lines = text_of(f"<p>{PROSE}</p><table>{rows}</table>").split("\n")
    assert lines[1:] == ["รายการ\tงบ\t", "รายการ\t๒๕๖๖\t๒๕๖๗", "ก\t๑\t๒"]


def test_a_table_that_lays_out_a_page_is_no_table():
    (page,) = read_html(f"<table><tr><td><p>{PROSE}</p><p>จบ</p></td></tr></table>").pages
    assert (page.text, page.tables) == (f"{PROSE.strip()}\nจบ", ())


def test_all_that_is_visible_where_no_article_is_found(monkeypatch):
    monkeypatch.setattr(html, "bare_extraction", lambda *_, **__: None)
    reading = read_html(SITE)
    assert reading.pages[0].text.startswith("แผนดิจิทัล\nส่วนที่ ๑ บทนำ\nเทศบาล")
    assert (len(reading.headings), len(reading.pages[0].tables)) == (3, 1)
    assert "สงวน" not in reading.pages[0].text


def test_hundreds_of_open_tags_are_read_and_thousands_refused():
    assert text_of("<body>" + "<font>" * 900 + "ลึก") == "ลึก"
    with pytest.raises(UnreadableFile, match="ซับซ้อน"):
        read_html("<body>" + "<div>" * 100_000 + "ลึก")


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("<html><script>x</script></html>", "ว่าง"),
        ("<!-- -->", "ว่าง"),
        ("<p>" * 200_001, "ใหญ่หรือซับซ้อน"),
        ("<p>" + "ก" * 10_000_000, "ใหญ่หรือซับซ้อน"),
    ],
    ids=["script", "comment", "tags", "characters"],
)
def test_what_holds_nothing_or_too_much_is_refused(page, said):
    with pytest.raises(UnreadableFile, match=said):
        read_html(page)


PIECES = st.sampled_from(
    [
        "<table>",
        "<tr>",
        "<td rowspan=9 colspan=-1>",
        "</table>",
        "<ol start=x>",
        "<li>",
        "<h1>",
        "ก ",
        "<p>",
        "</p>",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "<svg>",
        "&#0;",
        "\x0b",
        "<a <",
        "</html>",
    ]
)


@settings(max_examples=80, deadline=None)
@example("<ol start=x><li>-->\x0b")
@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_markup_is_read_or_refused(page):
    with suppress(UnreadableFile):
        assert read_html(page).pages
