"""Pages looked at in the console: the picture beside the text, by keyboard, on small screens."""

import pytest
from console_house import furnish, sign_in
from pdf_builder import Run, Sheet, build_pdf
from product import run_json, serving
from sqlmodel import select
from test_manual_page import OVERFLOWING
from test_widget_access import axe_core, serious

from db.engine import default_url, open_database
from db.models import Page, PageSource, Role

WIDE = "ท่าเรือน้ำลึกเปิดทุกวัน งบประมาณ 45 ล้านบาท"
TABLE = "# บัญชี\n\n| รายการ | บาท |\n|---|---|\n| ค่าปรับ | 200 |\n"


@pytest.fixture(scope="module")
def shelf(copied, tmp_path_factory):
    """(address, keys by role) of a house with a PDF of two pages and a text."""
    folder, inbox = copied(), tmp_path_factory.mktemp("inbox")
    pages = [Sheet([Run(60, 700, WIDE)]), Sheet([Run(60, 700, "หน้าสอง " + WIDE)])]
    (inbox / "แผนงาน.pdf").write_bytes(build_pdf(pages))
    (inbox / "บัญชี.md").write_text(TABLE, encoding="utf-8")
    run_json(folder, "ingest", inbox)
    keys = furnish(folder)
    doubt(folder)
    with serving(folder, rate_points="100000000") as address:
        yield address, keys


def doubt(folder):
    """Have the number on the first page be one to check."""
    database = open_database(default_url(folder))
    with database.writing() as session:
        page = session.exec(select(Page).where(Page.text.contains("45"), Page.number == 1)).first()
        at = page.text.index("45")
        page.doubts, page.source = [[at, at + 2, "46"]], PageSource.OCR
        session.add(page)
    database.close()


@pytest.fixture
def expect(chromium):
    from playwright.sync_api import expect

    expect.set_options(timeout=60_000)
    return expect


@pytest.fixture
def look(page, shelf):
    """look(place, role) opens a place of the library."""

    def open_(place, role=Role.EDITOR):
        return sign_in(page, shelf[0], shelf[1][role], f"documents/{place}")

    return open_


def test_the_picture_stands_beside_the_text_with_the_doubt_in_both(look, expect):
    page = look("แผนงาน/1/1")
    picture = page.get_by_role("img", name="ภาพหน้า 1 ของ")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.naturalHeight") == 1600
    expect(page.locator(".sheet-of-paper rect.doubt")).to_have_count(1)
    expect(page.locator(".words u")).to_have_text("45")
    expect(page.get_by_role("table", name="ตัวเลขที่ควรตรวจ")).to_contain_text("46")


def test_arrows_turn_pages_and_signs_zoom(look, expect):
    page = look("แผนงาน/1/1")
    expect(page.get_by_role("img", name="ภาพหน้า 1 ของ")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("img", name="ภาพหน้า 2 ของ")).to_be_visible()
    expect(page.get_by_role("status").first).to_contain_text("หน้า 2 จาก 2")
    page.keyboard.press("+")
    page.keyboard.press("+")
    expect(page.locator(".tools")).to_contain_text("200%")
    large = "() => document.querySelector('.sheet-of-paper img')?.naturalHeight === 3200"
    page.wait_for_function(large)
    page.keyboard.press("0")
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("img", name="ภาพหน้า 1 ของ")).to_be_visible()
    expect(page.locator(".tools")).to_contain_text("100%")


def test_arrows_scroll_a_picture_that_is_zoomed_and_turn_no_page(look, expect):
    page = look("แผนงาน/1/1")
    expect(page.get_by_role("img", name="ภาพหน้า 1 ของ")).to_be_visible()
    page.get_by_role("button", name="ขยาย").click()
    page.locator(".viewport").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("img", name="ภาพหน้า 1 ของ")).to_be_visible()
    page.get_by_role("button", name="พอดีกรอบ").click()


def test_a_text_says_kindly_why_it_has_no_picture_and_shows_its_table(look, expect):
    page = look("บัญชี/1/1")
    expect(page.locator(".notice").filter(has_text="ข้อความล้วน")).to_be_visible()
    expect(page.get_by_role("img", name="ภาพหน้า")).to_have_count(0)


def test_an_editor_saves_the_file_and_staff_may_not(look, expect):
    page = look("แผนงาน/1/1")
    with page.expect_download() as saved:
        page.get_by_role("button", name="ดาวน์โหลดไฟล์ต้นฉบับ").click()
    assert saved.value.suggested_filename == "แผนงาน.pdf"
    page.get_by_role("button", name="ออกจากระบบ").click()
    page.reload()
    look("แผนงาน/1/1", Role.STAFF)
    expect(page.get_by_role("img", name="ภาพหน้า 1 ของ")).to_be_visible()
    expect(page.get_by_role("button", name="ดาวน์โหลดไฟล์ต้นฉบับ")).to_have_count(0)


def test_a_picture_that_cannot_be_drawn_says_so_and_can_be_tried_again(look, page, expect):
    page.route("**/picture?*", lambda route: route.abort())
    look("แผนงาน/1/1")
    alert = page.locator(".viewport").get_by_role("alert")
    expect(alert).to_contain_text("ติดต่อเซิร์ฟเวอร์ไม่ได้")
    page.unroute("**/picture?*")
    alert.get_by_role("button", name="ลองอีกครั้ง").click()
    expect(page.get_by_role("img", name="ภาพหน้า 1 ของ")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("place", ["แผนงาน/1/1", "บัญชี/1/1", "แผนงาน"])
def test_it_keeps_to_the_screen_and_to_axe(look, page, expect, place, width):
    page.set_viewport_size({"width": width, "height": 740})
    look(place)
    page.locator("main:not(:has([aria-busy]))").wait_for()
    assert page.evaluate(OVERFLOWING.replace(".source, .result", ".scroller, .viewport")) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert serious(axe_core().run(page)) == []
