"""Reads a model's sentences against the passages they name and lets through what holds."""

from collections.abc import Sequence

from sqlmodel import Session

from assistant.draft import Draft, Statement, Tools
from assistant.extraction import relevance
from assistant.extraction.kinds import holds
from assistant.extraction.units import Unit
from assistant.model.dictation import Written
from assistant.model.locating import clause_of, locate
from assistant.model.plain_thai import is_plain_thai
from assistant.quoting import Outlines, outlines, quote
from assistant.support import supported
from db.embedder import guard, without_cache
from db.reads.documents import PassageRow
from db.thai import canonical, fold, squeeze, words

_RELATED, _CLOSE = 0.4, 0.83


class Desk:
    """The editor of one reply. `kept` are the sentences let through, `dropped` counts the others.

    A true sentence of the library need not answer the question: nothing is told before one has
    come in that speaks of the question's subject and holds the kind of thing it asks for.
    """

    def __init__(self, draft: Draft, tools: Tools, passages: Sequence[PassageRow]) -> None:
        self.kept: list[Statement] = []
        self.dropped = 0
        self._asked, self._index = draft.understood(), draft.index
        self._tools, self._passages = tools, passages
        self._waiting: list[Statement] = []
        self._seen: set[str] = set()
        with tools.database.reading() as session:
            self._outlines: Outlines = outlines(session, passages)

    def take(self, written: Written) -> tuple[Statement, ...]:
        """The sentences that may be told now that this one has come in."""
        key = squeeze(written.text)
        if key in self._seen:
            return ()
        self._seen.add(key)
        with self._tools.database.reading() as session:
            statement = self._checked(session, written)
        if statement is None:
            self.dropped += 1
            return ()
        self._waiting.append(statement)
        if not self.kept and not self._answers(statement):
            return ()
        told, self._waiting = tuple(self._waiting), []
        self.kept.extend(told)
        return told

    @property
    def heard(self) -> int:
        """How many sentences came in, good or bad; one said twice counts once."""
        return len(self._seen)

    def _checked(self, session: Session, written: Written) -> Statement | None:
        """The sentence with its quote; None unless both the words it quotes and the whole clause
        they stand in support it: a clause without its "not" says the opposite."""
        text = written.text.strip()
        if not is_plain_thai(text) or not 1 <= written.passage <= len(self._passages):
            return None
        passage = self._passages[written.passage - 1]
        found = locate(passage, written.quote)
        if found is None:
            return None
        copied = self._statement(text, passage, found)
        whole = self._statement(text, passage, clause_of(passage, found))
        return whole if len(supported(session, (copied, whole))) == 2 else None

    def _statement(self, text: str, passage: PassageRow, unit: Unit) -> Statement:
        return Statement(canonical(text), (quote(passage, unit, self._outlines),))

    def _answers(self, statement: Statement) -> bool:
        """Speaks of the question's subject and numbers, and holds what was asked for."""
        asked = self._asked
        said = " ".join([statement.text, *(found.text for found in statement.quotes)])
        around = " ".join(f"{found.title} {found.section}" for found in statement.quotes)
        if not holds(asked, fold(said)) or not asked.numbers.issubset(words(f"{said} {around}")):
            return False
        return self._speaks_of(f"{said} {around}") or self._is_near(statement.text)

    def _speaks_of(self, text: str) -> bool:
        """Whether a text holds enough of the question, by weight of words."""
        if self._index is None:
            return False
        weights = relevance.weigh(self._asked, self._index)
        return relevance.weighted(relevance.shares(weights, text), weights) >= _RELATED

    def _is_near(self, text: str) -> bool:
        """Whether a sentence is near the question in other words; nothing of it is kept."""
        (asked,) = self._tools.embedder.embed_queries([self._asked.full])
        (said,) = without_cache(self._tools.embedder).embed_passages([guard(text)])
        return float(asked @ said) >= _CLOSE
