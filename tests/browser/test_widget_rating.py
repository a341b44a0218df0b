"""What readers think of an answer, said in the widget."""

import pytest
from browsing import ask
from test_widget_access import SMALL_TARGETS, axe_core, serious

QUESTION = "หน่วยงานต้องศึกษาเอกสารอะไรบ้าง"
UNANSWERED = "บทลงโทษหากไม่จัดทำแผนปฏิบัติการดิจิทัลคืออะไร"
FOCUS = "document.querySelector('sodklong-chat').shadowRoot.activeElement"
YES, NO = "มีประโยชน์", "ไม่มีประโยชน์"


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def pressed(page, name):
    return page.get_by_role("button", name=name, exact=True).get_attribute("aria-pressed")


def thanked(page):
    page.locator(".rating").get_by_text("ขอบคุณสำหรับความเห็น").wait_for()


def comment(page):
    return page.get_by_role("textbox", name="เล่าเพิ่มเติม")


def test_one_click_says_that_it_helped_and_is_kept(home):
    ask(home, QUESTION)
    press(home, YES)
    thanked(home)
    home.reload()
    home.locator(".answer").wait_for()
    assert (pressed(home, YES), pressed(home, NO)) == ("true", "false")


def test_the_keyboard_alone_says_what_was_wrong(home):
    ask(home, QUESTION)
    home.get_by_role("button", name=NO, exact=True).focus()
    for key in ("Enter", "Space", "Tab", "Space"):
        home.keyboard.press(key)
    assert home.evaluate(f"{FOCUS}.value") == "WRONG_EDITION"
    comment(home).focus()
    home.keyboard.type("ต้องเป็นฉบับปัจจุบัน")
    home.keyboard.press("Tab")
    home.keyboard.press("Enter")
    thanked(home)
    assert home.evaluate(f"{FOCUS}.textContent") == NO
    assert not comment(home).is_visible()


def test_what_was_said_is_there_after_a_reload_and_can_be_changed(home):
    ask(home, QUESTION)
    press(home, NO)
    home.get_by_label("ตอบไม่ครบ").check()
    comment(home).fill("ขาดแผนปัจจุบัน")
    press(home, "ส่งความเห็น")
    thanked(home)
    home.reload()
    press(home, NO)
    assert home.get_by_label("ตอบไม่ครบ").is_checked()
    assert comment(home).input_value() == "ขาดแผนปัจจุบัน"
    press(home, YES)
    thanked(home)
    assert (pressed(home, YES), pressed(home, NO)) == ("true", "false")


def test_a_failure_loses_nothing(home, broken):
    ask(home, QUESTION)
    press(home, NO)
    home.get_by_label("ตอบไม่ครบ").check()
    comment(home).fill("ขาดแผนปัจจุบัน")
    broken(status=500, body="oops")
    press(home, "ส่งความเห็น")
    home.get_by_role("alert").filter(has_text="ไม่สำเร็จ").wait_for()
    assert home.get_by_label("ตอบไม่ครบ").is_checked()
    assert comment(home).input_value() == "ขาดแผนปัจจุบัน"
    broken()
    press(home, "ส่งความเห็น")
    thanked(home)
    assert home.get_by_role("alert").count() == 0


def test_personal_data_in_a_comment_is_refused_and_can_be_taken_out(home):
    ask(home, QUESTION)
    press(home, NO)
    comment(home).fill("โทรกลับ 0812345678")
    press(home, "ส่งความเห็น")
    home.get_by_role("alert").filter(has_text="ข้อมูลส่วนบุคคล").wait_for()
    assert comment(home).input_value() == "โทรกลับ 0812345678"
    assert pressed(home, NO) == "false"


def test_escape_closes_the_form_and_returns_the_focus(home):
    ask(home, QUESTION)
    press(home, NO)
    assert home.evaluate(f"{FOCUS}.type") == "checkbox"
    home.keyboard.press("Escape")
    assert not comment(home).is_visible()
    assert home.evaluate(f"{FOCUS}.textContent") == NO


@pytest.mark.parametrize(
    ("question", "reasons"),
    [
        (QUESTION, ["ข้อเท็จจริงไม่ถูกต้อง", "ตอบไม่ครบ"]),
        (UNANSWERED, ["คำตอบมีอยู่ในเอกสาร"]),
    ],
)
def test_an_answer_and_a_refusal_have_reasons_of_their_own(home, question, reasons):
    ask(home, question)
    press(home, NO)
    shown = home.locator(".rating-form fieldset label").all_inner_texts()
    mine = {"ข้อเท็จจริงไม่ถูกต้อง", "ตอบไม่ครบ", "คำตอบมีอยู่ในเอกสาร"}
    assert [text for text in shown if text in mine] == reasons


@pytest.mark.parametrize("question", ["สวัสดีครับ", "เลขบัตร 1101700203450 ของผมอยู่ในแผนไหน"])
def test_what_is_no_answer_is_not_rated(home, question):
    ask(home, question)
    assert home.locator(".rating").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_the_form(phone, scheme):
    axe = axe_core()
    phone.emulate_media(color_scheme=scheme)
    ask(phone, QUESTION)
    press(phone, NO)
    assert serious(axe.run(phone)) == []
    assert phone.evaluate(SMALL_TARGETS) == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
