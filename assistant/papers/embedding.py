"""Puts the fonts into a Word file, in the masked form that ISO/IEC 29500-1 (17.8.1) asks for."""

from typing import Any, Final
from uuid import UUID, uuid5

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from assistant.papers.pdf.shaping import FONTS

_KIND: Final = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_OURS: Final = UUID("6f2d2f0e-3a0c-4b57-9d0e-7d0b1c1f7a51")
_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_LINKS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MASKED: Final = 32


def embed_fonts(package: Any, name: str) -> None:  # noqa: ANN401 (python-docx has loose types)
    """Add the two weights under the font's `name`, and ask that they be kept when saving."""
    table = next(part for part in package.iter_parts() if part.partname == "/word/fontTable.xml")
    entries = []
    for number, (tag, weight) in enumerate((("embedRegular", "Regular"), ("embedBold", "Bold")), 1):
        key = uuid5(_OURS, weight)
        font = (FONTS / f"Sarabun-{weight}.ttf").read_bytes()
        address = PackURI(f"/word/fonts/font{number}.odttf")
        link = table.relate_to(Part(address, _KIND, _mask(font, key)), RELATIONSHIP_TYPE.FONT)
        entries.append(f'<w:{tag} r:id="{link}" w:fontKey="{{{str(key).upper()}}}"/>')
    table._blob = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<w:fonts xmlns:w="{_WORD}" xmlns:r="{_LINKS}"><w:font w:name="{name}">'
        f'<w:charset w:val="DE"/><w:family w:val="auto"/><w:pitch w:val="variable"/>'
        f"{''.join(entries)}</w:font></w:fonts>"
    ).encode()
    _keep(package)


def _mask(font: bytes, key: UUID) -> bytes:
    """The first 32 bytes XORed with the key's bytes from the last to the first, twice."""
    mask = key.bytes[::-1] * 2
    head = bytes(a ^ b for a, b in zip(font[:_MASKED], mask, strict=True))
    return head + font[_MASKED:]


def _keep(package: Any) -> None:  # noqa: ANN401
    settings = package.main_document_part.settings.element
    zoom = settings.find(qn("w:zoom"))
    kept = OxmlElement("w:embedTrueTypeFonts")
    settings.insert(0, kept) if zoom is None else zoom.addnext(kept)
