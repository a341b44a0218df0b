"""Answers from the words of passages: the clause, row, list or headed text that answers best."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from sqlmodel import Session

from assistant import wording
from assistant.answer import Quote
from assistant.composers.columns import say_row
from assistant.composers.printed import as_printed
from assistant.draft import Composition, Draft, Statement
from assistant.extraction import relevance
from assistant.extraction.addressing import barred, is_barred
from assistant.extraction.candidates import Candidate
from assistant.extraction.confidence import THRESHOLD
from assistant.extraction.kinds import PRECISE
from assistant.extraction.layout import Line, Role, opens
from assistant.extraction.ranking import READ, Scored, rank
from assistant.extraction.relevance import likeness
from assistant.extraction.rows import read_row
from assistant.extraction.units import Unit
from assistant.extraction.view import HEAD
from assistant.question.wants import Wanted
from assistant.quoting import Outlines, outlines, quote
from assistant.support.judging import says
from db.reads.documents import PassageRow, openings
from db.thai import squeeze

MOST, MOST_ITEMS = 3, 7
_NEXT, _SAME_SENTENCE = 0.9, 0.75
_SILENT = frozenset({Role.HEADING, Role.QUESTION, Role.CAPTION, Role.HEAD})
_TARGET = "ค่าเป้าหมาย"
_TARGET_ASKED = re.compile(r"ค่าเป้าหมาย|ตัวชี้วัด|kpi|ต้อง(?:ได้|อยู่|ไม่|มี|ทาให้)|ภายในปี")
_LEADING = re.compile(
    r"^(?:และ(?=กำหนด|ให้)|ด้วย(?=คณะ)|ตอบ[\s:]+|[-•*]\s|[๐-๙0-9]{1,2}[.)]\s|#{1,6}\s+)"
)


def compose(session: Session, draft: Draft) -> Composition | None:
    """The best-supported words among what was found; None when none is sure enough to answer."""
    found = list(_fit(_found(session, draft)))
    if not found or found[0].confidence < (THRESHOLD if draft.least is None else draft.least):
        return None
    chosen = [
        as_printed(session, draft.understood(), scored.candidate)
        for scored in _choose(draft, found)
    ]
    writer = _Writer(draft, outlines(session, [candidate.passage for candidate in chosen]))
    statements = dict.fromkeys(s for candidate in chosen for s in writer.statements(candidate))
    return Composition(
        tuple(statements), tuple(writer.notices), confidence=round(found[0].confidence, 3)
    )


def _found(session: Session, draft: Draft) -> list[Scored]:
    asked = draft.understood()
    if draft.index is None or not asked.concepts or not draft.evidence:
        return []
    versions = sorted({evidence.passage.version_id for evidence in draft.evidence[:READ]})
    heads = openings(session, versions, HEAD)
    return rank(draft, relevance.weigh(asked, draft.index), heads)


def _fit(found: Iterable[Scored]) -> Iterator[Scored]:
    """Without the lines that speak to the program that reads them."""
    for scored in found:
        held, passage = scored.candidate, scored.candidate.passage
        spans = barred(passage.page_text, passage.start, passage.end)
        if not spans:
            yield scored
        elif not is_barred(spans, held.line.unit.start, held.line.unit.end):
            under = tuple(
                line for line in held.under if not is_barred(spans, line.unit.start, line.unit.end)
            )
            if under or not held.under:
                yield replace(scored, candidate=replace(held, under=under))


def _choose(draft: Draft, found: Sequence[Scored]) -> list[Scored]:
    """The best; with it, where several things may answer, those as sure of the same passage."""
    best = _promised(draft, found) or found[0]
    single = draft.understood().wants(*PRECISE, Wanted.MEANING, Wanted.WHETHER)
    if single or best.candidate.under:
        return [best, *_otherwise(draft, best, found)]
    chosen = [best]
    for other in takewhile(lambda scored: scored.confidence >= _NEXT * best.confidence, found[1:]):
        fits = not other.candidate.under and other.candidate.passage.id == best.candidate.passage.id
        if fits and not any(_overlap(other.candidate, one.candidate) for one in chosen):
            chosen.append(other)
    return chosen[:MOST]


def _otherwise(draft: Draft, best: Scored, found: Sequence[Scored]) -> list[Scored]:
    """The same sentence of another paper with other figures, where no edition is named: both are
    shown, each with its document."""
    said = squeeze(best.candidate.text)
    if draft.named or best.candidate.under or not draft.understood().wants(*PRECISE):
        return []
    for other in takewhile(lambda scored: scored.confidence >= _NEXT * best.confidence, found):
        text = squeeze(other.candidate.text)
        elsewhere = other.candidate.passage.slug != best.candidate.passage.slug
        if elsewhere and text != said and likeness(said, text) >= _SAME_SENTENCE:
            return [other]
    return []


def _promised(draft: Draft, found: Sequence[Scored]) -> Scored | None:
    """Asked for what must be reached, the surest target: it comes before what was measured."""
    if not _TARGET_ASKED.search(draft.understood().key):
        return None
    sure = takewhile(lambda scored: scored.confidence >= THRESHOLD, found)
    return next((scored for scored in sure if _TARGET in scored.candidate.text), None)


def _overlap(one: Candidate, other: Candidate) -> bool:
    if squeeze(one.unit.text) == squeeze(other.unit.text):
        return True
    return one.unit.start < other.unit.end and other.unit.start < one.unit.end


class _Writer:
    """Makes statements of candidates; says in `notices` how much of a list is left."""

    def __init__(self, draft: Draft, sections: Outlines) -> None:
        self.notices: list[str] = []
        self._draft = draft
        self._sections = sections

    def statements(self, candidate: Candidate) -> Iterator[Statement]:
        """A candidate's words; a list after the line that opens it, as many as one can take in."""
        passage = candidate.passage
        if not candidate.under:
            yield from self._opening(passage, candidate.line)
            yield from self._line(passage, candidate.unit, candidate.line)
            return
        if not candidate.is_block:
            yield from self._line(passage, candidate.unit, candidate.line)
        for line in self._shown([line for line in candidate.under if line.role not in _SILENT]):
            yield from self._line(passage, line.unit, line)

    def _opening(self, passage: PassageRow, line: Line) -> Iterator[Statement]:
        """Asked whether, an item says nothing without the line that allows or forbids it."""
        over = line.above[-1] if line.role is Role.ITEM and line.above else None
        if over is None or over.role not in {Role.TEXT, Role.ITEM}:
            return
        if self._draft.understood().wants(Wanted.WHETHER) and opens(over.unit.text):
            yield from self._line(passage, over.unit, over)

    def _shown(self, items: list[Line]) -> list[Line]:
        rest = items[self._draft.skip :] or items
        left = len(rest) - MOST_ITEMS
        if left > 0:
            self.notices.append(wording.MORE.format(count=left))
            self._draft.suggestions.append(wording.REST)
        return rest[:MOST_ITEMS]

    def _line(self, passage: PassageRow, unit: Unit, line: Line) -> Iterator[Statement]:
        if line.role is Role.ROW:
            yield from self._row(passage, line)
            return
        words = _LEADING.sub("", unit.text)
        yield Statement(words, (quote(passage, unit, self._sections),))

    def _row(self, passage: PassageRow, line: Line) -> Iterator[Statement]:
        """The row read under its head; where that cannot be supported, the head and the row as
        they are printed: the figures without their units and years tell nothing."""
        row = quote(passage, _trimmed(line.unit), self._sections)
        quotes = (row, *self._above_row(passage, line))
        cells = read_row(line)
        for held in (cells, [replace(cell, unit="") for cell in cells]):
            text = say_row(self._draft.understood(), held)
            if says(quotes, text):
                yield Statement(text, quotes)
                return
        yield from (Statement(" ".join(q.text.split()), (q,)) for q in (*quotes[1:], row))

    def _above_row(self, passage: PassageRow, line: Line) -> Iterator[Quote]:
        for over in (line.head, line.caption):
            if over is not None and over.unit.start >= 0:
                yield quote(passage, _trimmed(over.unit), self._sections)
            elif over is not None:
                yield from self._elsewhere(passage, over.unit.text)

    def _elsewhere(self, passage: PassageRow, head: str) -> Iterator[Quote]:
        """The head of a table that goes on, on the page that prints it, if that was found."""
        for evidence in self._draft.evidence:
            other = evidence.passage
            at = other.page_text.find(head)
            if other.version_id == passage.version_id and at >= 0:
                yield quote(other, Unit(at, at + len(head), head), self._sections)
                return


def _trimmed(unit: Unit) -> Unit:
    """Without spaces on either side; empty cells stay, that the others keep their columns."""
    text = unit.text.strip(" ")
    start = unit.start + len(unit.text) - len(unit.text.lstrip(" "))
    return Unit(start, start + len(text), text)
