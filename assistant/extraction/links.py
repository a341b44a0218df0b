"""Tells addresses in a text: links, hosts and e-mail, and which of them are of public offices."""

import re
from collections.abc import Iterator

from assistant.extraction.units import Unit

_HOST = r"(?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,18}(?![a-z0-9@])"
_END = "com|net|org|info|io|co|me|ly|gl|app|dev|xyz|link|site|online|top|cc|gg|th|gov|example"
_REST = r"[^\s<>\"'“”()\[\]ก-๎]"
# A bare host is written small: ASP.NET is none.
_LINK = re.compile(
    rf"(?:[a-z][a-z0-9+.-]{{1,15}}://|mailto:|www\.){_REST}+"
    rf"|(?<![\w.%+-])[a-z0-9][\w.%+-]{{0,63}}\s?@\s?{_HOST}"
    rf"|(?<![\w@.-])(?-i:(?:[a-z0-9-]{{1,63}}\.){{1,6}}(?:{_END})(?![\w@]))(?:/{_REST}*)?"
    rf"|(?<![\w@.-])(?:[a-z0-9-]{{1,63}}\.){{1,6}}(?:{_END})/{_REST}+",
    re.IGNORECASE | re.ASCII,
)
_OFFICE = re.compile(
    r"(?:https?://|mailto:)?(?:[\w.%+-]++\s?@\s?)?(?:[a-z0-9-]+\.)+(?:(?:go|or|ac|mi)\.th|gov)"
    r"(?:/[\w./~-]*)?[.,;:]?",
    re.IGNORECASE | re.ASCII,
)


def links(text: str) -> Iterator[Unit]:
    """The addresses a text prints."""
    for match in _LINK.finditer(text):
        yield Unit(match.start(), match.end(), match[0])


def is_of_office(link: str) -> bool:
    """Whether an address is a public office's and carries nothing but a path."""
    return _OFFICE.fullmatch(link) is not None


def without_links(text: str, instead: str) -> str:
    """A text with the addresses of none but offices; `instead` stands where another was."""
    for link in reversed(list(links(text))):
        if not is_of_office(link.text):
            text = f"{text[: link.start]}{instead}{text[link.end :]}"
    return text
