"""Approval rules."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from db.models import Operator, Rule

RULES_SLUG = "facts-rules"


@dataclass(frozen=True, slots=True)
class RuleRow:
    """Who approves a purchase of which size, and from when to when (None: open)."""

    code: str
    title: str
    approver: str
    operator: Operator
    million_baht: float
    valid_from: date | None
    valid_to: date | None

    def holds(self, begin: date, end: date) -> bool:
        """Whether it was in force on any day between two."""
        return (self.valid_from or date.min) <= end and (self.valid_to or date.max) >= begin


def rules(session: Session) -> list[RuleRow]:
    """Every rule, the oldest first."""
    found = [
        RuleRow(
            code=row.code,
            title=row.title,
            approver=row.approver,
            operator=row.operator,
            million_baht=row.million_baht,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
        )
        for row in session.exec(select(Rule).order_by(col(Rule.id)))
    ]
    return sorted(found, key=lambda rule: rule.valid_from or date.min)
