"""Sentences are taken out of a reply as they are completed, whatever is around them."""

import json

import pytest

from assistant.model.dictation import MOST_CHARACTERS, MOST_SENTENCES, Written, sentences

ONE = {"passage": 1, "quote": "ถ้อยคำ “ใน” ข้อความ", "text": 'ประโยค {หนึ่ง} ที่มี "อัญประกาศ"'}
WRITTEN = Written(ONE["text"], 1, ONE["quote"])


def whole(*sentences, absent=False):
    return json.dumps({"not_in_passages": absent, "sentences": list(sentences)})


def heard(text, size=1):
    dictation = sentences()
    pieces = [text[at : at + size] for at in range(0, len(text), size)]
    return dictation, [found for piece in pieces for found in dictation.hear(piece)]


@pytest.mark.parametrize("size", [1, 2, 7, 1_000])
def test_a_reply_in_pieces_of_any_size(size):
    dictation, found = heard(whole(ONE, ONE | {"passage": 2}), size)
    assert found == [WRITTEN, Written(ONE["text"], 2, ONE["quote"])]
    assert dictation.is_over
    assert not dictation.is_absent


def test_a_sentence_is_there_as_soon_as_it_ends():
    text = whole(ONE)
    assert heard(text[:-2])[1] == [WRITTEN]
    assert heard(text[:-3])[1] == []


def test_not_in_the_passages():
    dictation, found = heard(whole(absent=True))
    assert (dictation.is_absent, dictation.is_over, found) == (True, True, [])


def test_a_reply_without_a_sentence_says_that_nothing_is_there():
    assert heard(whole())[0].is_absent


def test_nothing_is_heard_after_the_end():
    assert heard(whole(ONE) + whole(ONE))[1] == [WRITTEN]


@pytest.mark.parametrize(
    "sentence",
    [
        {"passage": "1", "quote": "ก", "text": "ข"},
        {"passage": True, "quote": "ก", "text": "ข"},
        {"passage": 1.5, "quote": "ก", "text": "ข"},
        {"passage": 1, "quote": None, "text": "ข"},
        {"passage": 1, "text": "ข"},
        {"passage": 1, "quote": "ก", "text": {"a": "ข"}},
        {"passage": 1, "quote": ["ก"], "text": "ข"},
    ],
)
def test_what_is_no_sentence_is_passed_over(sentence):
    assert heard(whole(sentence, ONE))[1] == [WRITTEN]


@pytest.mark.parametrize(
    "around", ["```json\n%s```", "Sure! %s", '{"answer": %s}', "} ] %s", '"%s', "%s {{{"]
)
def test_what_stands_around_does_no_harm(around):
    assert heard(around % whole(ONE))[1] == [WRITTEN]


def test_line_breaks_within_a_string_are_read():
    text = whole(ONE | {"text": "ก@ข"}).replace("@", "\n")
    assert heard(text)[1][0].text == "ก\nข"


def test_a_claim_within_a_sentence_is_no_claim():
    dictation, found = heard(whole(ONE | {"text": '"not_in_passages": true}'}))
    assert len(found) == 1
    assert not dictation.is_absent


@pytest.mark.parametrize("text", ["ฮ่า", "a b c ", json.dumps(ONE), " ", "\n", "{"])
def test_a_loop_ends_it(text):
    dictation, _ = heard(text * 5_000, 50)
    assert dictation.is_over


def test_it_ends_at_its_longest():
    text = "".join(chr(0x0E01 + (at * at) % 46) for at in range(2 * MOST_CHARACTERS))
    assert heard(text, 100)[0].is_over


def test_it_ends_after_enough_sentences():
    many = [ONE | {"text": f"ประโยคที่ {at}"} for at in range(2 * MOST_SENTENCES)]
    assert len(heard(whole(*many))[1]) == MOST_SENTENCES


def test_braces_within_braces_cost_little():
    heard = sentences()
    assert list(heard.hear("{" * 20_000 + "}" * 20_000)) == []
    assert heard.is_over
    assert len(heard._open) <= 4


def test_a_sentence_after_stray_braces_is_still_taken():
    heard = sentences()
    found = list(heard.hear('{{{{{{{{"text": "ก", "passage": 1, "quote": "ข"}'))
    assert [written.text for written in found] == ["ก"]
