"""Which strategies and KPIs of the plans in force an action plan serves, and which it does not."""

from collections.abc import Sequence
from dataclasses import dataclass

from db.models import NodeKind, PlannedLevel
from db.planned import KeptProject
from db.reads.served import ServedEdition, ServedNode

SERVES = frozenset({PlannedLevel.DIRECT, PlannedLevel.CONTRIBUTES, PlannedLevel.ENABLING})


@dataclass(frozen=True, slots=True)
class Covered:
    """A strategy or KPI, and the ids of the projects that serve it or something below it."""

    node: ServedNode
    projects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EditionCoverage:
    """One edition's strategies and KPIs in the order of the plan."""

    edition: ServedEdition
    strategies: tuple[Covered, ...]
    kpis: tuple[Covered, ...]

    @property
    def is_served(self) -> bool:
        """Whether any project serves any of it."""
        return any(one.projects for one in (*self.strategies, *self.kpis))


def cover(
    editions: Sequence[ServedEdition], projects: Sequence[KeptProject]
) -> list[EditionCoverage]:
    """Coverage of each edition.

    A project that serves a node serves the strategy above it; a KPI is served by who names it or
    the node it measures. What conflicts serves nothing.
    """
    return [_cover(edition, projects) for edition in editions]


def _cover(edition: ServedEdition, projects: Sequence[KeptProject]) -> EditionCoverage:
    above = {node.code: node.above for node in edition.nodes}
    served: dict[str, list[str]] = {}
    named: dict[str, list[str]] = {}
    for kept in projects:
        codes = {one.subject for one in kept.project.alignments if one.level in SERVES}
        for code in sorted(codes & above.keys()):
            named.setdefault(code, []).append(kept.id)
            for upper in (code, *above[code]):
                served.setdefault(upper, []).append(kept.id)
    strategies = [node for node in edition.nodes if node.kind is NodeKind.STRATEGY]
    kpis = [node for node in edition.nodes if node.kind is None]
    return EditionCoverage(
        edition,
        tuple(Covered(node, _once(served.get(node.code, []))) for node in strategies),
        tuple(
            Covered(node, _once([*named.get(node.code, []), *named.get(_measured(node), [])]))
            for node in kpis
        ),
    )


def _measured(kpi: ServedNode) -> str:
    """Code of the node a KPI measures, empty for one of the whole plan."""
    return kpi.above[0] if kpi.above else ""


def _once(ids: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))
