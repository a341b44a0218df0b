"""What an action plan costs: by year, and by strategy and year."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from db.planned import PlanHead, Project

NO_STRATEGY = "ไม่ระบุยุทธศาสตร์"


@dataclass(frozen=True, slots=True)
class StrategyTotal:
    """Projects under one heading of the agency's own plan, and whole baht for each year."""

    strategy: str
    projects: int
    baht: tuple[int, ...]

    @property
    def sum(self) -> int:
        """Baht of all the years."""
        return sum(self.baht)


@dataclass(frozen=True, slots=True)
class Totals:
    """The years in order, a total for each strategy in the order of the plan, and for all."""

    years: tuple[int, ...]
    strategies: tuple[StrategyTotal, ...]
    whole: StrategyTotal


def add_up(head: PlanHead, projects: Sequence[Project]) -> Totals:
    """Totals over the plan's years and any other year that a project has money in."""
    others = {one.year for project in projects for one in project.budgets}
    years = tuple(sorted({*head.years, *others}))
    groups: dict[str, list[Project]] = {}
    for project in projects:
        groups.setdefault(project.strategy or NO_STRATEGY, []).append(project)
    found = tuple(_total(name, group, years) for name, group in groups.items())
    return Totals(years, found, _total("รวม", projects, years))


def baht_by_year(project: Project, years: Iterable[int]) -> tuple[int, ...]:
    """What a project costs in each of the years."""
    known = {one.year: one.baht for one in project.budgets}
    return tuple(known.get(year, 0) for year in years)


def _total(name: str, projects: Sequence[Project], years: Sequence[int]) -> StrategyTotal:
    rows = [baht_by_year(project, years) for project in projects]
    baht = tuple(sum(row[place] for row in rows) for place in range(len(years)))
    return StrategyTotal(name, len(projects), baht)
