"""Our own questions, answered by the whole pipeline over what the product carries."""

import asyncio
import json
from datetime import date
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.ask import Question, answer
from db.reads.documents import page
from db.thai import squeeze

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "answers.jsonl").read_text(encoding="utf-8").splitlines()
]
ANSWERED = [case for case in CASES if case["status"] == "ANSWERED"]
VARIANTS = {
    "Thai digits": lambda text: text.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")),
    "Arabic digits": lambda text: text.translate(str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")),
    "decomposed am": lambda text: text.replace("ำ", "ํา"),
    "lost am": lambda text: text.replace("ำ", "า"),
    "krap": lambda text: text + "ครับ",
    "kha": lambda text: text + "คะ",
    "opening": lambda text: "ขอสอบถามว่า" + text,
    "abbreviated": lambda text: text.replace("คณะรัฐมนตรี", "ครม.").replace(
        "สำนักงานพัฒนารัฐบาลดิจิทัล", "สพร."
    ),
    "in full": lambda text: text.replace("ครม.", "คณะรัฐมนตรี").replace(
        "อปท.", "องค์กรปกครองส่วนท้องถิ่น"
    ),
    "invisible": "\u200b".join,
}


def ask(services, text: str) -> Answer:
    return asyncio.run(answer(Question(text, date(2026, 11, 23)), services.tools))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_question_is_answered_or_refused_as_expected(services, case):
    found = ask(services, case["question"])
    assert found.status.startswith(case["status"])
    assert [
        want for want in case.get("holds", ()) if squeeze(want) not in squeeze(found.text)
    ] == []
    if "cites" in case:
        assert case["cites"] in {quote.document for quote in found.quotes}
    if "notice" in case:
        assert any(case["notice"] in notice for notice in found.notices)


@pytest.mark.parametrize("case", ANSWERED, ids=lambda case: case["id"])
def test_every_sentence_cites_words_that_stand_on_the_page(services, case):
    found = ask(services, case["question"])
    assert all(sentence.citations for sentence in found.sentences)
    with services.database.reading() as session:
        for quote in found.quotes:
            _, shown = page(session, quote.document, quote.version, quote.page)
            assert shown.text[quote.start : quote.end] == quote.text


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_same_question_written_otherwise_has_the_same_answer(services, variant):
    write = VARIANTS[variant]
    differing = [
        case["id"]
        for case in CASES
        if case["status"] != "GREETING"
        and write(case["question"]) != case["question"]
        and ask(services, write(case["question"])).text != ask(services, case["question"]).text
    ]
    assert differing == []


def test_the_three_documents_are_cited_from_instruction_one(services):
    found = ask(services, "หน่วยงานต้องศึกษาเอกสารอะไรบ้าง")
    assert len(found.sentences) == 4
    assert {quote.section for quote in found.quotes} == {"ภาคความประสงค์ › ข้อ ๑"}


def test_the_six_strategies_come_in_their_order(services):
    found = ask(services, "แผนพัฒนาดิจิทัลเพื่อเศรษฐกิจและสังคมมีกี่ยุทธศาสตร์ อะไรบ้าง")
    starts = [sentence.text.split(" ")[:2] for sentence in found.sentences[1:]]
    assert starts == [["ยุทธศาสตร์ที่", str(number)] for number in range(1, 7)]
