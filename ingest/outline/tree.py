"""Finds the section tree in the text: Markdown headings and the numbering of Thai papers."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.outline.contents import contents_lines
from ingest.outline.letters import PART, LetterParts, announcement
from ingest.outline.markers import DIVISIONS, ITEMS, PLAN_PARTS, Marker, find_marker, unfinished
from ingest.page import Heading, PageText

_MARKDOWN = re.compile(r"(#{1,6})\s+(.+)")
_TITLE_LIMIT = 120
_NEXT_LINE_LIMIT = 80
_ANNOUNCEMENT = "announcement"


@dataclass(frozen=True, slots=True)
class _Line:
    page: int
    start: int
    text: str


@dataclass(frozen=True, slots=True)
class _Section:
    line: _Line
    kind: str
    title: str
    depth: int = 0
    number: str = ""


def outline(pages: Sequence[PageText]) -> Iterator[Heading]:
    """The headings of the pages, in order.

    Where an author marked headings in Markdown, these are the outline and numbered lines are
    content. Elsewhere nesting is dynamic: a kind of marker that is open already begins a sibling,
    a new kind a child; decimals nest by their points, the parts of laws and plans by their rank.
    Numbers need not be right: skipped and repeated ones change nothing.
    """
    lines = list(_lines(pages))
    marked = [section for line in lines if (section := _markdown(line))]
    open_sections: list[_Section] = []
    for section in marked or _numbered(pages, lines):
        if _goes_on(section, open_sections):
            continue
        _close(open_sections, section)
        open_sections.append(section)
        path = " › ".join(one.title for one in open_sections)
        yield Heading(
            len(open_sections), section.title, path, section.line.page, section.line.start
        )


def _lines(pages: Iterable[PageText]) -> Iterator[_Line]:
    """The lines outside tables, stripped."""
    for page in pages:
        start = 0
        tables = iter(page.tables)
        table = next(tables, None)
        for line in page.text.split("\n"):
            while table is not None and table.end <= start:
                table = next(tables, None)
            if table is None or start + len(line) <= table.start:
                yield _Line(page.number, start + len(line) - len(line.lstrip()), line.strip())
            start += len(line) + 1


def _markdown(line: _Line) -> _Section | None:
    found = _MARKDOWN.match(line.text)
    if found is None:
        return None
    return _Section(line, "#", found[2].strip(" #")[:_TITLE_LIMIT], len(found[1]))


def _numbered(pages: Sequence[PageText], lines: Sequence[_Line]) -> Iterator[_Section]:
    texts = [line.text for line in lines]
    contents = contents_lines(texts)
    letters = LetterParts(pages)
    for at, line in enumerate(lines):
        if not line.text or at in contents or (at and unfinished(texts[at - 1])):
            continue
        section = _section(lines, texts, at)
        part = None if section else letters.find(line.page, line.text)
        if section or part:
            yield section or _Section(line, PART, part or "")


def _section(lines: Sequence[_Line], texts: Sequence[str], at: int) -> _Section | None:
    marker = find_marker(texts[at])
    if marker is not None:
        title = _title(marker, texts, at)
        return _Section(lines[at], marker.kind, title, marker.depth, marker.number)
    first = at < 3 or lines[at - 3].page != lines[at].page
    name = announcement(texts[at : at + 6], begins_page=first)
    return _Section(lines[at], _ANNOUNCEMENT, name[:_TITLE_LIMIT]) if name else None


def _title(marker: Marker, texts: Sequence[str], at: int) -> str:
    """A short line is its own title; a numbered paragraph is called after its number."""
    line = texts[at]
    if len(line) > _TITLE_LIMIT:
        plain = marker.kind in {"number", "decimal"}
        return f"ข้อ {marker.mark.strip('.')}" if plain else marker.mark
    following = texts[at + 1] if at + 1 < len(texts) else ""
    if marker.rest or marker.kind not in {*DIVISIONS, *PLAN_PARTS}:
        return line
    named = 0 < len(following) <= _NEXT_LINE_LIMIT and find_marker(following) is None
    return f"{line} {following}" if named else line


def _goes_on(section: _Section, open_sections: Sequence[_Section]) -> bool:
    """A letter part still open; a letter such as น. that continues no list from ก."""
    if section.kind == PART:
        return bool(open_sections) and open_sections[0].title == section.title
    lettered = section.kind in {"letter", "bracketed letter"} and section.number != "ก"
    return lettered and all(one.kind != section.kind for one in open_sections)


def _close(open_sections: list[_Section], new: _Section) -> None:
    """Leave open what the new section stands in."""
    keep = next((at for at, one in enumerate(open_sections) if _outranks(new, one)), None)
    del open_sections[len(open_sections) if keep is None else keep :]
    same = [one for one in open_sections if one.kind == new.kind and one.depth >= new.depth]
    level = [one for one in same if one.depth == new.depth]
    for sibling in level[-1:] or same[:1]:
        at = open_sections.index(sibling)
        if not _begins_again(new, open_sections[at + 1 :]):
            del open_sections[at:]


def _outranks(new: _Section, one: _Section) -> bool:
    if new.kind in {PART, _ANNOUNCEMENT}:
        return True
    if new.kind in DIVISIONS:
        return one.kind != _ANNOUNCEMENT and DIVISIONS.get(one.kind, 9) > DIVISIONS[new.kind]
    return PLAN_PARTS.get(one.kind, 0) > PLAN_PARTS.get(new.kind, 9)


def _begins_again(new: _Section, inside: Sequence[_Section]) -> bool:
    """A list from one on inside a strategy or an article of a list that is open."""
    fresh = new.kind in ITEMS and new.number in {"1", "ก"}
    return fresh and any(other.kind not in ITEMS and other.kind != "decimal" for other in inside)
