"""Sets of projects with the strategies they serve: read, and refused when they were changed."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from assistant.evaluation.seals import PROJECTS, read_about
from db.errors import UnreadableFile

NONE: Final = "none"


@dataclass(frozen=True, slots=True)
class Labels:
    """What a project serves of one edition: numbers of strategies, or NONE.

    `primary` is served most, `also` are served beside it, `acceptable` are those a second reader
    might as well call primary. Each label has its reason in `reasons`.
    """

    primary: str
    also: frozenset[str]
    acceptable: frozenset[str]
    reasons: Mapping[str, str]

    @property
    def served(self) -> frozenset[str]:
        """The strategies that must be found."""
        return (self.also | {self.primary}) - {NONE}

    @property
    def arguable(self) -> frozenset[str]:
        """The strategies that count neither for nor against who finds them."""
        return self.acceptable - self.served - {NONE}

    def admits(self, answer: str) -> bool:
        """Whether `answer`, a strategy or NONE, may stand first."""
        return answer == self.primary or answer in self.acceptable


@dataclass(frozen=True, slots=True)
class LabelledProject:
    """A project as a JSON object (title, rationale, ...) and its labels by edition code.

    `wording` tells whether it speaks the plan's words ("plan") or its own, `trait` what else it
    tries (it demands a score, or names a superseded edition).
    """

    id: str
    half: str
    kind: str
    wording: str
    trait: str | None
    project: Mapping[str, Any]
    labels: Mapping[str, Labels]

    @property
    def aligned(self) -> bool:
        """Whether it serves anything at all."""
        return any(labels.primary != NONE for labels in self.labels.values())

    @property
    def none_admitted(self) -> bool:
        """Whether "serves nothing" may be answered."""
        return all(labels.admits(NONE) for labels in self.labels.values())


@dataclass(frozen=True, slots=True)
class ProjectSet:
    """A version of a set: labelled by the editions in force on a day."""

    name: str
    version: int
    on: date
    editions: tuple[str, ...]
    projects: tuple[LabelledProject, ...]


def read_projects(directory: Path, half: str = "all") -> ProjectSet:
    """The set in `directory`, or the half of it that is named.

    Raises what `read_about` does, and UnreadableFile when the projects have another form.
    """
    about = read_about(directory, half)
    try:
        editions = tuple(about["editions"])
        lines = (directory / PROJECTS).read_text(encoding="utf-8").splitlines()
        projects = [_project(json.loads(line), editions) for line in lines if line.strip()]
        if len({project.id for project in projects}) != len(projects):
            raise ValueError("two projects have one id")
        return ProjectSet(
            name=about["name"],
            version=about["version"],
            on=date.fromisoformat(about["as_of"]),
            editions=editions,
            projects=tuple(one for one in projects if half in ("all", one.half)),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnreadableFile(f"ชุดโครงการใน {directory} ไม่ตรงรูปแบบ ({error!r})") from error


def lines_of(project: Mapping[str, Any]) -> list[str]:
    """The texts of a project, one a field or an item of a list, empty ones left out."""
    values = [item for value in project.values() for item in _items(value)]
    return [value for value in values if value.strip()]


def _items(value: str | Sequence[str]) -> Sequence[str]:
    return [value] if isinstance(value, str) else value


def _project(row: Mapping[str, Any], editions: Sequence[str]) -> LabelledProject:
    return LabelledProject(
        id=row["id"],
        half=row["half"],
        kind=row["kind"],
        wording=row["wording"],
        trait=row.get("trait"),
        project=row["project"],
        labels={edition: _labels(row["labels"][edition]) for edition in editions},
    )


def _labels(row: Mapping[str, Any]) -> Labels:
    labels = Labels(
        primary=row["primary"],
        also=frozenset(row["also"]),
        acceptable=frozenset(row["acceptable"]),
        reasons=row["reasons"],
    )
    if unexplained := (labels.also | labels.acceptable | {labels.primary}) - labels.reasons.keys():
        raise ValueError(f"no reason for {sorted(unexplained)}")
    return labels
