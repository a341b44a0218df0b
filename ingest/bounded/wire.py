"""A reading on its way from the reading process: JSON, checked on arrival.

The process may have been taken over by what it read, so nothing is unpickled and every span, number
and enum is looked at before it is believed.
"""

import zlib
from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import Any

import orjson

from db.models import PageDecision, PageSource
from ingest.page import Doubt, Heading, PageText, Reading, Table

MAX_BYTES = 512 * 1024 * 1024
_BOX_BYTES = 8


class Malformed(ValueError):
    """What arrived is no reading."""


def dump(reading: Reading) -> bytes:
    """The reading as JSON."""
    return orjson.dumps(
        {
            "title": reading.title,
            "pages": [_page_out(page) for page in reading.pages],
            "headings": [
                [heading.level, heading.title, heading.path, heading.page, heading.start]
                for heading in reading.headings
            ],
            "reader": reading.reader,
            "problems": reading.problems,
        }
    )


def load(content: bytes) -> Reading:
    """What `dump` was given; raises Malformed."""
    try:
        found = orjson.loads(content)
        pages = tuple(_page_in(page) for page in found["pages"])
        _require([page.number for page in pages] == list(range(1, len(pages) + 1)))
        return Reading(
            title=_text(found["title"]) if found["title"] is not None else None,
            pages=pages,
            headings=tuple(_heading_in(heading, pages) for heading in found["headings"]),
            reader=_text(found["reader"]),
            problems=tuple(_text(problem) for problem in found["problems"]),
        )
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Malformed(str(error)) from error


def _page_out(page: PageText) -> dict[str, Any]:
    return {
        "number": page.number,
        "text": page.text,
        "raw": page.raw,
        "source": page.source,
        "quality": page.quality,
        "printed_number": page.printed_number,
        "decision": page.decision,
        "repairs": dict(page.repairs),
        "tables": [[table.start, table.end, table.header_end] for table in page.tables],
        "doubts": [[doubt.start, doubt.end, doubt.other] for doubt in page.doubts],
        "boxes": b64encode(page.boxes).decode() if page.boxes is not None else None,
    }


def _page_in(page: Mapping[str, Any]) -> PageText:
    text = _text(page["text"])
    printed = page["printed_number"]
    return PageText(
        number=_number(page["number"]),
        text=text,
        raw=_text(page["raw"]),
        source=PageSource(page["source"]),
        quality=min(1.0, max(0.0, float(page["quality"]))),
        printed_number=_text(printed) if printed is not None else None,
        decision=PageDecision(page["decision"]),
        repairs={_text(kind): _number(count) for kind, count in page["repairs"].items()},
        tables=tuple(_table_in(table, len(text)) for table in page["tables"]),
        doubts=tuple(_doubt_in(doubt, len(text)) for doubt in page["doubts"]),
        boxes=_boxes_in(page["boxes"], len(text)) if page["boxes"] is not None else None,
    )


def _table_in(table: list[Any], length: int) -> Table:
    start, end, header_end = map(_number, table)
    _require(start <= header_end <= end <= length)
    return Table(start, end, header_end)


def _doubt_in(doubt: list[Any], length: int) -> Doubt:
    start, end, other = doubt
    _require(_number(start) < _number(end) <= length)
    return Doubt(start, end, _text(other) if other is not None else None)


def _boxes_in(packed: str, length: int) -> bytes:
    """One box for every character, unpacked no further than it takes to see that."""
    boxes, size = b64decode(packed), length * _BOX_BYTES
    try:
        _require(len(zlib.decompressobj().decompress(boxes, size + 1)) == size)
    except zlib.error as error:
        raise Malformed(str(error)) from error
    return boxes


def _heading_in(heading: list[Any], pages: tuple[PageText, ...]) -> Heading:
    level, title, path, page, start = heading
    _require(1 <= _number(page) <= len(pages) and _number(start) <= len(pages[page - 1].text))
    return Heading(_number(level), _text(title), _text(path), page, start)


def _text(value: object) -> str:
    _require(isinstance(value, str))
    return str(value)


def _number(value: object) -> int:
    _require(isinstance(value, int) and not isinstance(value, bool) and value >= 0)
    return int(value)  # type: ignore[call-overload,no-any-return]


def _require(condition: bool) -> None:
    if not condition:
        raise Malformed("a value is not what a reading holds")
