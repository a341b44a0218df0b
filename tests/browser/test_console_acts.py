"""What is done in the console, section by section, and what the trail says of it."""

import re

from browsing import ask
from console_house import GAP, TITLES, go, sign_in

GAPS, KEYS, POWER = "คำถามที่ยังตอบไม่ได้", "คีย์ API", "ปิดหรือเปิดผู้ช่วย"


def test_a_document_opens_down_to_the_text_of_a_page(admin, expect):
    admin.get_by_label("ค้นชื่อเอกสาร").fill("หนังสือ เรื่อง")
    expect(admin.locator("tbody tr")).to_have_count(1)
    admin.locator("tbody").get_by_role("link").click()
    admin.get_by_role("table", name="คุณภาพรายหน้า").get_by_role("link").first.click()
    expect(admin.get_by_role("region", name="ข้อความที่อ่านได้")).to_contain_text("ดิจิทัล")


def test_words_that_no_document_has_say_so(admin, expect):
    admin.get_by_label("ค้นชื่อเอกสาร").fill("กขคงจฉช")
    expect(admin.locator(".empty")).to_contain_text("ไม่พบเอกสาร")


def test_drafts_are_confirmed_and_refused_with_a_reason(admin, expect):
    go(admin, "ข้อมูลแผนที่รอยืนยัน")
    admin.locator("tbody").get_by_role("link").first.click()
    admin.get_by_label(f"เลือก {TITLES[0]}").check()
    admin.get_by_label("เหตุผลหรือหมายเหตุ").fill("อ่านผิดหน้า")
    admin.get_by_role("button", name="ไม่รับที่เลือก").click()
    expect(admin.locator(".said")).to_contain_text("ไม่รับแล้ว 1")
    expect(admin.locator("tr").filter(has_text=TITLES[0])).to_contain_text("อ่านผิดหน้า")
    admin.get_by_label(f"เลือก {TITLES[1]}").check()
    admin.get_by_role("button", name="ยืนยันที่เลือก").click()
    expect(admin.locator(".said")).to_contain_text("ยืนยันแล้ว 1")
    expect(admin.locator("tr").filter(has_text=TITLES[1])).to_contain_text("ยืนยันแล้ว")


def test_conflicts_show_both_readings(admin, expect):
    go(admin, "ความขัดแย้งของข้อมูล")
    first = admin.locator(".card").first
    expect(first).to_contain_text("ตามที่พิมพ์")
    expect(first).to_contain_text("อีกแหล่งหนึ่ง")
    cards = [card.locator(".note").all_text_contents() for card in admin.locator(".card").all()]
    both = [sources for sources in cards if len(sources) == 2]
    assert both
    assert [one for one in both if one[0].strip().removeprefix("ที่มา ") in one[1]] == []


def test_a_gap_is_assigned_closed_and_found_by_its_state(admin, expect):
    go(admin, GAPS)
    card = admin.locator(".card").filter(has_text=f"{GAP} ที่ 3")
    card.locator("summary").click()
    card.get_by_label("ผู้รับผิดชอบ").fill("กองแผน")
    card.get_by_label("บันทึก").fill("รอหนังสือ")
    card.get_by_role("button", name="มอบหมาย").click()
    expect(card).to_contain_text("ผู้รับผิดชอบ: กองแผน")
    with admin.expect_response("**/graphql"):
        card.get_by_role("button", name="ปิดเรื่อง", exact=True).click()
    admin.get_by_label("สถานะ").select_option("DISMISSED")
    expect(admin.locator(".card")).to_have_count(1)
    expect(admin.locator(".card")).to_contain_text("รอหนังสือ")


def test_more_of_a_list_keeps_what_was_typed(admin, expect):
    go(admin, GAPS)
    admin.get_by_label("สถานะ").select_option("")
    expect(admin.locator(".card")).to_have_count(20)
    card = admin.locator(".card").first
    card.locator("summary").click()
    card.get_by_label("ผู้รับผิดชอบ").fill("กองช่าง")
    admin.get_by_role("button", name="ดูเพิ่ม").click()
    expect(admin.locator(".card")).to_have_count(25)
    expect(card.get_by_label("ผู้รับผิดชอบ")).to_have_value("กองช่าง")


def test_ratings_are_shown_with_their_questions(admin, expect):
    go(admin, "ความเห็นของผู้ถาม")
    expect(admin.locator(".card")).to_contain_text("ยังไม่พอ")
    expect(admin.locator(".card h2")).to_have_text(GAP)


def test_use_is_drawn_and_told_in_figures(admin, expect):
    go(admin, "การใช้งาน")
    expect(admin.get_by_role("img", name=re.compile("คำถามต่อวัน รวม 2[56]"))).to_be_visible()
    expect(admin.locator(".figures")).to_contain_text("305 มิลลิวินาที")
    admin.get_by_label("ตั้งแต่วันที่").fill("2030-01-02")
    admin.get_by_role("button", name="แสดง").click()
    expect(admin.get_by_role("alert")).to_contain_text("ช่วงวันที่")
    expect(admin.locator(".figures")).to_contain_text("305 มิลลิวินาที")


def test_a_key_is_shown_once_opens_and_is_revoked(admin, house, context, expect):
    go(admin, KEYS)
    admin.get_by_label("ชื่อผู้ใช้หรือโปรแกรม").fill("ฝ่ายทดลอง")
    admin.get_by_role("button", name="ออกคีย์").click()
    token = admin.get_by_label("คีย์ใหม่", exact=True)
    expect(token).to_be_focused()
    sign_in(context.new_page(), house[0], token.text_content())
    admin.get_by_role("button", name="เก็บแล้ว ซ่อนคีย์").click()
    expect(token).to_have_count(0)
    admin.get_by_role("button", name="ยกเลิกคีย์ของ ฝ่ายทดลอง").click()
    dialog = admin.get_by_role("dialog", name="ยกเลิกคีย์")
    dialog.get_by_role("button", name="ยกเลิก").first.click()
    expect(admin.locator("tr").filter(has_text="ฝ่ายทดลอง")).to_contain_text("ยกเลิกแล้ว")


def test_a_key_without_a_name_is_refused_and_what_was_typed_stays(admin, expect):
    go(admin, KEYS)
    admin.get_by_label("ใช้ได้กี่วัน").fill("30")
    admin.get_by_role("button", name="ออกคีย์").click()
    expect(admin.get_by_role("alert")).to_contain_text("ชื่อกุญแจ")
    expect(admin.get_by_label("ใช้ได้กี่วัน")).to_have_value("30")


def test_the_assistant_is_turned_off_for_askers_and_on_again(admin, house, context, expect):
    go(admin, POWER)
    admin.get_by_role("button", name="ปิดผู้ช่วย").click()
    expect(admin.get_by_role("alert")).to_contain_text("ต้องบอกเหตุผล")
    admin.get_by_label("เหตุผลที่ปิด").fill("กำลังปรับปรุงข้อมูลแผน")
    admin.get_by_role("button", name="ปิดผู้ช่วย").click()
    admin.get_by_role("dialog").get_by_role("button", name="ปิดผู้ช่วย").click()
    expect(admin.locator(".notice")).to_contain_text("ผู้ช่วยปิดอยู่")
    asker = context.new_page()
    asker.goto(house[0])
    ask(asker, "สวัสดี")
    expect(asker.locator(".answer.calm")).to_contain_text("กำลังปรับปรุงข้อมูลแผน")
    admin.get_by_role("button", name="เปิดผู้ช่วย").click()
    expect(admin.locator(".notice")).to_contain_text("ผู้ช่วยเปิดอยู่")
    ask(asker, "สวัสดี")
    expect(asker.locator(".turn").last).not_to_contain_text("กำลังปรับปรุงข้อมูลแผน")


def test_the_trail_tells_and_is_whole(admin, expect):
    go(admin, "บันทึกการดูแลระบบ")
    expect(admin.locator(".chain")).to_contain_text("สายโซ่สมบูรณ์")
    expect(admin.locator("tbody")).to_contain_text("ออกคีย์")
