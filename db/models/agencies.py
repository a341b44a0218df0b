"""Agencies under the names of their time, and the abbreviations people type."""

from datetime import date

from sqlmodel import Field, SQLModel, UniqueConstraint

from db.models.facts import Confidence
from db.models.table import choice


class Agency(SQLModel, table=True):
    """An agency's identity through all its names."""

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True, max_length=40)


class AgencyName(SQLModel, table=True):
    """The name an agency bore from one date to another."""

    __tablename__ = "agency_name"
    __table_args__ = (UniqueConstraint("agency_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id", index=True)
    name: str
    valid_from: date | None = None
    valid_to: date | None = None
    note: str | None = None
    confidence: Confidence = Field(sa_type=choice(Confidence))


class Abbreviation(SQLModel, table=True):
    """A short form and what it stands for; one short form may stand for several things."""

    __table_args__ = (UniqueConstraint("short", "expansion"),)

    id: int | None = Field(default=None, primary_key=True)
    short: str = Field(index=True, max_length=40)
    expansion: str
    agency_id: int | None = Field(default=None, foreign_key="agency.id", index=True)
    note: str | None = None
    confidence: Confidence = Field(sa_type=choice(Confidence))
