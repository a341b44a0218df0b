"""Coming into the console: keys, roles, failures, keyboards, screen readers, small screens."""

import json

import pytest
from browsing import PAINTED
from console_house import GAP, go, sign_in
from test_manual_page import OVERFLOWING
from test_widget_access import axe_core, serious

from db.models import Role

ALL = {
    "documents": "คลังเอกสาร",
    "uploads": "นำเข้าเอกสาร",
    "jobs": "งานที่กำลังทำ",
    "drafts": "ข้อมูลแผนที่รอยืนยัน",
    "conflicts": "ความขัดแย้งของข้อมูล",
    "gaps": "คำถามที่ยังตอบไม่ได้",
    "ratings": "ความเห็นของผู้ถาม",
    "usage": "การใช้งาน",
    "generations": "รุ่นของดัชนี",
    "keys": "คีย์ API",
    "audit": "บันทึกการดูแลระบบ",
    "power": "ปิดหรือเปิดผู้ช่วย",
}


@pytest.mark.parametrize(
    ("role", "count"), [(Role.STAFF, 2), (Role.EDITOR, 5), (Role.ADMIN, len(ALL))]
)
def test_a_role_sees_its_sections(page, house, expect, role, count):
    sign_in(page, house[0], house[1][role])
    links = page.get_by_role("navigation", name="หมวดงาน").get_by_role("link")
    expect(links).to_have_count(count)
    expect(page.locator("#who")).to_contain_text(f"คุณ{role.value}")


@pytest.mark.parametrize(("key", "said"), [("", "โปรดใส่คีย์"), ("sdk_1_2", "กุญแจไม่ถูกต้อง")])
def test_what_opens_nothing_is_told_and_stays_typed(page, house, expect, key, said):
    page.goto(f"{house[0]}/console")
    page.get_by_label("คีย์ API").fill(key)
    page.get_by_role("button", name="เข้าใช้งาน").click()
    expect(page.get_by_role("alert")).to_contain_text(said)
    expect(page.get_by_label("คีย์ API")).to_have_value(key)


def test_the_key_is_this_tabs_alone(admin, house, context, expect):
    assert house[1][Role.ADMIN] not in admin.url
    assert admin.evaluate("JSON.stringify(localStorage)") == "{}"
    admin.reload()
    expect(admin.get_by_role("heading", level=1)).to_have_text("คลังเอกสาร")
    other = context.new_page()
    other.goto(f"{house[0]}/console")
    expect(other.get_by_label("คีย์ API")).to_be_visible()


def test_leaving_forgets_the_key(admin, expect):
    admin.get_by_role("button", name="ออกจากระบบ").click()
    assert admin.evaluate("sessionStorage.length") == 0
    expect(admin.get_by_label("คีย์ API")).to_be_visible()


def test_the_page_cannot_be_framed_or_run_what_is_not_ours(house):
    import httpx2

    policy = httpx2.get(f"{house[0]}/console").headers["content-security-policy"]
    assert "frame-ancestors 'none'" in policy
    assert "script-src 'self';" in policy
    assert "require-trusted-types-for 'script'" in policy


def test_an_error_says_so_with_the_request_and_can_be_retried(admin, house, expect):
    body = json.dumps({"errors": [{"message": "boom", "extensions": {"requestId": "r-77"}}]})
    admin.route("**/graphql", lambda route: route.fulfill(body=body))
    go(admin, ALL["conflicts"])
    alert = admin.get_by_role("alert")
    expect(alert).to_contain_text("เกิดข้อผิดพลาดที่ไม่คาดไว้")
    expect(alert).to_contain_text("r-77")
    admin.unroute("**/graphql")
    alert.get_by_role("button", name="ลองอีกครั้ง").click()
    expect(admin.locator(".card").first).to_be_visible()


def test_a_key_that_ends_meanwhile_loses_no_work(admin, house, expect):
    go(admin, ALL["gaps"])
    card = admin.locator(".card").filter(has_text=GAP).first
    card.locator("summary").click()
    card.get_by_label("ผู้รับผิดชอบ").fill("กองแผน")
    admin.route("**/graphql", lambda route: route.abort())
    card.get_by_role("button", name="มอบหมาย").click()
    expect(card.get_by_role("alert")).to_contain_text("ติดต่อเซิร์ฟเวอร์ไม่ได้")
    refusal = {"message": "กุญแจถูกยกเลิก", "extensions": {"code": "UNAUTHENTICATED"}}
    admin.unroute("**/graphql")
    body = json.dumps({"errors": [refusal]})
    admin.route("**/graphql", lambda route: route.fulfill(status=401, body=body))
    card.get_by_role("button", name="มอบหมาย").click()
    card.get_by_role("button", name="ลงชื่อเข้าใช้อีกครั้ง").click()
    admin.unroute("**/graphql")
    admin.get_by_label("คีย์ API", exact=True).fill(house[1][Role.ADMIN])
    admin.keyboard.press("Enter")
    expect(admin.get_by_role("dialog")).to_have_count(0)
    expect(card.get_by_label("ผู้รับผิดชอบ")).to_have_value("กองแผน")


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("section", ALL)
def test_nothing_is_wider_than_the_screen(admin, house, section, width):
    admin.set_viewport_size({"width": width, "height": 740})
    show(admin, house, section)
    assert admin.evaluate(OVERFLOWING) == []
    assert admin.evaluate("document.documentElement.scrollWidth") <= width
    assert admin.evaluate(PAINTED) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_any_section(admin, house, scheme):
    axe = axe_core()
    admin.emulate_media(color_scheme=scheme)
    for section in ALL:
        show(admin, house, section)
        assert serious(axe.run(admin)) == [], section


def test_the_menu_opens_and_closes_by_keyboard_on_a_phone(admin, expect):
    admin.set_viewport_size({"width": 360, "height": 740})
    toggle = admin.get_by_role("button", name="เมนู")
    toggle.focus()
    admin.keyboard.press("Enter")
    admin.keyboard.press("Tab")
    admin.keyboard.press("Tab")
    admin.keyboard.press("Enter")
    expect(admin.get_by_role("heading", level=1)).to_have_text(ALL["uploads"])
    expect(admin.get_by_role("button", name="เมนู")).to_have_attribute("aria-expanded", "false")
    expect(admin.locator("main")).to_be_focused()


def show(page, house, section):
    page.goto(f"{house[0]}/console#{section}")
    page.get_by_role("heading", level=1, name=ALL[section]).wait_for()
    page.locator("main:not(:has([aria-busy]))").wait_for()
