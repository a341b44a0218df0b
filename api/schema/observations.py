"""What was measured, year by year."""

# mypy: disable-error-code=untyped-decorator
# Strawberry types its field decorators as Any.

import strawberry
from strawberry import relay

from api.context import Info
from api.schema.enums import Confidence
from api.schema.facts import SourceRef, references
from db import models


@strawberry.type(description="What was measured in a year, such as Thailand's EGDI rank.")
class Observation(relay.Node):
    """An observation."""

    id: relay.NodeID[int]
    code: str = strawberry.field(description="Stable name of what is measured.")
    title: str = strawberry.field(description="What is measured, in Thai.")
    year: int = strawberry.field(description="The B.E. year.")
    value: float = strawberry.field(description="The value in its unit.")
    unit: str = strawberry.field(description="Unit of the value: percent, rank, item...")
    confidence: Confidence = strawberry.field(description="How sure this is.")

    @strawberry.field(description="Where this comes from.")
    async def sources(self, info: Info) -> list[SourceRef]:
        """References to sources."""
        return await references(info, self.code)

    @classmethod
    def of(cls, row: models.Observation) -> "Observation":
        """The observation in a row."""
        return cls(
            id=row.id or 0,
            code=row.code,
            title=row.title,
            year=row.year,
            value=row.value,
            unit=row.unit,
            confidence=row.confidence,
        )
