"""Years in titles are set aside however they are written, blanks or none."""

import pytest

from assistant.question.naming import _name_words
from assistant.question.papers import editions_of
from db.reads.papers import PaperRow


@pytest.mark.parametrize(
    "years",
    [
        "พ.ศ. 2566-2570",
        "(พ.ศ. 2566 - 2570)",
        "พ.ศ. (2566-2570)",
        "( 2566 – 2570 )",
        "๒๕๖๖-๒๕๗๐",
        f"({' ' * 1_900}2566{' ' * 50}-{' ' * 50}2570)",
    ],
)
def test_years_do_not_tell_two_editions_apart(years):
    papers = [
        PaperRow("old", "แผนปฏิบัติการดิจิทัลเทศบาลเมืองสมมติ พ.ศ. 2561-2565"),
        PaperRow("new", f"แผนปฏิบัติการดิจิทัลเทศบาลเมืองสมมติ {years}"),
    ]
    assert [paper.slug for paper in editions_of("new", papers)] == ["old", "new"]


@pytest.mark.parametrize(
    "years",
    ["พ.ศ. 2566-2570", "(พ.ศ. 2566 – 2570)", "พ.ศ. (2566-2570)", f"({' ' * 1_900}2566-2570)", ""],
)
def test_a_name_is_its_words_without_the_years(years):
    bare = _name_words("แผนพัฒนารัฐบาลดิจิทัล")
    assert _name_words(f"แผนพัฒนารัฐบาลดิจิทัล {years}") == bare


def test_blanks_without_years_stay_a_title():
    title = f"แผนปฏิบัติการดิจิทัล ({' ' * 1_900}ก"
    papers = [PaperRow("one", title), PaperRow("two", "แผนปฏิบัติการดิจิทัล พ.ศ. 2566")]
    assert editions_of("one", papers) == []
