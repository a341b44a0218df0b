"""An answer is right when it holds what it must; quotes are held against gold and the page."""

import pytest
from verdicts import REFUSED, answer, case, quote

from assistant.evaluation.judging import Place, find_places, is_right, judge
from assistant.evaluation.sets import Gold
from db.models import AnswerStatus, DocumentKind
from ingest.library import Text


@pytest.mark.parametrize(
    ("wanted", "said", "right"),
    [
        ({"holds": ["ไม่เกิน 5 ล้านบาท"]}, "ไม่เกิน ๕ ล้านบาท", True),
        ({"holds": ["5 ล้านบาท"]}, "๑๕ ล้านบาท", False),
        ({"holds": ["5 ล้านบาท"]}, "๑.๕ ล้านบาท", False),
        ({"holds": ["ปี 256"]}, "ปี ๒๕๖๙", False),
        ({"holds": [("พันบาท", "450,000")]}, "๔๕๐,๐๐๐ บาท", True),
        ({"holds": ["สำนักงาน"]}, "สานักงาน", True),
        ({"numbers": ["30"]}, "ภายใน ๓๐ วัน", True),
        ({"numbers": ["30"]}, "พ.ศ. 2530", False),
        ({"numbers": [("450", "450000")]}, "450,000", True),
        ({"holds": ["อธิบดี"], "forbidden": ("ปลัด",)}, "อธิบดีหรือปลัด", False),
    ],
)
def test_strings_and_numbers_are_looked_for(wanted, said, right):
    assert is_right(case(**wanted), answer(said)) is right


def test_a_refusal_is_right_only_where_it_is_due():
    refused = answer("ไม่พบ", REFUSED)
    assert is_right(case("near_miss", (REFUSED,)), refused)
    assert not is_right(case(holds=["30"]), refused)


def test_asking_back_is_right_where_it_is_allowed():
    asked = case(status=(AnswerStatus.ANSWERED, AnswerStatus.CLARIFY), holds=["30"])
    assert is_right(asked, answer("ฉบับใด", AnswerStatus.CLARIFY))


def test_places_share_characters_of_one_page():
    place = Place("d", 1, 10, 20)
    assert place.shares(Place("d", 1, 15, 30)) == 5
    assert place.shares(Place("d", 1, 20, 30)) == 0
    assert place.shares(Place("d", 2, 10, 20)) == 0


GOLD = Gold("rule", "ข")
SPOTS = {GOLD: (Place("rule", 1, 0, 20),)}


@pytest.mark.parametrize(
    ("start", "end", "good"), [(0, 20, 1), (10, 30, 1), (11, 31, 0), (5, 9, 1), (30, 40, 0)]
)
def test_a_quote_matches_when_half_of_the_shorter_is_shared(sqlite, start, end, good):
    asked, found = case(quotes=(GOLD,)), answer(quotes=(quote(start, end),))
    with sqlite.reading() as session:
        verdict = judge(session, asked, found, SPOTS)
    assert (verdict.quotes, verdict.good, verdict.gold, verdict.met) == (1, good, 1, good)


@pytest.fixture
def ruled(library, sqlite):
    """A library of one paper, slug `rule`."""
    text = "ประกาศเทศบาล\n\nให้ยื่นคำขอภายใน ๓๐ วัน และรายงานภายใน ๓๐ วัน"
    library.take(Text("rule", text.encode(), DocumentKind.OTHER))
    return sqlite


def test_every_place_of_a_gold_quote_is_found(ruled):
    golds = [Gold("rule", "ภายใน ๓๐ วัน"), Gold("rule", "ภายใน ๙๐ วัน")]
    with ruled.reading() as session:
        found = find_places(session, golds)
    assert [len(found[gold]) for gold in golds] == [2, 0]


@pytest.mark.parametrize(
    ("shown", "citations", "unsupported"),
    [("ประกาศเทศบาล", (0,), 0), ("ประกาศอำเภอ", (0,), 1), ("ประกาศเทศบาล", (), 1)],
    ids=["printed", "not printed so", "cites nothing"],
)
def test_a_sentence_needs_words_of_the_stored_page(ruled, shown, citations, unsupported):
    found = answer("ประกาศ", quotes=(quote(0, len(shown), shown),), citations=citations)
    with ruled.reading() as session:
        assert judge(session, case(), found, {}).unsupported == unsupported
