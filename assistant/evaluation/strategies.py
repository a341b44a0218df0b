"""What the editions in force say of each of their strategies, for whoever aligns against them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from assistant.question.naming import in_force
from db.models import NodeKind
from db.reads.pages import pages_about
from db.reads.plans import EditionRow, NodeRow, editions, nodes_of, strategies_above


@dataclass(frozen=True, slots=True)
class Strategy:
    """A strategy of an edition (its code), and the titles of all that stands under it."""

    edition: str
    number: str
    title: str
    below: tuple[str, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """Its own title, then those below."""
        return (self.title, *self.below)


@dataclass(frozen=True, slots=True)
class Strategies:
    """All strategies in force on a day.

    `above` gives, by edition, the strategy of a node's or KPI's code or id; `stored` the pages
    that the library holds about the edition.
    """

    all: tuple[Strategy, ...]
    above: Mapping[str, Mapping[str, str]]
    stored: Mapping[str, Sequence[str]]

    @property
    def editions(self) -> tuple[str, ...]:
        """The codes of the editions, sorted."""
        return tuple(sorted(self.stored))


def read_strategies(session: Session, on: date) -> Strategies:
    """The strategies of the editions in force on a day."""
    current = in_force(editions(session), on)
    return Strategies(
        all=tuple(found for edition in current for found in _strategies(session, edition)),
        above={edition.code: strategies_above(session, edition.id) for edition in current},
        stored={edition.code: pages_about(session, edition.id) for edition in current},
    )


def _strategies(session: Session, edition: EditionRow) -> list[Strategy]:
    nodes = nodes_of(session, edition.id)
    above = strategies_above(session, edition.id)
    tops = [node for node in nodes if node.kind is NodeKind.STRATEGY and node.number]
    return [
        Strategy(edition.code, top.number, top.title, _below(top, nodes, above)) for top in tops
    ]


def _below(top: NodeRow, nodes: Sequence[NodeRow], above: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(
        node.title for node in nodes if above[str(node.id)] == top.number and node.id != top.id
    )
