"""Reads a file of any format: tells by its bytes what it is, and hands it to its reader."""

from ingest.bounded.steps import Steps
from ingest.page import Reading
from ingest.read.paper import read_images, read_pdf
from ingest.read.text import read_text
from ingest.read.web.page import read_html
from ingest.read.word.document import read_docx
from ingest.sniff import Format, decode, sniff


def read_bytes(data: bytes, steps: Steps | None = None) -> Reading:
    """The pages and outline of a file; raises UnreadableFile, in Thai, for what cannot be read.

    Parsers run in this process: what comes from outside is read by `ingest.bounded.reader`.
    """
    steps = steps or Steps()
    match sniff(data):
        case Format.PDF:
            return read_pdf(data, steps)
        case Format.IMAGE:
            return read_images(data, steps)
        case Format.DOCX:
            return read_docx(data)
        case Format.HTML:
            return read_html(decode(data))
        case Format.TEXT:
            return read_text(decode(data))
