"""Projects out of Excel files: the forms of local plans, and what goes wrong in them."""

import io
import zipfile

import pytest
from forms import detail_form, sheet

from db.errors import UnreadableFile
from db.planned import YearBudget
from ingest.projects.book import read_book
from ingest.projects.heads import year_in
from ingest.projects.reading import MAX_BYTES, read_projects
from ingest.projects.rows import read_sheets

HEAD = ["ที่", "โครงการ", "วัตถุประสงค์", "งบประมาณ 2566", "งบประมาณ 2567", "หน่วยงานรับผิดชอบ"]


def read(data):
    return read_sheets(read_book(data))


def test_the_form_of_projects():
    found = read(
        detail_form(
            ["๑", "โครงการอินเทอร์เน็ตชุมชน", "เพื่อให้เข้าถึง", "๕ จุด", "๑,๒๐๐,๐๐๐", 300000, "-",
             "ร้อยละ ๘๐", "เข้าถึง", "กองช่าง"],
        )
    )  # fmt: skip
    (one,) = found.projects
    assert (one.title, one.objective, one.output) == ("โครงการอินเทอร์เน็ตชุมชน", "เพื่อให้เข้าถึง", "๕ จุด")
    assert one.budgets == (YearBudget(2566, 1_200_000), YearBudget(2567, 300_000))
    assert (one.kpi, one.result, one.unit) == ("ร้อยละ ๘๐", "เข้าถึง", "กองช่าง")
    assert one.strategy == "๑. ยุทธศาสตร์การบริหารจัดการที่ดี"
    assert (found.rejected, found.notices) == ((), ())


def test_a_project_goes_on_below():
    (one,) = read(
        detail_form(
            [1, "โครงการก", "ข้อ 1", "ก", 5, None, None, "ตัว 1", "ผล", "กอง"],
            [None, None, "ข้อ 2", None, None, 7, None, "ตัว 2", None, None],
        )
    ).projects
    assert (one.objective, one.kpi) == ("ข้อ 1\nข้อ 2", "ตัว 1\nตัว 2")
    assert one.budgets == (YearBudget(2566, 5), YearBudget(2567, 7))


def test_rows_that_cannot_be_taken_are_told_with_their_number():
    found = read(
        sheet(
            HEAD,
            [1, "ก", "เพื่อ", "ตามที่จ่ายจริง", None, "กอง"],
            [2, None, "เพื่อ", 10, None, "กอง"],
            [3, "ข", "เพื่อ", 10.5, None, "กอง"],
            [4, "ค", None, None, None, None],
            [5, "ง", "เพื่อ", "2.5 ล้านบาท", 0, "กอง"],
            ["รวม", None, None, 99, None, None],
        )
    )
    assert [one.title for one in found.projects] == ["ง"]
    assert found.projects[0].budgets == (YearBudget(2566, 2_500_000),)
    assert [row.row for row in found.rejected] == [2, 3, 4, 5]
    assert "ตามที่จ่ายจริง" in found.rejected[0].reason
    assert "ไม่มีชื่อโครงการ" in found.rejected[1].reason
    assert "จำนวนเต็มบาท" in found.rejected[2].reason


def test_equipment_is_named_by_its_kind():
    (one,) = read(
        sheet(
            ["ที่", "แผนงาน", "หมวด", "ประเภท", "เป้าหมาย", "งบประมาณ 2566",
             "หน่วยงานรับผิดชอบหลัก"],
            [1, "แผนงานบริหารทั่วไป", "ค่าครุภัณฑ์", "ครุภัณฑ์คอมพิวเตอร์", "5 เครื่อง", 110_000, "สำนักปลัด"],
        )
    ).projects  # fmt: skip
    assert "ค่าครุภัณฑ์" in one.title
    assert "ครุภัณฑ์คอมพิวเตอร์" in one.title
    assert one.strategy == "แผนงานบริหารทั่วไป"
    assert one.baht == 110_000


def test_a_summary_gives_no_projects_and_says_so():
    found = read(
        sheet(
            ["ยุทธศาสตร์", "ปี 2566", None, "ปี 2567", None],
            [None, "จำนวนโครงการ", "งบประมาณ (บาท)", "จำนวนโครงการ", "งบประมาณ (บาท)"],
            ["การบริหาร", 3, 500_000, 2, 100_000],
        )
    )
    assert found.projects == ()
    assert "ผ.๐๑" in found.notices[0]


def test_a_head_that_comes_again_is_a_head():
    found = read(sheet(HEAD, [1, "ก", "เพื่อ", 5], HEAD, [2, "ข", "เพื่อ", 6]))
    assert [one.title for one in found.projects] == ["ก", "ข"]


def test_a_project_whose_words_name_columns_is_no_head():
    head = ["โครงการ", "ยุทธศาสตร์", "งบประมาณ 2571", "งบประมาณ 2572", "ตัวชี้วัด"]
    rows = [
        ["โครงการระบบคิว", "ยุทธศาสตร์ที่ 1", 500_000, "-", "20 คน ภายในปี 2572"],
        ["โครงการระบบคลัง", "ยุทธศาสตร์ที่ 2", None, 300_000, "ตัวชี้วัดร้อยละ 80 ปี 2572"],
    ]
    found = read(sheet(head, *rows))
    assert [one.title for one in found.projects] == [row[0] for row in rows]
    assert found.rejected == ()


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("๒๕๖๖\n(บาท)", 2566),
        ("ปี 66", 2566),
        ("งบประมาณ พ.ศ. 2570", 2570),
        ("12566", None),
        ("ที่", None),
    ],
)
def test_years_of_columns(text, year):
    assert year_in(text) == year


def test_a_sheet_of_something_else_is_told():
    found = read(sheet(["ชื่อ", "นามสกุล"], ["ก", "ข"], title="รายชื่อ"))
    assert found.projects == ()
    assert "รายชื่อ" in found.notices[0]


def hostile(**parts):
    """A workbook with some of its parts replaced."""
    source = zipfile.ZipFile(io.BytesIO(sheet(HEAD, [1, "ก", "เพื่อ", 5])))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name in source.namelist():
            file.writestr(name, parts.get(name, source.read(name)))
    return buffer.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04",
        b"not a workbook",
        b"\xd0\xcf\x11\xe0" + b"\x00" * 600,
        b"0" * (MAX_BYTES + 1),
        hostile(**{SHEET: b"<broken"}),
        hostile(**{SHEET: b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'}),
        hostile(**{SHEET: b"<x>" + b" " * (60 * 1024 * 1024) + b"</x>"}),
        hostile(**{SHEET: f'<worksheet {MAIN}><sheetData/><mergeCells count="1">'
                          '<mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'.encode()}),
    ],
    ids=["empty", "cut", "text", "old", "large", "broken", "entities", "bomb", "merged"],
)  # fmt: skip
def test_what_is_no_workbook_is_refused(data):
    with pytest.raises(UnreadableFile) as refused:
        read_projects(data)
    assert "โปรด" in str(refused.value)


def test_reading_in_a_process_of_its_own_is_the_same():
    data = sheet(HEAD, [1, "ก", "เพื่อ", 5], [2, "ข", "เพื่อ", "?"])
    assert read_projects(data) == read(data)
