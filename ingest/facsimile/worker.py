"""The process that draws one page of a file: what to draw in, a JPEG out, within bounds.

It reads {"path", "page", "side"} as JSON from standard input. Exit status 0 means that a picture
went to standard output, REFUSED that a sentence in Thai did.
"""

import resource
import sys
from itertools import islice
from pathlib import Path

import orjson

from db.errors import UnreadableFile
from ingest.facsimile import REFUSED
from ingest.ocr.pixels import as_jpeg, read_pictures
from ingest.read.pdf.file import open_pdf
from ingest.sniff import Format, sniff

MEMORY_BYTES = 2 << 30
SECONDS = 20
_QUALITY = 82
_NO_PAGE = "ไฟล์ต้นฉบับไม่มีหน้านี้"
_NO_PICTURE = "ไฟล์ชนิดนี้ไม่มีภาพของหน้า"


def main() -> None:
    """Draw one page."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    order = orjson.loads(sys.stdin.buffer.read())
    try:
        made = _draw(Path(order["path"]).read_bytes(), order["page"], order["side"])
    except UnreadableFile as problem:
        sys.stdout.buffer.write(str(problem).encode())
        sys.exit(REFUSED)
    sys.stdout.buffer.write(made)


def _draw(data: bytes, number: int, side: int) -> bytes:
    form = sniff(data)
    if form is Format.PDF:
        with open_pdf(data) as file:
            if number > file.page_count:
                raise UnreadableFile(_NO_PAGE)
            drawn = file.image(number, file.dpi_for(number, side), colour=True)
        return as_jpeg(drawn, side, _QUALITY)
    if form is Format.IMAGE:
        for picture in islice(read_pictures(data), number - 1, number):
            return as_jpeg(picture, side, _QUALITY)
        raise UnreadableFile(_NO_PAGE)
    raise UnreadableFile(_NO_PICTURE)


if __name__ == "__main__":
    main()
