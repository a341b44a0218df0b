"""The readers and their versions: a file read by another version is read anew."""

from collections.abc import Mapping

from ingest.sniff import Format

READERS: Mapping[Format, str] = {
    Format.TEXT: "text-4",
    Format.HTML: "html-1",
    Format.DOCX: "docx-1",
    Format.PDF: "pdf-1",
    Format.IMAGE: "image-1",
}


def form_of(reader: str) -> Format | None:
    """What a file was that this reader, of whatever version, read; None for one long gone."""
    known = (form for form, name in READERS.items() if _stem(name) == _stem(reader))
    return next(known, None)


def _stem(reader: str) -> str:
    return reader.rpartition("-")[0]
