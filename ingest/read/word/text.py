"""The text of one Word paragraph as it is printed: insertions made, deletions gone, fields shown by
their results, each box and note named once.
"""

from dataclasses import dataclass, field

from ingest.read.blocks import HARD, SOFT
from ingest.read.word.xml import MATH, MC, VML, Element, W, is_on

_LEFT_OUT = {
    W + name for name in ("pPr", "rPr", "del", "delText", "moveFrom", "sdtPr", "rt", "sectPr")
}
_SIGNS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
    W + "lastRenderedPageBreak": SOFT,
}
_NOTES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
# Symbol fonts keep their signs at U+F000 and up.
_SYMBOLS = {
    0xF0FE: "☑", 0xF052: "☑", 0xF0FC: "✓", 0xF0A8: "☐", 0xF06F: "☐", 0xF0A3: "☐", 0xF072: "☐",
    0xF078: "☒", 0xF0FD: "☒", 0xF0FB: "✗", 0xF0B7: "•", 0xF06C: "●", 0xF0A7: "▪", 0xF06E: "■",
    0xF0D8: "➢", 0xF076: "❖", 0xF0E0: "→", 0xF0F0: "⇒", 0xF0DF: "←",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Content:
    """What a paragraph holds: its text, with page breaks as `blocks` has them, text boxes anchored
    in it, and the notes it cites as (kind, id).
    """

    text: str
    boxes: tuple[Element, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class _Field:
    """A field being read: what it does, and whether its result has begun."""

    instruction: str = ""
    has_result: bool = False

    @property
    def is_contents(self) -> bool:
        return self.instruction.lstrip().upper().startswith("TOC")


@dataclass(slots=True)
class _Found:
    text: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)


class Runs:
    """Reads paragraphs in order; a table of contents may run over many."""

    def __init__(self) -> None:
        self._fields: list[_Field] = []

    def read(self, paragraph: Element) -> Content:
        """What a paragraph holds."""
        found = _Found()
        self._walk(paragraph, found)
        self._fields = [each for each in self._fields if each.has_result]
        return Content("".join(found.text), tuple(found.boxes), tuple(found.notes))

    def leave_contents(self) -> None:
        """A heading ends a table of contents whose end is missing."""
        self._fields.clear()

    def _walk(self, element: Element, found: _Found) -> None:
        for each in element:
            if each.tag in _LEFT_OUT or _is_hidden(each):
                continue
            if each.tag == MC + "AlternateContent":
                self._walk(_alternative(each), found)
            elif each.tag == W + "txbxContent":
                found.boxes.append(each)
            elif not self._take(each, found):
                self._walk(each, found)

    def _take(self, element: Element, found: _Found) -> bool:
        """Take what an element says for itself; False where its children are to be read."""
        tag = element.tag
        if tag == W + "fldChar":
            self._turn_field(element.get(W + "fldCharType", ""))
        elif tag == W + "instrText":
            if self._fields:
                self._fields[-1].instruction += (element.text or "")[:100]
        elif tag in _NOTES:
            found.notes.append((_NOTES[tag], element.get(W + "id", "")))
        else:
            sign = _sign(element)
            if self._is_shown() or sign in (HARD, SOFT):
                found.text.append(sign)
            return bool(sign)
        return True

    def _turn_field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].has_result = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _is_shown(self) -> bool:
        return all(each.has_result and not each.is_contents for each in self._fields)


def _is_hidden(element: Element) -> bool:
    if element.tag == W + "sdt":
        return is_on(element, "sdtPr", "showingPlcHdr")
    return element.tag == W + "r" and is_on(element, "rPr", "vanish")


def _alternative(element: Element) -> Element:
    """One of the forms a drawing is stored in: the newer, never both."""
    choice = element.find(MC + "Choice")
    if choice is None:
        choice = element.find(MC + "Fallback")
    return element if choice is None else choice


def _sign(element: Element) -> str:
    """The characters an element stands for by itself."""
    tag = element.tag
    if tag in (W + "t", MATH + "t"):
        return " ".join((element.text or "").split("\n")).translate(_SYMBOLS)
    if tag == W + "br":
        return HARD if element.get(W + "type") == "page" else "\n"
    if tag == W + "sym":
        return _symbol(element.get(W + "char", ""))
    if tag == VML + "textpath":
        return "\n" + element.get("string", "") + "\n"
    return _SIGNS.get(str(tag), "")


def _symbol(code: str) -> str:
    try:
        point = int(code, 16)
    except ValueError:
        return ""
    plain = chr(point) if 0x20 <= point < 0xD800 else ""
    return _SYMBOLS.get(point, plain)
