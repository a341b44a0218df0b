"""`sodklong pages`: shows what ingest reads in a file; nothing is stored."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.commands.output import AsJson, note, say, say_json, visible

if TYPE_CHECKING:
    from ingest.page import PageText, Reading


def pages(
    file: Annotated[Path, typer.Argument(help="The file to read.")], as_json: AsJson = False
) -> None:
    """Read a file as ingest would, page by page."""
    reading = _read(file)
    for problem in reading.problems:
        note(problem)
    if as_json:
        shown = [_object(page) for page in reading.pages]
        say_json({"pages": shown, "problems": reading.problems})
        return
    for page in reading.pages:
        printed = f" (พิมพ์ว่า {visible(page.printed_number)})" if page.printed_number else ""
        say(f"—— หน้า {page.number}{printed} · {page.decision} · คุณภาพ {page.quality:.2f} ——")
        say(page.text)


def _read(file: Path) -> Reading:
    from ingest.bounded.reader import BoundedReader
    from ingest.files import read_content, refuse_suffix
    from ingest.sniff import sniff

    content = read_content(file)
    refuse_suffix(file, sniff(content))
    with (
        TemporaryDirectory(prefix="sodklong-") as folder,
        closing(BoundedReader(Path(folder))) as reader,
    ):
        return reader.read(content, lambda done, count: note(f"อ่านแล้ว {done} จาก {count} หน้า"))


def _object(page: PageText) -> dict[str, Any]:
    return {
        "number": page.number,
        "source": page.source,
        "quality": round(page.quality, 3),
        "text": page.text,
        "printed_number": page.printed_number,
        "decision": page.decision,
        "repairs": dict(page.repairs),
        "doubtful": [
            {"text": page.text[doubt.start : doubt.end], "other": doubt.other}
            for doubt in page.doubts
        ],
        "tables": [[table.start, table.end, table.header_end] for table in page.tables],
    }
