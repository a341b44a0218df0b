"""Nothing that goes wrong loses the question or leaves the reader without a word."""

import json

import pytest
from browsing import ask, next_event, stream

QUESTION = "ใครต้องจัดทำแผนปฏิบัติการดิจิทัล"
PROGRESS = next_event(__typename="AnswerProgress", step="search", message="ค้นเอกสาร", elapsedMs=5)
COMPLETE = "event: complete\r\ndata: \r\n\r\n"
ANSWER = {
    "__typename": "Answer",
    "id": "1",
    "conversationId": "c1",
    "status": "ANSWERED",
    "text": "ทุกกระทรวง",
    "notices": [],
    "sentences": [],
    "citations": [],
}


def graphql_errors(message, **extensions):
    body = json.dumps({"data": None, "errors": [{"message": message, "extensions": extensions}]})
    return {"content_type": "application/json", "body": body}


FAULTS = {
    "server error": ({"status": 500, "body": "oops"}, "เซิร์ฟเวอร์ตอบกลับผิดปกติ"),
    "not found": ({"status": 404, "content_type": "text/html", "body": "<p>"}, "เซิร์ฟเวอร์"),
    "graphql error": (graphql_errors("boom"), "ประมวลผลคำถามไม่สำเร็จ"),
    "thai graphql error": (graphql_errors("ระบบปิดปรับปรุง", code="X"), "ระบบปิดปรับปรุง"),
    "error in stream": (
        stream(PROGRESS, 'event: next\r\ndata: {"data":null,"errors":[{"message":"x"}]}\r\n\r\n'),
        "ประมวลผลคำถามไม่สำเร็จ",
    ),
    "cut in the middle of an event": (
        stream(PROGRESS, 'event: next\r\ndata: {"data":{"ans'),
        "การเชื่อมต่อขาด",
    ),
    "cut between events": (stream(PROGRESS), "การเชื่อมต่อขาด"),
    "complete without an answer": (stream(PROGRESS, COMPLETE), "การเชื่อมต่อขาด"),
    "no json": (stream("event: next\r\ndata: hello\r\n\r\n"), "การเชื่อมต่อขาด"),
    "problem": (
        stream(next_event(__typename="IndexUnavailable", code="X", message="ดัชนียังไม่พร้อม")),
        "ดัชนียังไม่พร้อม",
    ),
    "captive portal": (
        {"content_type": "text/html", "body": "<p>login</p>"},
        "การเชื่อมต่อขาด",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_explained_and_the_question_kept(home, broken, fault):
    response, words = FAULTS[fault]
    broken(**response)
    ask(home, QUESTION)
    alert = home.get_by_role("alert")
    assert words in alert.inner_text()
    assert alert.get_by_role("button", name="ลองอีกครั้ง").is_visible()
    assert home.get_by_role("textbox", name="คำถามของคุณ").input_value() == QUESTION


def test_no_network_is_explained(home, live_server):
    home.route(f"{live_server}/graphql", lambda route: route.abort())
    ask(home, QUESTION)
    assert "ติดต่อเซิร์ฟเวอร์ไม่ได้" in home.get_by_role("alert").inner_text()


def test_retry_asks_again_and_replaces_the_failure(home, broken):
    broken(status=500, body="oops")
    ask(home, QUESTION)
    broken(**stream(PROGRESS, next_event(**ANSWER), COMPLETE))
    home.get_by_role("button", name="ลองอีกครั้ง").click()
    home.get_by_text("ทุกกระทรวง").wait_for()
    assert home.get_by_role("alert").count() == 0
    assert home.locator(".turn").count() == 1
    assert home.get_by_role("textbox", name="คำถามของคุณ").input_value() == ""


def test_too_many_questions_counts_the_seconds_down(home, broken):
    broken(status=429, headers={"Retry-After": "2"}, body="{}")
    ask(home, QUESTION)
    again = home.get_by_role("alert").get_by_role("button")
    assert again.get_attribute("aria-disabled") == "true"
    home.get_by_role("button", name="ลองอีกครั้ง").wait_for()
    assert again.get_attribute("aria-disabled") is None


def test_stop_gives_the_question_back(home, live_server):
    home.route(f"{live_server}/graphql", lambda _: None)
    box = home.get_by_role("textbox", name="คำถามของคุณ")
    box.fill(QUESTION)
    home.keyboard.press("Enter")
    assert box.input_value() == ""
    home.get_by_role("button", name="หยุด").click()
    home.get_by_text("หยุดแล้ว").last.wait_for()
    assert box.input_value() == QUESTION
    assert home.get_by_role("alert").count() == 0


def test_words_typed_while_waiting_are_not_overwritten(home, live_server):
    held = []
    home.route(f"{live_server}/graphql", lambda route: held.append(route))
    box = home.get_by_role("textbox", name="คำถามของคุณ")
    box.fill(QUESTION)
    home.keyboard.press("Enter")
    box.fill("คำถามต่อไป")
    home.wait_for_timeout(100)
    held[0].fulfill(status=500, body="oops")
    home.get_by_role("alert").wait_for()
    assert box.input_value() == "คำถามต่อไป"


def test_an_answer_with_markup_is_shown_as_text(home, broken):
    markup = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>'
    broken(**stream(next_event(**ANSWER | {"text": markup, "notices": [markup]}), COMPLETE))
    ask(home, markup)
    assert markup in home.locator(".prose").inner_text()
    assert home.locator("sodklong-chat img").count() == 0
    assert home.evaluate("window.hacked") is None


def test_a_link_to_another_site_is_not_offered(home, broken):
    document = {"slug": "memo", "title": "บันทึก", "edition": None}
    citation = {"number": 1, "quote": "ก", "page": 1, "printedPage": None, "section": None}
    citation |= {"start": 0, "end": 1, "url": "https://example.com/", "label": None, "version": 1}
    sentence = {"text": "ทุกกระทรวง", "citations": [{"number": 1}]}
    answer = ANSWER | {"sentences": [sentence], "citations": [citation | {"document": document}]}
    broken(**stream(next_event(**answer), COMPLETE))
    ask(home, QUESTION)
    assert home.locator(".cite").count() == 1
    assert home.locator(".sources a").count() == 0


def test_a_conversation_the_server_has_dropped_is_begun_anew(home, live_server):
    sent = []

    def answer(route):
        conversation = route.request.post_data_json["variables"]["input"]["conversationId"]
        sent.append(conversation)
        gone = next_event(__typename="NotFound", code="NOT_FOUND", message="ไม่พบบทสนทนา")
        known = next_event(**ANSWER | {"conversationId": f"c{len(sent)}"})
        route.fulfill(**stream(gone if conversation == "c1" else known, COMPLETE))

    home.route(f"{live_server}/graphql", answer)
    ask(home, QUESTION)
    ask(home, QUESTION)
    ask(home, QUESTION)
    assert sent == [None, "c1", None, "c3"]
    assert home.get_by_role("alert").count() == 0
