"""A project held against the plans in a browser."""

import pytest
from test_manual_page import OVERFLOWING
from test_widget_access import axe_core, serious

PROJECT = """โครงการพัฒนาระบบบริการประชาชนออนไลน์ ณ จุดเดียว
หลักการและเหตุผล
ประชาชนต้องเดินทางมาติดต่อหลายครั้ง จึงพัฒนาระบบบริการดิจิทัลและเชื่อมโยงข้อมูลภาครัฐ
วัตถุประสงค์
เพื่อยกระดับบริการภาครัฐให้เป็นดิจิทัล"""
ROAD = "โครงการก่อสร้างถนนคอนกรีตเสริมเหล็ก หมู่ 3 ยาว 400 เมตร"


@pytest.fixture
def expect(chromium):
    from playwright.sync_api import expect

    expect.set_options(timeout=60_000)
    return expect


@pytest.fixture
def check(page, live_server):
    """check(text) pastes a project and asks for its outcome."""
    page.goto(f"{live_server}/align")

    def send(text):
        page.get_by_label("วางทั้งโครงการ").fill(text)
        page.get_by_role("button", name="ตรวจความสอดคล้อง").click()

    return send


def test_the_matrix_opens_the_words_of_both_sides_by_keyboard(page, check, expect):
    check(PROJECT)
    expect(page.get_by_role("region", name="ผลการตรวจ")).to_be_focused()
    cells = page.locator(".heat button")
    cells.first.focus()
    page.keyboard.press("ArrowRight")
    expect(cells.nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    expect(cells.nth(1)).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".proof blockquote")).not_to_have_count(0)
    quoted = page.locator(".proof blockquote").last.text_content()
    assert quoted in PROJECT
    expect(page.get_by_role("button", name="คัดลอกข้อความ")).to_be_visible()


def test_a_road_serves_no_digital_plan_and_is_told_so(page, check, expect):
    check(ROAD)
    expect(page.locator("#outcome .notice").first).to_contain_text("ไม่พบส่วนของแผน")
    expect(page.locator(".heat")).to_have_count(0)


def test_nothing_typed_is_told_and_nothing_typed_is_lost(page, check, expect):
    check("")
    expect(page.get_by_role("alert")).to_be_visible()
    page.route("**/graphql", lambda route: route.abort())
    check(PROJECT)
    expect(page.get_by_role("alert")).to_contain_text("ติดต่อเซิร์ฟเวอร์ไม่ได้")
    expect(page.get_by_label("วางทั้งโครงการ")).to_have_value(PROJECT)


@pytest.mark.parametrize("width", [1280, 360])
def test_the_page_keeps_to_the_screen_and_to_axe(page, check, expect, width):
    page.set_viewport_size({"width": width, "height": 740})
    check(PROJECT)
    page.locator(".heat button").first.click()
    wide = page.evaluate(OVERFLOWING.replace(".source, .result", ".scroller"))
    assert wide == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert serious(axe_core().run(page)) == []
