"""A PDF file made of pages of drawing operations, fonts embedded whole."""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant.papers.pdf.font import Subset

_MAPPED_AT_ONCE = 100


@dataclass(slots=True)
class Canvas:
    """What is drawn on one page, in points from its lower left corner."""

    drawn: list[str] = field(default_factory=list)

    def write(self, font: str, size: float, x: float, y: float, codes: Sequence[int]) -> None:
        """Write characters on a base line."""
        shown = "".join(f"{code:04X}" for code in codes)
        self.drawn.append(f"BT /{font} {size:g} Tf {x:.2f} {y:.2f} Td <{shown}> Tj ET")

    def rule(self, x: float, y: float, width: float, height: float) -> None:
        """Draw a line from (x, y)."""
        self.drawn.append(f"0.5 w {x:.2f} {y:.2f} m {x + width:.2f} {y + height:.2f} l S")

    def shade(self, x: float, y: float, width: float, height: float) -> None:
        """Fill a box with light grey."""
        self.drawn.append(f"q 0.92 g {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f Q")


def write_pdf(
    title: str, size: tuple[float, float], pages: Sequence[Canvas], fonts: Mapping[str, Subset]
) -> bytes:
    """The file: pages of one size in points, with the fonts they name."""
    file = _File()
    named = " ".join(f"/{name} {file.add(_font(file, subset))}" for name, subset in fonts.items())
    resources = file.add(f"<< /Font << {named} >> >>".encode())
    tree = file.reserve()
    kids = [file.add(_page(file, tree, canvas, resources, size)) for canvas in pages]
    listed = " ".join(kids)
    file.put(tree, f"<< /Type /Pages /Count {len(kids)} /Kids [{listed}] >>".encode())
    shown = "/ViewerPreferences << /DisplayDocTitle true >>"
    root = file.add(f"<< /Type /Catalog /Pages {tree} /Lang (th-TH) {shown} >>".encode())
    info = file.add(f"<< /Title <{_utf16(chr(0xFEFF) + title)}> /Producer (Sodklong) >>".encode())
    return file.bytes(root, info)


class _File:
    """Numbered objects and where they begin."""

    def __init__(self) -> None:
        self._objects: list[bytes] = []

    def reserve(self) -> str:
        self._objects.append(b"")
        return f"{len(self._objects)} 0 R"

    def put(self, reference: str, content: bytes) -> None:
        self._objects[int(reference.split()[0]) - 1] = content

    def add(self, content: bytes) -> str:
        reference = self.reserve()
        self.put(reference, content)
        return reference

    def stream(self, content: bytes, entries: str = "") -> str:
        packed = zlib.compress(content, 9)
        head = f"<< /Length {len(packed)} /Filter /FlateDecode {entries} >>\nstream\n"
        return self.add(head.encode() + packed + b"\nendstream")

    def bytes(self, root: str, info: str) -> bytes:
        out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        places = []
        for number, content in enumerate(self._objects, 1):
            places.append(len(out))
            out += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
        start, count = len(out), len(places) + 1
        out += f"xref\n0 {count}\n0000000000 65535 f \n".encode()
        out += "".join(f"{place:010d} 00000 n \n" for place in places).encode()
        out += f"trailer\n<< /Size {count} /Root {root} /Info {info} >>\n".encode()
        return bytes(out + f"startxref\n{start}\n%%EOF\n".encode())


def _page(
    file: _File, tree: str, canvas: Canvas, resources: str, size: tuple[float, float]
) -> bytes:
    content = file.stream("\n".join(canvas.drawn).encode())
    box = f"[0 0 {size[0]:.2f} {size[1]:.2f}]"
    return (
        f"<< /Type /Page /Parent {tree} /MediaBox {box} "
        f"/Resources {resources} /Contents {content} >>"
    ).encode()


def _font(file: _File, subset: Subset) -> bytes:
    name = f"SODKLN+Sarabun-{subset.face.path.stem.split('-')[1]}"
    content = subset.file()
    embedded = file.stream(content, f"/Length1 {len(content)}")
    box, ascent, descent = subset.metrics
    descriptor = file.add(
        f"<< /Type /FontDescriptor /FontName /{name} /Flags 4 /ItalicAngle 0 /StemV 80 "
        f"/FontBBox [{' '.join(map(str, box))}] /Ascent {ascent} /Descent {descent} "
        f"/CapHeight 700 /FontFile2 {embedded} >>".encode()
    )
    widths = " ".join(map(str, subset.widths))
    inner = file.add(
        f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDToGIDMap /Identity "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
        f"/FontDescriptor {descriptor} /DW 0 /W [{subset.first} [{widths}]] >>".encode()
    )
    meaning = file.stream(_meaning(subset.characters))
    return (
        f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H "
        f"/DescendantFonts [{inner}] /ToUnicode {meaning} >>"
    ).encode()


def _meaning(characters: Mapping[int, str]) -> bytes:
    """The CMap that says which character each code is."""
    lines = [f"<{code:04X}> <{_utf16(text)}>" for code, text in characters.items()]
    blocks = [lines[at : at + _MAPPED_AT_ONCE] for at in range(0, len(lines), _MAPPED_AT_ONCE)]
    mapped = "\n".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CMapName /Sodklong-UCS def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{mapped}\nendcmap end end"
    ).encode()


def _utf16(text: str) -> str:
    return text.encode("utf-16-be", "replace").hex().upper()
