"""Approval rules: who approves a purchase of a given size at a given time."""

# mypy: disable-error-code=untyped-decorator
# Strawberry types its field decorators as Any.

from datetime import date

import strawberry
from strawberry import relay

from api.context import Info
from api.schema.agencies import Agency, agency_named
from api.schema.enums import Confidence, Operator
from api.schema.facts import Conflict, SourceRef, conflicts_about, references
from db import models


@strawberry.type(description="Who approves a purchase of a given size at a given time.")
class ApprovalRule(relay.Node):
    """A rule; one code may stand for several, each with its own time and size."""

    id: relay.NodeID[int]
    code: str = strawberry.field(description="Stable name; rules that follow each other share it.")
    title: str = strawberry.field(description="What is bought, in Thai.")
    approver: str = strawberry.field(description="Who approves, in Thai.")
    operator: Operator = strawberry.field(description="How a size is held against `millionBaht`.")
    million_baht: float = strawberry.field(description="The size, in million baht.")
    valid_from: date | None = strawberry.field(description="First day; null where not known.")
    valid_to: date | None = strawberry.field(description="Last day; null while it holds.")
    note: str | None = strawberry.field(description="What to know about it, in Thai.")
    confidence: Confidence = strawberry.field(description="How sure this is.")

    @strawberry.field(description="Our record of the approver, where it is an agency we know.")
    async def approver_agency(self, info: Info) -> Agency | None:
        """The approver's agency."""
        return await agency_named(info, self.approver)

    @strawberry.field(description="Where this comes from.")
    async def sources(self, info: Info) -> list[SourceRef]:
        """References to sources."""
        return await references(info, self.code)

    @strawberry.field(description="Disagreements about it.")
    async def conflicts(self, info: Info) -> list[Conflict]:
        """Its conflicts."""
        return await conflicts_about(info, self.code)

    @classmethod
    def of(cls, row: models.Rule) -> "ApprovalRule":
        """The rule in a row."""
        return cls(
            id=row.id or 0,
            code=row.code,
            title=row.title,
            approver=row.approver,
            operator=row.operator,
            million_baht=row.million_baht,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            note=row.note,
            confidence=row.confidence,
        )
