"""Where the library prints the parts of an edition: in its own text, else in what we hold of it."""

from dataclasses import dataclass

from sqlmodel import Session

from assistant.answer import Quote
from assistant.extraction.units import Unit, units
from assistant.quoting import outlines, quote
from db.reads.documents import PassageRow, passages_of
from db.reads.plans import EditionRow
from db.reads.shelves import texts_of_edition
from db.thai import squeeze

_SHORTEST = 12
_LONGEST = 600


@dataclass(frozen=True, slots=True)
class _Line:
    key: str
    passage: PassageRow
    unit: Unit


class Print:
    """The lines of an edition's documents, for finding what prints a title."""

    def __init__(self, session: Session, edition: EditionRow) -> None:
        texts = texts_of_edition(session, edition.id)
        self._own = [line for slug in texts for line in _lines(session, slug)]
        self._facts = _lines(session, edition.facts_slug())
        passages = {line.passage.version_id: line.passage for line in (*self._own, *self._facts)}
        self._outlines = outlines(session, passages.values())

    def line(self, title: str, *more: str) -> Quote | None:
        """The shortest line that prints a title, best with what is told of it `more`."""
        wanted, others = squeeze(title), [squeeze(one) for one in more if one]
        own = [line for line in self._own if wanted in line.key] if len(wanted) >= _SHORTEST else []
        facts = [line for line in self._facts if wanted in line.key]
        for held in (own, facts):
            if held:
                best = min(held, key=lambda line: (-_said(line, others), len(line.unit.text)))
                return quote(best.passage, best.unit, self._outlines)
        return None


class Papers:
    """Documents whose lines are looked for more than once: each is read once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._read: dict[str, list[_Line]] = {}

    def line(self, slug: str, *needles: str) -> Quote | None:
        """The shortest line of a document that holds all `needles`, white space and digits
        apart; None where none does, or the library has no such document."""
        if slug not in self._read:
            self._read[slug] = _lines(self._session, slug)
        wanted = [squeeze(needle) for needle in needles]
        held = [line for line in self._read[slug] if all(one in line.key for one in wanted)]
        if not held:
            return None
        best = min(held, key=lambda line: len(line.unit.text))
        return quote(best.passage, best.unit, outlines(self._session, [best.passage]))


def _lines(session: Session, slug: str) -> list[_Line]:
    return [
        _Line(squeeze(unit.text), passage, unit)
        for passage in passages_of(session, slug)
        for unit in units(passage.page_text, passage.start, passage.end)
        if len(unit.text) <= _LONGEST
    ]


def _said(line: _Line, others: list[str]) -> int:
    return sum(one in line.key for one in others)
