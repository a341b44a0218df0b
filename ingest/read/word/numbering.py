"""The automatic numbers of paragraphs, counted as Word counts them (ECMA-376 part 1, 17.9)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ingest.read.word.numerals import write_number
from ingest.read.word.styles import Numbered, Style
from ingest.read.word.xml import Element, W, child, is_on, number, value

_BULLET = "- "
_LONGEST_LABEL = 100
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: `text` holds %1 to %9 for the numbers down to it; it begins anew after a
    level below `restart` (0: never).
    """

    start: int
    form: str
    text: str
    is_legal: bool
    restart: int
    gap: str
    style: str | None


@dataclass(frozen=True, slots=True)
class _List:
    """A list in use: what it counts with, its levels, and where it sets counters first."""

    counted_in: str
    levels: Mapping[int, Level]
    first: Mapping[int, int]


class Numbering:
    """The lists of a document and how far each has counted."""

    def __init__(self, root: Element | None) -> None:
        self._lists = {} if root is None else _lists(root)
        self._counters: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()

    def label(self, own: Numbered | None, styles: Iterable[Style]) -> str:
        """The number of the next paragraph with the gap after it, "" where it has none.

        `own` is what the paragraph itself says, `styles` its style and those that is based on.
        """
        list_id, at = self._place(own, styles)
        used = self._lists.get(list_id or "")
        if used is None or list_id is None or at not in used.levels:
            return ""
        counters = self._counters.setdefault(used.counted_in, {})
        if list_id not in self._begun:
            self._begun.add(list_id)
            counters.update({level: start - 1 for level, start in used.first.items()})
        _count(counters, used.levels, at)
        return _written(counters, used.levels, at)

    def _place(self, own: Numbered | None, styles: Iterable[Style]) -> tuple[str | None, int]:
        """The list and level; a style that names no level has that of the list tied to it."""
        style = next((style for style in styles if style.numbered), None)
        given = style.numbered if style else None
        if own and own.list_id is not None:
            return own.list_id, own.level or 0
        if style is None or given is None:
            return None, 0
        level = own.level if own and own.level is not None else given.level
        return given.list_id, self._tied(given.list_id, style.id, level or 0)

    def _tied(self, list_id: str | None, style_id: str, level: int) -> int:
        used = self._lists.get(list_id or "")
        found = (at for at, each in used.levels.items() if each.style == style_id) if used else ()
        return next(iter(found), level)


def _count(counters: dict[int, int], levels: Mapping[int, Level], at: int) -> None:
    for above in range(at):
        if above in levels:
            counters.setdefault(above, levels[above].start)
    counters[at] = counters.get(at, levels[at].start - 1) + 1
    for below in [each for each in counters if each > at]:
        if below in levels and at < levels[below].restart:
            del counters[below]


def _written(counters: Mapping[int, int], levels: Mapping[int, Level], at: int) -> str:
    level = levels[at]
    if level.form == "bullet":
        return _BULLET

    def place(match: re.Match[str]) -> str:
        of = int(match[1]) - 1
        if of not in levels:
            return ""
        form = "decimal" if level.is_legal else levels[of].form
        return write_number(counters.get(of, levels[of].start), form)

    label = _PLACE.sub(place, level.text).strip()[:_LONGEST_LABEL]
    return label + level.gap if label else ""


def _lists(root: Element) -> dict[str, _List]:
    abstract = {each.get(W + "abstractNumId", ""): each for each in root.findall(W + "abstractNum")}
    by_style = {
        link: each for each in abstract.values() if (link := value(each, "styleLink")) is not None
    }
    lists = {}
    for each in root.findall(W + "num"):
        key = value(each, "abstractNumId") or ""
        found = abstract.get(key)
        if found is None:
            continue
        # A list may stand for the one that belongs to a list style.
        source = by_style.get(value(found, "numStyleLink") or "", found)
        counted_in = source.get(W + "abstractNumId", key)
        lists[each.get(W + "numId", "")] = _list(counted_in, source, each)
    return lists


def _list(counted_in: str, source: Element, used: Element) -> _List:
    levels = _levels(source)
    first = {}
    for override in used.findall(W + "lvlOverride"):
        at = number(override.get(W + "ilvl"), 0, 8)
        start = value(override, "startOverride")
        levels.update(_levels(override))
        if start is not None:
            first[at] = number(start, 1)
    return _List(counted_in, levels, first)


def _levels(parent: Element) -> dict[int, Level]:
    found = parent.findall(W + "lvl")
    return {(at := number(each.get(W + "ilvl"), 0, 8)): _level(each, at) for each in found}


def _level(element: Element, at: int) -> Level:
    return Level(
        start=number(value(element, "start"), 1),
        form=value(element, "numFmt") or _custom_form(element),
        text=(value(element, "lvlText") or "")[:_LONGEST_LABEL],
        is_legal=is_on(element, "isLgl"),
        restart=number(value(element, "lvlRestart"), at, 9),
        gap="" if value(element, "suff") == "nothing" else " ",
        style=value(element, "pStyle"),
    )


def _custom_form(element: Element) -> str:
    """A form newer than Word 2007 stands in an alternative, beside one for older programs."""
    found = child(next(element.iter("{*}Fallback"), None), "numFmt")
    return "decimal" if found is None else found.get(W + "val") or "decimal"
