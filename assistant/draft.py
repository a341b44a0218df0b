"""The answer in the making: what one step leaves for the next."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from assistant import wording
from assistant.answer import Author, Quote
from assistant.model.chat import Model
from assistant.question.naming import mention
from assistant.question.papers import name_papers, owners_in
from assistant.question.reading import Asked
from assistant.question.routes import Route, choose
from db.embedder import Embedder
from db.engine import Database
from db.index import Index, LiveIndex
from db.models import AnswerStatus
from db.reads.documents import PassageRow
from db.reads.papers import PaperRow
from db.reads.plans import EditionRow


@dataclass(frozen=True, slots=True)
class Tools:
    """What the steps work with; without a model answers are quoted only."""

    database: Database
    live: LiveIndex
    embedder: Embedder
    model: Model | None = None


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
    """What a composer proposes; every statement still has to pass `verify`.

    It is not `whole` when its author said more, which was not worth proposing. `confidence`, 0 to
    1, is how sure it is that this answers; None where records or tables hold the answer.
    """

    statements: tuple[Statement, ...]
    notices: tuple[str, ...] = ()
    author: Author = Author.PASSAGES
    whole: bool = True
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Clarification:
    """What to ask back: which of several readings is meant, each a question ready to be asked."""

    text: str
    choices: tuple[str, ...]


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

    `library` are the papers of no plan edition that the library holds.
    `turns` are the earlier questions of the conversation, oldest first, `asker` is whose it is.
    `compositions` are proposals, best first; `statements` is what was let through of one of them,
    by its `author`.
    The first `skip` items of a list have been shown before. `standalone` is the question as it
    reads without its conversation. `least` is the confidence, 0 to 1, below which nothing is
    answered; None leaves it to the composers.
    """

    question: str
    on: date
    conversation_id: str
    turns: Sequence[Turn] = ()
    asker: str | None = None
    least: float | None = None
    asked: Asked | None = None
    standalone: str = ""
    editions: Sequence[EditionRow] = ()
    library: Sequence[PaperRow] = ()
    named: Sequence[EditionRow] = ()
    parts: Sequence[tuple[Asked, Sequence[EditionRow]]] = ()
    index: Index | None = None
    evidence: Sequence[Evidence] = ()
    superseded: Sequence[Evidence] = ()
    route: Route = Route.LOOKUP
    skip: int = 0
    compositions: list[Composition] = field(default_factory=list)
    statements: tuple[Statement, ...] = ()
    author: Author | None = None
    status: AnswerStatus | None = None
    text: str = ""
    nearest: tuple[Quote, ...] = ()
    notices: list[str] = field(default_factory=list)
    suggestions: list[str] = field(default_factory=list)
    timings: dict[str, float] = field(default_factory=dict)

    def settle(self, status: AnswerStatus, text: str) -> None:
        """End the work here."""
        self.status, self.text = status, text

    def ask_back(self, clarification: Clarification) -> None:
        """Settle by asking which reading is meant; the choices are numbered for a reply."""
        lines = [
            wording.CHOICE.format(number=number, question=question)
            for number, question in enumerate(clarification.choices, start=1)
        ]
        self.suggestions = list(clarification.choices)
        self.settle(AnswerStatus.CLARIFY, "\n".join([clarification.text, *lines]))

    def route_of(self, asked: Asked, named: Sequence[EditionRow]) -> Route:
        """The way of answering a question that names some editions.

        The tables hold nothing of another body's plan, or of years that no edition covers.
        """
        if not named and self.is_of_papers(asked):
            return Route.PAPER
        if not named and mention(asked.full, self.editions) is not None:
            return Route.OTHER_PLAN
        return choose(asked, named)

    def is_of_papers(self, asked: Asked) -> bool:
        """Whether a question names a paper of the library, or the local body that one is of."""
        return bool(
            name_papers(asked.full, self.library, self.on) or owners_in(asked.full, self.library)
        )

    def understood(self) -> Asked:
        """The analysed question; the rephrase step has run before any step that calls this."""
        if self.asked is None:
            raise RuntimeError("rephrase has not run")
        return self.asked
