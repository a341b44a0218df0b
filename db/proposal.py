"""What was read out of a plan's text and waits for an editor: shared by reading and storing."""

from dataclasses import dataclass, field
from enum import StrEnum

from db.models.drafts import DraftKind, FigureKind
from db.models.plans import Operator


@dataclass(frozen=True, slots=True)
class Quote:
    """Characters `start` to `end` of the text of page `page`, word for word."""

    page: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class ProposedFigure:
    """One figure of a node: million baht, a target with its year, years B.E., or an agency.

    `year` is the year of a target or of one year's budget, or the first of YEARS; `text` is an
    agency's name, or how a target is printed.
    """

    kind: FigureKind
    quote: Quote
    value: float | None = None
    year: int | None = None
    year_to: int | None = None
    operator: Operator | None = None
    unit: str | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class ProposedNode:
    """A node of the tree; `code` leads down to it (S1/PJ1.2), `parent` is the code above.

    `quote` is the best written copy of its title, `copies` all of them; `confidence` is from 0 to
    1 and only orders what an editor looks at first.
    """

    code: str
    parent: str | None
    kind: DraftKind
    number: str
    title: str
    quote: Quote
    confidence: float
    copies: tuple[Quote, ...] = ()
    figures: tuple[ProposedFigure, ...] = ()


class MismatchKind(StrEnum):
    """What does not agree with what."""

    MISSING = "missing"  # a number of a series that was not found
    COUNT = "count"  # the text states another count than was found
    TITLE = "title"  # copies of a title differ
    FIGURE = "figure"  # two figures for the same thing
    SUM = "sum"  # a total is not the sum of its parts


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Something an editor must look at; `message` is Thai, `subject` a code or empty."""

    kind: MismatchKind
    subject: str
    message: str
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """The tree found in a text, parents before their children, and what does not match in it."""

    nodes: tuple[ProposedNode, ...]
    mismatches: tuple[Mismatch, ...] = field(default=())
