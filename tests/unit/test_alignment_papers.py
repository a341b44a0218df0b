"""What is said of an alignment: the statement, and the paper to put into a file."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.alignment.components import Component, ComponentKind
from assistant.alignment.outcome import Alignment, AlignmentStatus, Level, Match
from assistant.alignment.paper import print_alignment
from assistant.alignment.project import Project
from assistant.alignment.statement import write_statement
from assistant.answer import Quote
from assistant.papers.paper import Digits, Heading, Paragraph
from db.models import DocumentKind

ON = date(2026, 11, 23)
PROJECT = Project("โครงการบริการออนไลน์")
QUOTE = Quote("doc", "แผนดิจิทัล", DocumentKind.PLAN, None, 1, 1, 9, "12", "", 0, 9, "คำของแผน", "d")
MATCH = Match(
    plan="P", edition="P1", edition_title="แผนดิจิทัล", node="P1/S1", kind="STRATEGY", number="1",
    title="บริการดิจิทัล", place="ยุทธศาสตร์ที่ 1", strategy="P1/S1", level=Level.DIRECT, score=0.9,
    plan_quote="คำของแผน", project_quote=PROJECT.title, page=9,
    component=Component(ComponentKind.TITLE, PROJECT.title), why="เหตุผล", quote=QUOTE,
)  # fmt: skip


def paper(*matches):
    found = Alignment(AlignmentStatus.ALIGNED, matches, (), write_statement(PROJECT, matches), (),
                      (), "สาระ", 1.0)  # fmt: skip
    return print_alignment(PROJECT, found, ON, Digits.ARABIC)


def first_note(made):
    """The first quote of the first sentence."""
    paragraph = next(block for block in made.blocks if isinstance(block, Paragraph))
    return paragraph.sentences[0].quotes[0]


@pytest.mark.parametrize(
    ("kind", "printed", "page"),
    [(DocumentKind.PLAN, "12", "12"), (DocumentKind.PLAN, None, "9"),
     (DocumentKind.FACTS, "1", None), (DocumentKind.FACTS, None, None)],
)  # fmt: skip
def test_a_summary_has_no_page_of_the_plan(kind, printed, page):
    quote = replace(QUOTE, kind=kind, printed_page=printed)
    assert first_note(paper(replace(MATCH, quote=quote))).page == page


def test_conflicts_stand_among_what_is_related():
    made = paper(MATCH, replace(MATCH, node="P1/S2", level=Level.CONFLICTING))
    assert "ส่วนของแผนที่เกี่ยวข้อง" in [b.text for b in made.blocks if isinstance(b, Heading)]


def test_a_paper_tells_its_day_and_to_be_read_over():
    assert paper(MATCH).subtitles == (
        PROJECT.title,
        "ระบบสอดคล้องจัดทำ ณ วันที่ 23 พฤศจิกายน 2569 โปรดตรวจทานก่อนใช้",
    )


def of(edition, number, **more):
    """A match of a strategy of an edition."""
    node = f"{edition}/S{number}"
    told = {"kind": "STRATEGY", "place": f"ยุทธศาสตร์ที่ {number}", "strategy": node} | more
    return replace(MATCH, edition=edition, edition_title=f"แผน {edition}", node=node,
                   title=f"เรื่อง {number}", quote=replace(QUOTE, text=node), **told)  # fmt: skip


def below(match, title):
    """A measure below the strategy of a match."""
    node = f"{match.edition}/M"
    return replace(match, node=node, kind="MEASURE", place="มาตรการที่ 1.1", title=title,
                   quote=replace(QUOTE, text=node))  # fmt: skip


def test_the_project_is_named_once_and_each_level_by_its_words():
    matches = (of("A", 1), below(of("A", 1), "ก"), of("A", 2, level=Level.ENABLING),
               of("B", 3, score=0.5, level=Level.CONTRIBUTES))  # fmt: skip
    told = write_statement(PROJECT, matches).sentences
    assert [(text, [quote.text for quote in quotes]) for text, quotes in told] == [
        ("โครงการบริการออนไลน์ สอดคล้องโดยตรงกับยุทธศาสตร์ที่ 1 “เรื่อง 1” ของแผน A", ["A/S1"]),
        ("โดยเชื่อมโยงกับมาตรการที่ 1.1 “ก”", ["A/M"]),
        ("นอกจากนี้ ยังเป็นพื้นฐานรองรับยุทธศาสตร์ที่ 2 “เรื่อง 2” ของแผน A", ["A/S2"]),
        ("ทั้งยังสนับสนุนยุทธศาสตร์ที่ 3 “เรื่อง 3” ของแผน B", ["B/S3"]),
    ]


def test_what_the_project_is_about_is_told_with_the_first_plan():
    held = (of("A", 1), below(of("A", 1), "ก"), of("B", 1))
    matches = [replace(one, project_quote="ทุกคน") for one in held]
    told = [text for text, _ in write_statement(PROJECT, matches).sentences]
    assert told[0].endswith("ของแผน A โดยมีสาระของโครงการคือ “ทุกคน”")
    assert told[1].startswith("และเชื่อมโยงกับมาตรการที่ 1.1")
    assert "ทุกคน" not in told[2]


def test_what_conflicts_is_no_statement():
    assert write_statement(PROJECT, [replace(MATCH, level=Level.CONFLICTING)]).text == ""
