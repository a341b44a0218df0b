"""A question whose answer is taken out of the index."""

import pytest
from verdicts import REFUSED, case

from assistant.draft import Tools
from assistant.evaluation.asking import ask_all, ask_without_gold, retrieve_all
from assistant.evaluation.hiding import withhold
from assistant.evaluation.leaning import lean
from assistant.evaluation.sets import Gold
from db.errors import InvalidInput
from db.models import DocumentKind
from ingest.library import Text

DAYS = "ผู้ยืมต้องส่งคืนครุภัณฑ์ภายใน ๑๕ วัน"
PAPERS = {
    "loans": f"ระเบียบการยืมครุภัณฑ์\n\nข้อ ๑ {DAYS} นับแต่วันที่ได้รับครุภัณฑ์",
    "parking": "ประกาศที่จอดรถ\n\nผู้จอดรถต้องแลกบัตรที่ป้อมยามทุกครั้ง",
}


@pytest.fixture
def tools(library, sqlite, live, trigrams):
    for slug, text in PAPERS.items():
        library.take(Text(slug, text.encode(), DocumentKind.OTHER))
    library.publish()
    yield Tools(sqlite, live, trigrams)
    live.close()


def asked(**more):
    gold = (Gold("loans", DAYS),)
    return case(holds=["15 วัน"], **({"quotes": gold, "question": "ส่งคืนครุภัณฑ์ภายในกี่วัน"} | more))


def test_what_is_withheld_is_found_by_no_engine(tools):
    whole = tools.live.current().search("ครุภัณฑ์")
    first = next(iter(whole.lexical))
    hits = withhold(tools.live, {first}).current().search("ครุภัณฑ์")
    assert first in whole.dense
    assert first not in hits.lexical.keys() | hits.dense.keys()
    assert hits.dense.keys() == whole.dense.keys() - {first}


def test_the_answer_is_known_until_it_is_hidden(tools):
    open_to_all = ask_all([asked()], tools)[0]
    hidden = ask_without_gold([asked()], tools, ["loans"])[0]
    assert (open_to_all.right, open_to_all.met) == (True, 1)
    assert (hidden.verdict.answered, hidden.leaked) == (False, False)


def test_only_questions_answered_by_those_documents_are_hidden(tools):
    cases = [asked(), asked(turns=("สวัสดี",)), asked(kind="near_miss", status=(REFUSED,))]
    assert ask_without_gold(cases, tools, ["parking"]) == []
    assert len(ask_without_gold(cases, tools, ["loans"])) == 1


def test_a_gold_quote_counts_when_its_passage_is_retrieved(tools):
    found = retrieve_all([asked(), asked(turns=("สวัสดี",))], tools)
    assert [(one.met, one.wanted) for one in found] == [(1, 1)]


def test_gold_that_is_not_printed_is_named(tools):
    with pytest.raises(InvalidInput, match="loans: ไม่มีในเอกสาร"):
        ask_all([asked(quotes=(Gold("loans", "ไม่มีในเอกสาร"),))], tools)


def test_without_a_threshold_more_is_ventured(tools):
    surest, vaguest = lean([asked(), asked(question="รถจอดกี่วัน")], tools)
    assert surest.verdict.right
    assert surest.confidence > vaguest.confidence
