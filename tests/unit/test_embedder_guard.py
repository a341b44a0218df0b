"""What the text guard lets through."""

import pytest

from db.embedder.guard import MAX_CHARACTERS, clean, guard


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("", ""),
        (" \t\n\u00a0\u3000 ", ""),
        ("แผน\0ดิจิทัล", "แผนดิจิทัล"),
        ("a\x01\x1f\x7f\x9fb", "ab"),
        ("ก\ud800ข\udfff", "กข"),
        ("รัฐ\u200bบาล\ufeff", "รัฐบาล"),
        ("หนึ่ง\r\n\n  สอง\tสาม", "หนึ่ง สอง สาม"),
        ("พ.ศ. ๒๕๖๖ - ๒๕๗๐", "พ.ศ. 2566 - 2570"),
        ("\ufdfa", "\ufdfa"),
        ("นํ้าทำ 😀", "นํ้าทำ 😀"),
    ],
)
def test_guard(text, guarded):
    assert guard(text) == guarded


def test_a_long_text_is_cut():
    assert guard("ก" * 100_000) == "ก" * MAX_CHARACTERS


def test_what_is_removed_does_not_count_towards_the_cut():
    assert guard("\u200b" * MAX_CHARACTERS + "แผน") == "แผน"


def test_cleaning_alone_does_not_cut():
    assert len(clean("ก" * 100_000)) == 100_000


def test_guarded_text_is_always_encodable():
    every = "".join(map(chr, range(0x10000)))
    assert guard(every).encode().decode() == guard(every)


@pytest.mark.parametrize("text", [" ๑\0 \ud83d ๒ ", "ก" * (MAX_CHARACTERS - 1) + " ข"])
def test_guarding_twice_changes_nothing(text):
    assert guard(guard(text)) == guard(text)
