"""What an asker gets: an answer whose every sentence cites a quote, and the events before it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from db.models import AnswerStatus, Outdated


class Author(StrEnum):
    """Who put an answer together: records and tables know, passages are quoted, a model writes."""

    TABLES = "TABLES"
    RECORDS = "RECORDS"
    PASSAGES = "PASSAGES"
    MODEL = "MODEL"


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a page: characters `start` to `end` of `page` in `version` of `document`."""

    document: str
    title: str
    kind: str
    edition: str | None
    version_id: int
    version: int
    page: int
    printed_page: str | None
    section: str
    start: int
    end: int
    text: str
    passage_digest: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One statement and the numbers (from 0) of the quotes that support it."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole answer. After a refusal `quotes` are the nearest passages, cited by no sentence.

    `suggestions` are questions to ask on with, ready to be sent as they stand. `author` is None
    where nothing was answered; `outdated` tells what became since of the passages it cites.
    """

    id: str
    conversation_id: str
    question: str
    status: AnswerStatus
    text: str
    sentences: tuple[Sentence, ...]
    quotes: tuple[Quote, ...]
    notices: tuple[str, ...]
    timings: Mapping[str, float]
    suggestions: tuple[str, ...] = ()
    author: Author | None = None
    outdated: Outdated | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """A step has begun; `message` is what the asker reads meanwhile."""

    step: str
    message: str
    elapsed_ms: float


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence that is supported, told while the answer is still being written.

    The answer that follows is what counts: it may hold less, or something else.
    """

    text: str
    quotes: tuple[Quote, ...]


Event = Progress | Part | Answer
