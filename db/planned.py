"""Action plans as they travel: projects with their budgets and alignments, never rows."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from db.models.actionplans import ActionPlanState, PlannedLevel


@dataclass(frozen=True, slots=True)
class YearBudget:
    """Whole baht in a B.E. fiscal year."""

    year: int
    baht: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """A node or KPI a project serves, by its code, with the words of the plan and the project."""

    subject: str
    level: PlannedLevel
    plan_quote: str
    project_quote: str
    page: str | None = None


@dataclass(frozen=True, slots=True)
class Project:
    """A project: `output` is what it delivers (เป้าหมาย), `result` what is expected of it,
    `unit` who is responsible, `strategy` the heading it stands under in the agency's own plan.
    """

    title: str
    strategy: str = ""
    rationale: str = ""
    objective: str = ""
    output: str = ""
    kpi: str = ""
    result: str = ""
    unit: str = ""
    budgets: tuple[YearBudget, ...] = ()
    alignments: tuple[Alignment, ...] = ()

    @property
    def baht(self) -> int:
        """The budget of all years."""
        return sum(one.baht for one in self.budgets)

    @property
    def words(self) -> str:
        """Everything it says of itself."""
        return "\n".join((self.title, *(getattr(self, name) for name in TEXTS)))


TEXTS = ("strategy", "rationale", "objective", "output", "kpi", "result", "unit")
"""The fields of a project that are text, but its title."""


@dataclass(frozen=True, slots=True)
class KeptProject:
    """A project of a plan under its id."""

    id: str
    project: Project


@dataclass(frozen=True, slots=True)
class PlanHead:
    """What a plan says of itself."""

    agency: str
    title: str
    year_from: int
    year_to: int

    @property
    def years(self) -> range:
        """Its B.E. fiscal years."""
        return range(self.year_from, self.year_to + 1)


@dataclass(frozen=True, slots=True)
class KeptPlan:
    """A plan with its projects in order, as it is now."""

    id: str
    owner: str
    head: PlanHead
    state: ActionPlanState
    version: int
    outdated: str | None
    created_at: datetime
    changed_at: datetime
    projects: tuple[KeptProject, ...]


def pack(project: Project) -> dict[str, Any]:
    """A project as JSON."""
    return asdict(project)


def unpack(packed: Mapping[str, Any]) -> Project:
    """The project that `pack` packed."""
    texts = {name: str(packed.get(name, "")) for name in TEXTS}
    return Project(
        title=str(packed["title"]),
        budgets=tuple(YearBudget(one["year"], one["baht"]) for one in packed["budgets"]),
        alignments=tuple(
            Alignment(**{**one, "level": PlannedLevel(one["level"])})
            for one in packed["alignments"]
        ),
        **texts,
    )
