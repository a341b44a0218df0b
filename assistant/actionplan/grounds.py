"""Reads what an action plan is held against on a day."""

from datetime import date

from sqlmodel import Session

from assistant.actionplan.checking import Grounds
from assistant.actionplan.coverage import cover
from db.planned import KeptPlan
from db.reads.ordered import ordered_plans, ordered_waits
from db.reads.rules import rules
from db.reads.served import served_editions, subjects


def grounds_of(session: Session, plan: KeptPlan, day: date) -> Grounds:
    """Coverage over the editions in force on the day, orders, announcements, and rules that hold
    then."""
    codes = {one.subject for kept in plan.projects for one in kept.project.alignments}
    return Grounds(
        coverage=tuple(cover(served_editions(session, day), plan.projects)),
        subjects=subjects(session, codes),
        plans=tuple(ordered_plans(session)),
        waits=tuple(ordered_waits(session)),
        rules=tuple(rule for rule in rules(session) if rule.holds(day, day)),
    )
