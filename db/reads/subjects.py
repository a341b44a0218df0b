"""What a code names, in whichever table it stands."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import literal, union_all
from sqlmodel import Session, col, select

from db.models import (
    Abbreviation,
    Agency,
    AwaitedDocument,
    Conflict,
    Directive,
    Kpi,
    Observation,
    Plan,
    PlanEdition,
    PlanNode,
    Rule,
)

_TABLES: Final[tuple[tuple[Any, Any], ...]] = (
    (Plan, col(Plan.code)),
    (PlanEdition, col(PlanEdition.code)),
    (PlanNode, col(PlanNode.code)),
    (Kpi, col(Kpi.code)),
    (Agency, col(Agency.code)),
    (Directive, col(Directive.code)),
    (AwaitedDocument, col(AwaitedDocument.code)),
    (Conflict, col(Conflict.code)),
    (Rule, col(Rule.code)),
    (Observation, col(Observation.code)),
    (Abbreviation, literal("abbreviation/") + col(Abbreviation.short)),
)


def subjects(session: Session, codes: Sequence[str]) -> list[tuple[str, int] | None]:
    """The name of the table and the row id of what each code names.

    None where it names nothing, or several rows: one rule under several thresholds, one
    abbreviation of several things.
    """
    named = union_all(
        *(
            select(literal(table.__name__).label("kind"), col(table.id), code.label("code")).where(
                code.in_(codes)
            )
            for table, code in _TABLES
        )
    )
    found: dict[str, list[tuple[str, int]]] = {}
    for kind, key, code in session.connection().execute(named):
        found.setdefault(code, []).append((kind, key))
    return [found[code][0] if len(found.get(code, ())) == 1 else None for code in codes]
