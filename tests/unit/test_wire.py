"""A reading crosses to its parent unchanged, and a forged one does not."""

from base64 import b64encode

import orjson
import pytest

from db.boxes import pack
from db.models import PageDecision, PageSource
from ingest.bounded.wire import Malformed, dump, load
from ingest.page import Doubt, Heading, PageText, Reading, Table

PAGE = PageText(
    number=1,
    text="ก\tข\n๑\t๒",
    raw="ก ข ๑ ๒",
    source=PageSource.OCR,
    quality=0.75,
    printed_number="๑๔",
    decision=PageDecision.OCR_NO_TEXT,
    repairs={"spaces": 2},
    tables=(Table(0, 7, 3),),
    doubts=(Doubt(4, 5, "๗"), Doubt(6, 7)),
    boxes=pack([(1, 2, 3, 4)] * 7),
)
READING = Reading("แผน", (PAGE,), (Heading(1, "ก", "ก", 1, 0),), "pdf-1", ("หน้า 2 อ่านไม่ได้",))


def test_a_reading_comes_back_as_it_went():
    assert load(dump(READING)) == READING


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("pages", 0, "number"), 2),
        (("pages", 0, "text"), 5),
        (("pages", 0, "source"), "telepathy"),
        (("pages", 0, "tables"), [[0, 99, 3]]),
        (("pages", 0, "tables"), [[3, 4, 0]]),
        (("pages", 0, "doubts"), [[4, 4, None]]),
        (("pages", 0, "repairs"), {"spaces": -1}),
        (("pages", 0, "repairs"), []),
        (("pages", 0, "boxes"), b64encode(pack([(1, 2, 3, 4)] * 6)).decode()),
        (("pages", 0, "boxes"), b64encode(pack([(1, 2, 3, 4)] * 8)).decode()),
        (("pages", 0, "boxes"), "AAAA"),
        (("headings", 0), [1, "ก", "ก", 9, 0]),
        (("headings", 0), [1, "ก", "ก", 1, 99]),
        (("headings", 0), [True, "ก", "ก", 1, 0]),
        (("reader",), None),
        (("problems",), [1]),
    ],
)
def test_what_is_no_reading_is_refused(path, value):
    forged = orjson.loads(dump(READING))
    *way, last = path
    place = forged
    for step in way:
        place = place[step]
    place[last] = value
    with pytest.raises(Malformed):
        load(orjson.dumps(forged))


@pytest.mark.parametrize("content", [b"", b"null", b"[]", b"{}", b"\xff"])
def test_other_content_is_refused(content):
    with pytest.raises(Malformed):
        load(content)
