"""What a member of staff does with the widget, on the real server."""

import re

from browsing import ask

QUESTION = "หน่วยงานต้องศึกษาเอกสารอะไรบ้าง"
DOCUMENTS = [
    "แผนพัฒนาดิจิทัลเพื่อเศรษฐกิจและสังคม",
    "แนวทางการจัดทำแผนปฏิบัติการ",
    "แผนพัฒนารัฐบาลดิจิทัล",
]
OFF_TOPIC = "พรุ่งนี้อากาศที่เชียงใหม่เป็นอย่างไร"
WITH_CITIZEN_ID = "เลขบัตร 1101700203450 ของผมอยู่ในแผนไหน"
FOCUS = "document.querySelector('sodklong-chat').shadowRoot.activeElement"


def test_the_answer_names_the_three_documents_with_numbered_citations(home):
    ask(home, QUESTION)
    answer = home.locator(".answer")
    assert answer.get_attribute("data-status") == "ANSWERED"
    assert [name for name in DOCUMENTS if name not in answer.inner_text()] == []
    name = home.locator(".cite").first.get_attribute("aria-label")
    assert re.match(r"แหล่งที่ \d+ หน้า \d+ \S", name)


def test_the_steps_are_shown_while_they_happen(home):
    home.evaluate(
        """() => {
        const root = document.querySelector("sodklong-chat").shadowRoot;
        window.seen = [];
        new MutationObserver(() => {
          const step = root.querySelector(".progress li:last-child");
          if (step && !seen.includes(step.textContent)) seen.push(step.textContent);
        }).observe(root, { subtree: true, childList: true });
      }"""
    )
    ask(home, QUESTION)
    seen = home.evaluate("window.seen")
    assert seen[0] == "กำลังส่งคำถาม"
    assert len(seen) > 1


def test_a_citation_opens_the_page_at_the_quoted_words(home):
    ask(home, QUESTION)
    home.locator(".cite").first.click()
    mark = home.locator(".source mark")
    mark.wait_for()
    quote = home.locator(".sources .excerpt").first.inner_text().strip("“”")
    assert squeezed(mark.inner_text()) == squeezed(quote)
    assert len(home.locator(".source .passage").inner_text()) > len(quote)
    assert within(mark, home.locator(".source .page"))


def test_the_source_panel_links_to_the_page_on_our_own_server(home, live_server):
    ask(home, QUESTION)
    home.locator(".cite").first.click()
    link = home.get_by_role("link", name="เปิดหน้านี้ในแท็บใหม่", exact=True)
    link.wait_for()
    assert link.evaluate("a => a.href").startswith(f"{live_server}/documents/")
    with home.context.expect_page() as opened:
        link.click()
    opened.value.locator("mark#quote").wait_for()


def test_escape_closes_the_source_and_returns_the_focus(home):
    ask(home, QUESTION)
    opener = home.locator(".cite").nth(1)
    name = opener.get_attribute("aria-label")
    opener.click()
    home.get_by_role("dialog").wait_for()
    home.keyboard.press("Escape")
    assert home.get_by_role("dialog").count() == 0
    assert home.evaluate(f"{FOCUS}.getAttribute('aria-label')") == name


def test_the_keyboard_alone_is_enough(home):
    press_until(home, "Tab", "TEXTAREA")
    home.keyboard.type(QUESTION)
    home.keyboard.press("Enter")
    home.locator(".answer").wait_for()
    press_until(home, "Shift+Tab", "cite")
    home.keyboard.press("Enter")
    home.locator(".source mark").wait_for()
    assert home.evaluate(f"{FOCUS}.id") == "source-title"
    home.keyboard.press("Escape")
    assert home.evaluate(f"{FOCUS}.className") == "cite"


def test_an_off_topic_question_is_declined_with_a_next_step(home):
    ask(home, OFF_TOPIC)
    answer = home.locator(".answer")
    assert answer.get_attribute("data-status").startswith("REFUSED_")
    assert answer.locator(".status").inner_text()
    assert "ทำอย่างไรต่อ" in answer.locator(".next").inner_text()


def test_an_empty_question_gets_a_hint_and_is_not_sent(home):
    sent = []
    home.on("request", lambda request: sent.append(request.url))
    home.get_by_role("textbox", name="คำถามของคุณ").fill("   ")
    home.keyboard.press("Enter")
    assert "พิมพ์คำถามก่อน" in home.locator("#hint").inner_text()
    home.get_by_role("button", name="ส่งคำถาม").click(force=True)
    assert sent == []


def test_a_question_that_is_too_long_is_counted_and_not_sent(home):
    sent = []
    home.on("request", lambda request: sent.append(request.url))
    box = home.get_by_role("textbox", name="คำถามของคุณ")
    box.fill("ก" * 1900)
    assert "พิมพ์ได้อีก 100" in home.locator("#counter").inner_text()
    box.fill("ก" * 2003)
    home.keyboard.press("Enter")
    assert "ยาวเกิน 3" in home.locator("#hint").inner_text()
    assert box.input_value() == "ก" * 2003
    assert sent == []


def test_enter_that_ends_a_composition_does_not_send(home):
    box = home.get_by_role("textbox", name="คำถามของคุณ")
    box.fill("แผน")
    box.dispatch_event("keydown", {"key": "Enter", "isComposing": True})
    home.keyboard.press("Shift+Enter")
    assert box.input_value() == "แผน\n"
    assert home.locator(".turn").count() == 0


def test_an_example_question_is_one_click(home):
    home.get_by_role("button", name=QUESTION).click()
    home.locator(".answer").wait_for()
    assert not home.get_by_text("ตัวอย่างคำถาม").is_visible()


def test_the_copied_answer_carries_its_footnotes(home, live_server):
    home.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=live_server)
    ask(home, QUESTION)
    home.get_by_role("button", name="คัดลอกคำตอบ").click()
    home.get_by_role("status").filter(has_text="คัดลอกคำตอบพร้อมแหล่งอ้างอิงแล้ว").wait_for(
        state="attached"
    )
    copied = home.evaluate("navigator.clipboard.readText()")
    assert QUESTION in copied
    assert re.search(r"\[1\] .+ · หน้า \d+", copied)
    assert f"{live_server}/documents/" in copied


def test_a_citizen_id_is_not_left_in_the_browser(home):
    ask(home, WITH_CITIZEN_ID)
    assert home.locator(".answer").get_attribute("data-status") == "REFUSED_PERSONAL_DATA"
    assert "1101700203450" not in home.evaluate("JSON.stringify(sessionStorage)")


def test_the_page_tells_its_own_story_in_events(home):
    home.evaluate(
        """() => {
        window.told = [];
        for (const name of ["ask", "answer", "error"])
          document.addEventListener(`sodklong-${name}`, (event) => told.push(event.type));
      }"""
    )
    ask(home, QUESTION)
    assert home.evaluate("window.told") == ["sodklong-ask", "sodklong-answer"]


def test_nothing_leaves_the_origin_and_the_policy_is_kept(page, live_server):
    asked, complaints = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{live_server}/")
    ask(page, QUESTION)
    page.locator(".cite").first.click()
    page.locator(".source mark").wait_for()
    assert [url for url in asked if not url.startswith(live_server)] == []
    assert complaints == []


def squeezed(text):
    return re.sub(r"\s+", "", text)


def within(inner, outer):
    box, frame = inner.bounding_box(), outer.bounding_box()
    return frame["y"] <= box["y"] < frame["y"] + frame["height"]


def press_until(page, key, wanted, limit=40):
    for _ in range(limit):
        page.keyboard.press(key)
        if wanted in (page.evaluate(f"[{FOCUS}?.tagName, {FOCUS}?.className]")):
            return
    raise AssertionError(f"{key} never reached {wanted}")
