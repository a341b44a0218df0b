"""Which papers a question names by their titles, and which of their editions."""

from datetime import date

import pytest

from assistant.question.papers import (
    editions_of,
    is_other_edition,
    name_papers,
    of_today,
    owners_in,
    tells_edition,
)
from db.reads.papers import PaperRow

NOW = date(2026, 11, 23)
OLD = PaperRow("old", "แผนพัฒนาท้องถิ่น (พ.ศ. 2566–2570) เทศบาลเมืองดอยงาม")
NEW = PaperRow("new", "แผนพัฒนาท้องถิ่น (พ.ศ. ๒๕๗๑–๒๕๗๕) เทศบาลเมืองดอยงาม")
OTHER = PaperRow("other", "แผนปฏิบัติการดิจิทัลของเทศบาลเมืองดอยงาม ระยะ 3 ปี (พ.ศ. 2569–2571)")
PAPERS = [NEW, OLD, OTHER]


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("แผนพัฒนาท้องถิ่นมีกี่ยุทธศาสตร์", ["old", "new"]),
        ("แผนพัฒนาท้องถิ่น พ.ศ. 2571–2575 มีกี่ยุทธศาสตร์", ["new"]),
        ("แผนพัฒนาท้องถิ่นปี 2569 มีวงเงินเท่าไร", ["old"]),
        ("แผนพัฒนาท้องถิ่นฉบับใหม่มีกี่ยุทธศาสตร์", ["new"]),
        ("แผนพัฒนาท้องถิ่นฉบับเดิมมีกี่ยุทธศาสตร์", ["old"]),
        ("แผนพัฒนาท้องถิ่นฉบับปัจจุบันมีกี่ยุทธศาสตร์", ["old"]),
        ("แผนพัฒนาท้องถิ่นของเทศบาลเมืองดอยงามมีกี่ยุทธศาสตร์", ["old", "new"]),
        ("แผนพัฒนาท้องถิ่นของเทศบาลนครลำธารมีกี่ยุทธศาสตร์", []),
        ("แผนพัฒนาท้องถิ่น พ.ศ. 2561–2565 มีกี่ยุทธศาสตร์", []),
        ("แผนปฏิบัติการดิจิทัล เทศบาลเมืองดอยงาม มีเป้าหมายอะไร", ["other"]),
        ("ใครรับผิดชอบโครงการ", []),
    ],
)
def test_papers_are_named_by_title_body_years_and_age(text, slugs):
    assert [paper.slug for paper in name_papers(text, PAPERS, NOW)] == slugs


def test_editions_differ_by_their_years_alone():
    assert editions_of("new", PAPERS) == [OLD, NEW]
    assert editions_of("other", PAPERS) == [OTHER]
    assert editions_of("none", PAPERS) == []


@pytest.mark.parametrize(("year", "paper"), [(2020, OLD), (2025, OLD), (2030, NEW), (2040, NEW)])
def test_the_edition_of_a_day(year, paper):
    assert of_today([OLD, NEW], date(year, 1, 1)) == paper


def test_years_that_no_edition_has_are_another_edition():
    assert is_other_edition("แผนพัฒนาท้องถิ่น 2561–2565 มีกี่ข้อ", PAPERS)
    assert not is_other_edition("แผนพัฒนาท้องถิ่น 2566–2570 มีกี่ข้อ", PAPERS)
    assert not is_other_edition("แผนพัฒนาท้องถิ่นมีกี่ข้อ", PAPERS)
    assert not is_other_edition("แผนพัฒนาท้องถิ่นปี 2569 สอดคล้องกับแผนจังหวัด 2561–2565 ไหม", PAPERS)
    assert not is_other_edition("คู่มือสมัครสมาชิก 2561–2565", [PaperRow("a", "คู่มือสมัครสมาชิก")])


def test_bodies_and_editions_that_a_text_tells():
    assert owners_in("ประชากรของเทศบาลเมืองดอยงามมีกี่คน", PAPERS) == {"เทศบาลเมืองดอยงาม"}
    assert owners_in("ประชากรของเทศบาลมีกี่คน", PAPERS) == set()
    assert tells_edition("ฉบับเดิมมีกี่ข้อ")
    assert not tells_edition("แผนมีกี่ข้อ")
