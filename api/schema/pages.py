"""Pages as they were read."""

# mypy: disable-error-code=untyped-decorator
# Strawberry types its field decorators as Any.

import asyncio
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import strawberry

from api.context import Info
from api.cost import COMPARISON
from api.links import later, link
from api.schema.enums import PageDecision, PageSource
from db import models
from db.boxes import outline_of, unpack
from ingest.differing import altered

if TYPE_CHECKING:
    from api.schema.documents import DocumentVersion
    from api.schema.passages import Passage

LazyPassage = Annotated["Passage", strawberry.lazy("api.schema.passages")]
LazyVersion = Annotated["DocumentVersion", strawberry.lazy("api.schema.documents")]


MAX_REPAIRS, MAX_COMPARED = 200, 50_000


@strawberry.type(description="A rectangle on a page, in ten thousandths of its width and height.")
class PageBox:
    """A rectangle."""

    left: int = strawberry.field(description="From the left edge.")
    top: int = strawberry.field(description="From the upper edge.")
    right: int = strawberry.field(description="From the left edge.")
    bottom: int = strawberry.field(description="From the upper edge.")


@strawberry.type(description="A number on a page that OCR may have misread.")
class DoubtfulNumber:
    """A doubt."""

    start: int = strawberry.field(description="First character in the page's text, from 0.")
    end: int = strawberry.field(description="The character after the last.")
    text: str = strawberry.field(description="The number as it was read.")
    other: str | None = strawberry.field(description="What a second reading made of it.")
    packed_boxes: strawberry.Private[bytes | None] = None

    @strawberry.field(description="Where it stands on the page; empty without places.")
    def boxes(self) -> list[PageBox]:
        """Rectangles to mark."""
        return _boxes(self.packed_boxes, self.start, self.end)


@strawberry.type(description="Words of a page that were repaired.")
class RepairedPlace:
    """A repair."""

    start: int = strawberry.field(description="First character in the page's text, from 0.")
    end: int = strawberry.field(description="The character after the last.")
    text: str = strawberry.field(description="The words as they were repaired.")
    was: str = strawberry.field(description="What the file held; empty where nothing stood.")
    packed_boxes: strawberry.Private[bytes | None] = None

    @strawberry.field(description="Where they stand on the page; empty without places.")
    def boxes(self) -> list[PageBox]:
        """Rectangles to mark."""
        return _boxes(self.packed_boxes, self.start, self.end)


@strawberry.type(description="How often a kind of damage was repaired on a page.")
class RepairCount:
    """A count."""

    kind: str = strawberry.field(description="The kind of damage, such as sara-am.")
    count: int = strawberry.field(description="How often.")


@strawberry.type(description="One page as read.")
class Page:
    """A page."""

    row_id: strawberry.Private[int]
    version_id: strawberry.Private[int]
    packed_boxes: strawberry.Private[bytes | None]
    number: int = strawberry.field(description="Page of the file, from 1.")
    printed_number: str | None = strawberry.field(description="Number printed on the page.")
    text: str = strawberry.field(description="The text; quotes point into it by character.")
    source: PageSource = strawberry.field(description="Text layer or OCR.")
    quality: float = strawberry.field(description="From 0 (unreadable) to 1.")
    decision: PageDecision = strawberry.field(description="Why its text is what it is.")
    repairs: list[RepairCount] = strawberry.field(description="What was repaired in its text.")
    doubtful_numbers: list[DoubtfulNumber] = strawberry.field(
        description="Numbers to check against the paper; none where the file held the text."
    )

    @strawberry.field(
        description="Where a stretch of the text stands on the page, line by line; empty for "
        "formats without places."
    )
    def boxes(
        self,
        start: Annotated[int, strawberry.argument(description="First character, from 0.")],
        end: Annotated[int, strawberry.argument(description="The character after the last.")],
    ) -> list[PageBox]:
        """Rectangles to mark."""
        return _boxes(self.packed_boxes, start, end) if 0 <= start < end <= len(self.text) else []

    @strawberry.field(
        description="The words that were repaired, with what the file held, at most 200; empty "
        "where nothing was, and beyond 50,000 letters. Each page counts as 100 things read."
    )
    async def repaired_places(self, info: Info) -> list[RepairedPlace]:
        """Repairs, place by place."""
        if not self.repairs:
            return []
        info.context.load.spend(COMPARISON)
        row = await info.context.load.page.load(self.row_id)
        return await asyncio.to_thread(_repaired, row) if row else []

    passages: list[LazyPassage] = link(
        "The passages cut from it, in order.",
        "passages_of_page",
        later("api.schema.passages", "Passage"),
        key="row_id",
    )

    version: LazyVersion | None = link(
        "The version of the document it is of.",
        "version",
        later("api.schema.documents", "DocumentVersion"),
        key="version_id",
    )

    @classmethod
    def of(cls, row: models.Page) -> "Page":
        """The page in a row."""
        return cls(
            row_id=row.id or 0,
            version_id=row.version_id,
            number=row.number,
            printed_number=row.printed_number,
            text=row.text,
            source=row.source,
            quality=row.quality,
            decision=row.decision,
            repairs=[RepairCount(kind=kind, count=count) for kind, count in row.repairs.items()],
            doubtful_numbers=[
                DoubtfulNumber(
                    start=start,
                    end=end,
                    text=row.text[start:end],
                    other=other,
                    packed_boxes=row.boxes,
                )
                for start, end, other in row.doubts
            ],
            packed_boxes=row.boxes,
        )


def _boxes(packed: bytes | None, start: int, end: int) -> list[PageBox]:
    found = outline_of(unpack(packed)[start:end]) if packed else []
    return [
        PageBox(left=left, top=top, right=right, bottom=bottom)
        for left, top, right, bottom in found
    ]


def _repaired(row: models.Page) -> list[RepairedPlace]:
    if row.raw is None or len(row.text) > MAX_COMPARED:
        return []
    return [
        RepairedPlace(
            start=place.start,
            end=place.end,
            text=row.text[place.start : place.end],
            was=place.was,
            packed_boxes=row.boxes,
        )
        for place in islice(altered(row.raw, row.text), MAX_REPAIRS)
    ]
