"""Agencies under all their names."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from db.models import Abbreviation, AgencyName

AGENCIES_SLUG = "facts-agencies"


@dataclass(frozen=True, slots=True)
class NameRow:
    """A name and the time an agency bore it; None where that is not known."""

    name: str
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """An agency: its names from the oldest to today's, and its short forms."""

    id: int
    names: tuple[NameRow, ...]
    shorts: tuple[str, ...]


def agencies(session: Session) -> list[AgencyRow]:
    """Every agency that has a name."""
    names: dict[int, list[NameRow]] = {}
    for row in session.exec(select(AgencyName).order_by(col(AgencyName.id))):
        found = NameRow(row.name, row.valid_from, row.valid_to)
        names.setdefault(row.agency_id, []).append(found)
    shorts: dict[int, list[str]] = {}
    for short in session.exec(select(Abbreviation).order_by(col(Abbreviation.id))):
        if short.agency_id is not None:
            shorts.setdefault(short.agency_id, []).append(short.short)
    return [
        AgencyRow(key, tuple(sorted(held, key=_span)), tuple(shorts.get(key, ())))
        for key, held in names.items()
    ]


def _span(name: NameRow) -> tuple[date, date]:
    """Without dates the names keep the order in which they are listed."""
    return name.valid_from or date.min, name.valid_to or date.max
