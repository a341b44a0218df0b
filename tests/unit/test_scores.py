"""What verdicts add up to, against counts made by hand."""

from verdicts import ANSWERED, REFUSED, answer, case, verdict

from assistant.evaluation.asking import Found, Hidden
from assistant.evaluation.curve import Leaning, trace
from assistant.evaluation.scores import (
    by_kind,
    summarise,
    summarise_hidden,
    summarise_retrieval,
)
from db.models import AnswerStatus

ABLE, MISS = case(holds=["30"]), case("near_miss", (REFUSED,))
RIGHT = verdict(ABLE, answer("30"), quotes=2, good=1, gold=1, met=1)
WRONG = verdict(ABLE, answer("90"), quotes=1, gold=1, unsupported=1)
SILENT = verdict(ABLE, answer("ไม่พบ", REFUSED), gold=2)
DUE = verdict(MISS, answer("ไม่พบ", REFUSED))
TRICKED = verdict(MISS, answer("30"))


def test_the_shares_of_a_set():
    found = summarise([RIGHT, WRONG, SILENT, DUE, TRICKED])
    assert (found.questions, found.answerable) == (5, 3)
    assert (found.answered, found.accuracy) == (0.6667, 0.5)
    assert found.wrong == 0.4
    assert (found.refusal_precision, found.refusal_recall) == (0.5, 0.5)
    assert found.near_miss_refusal == 0.5
    assert (found.quote_precision, found.quote_recall) == (0.3333, 0.25)
    assert found.unsupported_sentences == 1


def test_nothing_counted_is_no_share():
    found = summarise([])
    assert (found.questions, found.answered, found.wrong) == (0, None, None)


def test_asking_back_where_it_is_right_counts_as_answering():
    asked = case("clarify", (ANSWERED, AnswerStatus.CLARIFY))
    found = summarise([verdict(asked, answer("ฉบับใด", AnswerStatus.CLARIFY))])
    assert (found.answered, found.accuracy, found.wrong) == (1.0, 1.0, 0.0)


def test_a_greeting_need_not_be_refused():
    greeting = case("greeting", (AnswerStatus.GREETING,))
    found = summarise([verdict(greeting, answer("สวัสดี", AnswerStatus.GREETING))])
    assert (found.refusal_recall, found.status_accuracy, found.wrong) == (None, 1.0, 0.0)


def test_a_part_that_calls_itself_one_is_not_wrong():
    asked = case(status=(ANSWERED, AnswerStatus.PARTIAL), holds=["30", "60"])
    part, other = answer("30", AnswerStatus.PARTIAL), answer("90", AnswerStatus.PARTIAL)
    found = [verdict(asked, one) for one in (part, other, answer("30"))]
    assert [(one.right, one.wrong) for one in found] == [
        (False, False),
        (False, True),
        (False, True),
    ]


def test_missing_notices_are_counted_among_answers():
    asked = case(notice="ฉบับใหม่")
    told, silent = answer("30", notices=("มีฉบับใหม่แล้ว",)), answer("30")
    assert summarise([verdict(asked, told), verdict(asked, silent), RIGHT]).notices == 0.5


def test_the_counts_of_each_kind():
    found = by_kind([RIGHT, WRONG, DUE])
    assert list(found) == ["number", "near_miss"]
    assert (found["number"].right, found["number"].wrong, found["number"].questions) == (1, 1, 2)
    assert found["near_miss"].refused == 1


def test_seconds_between_the_slowest_and_the_fastest():
    found = summarise([verdict(ABLE, answer("30"), seconds=n / 100) for n in range(101)])
    assert (found.seconds_p50, found.seconds_p95) == (0.5, 0.95)


def test_retrieval_of_all_that_answers():
    found = summarise_retrieval([Found(ABLE, 1, 1), Found(ABLE, 1, 2), Found(ABLE, 2, 2)])
    assert (found.recall, found.all_gold, found.several_all) == (0.8, 0.6667, 0.5)


def test_questions_robbed_of_their_answer():
    leaked, elsewhere = Hidden(RIGHT, True), Hidden(RIGHT, False)
    found = summarise_hidden([leaked, elsewhere, Hidden(WRONG, False), Hidden(SILENT, False)])
    assert (found.refused, found.right, found.leaked, found.wrong) == (0.25, 0.25, 0.25, 0.25)


def test_a_threshold_trades_answers_for_refusals():
    sure, unsure, tricked = Leaning(RIGHT, 0.9), Leaning(WRONG, 0.4), Leaning(TRICKED, 0.3)
    points = {p.threshold: p for p in trace([sure, unsure, tricked, Leaning(SILENT, 0.0)], 2)}
    assert (points[0.0].answered, points[0.0].wrong) == (0.6667, 0.5)
    assert points[0.0].near_miss_refusal == 0.0
    assert (points[0.5].answered, points[0.5].wrong) == (0.3333, 0.0)
    assert points[0.5].near_miss_refusal == 1.0
    assert points[1.0].answered == 0.0


def test_what_was_refused_in_any_case_stays_refused():
    assert {point.near_miss_refusal for point in trace([Leaning(DUE, 0.0)], 2)} == {1.0}
