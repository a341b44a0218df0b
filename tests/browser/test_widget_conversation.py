"""A conversation that goes on: kept over a reload, with suggestions, written as it comes."""

import time

import pytest
from browsing import ask, next_event, stream

QUESTION = "หน่วยงานต้องศึกษาเอกสารอะไรบ้าง"
COMPLETE = "event: complete\r\ndata: \r\n\r\n"
CITATION = {
    "number": 1,
    "quote": "ทุกกระทรวง",
    "page": 1,
    "printedPage": None,
    "section": "",
    "start": 0,
    "end": 10,
    "url": "/documents/memo-2558/1/1",
    "label": None,
    "version": 1,
    "document": {"slug": "memo-2558", "title": "หนังสือ", "edition": None},
}
ANSWER = {
    "__typename": "Answer",
    "id": "1",
    "conversationId": "c" * 32,
    "status": "ANSWERED",
    "text": "ทุกกระทรวง",
    "notices": [],
    "suggestions": ["แผนนี้มีกี่ยุทธศาสตร์", "ใครเป็นผู้รับผิดชอบ"],
    "sentences": [],
    "citations": [],
}


def kept(page):
    return page.evaluate("Object.values(sessionStorage)")


def test_the_conversation_outlives_a_reload(home):
    ask(home, QUESTION)
    ask(home, "สวัสดีครับ")
    (key,) = kept(home)
    assert len(key) == 32
    home.reload()
    home.locator(".turn .cite").first.wait_for()
    asked = home.locator(".question").all_inner_texts()
    assert [text.split("\n")[-1] for text in asked] == [QUESTION, "สวัสดีครับ"]
    ask(home, "ขอบคุณครับ")
    assert kept(home) == [key]
    assert home.locator(".turn").count() == 3


def test_a_new_conversation_leaves_nothing_of_the_old(home):
    ask(home, QUESTION)
    home.get_by_role("button", name="เริ่มบทสนทนาใหม่").click()
    assert (home.locator(".turn").count(), kept(home)) == (0, [])
    home.reload()
    home.get_by_text("ตัวอย่างคำถาม").wait_for()
    assert home.locator(".turn").count() == 0


def test_a_withheld_question_stays_withheld(home):
    ask(home, "เลขบัตร 1101700203450 ของผมอยู่ในแผนไหน")
    home.reload()
    home.locator(".answer").wait_for()
    assert "1101700203450" not in home.locator(".turns").inner_text()
    assert "ไม่ได้เก็บไว้" in home.locator(".question").inner_text()


def test_a_conversation_that_is_gone_is_begun_anew(home):
    ask(home, QUESTION)
    home.evaluate("sessionStorage.setItem(Object.keys(sessionStorage)[0], '0'.repeat(32))")
    home.reload()
    home.get_by_text("ตัวอย่างคำถาม").wait_for()
    until = time.monotonic() + 20
    while kept(home) and time.monotonic() < until:
        home.wait_for_timeout(50)
    assert kept(home) == []
    ask(home, QUESTION)
    assert kept(home) != ["0" * 32]


def test_a_conversation_that_cannot_be_opened_is_told_and_goes_on(home, broken):
    ask(home, QUESTION)
    (key,) = kept(home)
    broken(status=500, body="oops")
    home.reload()
    home.get_by_text("เปิดบทสนทนาเดิมไม่ได้").wait_for()
    broken()
    ask(home, QUESTION)
    assert kept(home) == [key]


def test_a_suggestion_is_asked_with_one_click(home, live_server):
    sent = []

    def answer(route):
        sent.append(route.request.post_data_json["variables"]["input"])
        route.fulfill(**stream(next_event(**ANSWER), COMPLETE))

    home.route(f"{live_server}/graphql", answer)
    ask(home, QUESTION)
    home.get_by_role("button", name="แผนนี้มีกี่ยุทธศาสตร์").click()
    home.locator(".turn:nth-child(2) .answer").wait_for()
    assert [one["question"] for one in sent] == [QUESTION, "แผนนี้มีกี่ยุทธศาสตร์"]
    assert sent[1]["conversationId"] == "c" * 32


@pytest.fixture
def writing(home):
    """What stood in the reply while the answer was being written."""
    home.evaluate(
        """() => {
        const root = document.querySelector("sodklong-chat").shadowRoot;
        window.written = [];
        new MutationObserver(() => {
          const node = root.querySelector(".writing:not([hidden])");
          if (node) written.push([node.textContent, node.querySelectorAll(".cite").length]);
        }).observe(root, { subtree: true, childList: true });
      }"""
    )
    return lambda: home.evaluate("window.written")


def test_sentences_are_shown_as_they_come_and_the_answer_replaces_them(home, broken, writing):
    part = next_event(__typename="AnswerPart", text="ร่างประโยคแรก", citations=[CITATION])
    broken(**stream(part, next_event(**ANSWER), COMPLETE))
    ask(home, QUESTION)
    text, marks = writing()[-1]
    assert ("ร่างประโยคแรก" in text, marks) == (True, 1)
    assert "ร่างประโยคแรก" not in home.locator(".turn").inner_text()
    assert "ทุกกระทรวง" in home.locator(".prose").inner_text()
