"""The shape of our own data files: every fact names its confidence and its sources."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from db.errors import ProblemError
from db.models import AwaitedState, Confidence, EditionStatus, NodeKind, Operator, Resolution

Text = Annotated[str, Field(min_length=1)]
Unit = Literal["rank", "percent", "score", "item"]


class FactsInvalid(ProblemError):
    """A data file breaks a rule; the message names the file and the entry."""

    code = "FACTS_INVALID"

    def __init__(self, file: str, entry: str, reason: str) -> None:
        super().__init__(f"ข้อมูลในไฟล์ {file} รายการ {entry or '-'} ไม่ถูกต้อง: {reason}")
        self.file, self.entry, self.reason = file, entry, reason


class Entry(BaseModel):
    """A mapping with known keys only."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Fact(Entry):
    """An entry that says how sure it is and where it comes from."""

    confidence: Confidence
    sources: Annotated[list[str], Field(min_length=1)]


class SourceEntry(Entry):
    """A place facts were taken from."""

    key: Text
    title: Text
    location: Text


class AgencyNameEntry(Fact):
    """The name an agency bore for a time."""

    name: Text
    valid_from: date | None = None
    valid_to: date | None = None
    note: str | None = None


class AgencyEntry(Entry):
    """An agency and its names."""

    code: Text
    names: Annotated[list[AgencyNameEntry], Field(min_length=1)]


class AbbreviationEntry(Fact):
    """A short form and one thing it stands for."""

    short: Text
    expansion: Text
    agency: str | None = None
    note: str | None = None


class TargetEntry(Entry):
    """The value a KPI must reach."""

    year: int | None = None
    horizon_years: int | None = None
    operator: Operator
    value: float
    printed: str | None = None
    revision: date | None = None
    note: str | None = None


class KpiEntry(Fact):
    """What an edition or a node promises to measure."""

    code: Text
    number: str = ""
    title: Text
    unit: Unit
    baseline: float | None = None
    baseline_year: int | None = None
    targets: Annotated[list[TargetEntry], Field(min_length=1)]


class NodeEntry(Fact):
    """A node of an edition's tree; its code continues its parent's."""

    code: Text
    kind: NodeKind
    number: str = ""
    title: Text
    title_en: str | None = None
    years: tuple[int | None, int | None] = (None, None)
    budget_million_baht: float | None = None
    budget_note: str | None = None
    note: str | None = None
    agencies: list[str] = []
    kpis: list[KpiEntry] = []
    nodes: list["NodeEntry"] = []


class EditionEntry(Fact):
    """One edition of a plan; `fields` names the sources of single fields."""

    code: Text
    title: Text
    title_en: str | None = None
    years: tuple[int, int]
    status: EditionStatus
    approved_by: str | None = None
    approved_on: date | None = None
    gazetted_on: date | None = None
    gazette: str | None = None
    in_force_from: date | None = None
    owner: str | None = None
    vision: str | None = None
    supersedes: str | None = None
    derived_from: str | None = None
    note: str | None = None
    aliases: list[str] = []
    fields: dict[str, list[str]] = {}
    kpis: list[KpiEntry] = []
    nodes: list[NodeEntry] = []


class PlanEntry(Entry):
    """A plan's identity."""

    code: Text
    title: Text
    title_en: str | None = None
    sources: Annotated[list[str], Field(min_length=1)]


class RuleEntry(Fact):
    """Who approves a purchase of a given size at a given time."""

    code: Text
    title: Text
    approver: Text
    operator: Operator
    million_baht: float
    valid_from: date | None = None
    valid_to: date | None = None
    note: str | None = None


class ObservationEntry(Fact):
    """A series of measured values by B.E. year."""

    code: Text
    title: Text
    unit: Unit
    values: dict[int, float]


class ConflictEntry(Entry):
    """Two readings of one fact."""

    code: Text
    subject: Text
    field: Text
    source: Text
    printed: Text
    value: Text
    other: str | None = None
    other_value: str | None = None
    other_sources: list[str] = []
    resolution: Resolution
    reason: Text
    notice: Text
    confidence: Confidence


class AwaitedEntry(Fact):
    """A document that somebody names and the library does not hold."""

    code: Text
    title: Text
    publisher: str | None = None
    expected_on: date | None = None
    state: AwaitedState
    note: str | None = None


class NoteLine(Fact):
    """One statement."""

    text: Text


class NoteEntry(Entry):
    """Statements under one heading of one facts document."""

    document: Text
    heading: Text
    lines: Annotated[list[NoteLine], Field(min_length=1)]


class SourcesFile(Entry):
    """sources.yaml."""

    sources: list[SourceEntry]


class AgenciesFile(Entry):
    """agencies.yaml."""

    agencies: list[AgencyEntry]


class AbbreviationsFile(Entry):
    """abbreviations.yaml."""

    abbreviations: list[AbbreviationEntry]


class PlanFile(Entry):
    """One plan with its editions: plans/*.yaml."""

    plan: PlanEntry
    editions: list[EditionEntry]


class RulesFile(Entry):
    """rules.yaml."""

    rules: list[RuleEntry]


class ObservationsFile(Entry):
    """observations.yaml."""

    observations: list[ObservationEntry]


class ConflictsFile(Entry):
    """conflicts.yaml."""

    conflicts: list[ConflictEntry]


class AwaitedFile(Entry):
    """awaited.yaml."""

    awaited: list[AwaitedEntry]


class NotesFile(Entry):
    """Statements that no table holds: notes/*.yaml."""

    notes: list[NoteEntry]


@dataclass(frozen=True, slots=True)
class FactsFiles:
    """Everything the data files say, checked."""

    sources: list[SourceEntry]
    agencies: list[AgencyEntry]
    abbreviations: list[AbbreviationEntry]
    plans: list[PlanFile]
    rules: list[RuleEntry]
    observations: list[ObservationEntry]
    conflicts: list[ConflictEntry]
    awaited: list[AwaitedEntry]
    notes: list[NoteEntry]
