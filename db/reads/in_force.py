"""Which plan editions were in force on a day, as a condition in SQL."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from db.models import EditionStatus, PlanEdition

_TO_BUDDHIST_ERA = 543


def in_force(day: date) -> ColumnElement[bool]:
    """Approved, begun by `day`, and neither ended nor followed by another by then."""
    following = aliased(PlanEdition)
    followed = select(following.id).where(
        col(following.supersedes_id) == col(PlanEdition.id), _begun(following, day)
    )
    ended = col(PlanEdition.year_to) < day.year + _TO_BUDDHIST_ERA
    return and_(_begun(PlanEdition, day), ~ended, ~followed.exists())


def editions_in_force(
    session: Session, keys: Sequence[tuple[int, date]]
) -> list[list[PlanEdition]]:
    """The editions in force for each (plan id, day), the oldest first; the plans of one day are
    read together."""
    plans: dict[date, list[int]] = {}
    for plan, day in keys:
        plans.setdefault(day, []).append(plan)
    found: dict[tuple[int, date], list[PlanEdition]] = {}
    for day, ids in plans.items():
        query = select(PlanEdition).where(col(PlanEdition.plan_id).in_(ids), in_force(day))
        for row in session.exec(query.order_by(col(PlanEdition.year_from), col(PlanEdition.id))):
            found.setdefault((row.plan_id, day), []).append(row)
    return [found.get(key, []) for key in keys]


def _begun(table: type[PlanEdition], day: date) -> ColumnElement[bool]:
    """Whether an edition was approved and in force by `day`; where its first day is not known,
    from the first of its years."""
    first_day, year = col(table.in_force_from), day.year + _TO_BUDDHIST_ERA
    begun = or_(first_day <= day, and_(first_day.is_(None), col(table.year_from) <= year))
    return and_(col(table.status) != EditionStatus.DRAFT, begun)
