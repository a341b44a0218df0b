"""A project held against the plans in a browser."""

import re

import pytest
from browsing import PAINTED
from docx_builder import docx, p
from forms import detail_form
from hostile import encrypted_pdf
from test_manual_page import OVERFLOWING
from test_widget_access import axe_core, serious

from db.models import Role

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
def send_file(page, house):
    """send_file(name, content) chooses a file on the page and has it read."""
    page.goto(f"{house[0]}/align")

    def send(name, content):
        page.get_by_label("ไฟล์โครงการ").set_input_files(
            {"name": name, "mimeType": "", "buffer": content}
        )
        page.get_by_role("button", name="อ่านไฟล์").click()

    return send


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


def test_one_conflict_is_no_plain_alignment(page, check, expect):
    def answer(route):
        told = route.fetch().json()
        told["data"]["alignProject"]["matches"][-1]["level"] = "CONFLICTING"
        route.fulfill(json=told)

    page.route("**/graphql", answer)
    check(PROJECT)
    first = page.locator("#outcome .notice").first
    expect(first).to_have_text("สอดคล้องบางส่วน มีส่วนที่ขัดกับเงื่อนไข")
    expect(first).to_have_class(re.compile("warn"))
    served = page.get_by_role("table", name="ส่วนของแผนที่เกี่ยวข้อง")
    expect(served.locator(".badge").last).to_have_text("ขัดกับเงื่อนไข")


def test_nothing_typed_is_told_and_nothing_typed_is_lost(page, check, expect):
    check("")
    expect(page.get_by_role("alert")).to_be_visible()
    page.route("**/graphql", lambda route: route.abort())
    check(PROJECT)
    expect(page.get_by_role("alert")).to_contain_text("ติดต่อเซิร์ฟเวอร์ไม่ได้")
    expect(page.get_by_label("วางทั้งโครงการ")).to_have_value(PROJECT)


def test_a_text_file_fills_the_form_and_what_stood_there_comes_back(page, send_file, expect):
    page.get_by_label("วางทั้งโครงการ").fill("ร่างเดิม")
    send_file("project.txt", PROJECT.encode("cp874"))
    expect(page.get_by_label("วางทั้งโครงการ")).to_have_value(PROJECT)
    page.get_by_role("button", name="เรียกข้อความเดิมคืน").click()
    expect(page.get_by_label("วางทั้งโครงการ")).to_have_value("ร่างเดิม")


def test_a_word_file_is_read_once_its_sender_has_signed_in(page, house, send_file, expect):
    send_file("project.docx", docx("".join(p(line) for line in PROJECT.splitlines())))
    page.get_by_role("button", name="ลงชื่อเข้าใช้อีกครั้ง").click()
    page.get_by_label("คีย์ API").fill(house[1][Role.STAFF])
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("button", name="อ่านไฟล์").click()
    expect(page.get_by_label("วางทั้งโครงการ")).to_have_value(PROJECT)
    send_file("locked.pdf", encrypted_pdf())
    expect(page.get_by_role("alert")).to_contain_text("รหัสผ่าน")


def test_one_of_many_projects_of_a_file_is_taken_to_a_plan(page, house, send_file, expect):
    page.evaluate(
        "key => sessionStorage.setItem('sodklong.console.key', key)", house[1][Role.STAFF]
    )
    page.reload()
    rows = [[at, f"โครงการบริการดิจิทัล {at}", "เพื่อบริการ", "๑", 1, 1, 1, "ก", "ข", "ค"] for at in "๑๒"]
    send_file("ผ02.xlsx", detail_form(*rows))
    page.get_by_label("โครงการในไฟล์").select_option(index=1)
    page.get_by_role("button", name="ใช้โครงการนี้").click()
    expect(page.get_by_label("งบประมาณ")).to_have_value(re.compile("^รวม 3 บาท ปี .* 1 บาท ปี "))
    page.get_by_role("button", name="ตรวจความสอดคล้อง", exact=True).click()
    page.get_by_role("button", name="ใส่โครงการนี้ในแผน").click()
    expect(page.locator(".notice.good")).to_contain_text("โครงการบริการดิจิทัล ๒")


@pytest.mark.parametrize("width", [1280, 360])
def test_the_page_keeps_to_the_screen_and_to_axe(page, check, expect, width):
    page.set_viewport_size({"width": width, "height": 740})
    check(PROJECT)
    page.locator(".heat button").first.click()
    wide = page.evaluate(OVERFLOWING.replace(".source, .result", ".scroller"))
    assert wide == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(PAINTED) == []
    assert serious(axe_core().run(page)) == []
