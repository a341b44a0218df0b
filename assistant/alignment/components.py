"""The parts of a project that are held against plans, each with its words to the letter."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from assistant.alignment.project import Project


class ComponentKind(StrEnum):
    """What a component is in its project."""

    TITLE = "title"
    RATIONALE = "rationale"
    OBJECTIVE = "objective"
    ACTIVITY = "activity"
    OUTPUT = "output"
    KPI = "kpi"
    BUDGET = "budget"


@dataclass(frozen=True, slots=True)
class Component:
    """Words of a project; `text` stands in the project as it is here."""

    kind: ComponentKind
    text: str

    @property
    def weight(self) -> float:
        """How much it tells what the project does, 0 to 1: reasons speak of everything."""
        return _WEIGHTS[self.kind]


_WEIGHTS = {
    ComponentKind.TITLE: 1.0,
    ComponentKind.OBJECTIVE: 0.75,
    ComponentKind.ACTIVITY: 0.7,
    ComponentKind.OUTPUT: 0.65,
    ComponentKind.KPI: 0.6,
    ComponentKind.BUDGET: 0.45,
    ComponentKind.RATIONALE: 0.4,
}
_EACH = {ComponentKind.RATIONALE: 24, ComponentKind.BUDGET: 6}
_USUAL, _LONGEST = 12, 400
_BREAK = re.compile(r"\n+")


def components(project: Project) -> list[Component]:
    """The components in the order of a project's paper; long texts are cut at their spaces."""
    found = [Component(kind, text) for kind, text in _texts(project) if text]
    counts: dict[ComponentKind, int] = {}
    kept = []
    for component in found:
        counts[component.kind] = counts.get(component.kind, 0) + 1
        if counts[component.kind] <= _EACH.get(component.kind, _USUAL):
            kept.append(component)
    return kept


def _texts(project: Project) -> Iterator[tuple[ComponentKind, str]]:
    yield ComponentKind.TITLE, project.title[:_LONGEST].strip()
    for kind, items in (
        (ComponentKind.OBJECTIVE, project.objectives),
        (ComponentKind.ACTIVITY, project.activities),
        (ComponentKind.OUTPUT, project.outputs),
        (ComponentKind.KPI, project.kpis),
        (ComponentKind.BUDGET, (project.budget,)),
        (ComponentKind.RATIONALE, (project.rationale,)),
    ):
        for item in items:
            for text in pieces(item):
                yield kind, text


def pieces(text: str) -> Iterator[str]:
    """Stretches of a text of at most 400 characters, cut at line ends and else at spaces."""
    for line in _BREAK.split(text):
        rest = line.strip()
        while len(rest) > _LONGEST:
            at = rest.rfind(" ", _LONGEST // 3, _LONGEST)
            at = at if at > 0 else _LONGEST
            yield rest[:at].strip()
            rest = rest[at:].strip()
        if rest:
            yield rest
