"""What an Excel file of projects gives."""

from dataclasses import dataclass

from db.planned import Project


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that could not be taken: its sheet, its number as Excel counts, and why, in Thai."""

    sheet: str
    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class FoundProjects:
    """Projects in the order of the file, what was rejected, and what was left out, in Thai."""

    projects: tuple[Project, ...]
    rejected: tuple[RejectedRow, ...]
    notices: tuple[str, ...]
