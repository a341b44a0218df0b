"""The answer in the making: what one step leaves for the next."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from assistant.answer import Quote
from assistant.question import Asked
from assistant.routes import Route
from db.embedder import Embedder
from db.engine import Database
from db.index import Index, LiveIndex
from db.models import AnswerStatus
from db.reads.documents import PassageRow
from db.reads.plans import EditionRow


@dataclass(frozen=True, slots=True)
class Tools:
    """What the steps work with."""

    database: Database
    live: LiveIndex
    embedder: Embedder


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence with the quotes that support it.

    A `frame` introduces the statements after it ("มี 6 ยุทธศาสตร์ ได้แก่") and may say their number.
    """

    text: str
    quotes: tuple[Quote, ...]
    frame: bool = False


@dataclass(frozen=True, slots=True)
class Composition:
    """What a composer proposes; every statement still has to pass `verify`."""

    statements: tuple[Statement, ...]
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage found, with its fused score and its cosine to the question (None: not measured)."""

    passage: PassageRow
    score: float
    cosine: float | None


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question of the conversation and how it was answered."""

    question: str
    status: AnswerStatus
    text: str


@dataclass(slots=True)
class Draft:
    """One question on its way; a step settles it by setting `status`.

    `turns` are the earlier questions of the conversation, oldest first. `compositions` are
    proposals, best first; `statements` is what was let through of one of them.
    """

    question: str
    on: date
    conversation_id: str
    turns: Sequence[Turn] = ()
    asked: Asked | None = None
    editions: Sequence[EditionRow] = ()
    named: Sequence[EditionRow] = ()
    index: Index | None = None
    evidence: Sequence[Evidence] = ()
    superseded: Sequence[Evidence] = ()
    route: Route = Route.LOOKUP
    compositions: list[Composition] = field(default_factory=list)
    statements: tuple[Statement, ...] = ()
    status: AnswerStatus | None = None
    text: str = ""
    nearest: tuple[Quote, ...] = ()
    notices: list[str] = field(default_factory=list)
    timings: dict[str, float] = field(default_factory=dict)

    def settle(self, status: AnswerStatus, text: str) -> None:
        """End the work here."""
        self.status, self.text = status, text

    def understood(self) -> Asked:
        """The analysed question; the rephrase step has run before any step that calls this."""
        if self.asked is None:
            raise RuntimeError("rephrase has not run")
        return self.asked
