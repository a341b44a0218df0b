"""What differs between two versions of an action plan, field by field."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from assistant.wording import LEVELS
from db.planned import KeptProject, PlanHead, Project

NAMES: Final[Mapping[str, str]] = {
    "title": "ชื่อ",
    "strategy": "ยุทธศาสตร์",
    "rationale": "เหตุผล",
    "objective": "วัตถุประสงค์",
    "output": "เป้าหมาย",
    "kpi": "ตัวชี้วัด",
    "result": "ผลที่คาดว่าจะได้รับ",
    "unit": "หน่วยงานรับผิดชอบ",
    "budgets": "งบประมาณ",
    "alignments": "ความสอดคล้อง",
}
"""What the fields of a project are called in Thai."""
_HEAD: Final = {"agency": "หน่วยงาน", "title": "ชื่อแผน"}
_YEARS: Final = "ปีงบประมาณ"

Version = tuple[PlanHead, Sequence[KeptProject]]


class PlanDifference(StrEnum):
    """What became of a project, or of what the plan says of itself."""

    HEAD = "HEAD"
    ADDED = "ADDED"
    REMOVED = "REMOVED"
    CHANGED = "CHANGED"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field by its Thai name, with what it said before and after; empty where nothing."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """A project that differs, under the title it has last, or the plan's head under its own."""

    kind: PlanDifference
    title: str
    fields: tuple[FieldChange, ...]


def compare(before: Version, after: Version) -> list[Change]:
    """Every change from one version to another: of the head, then in the order of the later
    version, what was taken out last. A project is the same where its id is."""
    old = {one.id: one.project for one in before[1]}
    new = {one.id: one.project for one in after[1]}
    return [
        *_of_head(before[0], after[0]),
        *(change for key, project in new.items() for change in _of(old.get(key), project)),
        *(
            Change(PlanDifference.REMOVED, project.title, ())
            for key, project in old.items()
            if key not in new
        ),
    ]


def _of_head(before: PlanHead, after: PlanHead) -> Iterator[Change]:
    pairs = [(name, getattr(before, key), getattr(after, key)) for key, name in _HEAD.items()]
    fields = _differing([*pairs, (_YEARS, _years(before), _years(after))])
    if fields:
        yield Change(PlanDifference.HEAD, after.title, fields)


def _of(before: Project | None, after: Project) -> Iterator[Change]:
    if before is None:
        yield Change(PlanDifference.ADDED, after.title, ())
        return
    fields = _differing(
        [(name, _told(before, key), _told(after, key)) for key, name in NAMES.items()]
    )
    if fields:
        yield Change(PlanDifference.CHANGED, after.title, fields)


def _differing(pairs: Sequence[tuple[str, str, str]]) -> tuple[FieldChange, ...]:
    return tuple(FieldChange(*pair) for pair in pairs if pair[1] != pair[2])


def _told(project: Project, field: str) -> str:
    """A field in words: money year by year, alignments with their codes."""
    if field == "budgets":
        return "\n".join(f"ปี {one.year}: {one.baht:,} บาท" for one in project.budgets)
    if field == "alignments":
        return "\n".join(
            f"{LEVELS[one.level.name][0]}: {one.plan_quote} ({one.subject})"
            for one in project.alignments
        )
    return str(getattr(project, field))


def _years(head: PlanHead) -> str:
    return f"{head.year_from} – {head.year_to}"
