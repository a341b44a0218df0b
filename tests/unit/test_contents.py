"""Tables of contents hold no sections."""

import pytest

from ingest.outline.contents import contents_lines
from ingest.read.text import read_text

BODY = ["ส่วนที่ ๑ บทนำ", "๑.๑ ที่มา", "๑.๒ วัตถุประสงค์", "ส่วนที่ ๒ ยุทธศาสตร์", "ส่วนที่ ๓ การติดตาม"]


def contents(form):
    return [form.format(title, page) for title, page in zip(BODY, "๑๑๓๕๙", strict=True)]


@pytest.mark.parametrize(
    "form", ["{} {}", "{} ........ {}", "{} . . . . . . {}", "{}………{}", "{}\t{}"]
)
@pytest.mark.parametrize("head", [["สารบัญ"], ["สารบัญ", "หน้า"], []])
def test_only_the_sections_themselves_are_headings(form, head):
    lines = [*head, *contents(form), "คำนำ", *BODY]
    assert [heading.title for heading in read_text("\n".join(lines)).headings] == BODY


def test_an_entry_may_have_no_page_number():
    lines = ["สารบัญ", *BODY, "", *BODY]
    assert contents_lines(lines) == {1, 2, 3, 4, 5}


def test_an_entry_may_fill_two_lines():
    first, *others = contents("{} {}")
    lines = [first, "๑.๐ ที่มาของแผนพัฒนา", "และความสำคัญ ๑", *others]
    assert contents_lines(lines) == set(range(len(lines)))


def test_a_page_number_may_follow_a_year():
    lines = [f"{n}. แผนปี พ.ศ. ๒๕๖{n} {n + 4}" for n in range(1, 6)]
    assert contents_lines(lines) == set(range(5))
    assert contents_lines([f"{n}. แผน {n}๐๐ {n + 4}" for n in range(1, 6)]) == frozenset()


def test_prose_ends_the_contents():
    lines = ["สารบัญ", *BODY, "คำนำ " * 50, *BODY, *BODY]
    assert contents_lines(lines) == {1, 2, 3, 4, 5}


@pytest.mark.parametrize(
    "lines",
    [
        BODY,
        ["๑. ระยะที่ ๑", "๒. ระยะที่ ๒", "๓. ระยะที่ ๓", "๔. ระยะที่ ๔"],
        ["หมวด ๑", "หมวด ๒", "หมวด ๓", "หมวด ๔"],
        ["๑. ก ๙", "๒. ข ๘", "๓. ค ๗", "๔. ง ๖"],
        ["งบ ก ๑", "งบ ข ๒", "งบ ค ๓", "งบ ง ๔"],
        ["สารบัญ", "คำนำ", *BODY],
    ],
)
def test_other_lists_are_no_contents(lines):
    assert contents_lines(lines) == frozenset()
