"""What a project is told to lack: whose wish it is, and what its money comes to."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.alignment.gaps import gaps, million_baht
from assistant.alignment.outcome import Alignment, AlignmentStatus, Statement
from assistant.alignment.paper import print_alignment
from assistant.alignment.project import Project
from assistant.papers.paper import Digits, Paragraph

ON = date(2026, 11, 23)
BARE = Project("งาน")


@pytest.fixture
def lacking(sqlite):
    """lacking(project, is_digital) are the gaps by their codes."""

    def look(project, is_digital):
        with sqlite.reading() as session:
            return {gap.code: gap for gap in gaps(session, project, ON, is_digital)}

    return look


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("ปี 2570 150,000,000 บาท ปี 2571 150,000,000 บาท", 300),
        ("ปี ๒๕๗๐ จำนวน ๘๐ ล้านบาท ปี ๒๕๗๑ จำนวน ๔๐ ล้านบาท รวม ๑๒๐ ล้านบาท", 120),
        ("รวม 120 ล้านบาท (ปี 2570 80 ล้านบาท ปี 2571 40 ล้านบาท)", 120),
        ("ปี 2570 80 ล้านบาท ปี 2571 40 ล้านบาท รวมปี 2570–2571 120 ล้านบาท", 120),
        ("ปี 2570–2571 รวม 120 ล้านบาท ปี 2572 10 ล้านบาท", 130),
        ("ปี 2570 ค่าเครื่อง 80 ล้านบาท ค่าอบรม 5 ล้านบาท", 80),
        ("900,000 บาท", 0.9),
        ("2500 บาท", 0.0025),
        ("ปี 2570", None),
    ],
)
def test_what_different_years_cost_is_added_up(text, amount):
    assert million_baht(text) == (amount if amount is None else pytest.approx(amount))


def test_a_road_need_not_tell_how_its_systems_are_guarded(lacking):
    assert lacking(BARE, is_digital=True).keys() - lacking(BARE, is_digital=False).keys() == {
        "data_protection"
    }


def test_what_no_form_asks_for_is_our_own_advice(lacking):
    found = lacking(BARE, is_digital=True)
    none = Alignment(AlignmentStatus.NONE, (), (), Statement(()), (), (), "ไม่สอดคล้อง", 1.0)
    for code in ("target_group", "place", "data_protection"):
        assert found[code].source is None
        paper = print_alignment(BARE, replace(none, gaps=(found[code],)), ON, Digits.ARABIC)
        (told,) = [one for one in paper.blocks if isinstance(one, Paragraph)][-1].sentences
        assert (told.text.endswith("ข้อแนะนำของระบบ"), told.quotes) == (True, ())
