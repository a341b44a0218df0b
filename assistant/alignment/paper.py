"""An alignment as a paper to put into a file: the statement with its footnotes, what it rests on,
what the project still lacks."""

from collections.abc import Iterator
from datetime import date

from assistant.alignment.outcome import Alignment, Gap, Match
from assistant.alignment.project import Project
from assistant.answer import Quote
from assistant.papers import paper as papers
from assistant.papers.making import make_docx, make_pdf
from assistant.papers.paper import (
    Block,
    Column,
    Digits,
    Heading,
    Paper,
    Paragraph,
    Sentence,
    Table,
)
from assistant.question.dates import say_date
from assistant.wording import LEVELS
from db.models import DocumentKind

TITLE = "ความสอดคล้องของโครงการกับแผน"
_STATEMENT, _MATRIX, _GAPS = "ข้อความแสดงความสอดคล้อง", "ส่วนของแผนที่เกี่ยวข้อง", "สิ่งที่ควรเพิ่มในโครงการ"
_NOTICES, _NONE = "ข้อควรระวัง", "ผลการพิจารณา"
_MADE = "ระบบสอดคล้องจัดทำ ณ วันที่ {day} โปรดตรวจทานก่อนใช้"
_OURS = "– ข้อแนะนำของระบบ"
_MOST_ROWS = 20


def alignment_pdf(project: Project, found: Alignment, day: date, digits: Digits) -> bytes:
    """The paper as PDF, its fonts embedded."""
    return make_pdf(print_alignment(project, found, day, digits))


def alignment_docx(project: Project, found: Alignment, day: date, digits: Digits) -> bytes:
    """The paper as a Word file."""
    return make_docx(print_alignment(project, found, day, digits))


def print_alignment(
    project: Project, found: Alignment, day: date, digits: Digits = Digits.THAI
) -> Paper:
    """The paper as made on a day: every sentence of the statement and every gap footnoted with
    what it rests on."""
    made = _MADE.format(day=say_date(day))
    return Paper(TITLE, tuple(_blocks(found)), (project.title, made), digits=digits)


def _blocks(found: Alignment) -> Iterator[Block]:
    if found.statement.sentences:
        yield Heading(_STATEMENT)
        told = found.statement.sentences
        yield Paragraph(tuple(Sentence(text, tuple(map(_quote, quotes))) for text, quotes in told))
    else:
        yield from _lines(_NONE, (found.explanation,))
    if found.matches:
        yield Heading(_MATRIX)
        yield _matrix(found.matches[:_MOST_ROWS])
    if found.gaps:
        yield Heading(_GAPS)
        yield from map(_gap, found.gaps)
    if found.notices:
        yield from _lines(_NOTICES, found.notices)


def _lines(title: str, lines: tuple[str, ...]) -> Iterator[Block]:
    yield Heading(title)
    yield from (Paragraph((Sentence(line),)) for line in lines)


def _matrix(matches: tuple[Match, ...]) -> Table:
    columns = (
        Column("ส่วนของแผน", 3.0),
        Column("ระดับ", 1.2),
        Column("ข้อความของโครงการ", 2.4),
        Column("เหตุผล", 2.6),
    )
    rows = tuple(
        (
            f"{match.edition_title} {match.place} {match.title}",
            LEVELS[match.level.name][0],
            match.project_quote,
            match.why,
        )
        for match in matches
    )
    return Table(columns, rows)


def _gap(gap: Gap) -> Paragraph:
    told = f"{gap.text} ({gap.advice})"
    if gap.source is None:
        return Paragraph((Sentence(f"{told} {_OURS}"),))
    return Paragraph((Sentence(told, (_quote(gap.source),)),))


def _quote(quote: Quote) -> papers.Quote:
    """A footnote; a summary of ours has no page of the plan that it tells of."""
    page = None if quote.kind == DocumentKind.FACTS else quote.printed_page or str(quote.page)
    return papers.Quote(quote.title, quote.text, quote.edition, page)
