"""A hostile language model: whatever it does, only what holds is told, and in time."""

import asyncio
import gc
import time
from contextlib import aclosing
from dataclasses import replace
from datetime import date

import pytest
from loans import (
    DAYS,
    DAYS_QUOTE,
    DAYS_TEXT,
    LATE,
    LATE_QUOTE,
    LATE_TEXT,
    QUICK,
    Loans,
)
from standin import (
    answers,
    breaks_off,
    drips,
    fails,
    floods,
    goes_on,
    hangs,
    redirects,
    reply,
    says,
    standing_in,
    stops_short,
)

from assistant import wording
from assistant.answer import Author, Part
from assistant.ask import Question, answer, ask
from assistant.model.chat import open_model
from assistant.model.prompts import SYSTEM, Prompt
from db.models import AnswerStatus

ANSWERED, PARTIAL = AnswerStatus.ANSWERED, AnswerStatus.PARTIAL
GOOD = (LATE_TEXT, 1, LATE_QUOTE)
ENDS = says(reply(GOOD) * 9)
LIES = {
    "a wrong number": ("ค่าปรับกรณีส่งคืนครุภัณฑ์ล่าช้า วันละ 500 บาท ต่อรายการ", 1, LATE_QUOTE),
    "a number of another rule": ("ค่าปรับกรณีส่งคืนล่าช้า วันละ 15 บาท", 1, LATE_QUOTE),
    "a passage that is not there": (LATE_TEXT, 9, LATE_QUOTE),
    "passage nought": (LATE_TEXT, 0, LATE_QUOTE),
    "a made-up quote": (LATE_TEXT, 1, "ค่าปรับกรณีส่งคืนครุภัณฑ์ล่าช้า วันละ 50 บาท ต่อเครื่อง"),
    "a quote of nothing": (LATE_TEXT, 1, ""),
    "a quote cut in its number": ("ค่าปรับวันละ 5 บาท", 1, "ค่าปรับกรณีส่งคืนล่าช้า วันละ ๕"),
    "another subject": ("รัฐบาลอนุมัติงบประมาณรถไฟฟ้าสายใหม่แล้ว", 1, LATE_QUOTE),
}
DIRT = {
    "a link": "ค่าปรับวันละ 50 บาท ดู https://evil.example/?q=50",
    "a bare address": "ค่าปรับวันละ 50 บาท ดู evil.example",
    "an image": "ค่าปรับวันละ 50 บาท ![x](//evil.example/a.png)",
    "a script": "ค่าปรับวันละ 50 บาท <script>alert(1)</script>",
    "markup": "ค่าปรับวันละ <b>50</b> บาท",
    "control characters": "ค่าปรับวันละ 50 บาท\x1b[2J",
    "characters unseen": "ค่าปรับวันละ 50 บาท\u200b\u202e",
    "Chinese": "罚款每天50泰铢",
    "English": "The fine is 50 baht a day for each item returned late",
    "Cyrillic among Thai": "ค่าปรับวันละ 50 บาท ваht",
    "the prompt": SYSTEM.splitlines()[0],
}


@pytest.fixture(scope="module")
def standin():
    with standing_in() as server:
        yield server


@pytest.fixture(scope="module")
def library(tmp_path_factory, embedder):
    opened = Loans(tmp_path_factory.mktemp("loans"), embedder)
    yield opened
    opened.close()


@pytest.fixture
def loans(library, standin):
    """The library, with a model that has not failed yet."""
    library.served_by(standin.url)
    return library


def assert_quoted(answer, trouble):
    """The quoted answer came instead, and says why."""
    assert (answer.status, answer.author) == (ANSWERED, Author.PASSAGES)
    assert DAYS_QUOTE in answer.text
    reason = wording.MODEL_FAILURES[trouble]
    assert wording.QUOTED_INSTEAD.format(reason=reason) in answer.notices


def test_what_the_model_writes_is_told_and_answered(loans, standin):
    standin.play(says(reply(GOOD)))
    (part,), answer = loans.ask(LATE)
    assert (answer.status, answer.author) == (ANSWERED, Author.MODEL)
    assert part.text == answer.text == LATE_TEXT
    (quote,) = answer.quotes
    assert LATE_QUOTE in quote.text
    assert quote.document == "loans"
    assert wording.BY_MODEL in answer.notices


def test_tokens_time_and_cost_are_kept(loans, standin):
    standin.play(says(reply(GOOD)))
    timings = loans.ask(LATE)[1].timings
    assert (timings["model_prompt_tokens"], timings["model_completion_tokens"]) == (300, 40)
    assert timings["write"] > 0


def test_the_same_over_the_wire_of_ollama(loans, standin):
    loans.served_by(standin.url.removesuffix("/v1"), "ollama:m")
    standin.play(says(reply(GOOD)))
    (_,), answer = loans.ask(LATE)
    assert (answer.author, answer.text) == (Author.MODEL, LATE_TEXT)
    assert answer.timings["model_completion_tokens"] == 40


def test_the_model_comes_before_the_quote(loans, standin):
    standin.play(says(reply((DAYS_TEXT, 1, DAYS_QUOTE))))
    answer = loans.ask(DAYS)[1]
    assert (answer.author, answer.text) == (Author.MODEL, DAYS_TEXT)


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
def test_a_lie_reaches_nobody(loans, standin, lie):
    standin.play(says(reply(lie)))
    parts, answer = loans.ask(LATE)
    assert (parts, answer.status) == ([], AnswerStatus.REFUSED_NOT_IN_DOCUMENTS)


@pytest.mark.parametrize("dirt", DIRT.values(), ids=DIRT)
def test_what_is_no_plain_thai_reaches_nobody(loans, standin, dirt):
    standin.play(says(reply((dirt, 1, LATE_QUOTE))))
    parts, answer = loans.ask(LATE)
    assert (parts, answer.status) == ([], AnswerStatus.REFUSED_NOT_IN_DOCUMENTS)


def test_a_clause_without_its_not_says_nothing(loans, standin):
    standin.play(says(reply(("ผู้ยืมต้องวางเงินประกันครุภัณฑ์", 1, "ต้องวางเงินประกันครุภัณฑ์"))))
    parts, answer = loans.ask("ผู้ยืมครุภัณฑ์ต้องวางเงินประกันหรือไม่")
    assert parts == []
    assert answer.author is not Author.MODEL


def test_a_lie_beside_a_truth_is_left_out(loans, standin):
    standin.play(says(reply(GOOD, LIES["another subject"])))
    parts, answer = loans.ask(LATE)
    assert (answer.status, answer.text) == (PARTIAL, LATE_TEXT)
    assert [part.text for part in parts] == [LATE_TEXT]


def test_a_truth_among_lies_stands_behind_the_quote(loans, standin):
    truth = (DAYS_TEXT, 1, DAYS_QUOTE)
    standin.play(says(reply(truth, *(LIES[name] for name in list(LIES)[:3]))))
    assert loans.ask(DAYS)[1].author is Author.PASSAGES


def test_a_truth_about_something_else_is_no_answer(loans, standin):
    standin.play(says(reply(("ผู้ยืมไม่ต้องวางเงินประกันครุภัณฑ์", 1, "ผู้ยืมไม่ต้องวางเงินประกันครุภัณฑ์"))))
    parts, answer = loans.ask(LATE)
    assert (parts, answer.status) == ([], AnswerStatus.REFUSED_NOT_IN_DOCUMENTS)


def test_not_in_the_passages_is_a_refusal(loans, standin):
    standin.play(says(reply(absent=True)))
    assert loans.ask(LATE)[1].status is AnswerStatus.REFUSED_NOT_IN_DOCUMENTS
    assert_quoted(loans.ask(DAYS)[1], "absent")


@pytest.mark.parametrize(
    "act",
    [
        says(""),
        says("ขออภัย ฉันตอบไม่ได้"),
        says('{"sentences": [{"text": '),
        says("[1, 2"),
        says('{"a": ' * 3_000),
        says("null"),
        says(reply(GOOD).replace('"', "'")),
        answers("<html>busy</html>"),
        answers('{"choices": []}'),
    ],
    ids=["nothing", "prose", "cut", "list", "nested", "null", "quotes", "html", "no stream"],
)
def test_nonsense_gives_the_quote_or_says_so(loans, standin, act):
    standin.play(act)
    answer = loans.ask(LATE)[1]
    assert answer.status is AnswerStatus.ERROR_MODEL
    assert answer.quotes
    assert loans.ask(DAYS)[1].author is Author.PASSAGES


@pytest.mark.parametrize(
    "wrapped",
    [
        "```json\n{}\n```",
        "คำตอบคือ {} ขอบคุณ",
        "<think>คิดก่อน</think>{}",
        '{{"answer": {}}}',
    ],
)
def test_a_reply_in_wrappings_is_read(loans, standin, wrapped):
    text = wrapped.replace("{{", "{").replace("}}", "}").replace("{}", reply(GOOD))
    standin.play(says(text))
    assert loans.ask(LATE)[1].text == LATE_TEXT


def test_whole_sentences_before_a_break_count(loans, standin):
    whole = reply(GOOD, LIES["another subject"])
    standin.play(breaks_off(whole[: whole.rindex('"text"')]))
    parts, answer = loans.ask(LATE)
    assert [part.text for part in parts] == [LATE_TEXT]
    assert answer.text == LATE_TEXT


def test_a_reply_that_stops_short_is_told_to_be_cut(loans, standin):
    whole = reply(GOOD, GOOD)
    standin.play(stops_short(whole[: whole.rindex('"text"')]))
    answer = loans.ask(LATE)[1]
    assert (answer.status, answer.text) == (PARTIAL, LATE_TEXT)
    assert wording.MODEL_CUT in answer.notices
    assert standin.left.wait(5)


@pytest.mark.parametrize("text", ["ฮ่า", '{"text": "ก", ', reply(LIES["a wrong number"]), "\n"])
def test_a_loop_is_left(loans, standin, text):
    standin.play(goes_on(text))
    begun = time.monotonic()
    assert loans.ask(DAYS)[1].author is Author.PASSAGES
    assert time.monotonic() - begun < 20
    assert standin.left.wait(5)


@pytest.mark.parametrize(
    ("act", "trouble", "status"),
    [
        (hangs, "timeout", AnswerStatus.ERROR_TIMEOUT),
        (drips(reply(GOOD), 0.5), "timeout", AnswerStatus.ERROR_TIMEOUT),
        (fails(500), "down", AnswerStatus.ERROR_MODEL),
        (fails(429), "down", AnswerStatus.ERROR_MODEL),
        (fails(401), "down", AnswerStatus.ERROR_MODEL),
        (breaks_off(""), "garbled", AnswerStatus.ERROR_MODEL),
        (floods, "down", AnswerStatus.ERROR_MODEL),
    ],
    ids=["hangs", "drips", "500", "429", "401", "breaks off", "floods"],
)
def test_a_model_that_fails_gives_way_in_time(loans, standin, act, trouble, status):
    standin.play(act)
    begun = time.monotonic()
    answer = loans.ask(LATE)[1]
    assert (answer.status, bool(answer.quotes)) == (status, True)
    assert wording.MODEL_FAILURES[trouble] in answer.text
    assert_quoted(loans.ask(DAYS)[1], trouble)
    assert time.monotonic() - begun < 2 * QUICK.timeout + 10


def test_nobody_at_the_address(loans):
    with standing_in() as gone:
        url = gone.url
    loans.served_by(url)
    assert_quoted(loans.ask(DAYS)[1], "down")


@pytest.mark.parametrize("status", [429, 500, 503])
def test_what_passes_is_tried_again(loans, standin, status):
    standin.play(fails(status), fails(status), says(reply(GOOD)))
    assert loans.ask(LATE)[1].text == LATE_TEXT
    assert len(standin.requests) == 3


@pytest.mark.parametrize("status", [401, 403, 404])
def test_what_does_not_pass_is_asked_once(loans, standin, status):
    standin.play(fails(status))
    loans.ask(LATE)
    assert len(standin.requests) == 1


def test_a_server_without_formats_is_asked_without(loans, standin):
    standin.play(fails(400), says(reply(GOOD)))
    assert loans.ask(LATE)[1].text == LATE_TEXT
    assert loans.ask(LATE)[1].text == LATE_TEXT
    assert ["response_format" in sent for sent in standin.requests] == [True, False, False]


def test_after_three_failures_the_model_rests(loans, standin):
    standin.play(fails(401))
    for _ in range(3):
        assert_quoted(loans.ask(DAYS)[1], "down")
    assert_quoted(loans.ask(DAYS)[1], "resting")
    assert len(standin.requests) == 3


def test_keys_are_told_to_nobody(loans, standin, caplog):
    caplog.set_level("DEBUG", "assistant")
    standin.play(fails(401, "wrong key sk-very-secret"))
    answer = loans.ask(LATE)[1]
    assert standin.headers[0]["authorization"] == "Bearer sk-very-secret"
    assert "sk-very-secret" not in f"{answer} {caplog.text} {loans.tools!r} {standin.seen}"


def test_the_log_holds_no_word_of_question_or_reply(loans, standin, caplog):
    caplog.set_level("INFO", "assistant")
    standin.play(says(reply(GOOD)))
    loans.ask(LATE)
    assert "300 + 40 tokens" in caplog.text
    assert not any(text in caplog.text for text in (LATE, LATE_TEXT, LATE_QUOTE))


def test_a_redirect_is_not_followed(loans, standin):
    with standing_in() as other:
        other.play(says(reply(GOOD)))
        standin.play(redirects(f"{other.url}/chat/completions"))
        loans.ask(DAYS)
        assert other.requests == []


def test_questions_that_tables_answer_do_not_reach_the_model(services, standin):
    asked = Loans.__new__(Loans)
    asked.tools = replace(services.tools, model=open_model("openai:m", standin.url, None, QUICK))
    standin.play(hangs)
    for question in ("แผนพัฒนาดิจิทัลเพื่อเศรษฐกิจและสังคมมีกี่ยุทธศาสตร์", "ใครเป็นผู้ลงนามในหนังสือ"):
        assert asked.ask(question)[1].author in {Author.TABLES, Author.RECORDS}
    assert standin.requests == []


def test_the_model_stops_when_the_asker_leaves(loans, standin):
    async def leave():
        async with aclosing(ask(Question(LATE, date(2026, 11, 23)), loans.tools)) as events:
            async for event in events:
                if isinstance(event, Part):
                    return

    standin.play(stops_short(reply(GOOD)[:-2]))
    asyncio.run(leave())
    assert standin.left.wait(5)


@pytest.mark.parametrize("act", [stops_short("ก"), goes_on("กขค"), ENDS])
@pytest.mark.parametrize("name", ["openai:m", "ollama:m"])
def test_no_connection_stays_open(standin, act, name):
    url = standin.url if name == "openai:m" else standin.url.removesuffix("/v1")
    model = open_model(name, url, "sk", QUICK)

    async def leave():
        async with aclosing(model.stream(Prompt("", "ถาม"))) as pieces:
            await anext(pieces)

    standin.play(act)
    asyncio.run(leave())
    gc.collect()  # warns of what was left open, which fails the test
    assert act is ENDS or standin.left.wait(5)


def test_the_model_stops_when_the_asker_is_cut_off(loans, standin):
    async def cut_off():
        asked = asyncio.create_task(answer(Question(LATE, date(2026, 11, 23)), loans.tools))
        assert await asyncio.to_thread(standin.asked.wait, 20)
        asked.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asked

    standin.play(hangs)
    asyncio.run(cut_off())
    assert standin.left.wait(5)
