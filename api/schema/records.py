"""What is known of documents beside their text: as entered, and as their text proposes it."""

from collections.abc import Mapping
from datetime import date, datetime

import strawberry

from api.schema.enums import DocumentKind
from db import models
from db.writes.records import DAYS


@strawberry.type(description="What editors entered of a document; null where nobody did.")
class DocumentRecord:
    """A record."""

    number: str | None = strawberry.field(description="Its number, as printed.")
    issuer: str | None = strawberry.field(description="Who issued it.")
    source: str | None = strawberry.field(description="Where the file was had from.")
    dated_on: date | None = strawberry.field(description="The day it bears.")
    approved_on: date | None = strawberry.field(description="The day it was approved.")
    gazetted_on: date | None = strawberry.field(description="The day it stood in the gazette.")
    in_force_from: date | None = strawberry.field(description="The day from which it holds.")
    confirmed_at: datetime | None = strawberry.field(
        description="When title, kind, edition and record were last confirmed; null for never."
    )

    @classmethod
    def of(cls, row: models.DocumentRecord) -> "DocumentRecord":
        """The record in a row."""
        return cls(
            number=row.number,
            issuer=row.issuer,
            source=row.source,
            dated_on=row.dated_on,
            approved_on=row.approved_on,
            gazetted_on=row.gazetted_on,
            in_force_from=row.in_force_from,
            confirmed_at=row.confirmed_at,
        )


@strawberry.type(description="What a document's text says of itself; null where it says nothing.")
class DocumentProposal:
    """A proposal."""

    title: str | None = strawberry.field(description="Its title.")
    kind: DocumentKind | None = strawberry.field(description="What sort of paper it seems to be.")
    edition: str | None = strawberry.field(description="Code of the plan edition its title means.")
    number: str | None = strawberry.field(description="Its number, as printed.")
    issuer: str | None = strawberry.field(description="Who issued it.")
    dated_on: date | None = strawberry.field(description="The day it bears.")
    approved_on: date | None = strawberry.field(description="The day it was approved.")
    gazetted_on: date | None = strawberry.field(description="The day it stood in the gazette.")
    in_force_from: date | None = strawberry.field(description="The day from which it holds.")

    @classmethod
    def of(cls, said: Mapping[str, str]) -> "DocumentProposal":
        """What a text said."""
        kind = said.get("kind")
        days = {name: date.fromisoformat(said[name]) if name in said else None for name in DAYS}
        return cls(
            title=said.get("title"),
            kind=models.DocumentKind(kind) if kind else None,
            edition=said.get("edition"),
            number=said.get("number"),
            issuer=said.get("issuer"),
            **days,
        )
