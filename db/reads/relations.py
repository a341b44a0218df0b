"""Queries that tie rows to others they only name: each selects (key of the parent, row)."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import union_all
from sqlmodel import Session, col, select

from db.models import (
    AgencyName,
    AwaitedDocument,
    Directive,
    Instruction,
    InstructionDocument,
    Page,
    Passage,
    PlanEdition,
    PlanNode,
    Rule,
)


def editions_from(editions: Sequence[int]) -> Any:  # noqa: ANN401 (a select)
    """The editions that work out these, or a node of these."""
    nodes: Any = select(col(PlanNode.edition_id).label("of"), col(PlanNode.code).label("code"))
    whole: Any = select(col(PlanEdition.id).label("of"), col(PlanEdition.code).label("code"))
    above = union_all(
        nodes.where(col(PlanNode.edition_id).in_(editions)),
        whole.where(col(PlanEdition.id).in_(editions)),
    ).subquery()
    query = select(above.c.of, PlanEdition).join(above, above.c.code == PlanEdition.derived_from)
    return query.order_by(col(PlanEdition.year_from), col(PlanEdition.id))


def directives_naming(editions: Sequence[int]) -> Any:  # noqa: ANN401
    """The directives whose instructions name a document of these editions."""
    query = (
        select(InstructionDocument.edition_id, Directive)
        .join(Instruction, col(Instruction.id) == col(InstructionDocument.instruction_id))
        .join(Directive, col(Directive.id) == col(Instruction.directive_id))
        .where(col(InstructionDocument.edition_id).in_(editions))
    )
    return query.distinct().order_by(col(Directive.id))


def awaited_of(editions: Sequence[int]) -> Any:  # noqa: ANN401
    """The awaited documents of these editions: their codes begin with that of the edition."""
    begins = col(AwaitedDocument.code).startswith(col(PlanEdition.code) + "/")
    query = select(PlanEdition.id, AwaitedDocument).join(AwaitedDocument, begins)
    return query.where(col(PlanEdition.id).in_(editions)).order_by(col(AwaitedDocument.id))


def passages_quoted(session: Session, keys: Sequence[tuple[int, int, str]]) -> list[Passage | None]:
    """The passage of each (version, page, digest), None where it was cut anew since."""
    versions, digests = {key[0] for key in keys}, {key[2] for key in keys}
    query = (
        select(Page.number, Passage)
        .join(Passage, col(Passage.page_id) == col(Page.id))
        .where(col(Passage.version_id).in_(versions), col(Passage.digest).in_(digests))
        .order_by(col(Passage.position).desc())
    )
    found = {(row.version_id, page, row.digest): row for page, row in session.exec(query)}
    return [found.get(key) for key in keys]


def rules_approved_by(agencies: Sequence[int]) -> Any:  # noqa: ANN401
    """The rules whose approver is one of these agencies under any of its names."""
    query = select(AgencyName.agency_id, Rule).join(Rule, col(Rule.approver) == AgencyName.name)
    return query.where(col(AgencyName.agency_id).in_(agencies)).order_by(col(Rule.id))


def awaited_from(agencies: Sequence[int]) -> Any:  # noqa: ANN401
    """The awaited documents that one of these agencies publishes, under any of its names."""
    named = col(AwaitedDocument.publisher) == AgencyName.name
    query = select(AgencyName.agency_id, AwaitedDocument).join(AwaitedDocument, named)
    return query.where(col(AgencyName.agency_id).in_(agencies)).order_by(col(AwaitedDocument.id))


def senders(session: Session, directives: Sequence[int]) -> list[int | None]:
    """The agency that sends each directive: the one whose name, of any time, stands first among
    the sender's words; of two that begin alike the longer. None where no name stands there."""
    best = _senders(session, directives)
    return [best.get(key) for key in directives]


def directives_sent_by(session: Session, agencies: Sequence[int]) -> list[list[Directive]]:
    """The directives that each agency sends, in the order they came in."""
    mentioned = (
        select(Directive)
        .join(AgencyName, col(Directive.sender).contains(col(AgencyName.name)))
        .where(col(AgencyName.agency_id).in_(agencies))
        .distinct()
    )
    rows = session.exec(mentioned.order_by(col(Directive.id))).all()
    best = _senders(session, [row.id or 0 for row in rows])
    return [[row for row in rows if best.get(row.id or 0) == key] for key in agencies]


def _senders(session: Session, directives: Sequence[int]) -> dict[int, int]:
    query = (
        select(Directive.id, Directive.sender, AgencyName.name, AgencyName.agency_id)
        .join(AgencyName, col(Directive.sender).contains(col(AgencyName.name)))
        .where(col(Directive.id).in_(directives))
    )
    found: dict[int, tuple[int, int, int]] = {}
    for key, sender, name, agency in session.exec(query):
        place = ((sender or "").find(name), -len(name), agency)
        found[key or 0] = min(place, found.get(key or 0, place))
    return {key: agency for key, (_, _, agency) in found.items()}
