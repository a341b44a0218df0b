"""What comes of an alignment: matches with their proof, the matrix, the gaps, the statement."""

from dataclasses import dataclass

from assistant.alignment.components import Component
from assistant.answer import Quote
from db.models import AlignmentAuthor as Author
from db.models import AlignmentLevel as Level
from db.models import AlignmentStatus

__all__ = [
    "Alignment",
    "AlignmentStatus",
    "Author",
    "Cell",
    "Gap",
    "Level",
    "Match",
    "Statement",
]


@dataclass(frozen=True, slots=True)
class Match:
    """A part of a plan that a project serves, or conflicts with.

    `plan` and `edition` are codes, `node` is the part's key, `place` what it is called; `score` is
    0 to 1. Both quotes are to the letter: `plan_quote` stands on `page` of the document that
    `quote` names, `project_quote` in `component` of the project. `why` is Thai.
    """

    plan: str
    edition: str
    edition_title: str
    node: str
    kind: str
    number: str
    title: str
    place: str
    strategy: str
    level: Level
    score: float
    plan_quote: str
    project_quote: str
    page: int
    component: Component
    why: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Cell:
    """How one component stands to one strategy. Without both quotes it is NONE."""

    component: Component
    edition: str
    node: str
    title: str
    level: Level
    score: float
    plan_quote: str
    project_quote: str


@dataclass(frozen=True, slots=True)
class Gap:
    """What the project lacks; `source` is the line of a form or rule that wants it (None where
    the library holds none: then it is our own advice). `text` and `advice` are Thai."""

    code: str
    text: str
    advice: str
    source: Quote | None


@dataclass(frozen=True, slots=True)
class Statement:
    """The Thai paragraph for หลักการและเหตุผล: sentences, each with the quotes that carry it."""

    sentences: tuple[tuple[str, tuple[Quote, ...]], ...]

    @property
    def text(self) -> str:
        """The whole paragraph."""
        return " ".join(sentence for sentence, _ in self.sentences)


@dataclass(frozen=True, slots=True)
class Alignment:
    """The whole result; `matches` best first, `cells` component by component, `notices` Thai.

    `explanation` says in Thai why nothing aligns, or what the project was taken to be about.
    `author` tells who said what the project serves.
    """

    status: AlignmentStatus
    matches: tuple[Match, ...]
    gaps: tuple[Gap, ...]
    statement: Statement
    notices: tuple[str, ...]
    cells: tuple[Cell, ...]
    explanation: str
    confidence: float
    author: Author = Author.COMPARISON
