"""Small PDFs by hand: every character is a box drawn where Thai type has its ink."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

ABOVE = "ัิีึื็่้๊๋์ํ"
BELOW = "ฺุู"
_WIDTH = 500


@dataclass(frozen=True)
class Run:
    """A text object at x, y points, `turns` quarter turns counterclockwise."""

    x: float
    y: float
    text: str
    size: float = 16
    turns: int = 0


@dataclass(frozen=True)
class Sheet:
    """A page: its runs, straight lines (x0, y0, x1, y1), pictures (x, y, width, height)."""

    runs: Sequence[Run] = ()
    lines: Sequence[tuple[float, float, float, float]] = ()
    pictures: Sequence[tuple[float, float, float, float]] = ()
    rotate: int = 0
    size: tuple[float, float] = (595, 842)


@dataclass
class _Objects:
    bodies: list[bytes] = field(default_factory=list)

    def add(self, body: bytes) -> int:
        self.bodies.append(body)
        return len(self.bodies)

    def stream(self, content: bytes, head: str = "") -> int:
        lead = f"<< /Length {len(content)} {head} >>\nstream\n".encode()
        return self.add(lead + content + b"\nendstream")


def build_pdf(sheets: Sequence[Sheet], means: Mapping[str, str] | None = None) -> bytes:
    """The file; `means` is what the font says a character is, where it says something else."""
    objects = _Objects()
    letters = sorted({letter for sheet in sheets for run in sheet.runs for letter in run.text})
    codes = {letter: code for code, letter in enumerate(letters, start=33)}
    font = _font(objects, codes, dict(means or {}))
    head = "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray"
    picture = objects.stream(b"\x80", f"{head} /BitsPerComponent 8")
    tree = len(objects.bodies) + 2 * len(sheets) + 1
    pages = [_page(objects, sheet, codes, (font, picture, tree)) for sheet in sheets]
    kids = " ".join(f"{page} 0 R" for page in pages)
    objects.add(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    root = objects.add(f"<< /Type /Catalog /Pages {tree} 0 R >>".encode())
    return _file(objects.bodies, root)


def _font(objects: _Objects, codes: Mapping[str, int], means: Mapping[str, str]) -> int:
    shapes = {letter: objects.stream(_shape(letter)) for letter in codes}
    names = " ".join(f"/g{code}" for code in codes.values())
    procs = " ".join(f"/g{codes[letter]} {shape} 0 R" for letter, shape in shapes.items())
    widths = " ".join(str(_advance(letter)) for letter in codes)
    rows = "\n".join(
        f"<{code:02x}> <{means.get(letter, letter).encode('utf-16-be').hex()}>"
        for letter, code in codes.items()
    )
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{rows}\nendbfchar\nendcmap end end"
    )
    unicode = objects.stream(cmap.encode())
    last = 32 + len(codes)
    return objects.add(
        f"<< /Type /Font /Subtype /Type3 /Name /Box /FontBBox [-500 -300 1000 1000] "
        f"/FontMatrix [.001 0 0 .001 0 0] /FirstChar 33 /LastChar {last} /Widths [{widths}] "
        f"/Encoding << /Type /Encoding /Differences [33 {names}] >> "
        f"/CharProcs << {procs} >> /ToUnicode {unicode} 0 R /Resources << >> >>".encode()
    )


def _advance(letter: str) -> int:
    return 0 if letter in ABOVE + BELOW else _WIDTH


def _shape(letter: str) -> bytes:
    if letter == " ":
        return f"{_WIDTH} 0 d0".encode()
    left, bottom, right, top = (40, 0, 460, 450)
    if letter in ABOVE:
        left, bottom, right, top = (-250, 550, -60, 700)
    elif letter in BELOW:
        left, bottom, right, top = (-250, -200, -60, -60)
    box = f"{left} {bottom} {right - left} {top - bottom} re f"
    return f"{_advance(letter)} 0 {left} {bottom} {right} {top} d1 {box}".encode()


def _page(
    objects: _Objects, sheet: Sheet, codes: Mapping[str, int], ids: tuple[int, int, int]
) -> int:
    font, picture, tree = ids
    marks = [_show(run, codes) for run in sheet.runs]
    marks += [f"{x0} {y0} m {x1} {y1} l S" for x0, y0, x1, y1 in sheet.lines]
    marks += [f"q {w} 0 0 {h} {x} {y} cm /P Do Q" for x, y, w, h in sheet.pictures]
    content = objects.stream("\n".join(marks).encode())
    width, height = sheet.size
    return objects.add(
        f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {width} {height}] "
        f"/Rotate {sheet.rotate} /Contents {content} 0 R "
        f"/Resources << /Font << /F {font} 0 R >> /XObject << /P {picture} 0 R >> >> >>".encode()
    )


def _show(run: Run, codes: Mapping[str, int]) -> str:
    cos, sin = ((1, 0), (0, 1), (-1, 0), (0, -1))[run.turns]
    text = "".join(f"{codes[letter]:02x}" for letter in run.text)
    matrix = f"{cos} {sin} {-sin} {cos} {run.x} {run.y} Tm"
    return f"BT /F {run.size} Tf {matrix} <{text}> Tj ET"


def _file(bodies: Sequence[bytes], root: int) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(bodies, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += f"trailer << /Size {len(bodies) + 1} /Root {root} 0 R >>\n".encode()
    out += f"startxref\n{start}\n%%EOF\n".encode()
    return bytes(out)
