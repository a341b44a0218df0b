"""What is said of an alignment: the statement, and the paper to put into a file."""

from dataclasses import replace

import pytest

from assistant.alignment.components import Component, ComponentKind
from assistant.alignment.outcome import Alignment, AlignmentStatus, Level, Match
from assistant.alignment.paper import print_alignment
from assistant.alignment.project import Project
from assistant.alignment.statement import write_statement
from assistant.answer import Quote
from assistant.papers.paper import Digits, Heading, Paragraph
from db.models import DocumentKind

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
    return print_alignment(PROJECT, found, Digits.ARABIC)


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
