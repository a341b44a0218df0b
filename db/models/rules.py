"""Approval rules with the dates and amounts between which they hold."""

from datetime import date

from sqlmodel import Field, SQLModel, UniqueConstraint

from db.models.facts import Confidence
from db.models.plans import Operator
from db.models.table import choice


class Rule(SQLModel, table=True):
    """Who approves a purchase of a given size at a given time."""

    __table_args__ = (UniqueConstraint("code", "valid_from", "valid_to"),)

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(index=True, max_length=60)
    title: str
    approver: str
    operator: Operator = Field(sa_type=choice(Operator))
    million_baht: float
    valid_from: date | None = None
    valid_to: date | None = None
    note: str | None = None
    confidence: Confidence = Field(sa_type=choice(Confidence))
