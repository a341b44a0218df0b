"""Paragraph styles: what a style does not say, the one it is based on says."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.read.word.xml import Element, W, child, number, value

BODY_LEVEL = 9
_LONGEST_CHAIN = 12
_HEADING = re.compile(r"heading ([1-9])")
_CONTENTS = re.compile(r"toc \d|toc heading|table of figures|table of authorities")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A reference to a list: its id ("0" takes the number away) and level, where they are said."""

    list_id: str | None
    level: int | None


@dataclass(frozen=True, slots=True)
class Style:
    """One paragraph style; `outline` is 0 for the outermost heading, BODY_LEVEL for none."""

    id: str
    name: str
    based_on: str | None
    outline: int | None
    numbered: Numbered | None


class Styles:
    """The paragraph styles of a document, by id."""

    def __init__(self, root: Element | None) -> None:
        found = [] if root is None else root.findall(W + "style")
        self._styles = {element.get(W + "styleId", ""): _style(element) for element in found}
        marked = (
            each for each in found if each.get(W + "type") == "paragraph" and _is_default(each)
        )
        self._default = next((each.get(W + "styleId") for each in marked), None)

    def chain(self, style_id: str | None) -> Iterator[Style]:
        """A style and those it is based on, nearest first."""
        style_id = style_id or self._default
        for _ in range(_LONGEST_CHAIN):
            style = self._styles.get(style_id or "")
            if style is None:
                return
            yield style
            style_id = style.based_on

    def outline(self, style_id: str | None) -> int:
        """The outline level of the style's paragraphs."""
        levels = (style.outline for style in self.chain(style_id))
        return next((level for level in levels if level is not None), BODY_LEVEL)

    def is_title(self, style_id: str | None) -> bool:
        """Whether this is the style of the document's title."""
        return any(style.name == "title" for style in self.chain(style_id))

    def is_contents(self, style_id: str | None) -> bool:
        """Whether this is a style of a table of contents."""
        return any(_CONTENTS.match(style.name) for style in self.chain(style_id))


def numbered_in(properties: Element | None) -> Numbered | None:
    """The list reference in the properties of a paragraph or style."""
    found = child(properties, "numPr")
    if found is None:
        return None
    level = value(found, "ilvl")
    return Numbered(value(found, "numId"), None if level is None else number(level, 0, 8))


def _is_default(element: Element) -> bool:
    return (element.get(W + "default") or "0").lower() in {"1", "true", "on"}


def _style(element: Element) -> Style:
    name = (value(element, "name") or "").lower()
    level = value(element, "pPr", "outlineLvl")
    heading = _HEADING.fullmatch(name)
    outline = number(level, BODY_LEVEL) if level is not None else None
    return Style(
        id=element.get(W + "styleId", ""),
        name=name,
        based_on=value(element, "basedOn"),
        outline=int(heading[1]) - 1 if heading and outline is None else outline,
        numbered=numbered_in(child(element, "pPr")),
    )
