"""Finds the section tree in the text: Markdown headings and the numbering of Thai papers."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from ingest.page import Heading, PageText

_NUMBER = r"[๐-๙0-9]+(?:\.[๐-๙0-9]+)*"
# "๑๒.๕ ล้านบาท" at the start of a line is an amount.
_NO_UNIT = r"(?!\s+(?:(?:ล้าน|แสน|หมื่น|พัน)?(?:ล้าน)?บาท|ล้าน|เท่า(?!เทียม)|เปอร์เซ็นต์|%|percent|million))"
_MARKERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("part", re.compile(rf"(?:ภาค|ส่วนที่|บทที่|หมวด|ลักษณะ|ภาคผนวก)\s*(?:{_NUMBER}|[ก-ฮ])(?=\s|$)")),
    ("strategy", re.compile(rf"(?:ประเด็น)?(?:ยุทธศาสตร์|กลยุทธ์)ที่\s*{_NUMBER}")),
    ("plan", re.compile(rf"(?:แผนงาน|เป้าหมาย|มาตรการ|โครงการ|ตัวชี้วัด|แนวทาง)ที่\s*{_NUMBER}")),
    ("article", re.compile(rf"(?:มาตรา|ข้อ)\s*{_NUMBER}(?:/[๐-๙0-9]+)?(?=\s|$)")),
    ("number", re.compile(rf"[๐-๙0-9]{{1,2}}[.)](?=\s){_NO_UNIT}")),
    ("decimal", re.compile(rf"[๐-๙0-9]{{1,2}}(?:\.[๐-๙0-9]{{1,2}}){{1,3}}\.?(?=\s){_NO_UNIT}")),
    ("bracket", re.compile(r"\([๐-๙0-9]{1,2}\)(?=\s)")),
    ("letter", re.compile(r"(?:[ก-ฮ][.)]|\([ก-ฮ]\))(?=\s)")),
)
# The three parts of a Thai official letter, between its head and its signature.
_LETTER: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("หัวหนังสือ", re.compile(r"บันทึกข้อความ$|ส่วนราชการ\s|ที่\s+\S+/\s?\S+")),
    ("ภาคเหตุ", re.compile(r"(?:ด้วย|ตามที่|ตามหนังสือ|ตามมติ|อนุสนธิ)")),
    ("ภาคความประสงค์", re.compile(r"(?:เพื่อเป็นการ|ในการนี้|เพื่อให้)")),
    ("ภาคสรุป", re.compile(r"(?:ทั้งนี้|จึงเรียนมา|จึงขอ)")),
    ("การลงนาม", re.compile(r"\((?:นาย|นาง|นางสาว|ว่าที่|ดร\.|พล|ร้อย|พัน)")),
)
_IS_LETTER = (re.compile(r"^เรื่อง\s", re.MULTILINE), re.compile(r"^เรียน\s", re.MULTILINE))
_MARKDOWN = re.compile(r"(#{1,6})\s+(.+)")
_TITLE_LIMIT = 120
_PART = "letter part"


def outline(pages: Sequence[PageText]) -> Iterator[Heading]:
    """The headings of the pages, in order.

    Nesting is dynamic: a kind of marker that is open already begins a sibling, a new kind a
    child; Markdown levels count as they are written.
    """
    open_sections: list[tuple[str, str]] = []
    find = _marker_finder(pages)
    for page, start, line in _lines(pages):
        found = find(line)
        if found is None:
            continue
        kind, title = found
        if (kind, title) == (_PART, open_sections[0][1] if open_sections else ""):
            continue
        _close(open_sections, kind)
        open_sections.append((kind, title))
        path = " › ".join(name for _, name in open_sections)
        yield Heading(len(open_sections), title, path, page, start)


def _lines(pages: Iterable[PageText]) -> Iterator[tuple[int, int, str]]:
    for page in pages:
        start = 0
        for line in page.text.split("\n"):
            indent = len(line) - len(line.lstrip())
            yield page.number, start + indent, line.strip()
            start += len(line) + 1


def _marker_finder(pages: Sequence[PageText]) -> Callable[[str], tuple[str, str] | None]:
    """Where an author marked headings, numbered lines are content; elsewhere the outline."""
    if any(_markdown(line) for _, _, line in _lines(pages)):
        return _markdown
    letter = _LETTER if pages and _is_letter(pages[0].text) else ()
    return lambda line: _marker(line) or _letter_part(line, letter)


def _markdown(line: str) -> tuple[str, str] | None:
    found = _MARKDOWN.match(line)
    return (found[1], found[2].strip(" #")[:_TITLE_LIMIT]) if found else None


def _marker(line: str) -> tuple[str, str] | None:
    for kind, pattern in _MARKERS:
        match = pattern.match(line)
        if match:
            return _depth(kind, match[0]), _title(kind, match[0], line)
    return None


def _is_letter(text: str) -> bool:
    return all(pattern.search(text) for pattern in _IS_LETTER)


def _letter_part(line: str, parts: Sequence[tuple[str, re.Pattern[str]]]) -> tuple[str, str] | None:
    return next(((_PART, name) for name, pattern in parts if pattern.match(line)), None)


def _depth(kind: str, marker: str) -> str:
    return f"decimal{marker.strip('.').count('.')}" if kind == "decimal" else kind


def _title(kind: str, marker: str, line: str) -> str:
    """A short line is its own title; a numbered paragraph is called after its number."""
    if len(line) <= _TITLE_LIMIT:
        return line
    return f"ข้อ {marker.strip('.')}" if kind in {"number", "decimal"} else marker.strip()


def _close(open_sections: list[tuple[str, str]], kind: str) -> None:
    if kind.startswith("#"):
        _close_markdown(open_sections, len(kind))
        return
    if kind == _PART:
        open_sections.clear()
    if kind == "part":
        while open_sections and not open_sections[-1][0].startswith("#"):
            open_sections.pop()
    for depth, (name, _) in enumerate(open_sections):
        if name == kind:
            del open_sections[depth:]
            return


def _close_markdown(open_sections: list[tuple[str, str]], length: int) -> None:
    while open_sections and not (
        open_sections[-1][0].startswith("#") and len(open_sections[-1][0]) < length
    ):
        open_sections.pop()
