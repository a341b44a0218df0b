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
