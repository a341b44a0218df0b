"""Quotes of a project: a stretch of a component, to the letter, around the words that count."""

import re
from collections.abc import Sequence

from assistant.alignment.hearing import Heard
from assistant.alignment.themes import key_of

_LONGEST = 220
_CLAUSE = re.compile(r"(?<=\s)")


def project_quote(heard: Heard, terms: Sequence[object]) -> str:
    """The component whole where it is short, else its clause that says most of a theme.

    `terms` are the patterns of the theme.
    """
    text = heard.component.text
    if len(text) <= _LONGEST:
        return text
    stretches = _stretches(text)
    return max(stretches, key=lambda part: (_says(part, heard, terms), -len(part)))


def _stretches(text: str) -> list[str]:
    """Neighbouring words between spaces, joined up to the longest quote."""
    found, start = [], 0
    ends = [match.start() for match in _CLAUSE.finditer(text)] + [len(text)]
    last = 0
    for end in ends:
        if end - start > _LONGEST and last > start:
            found.append(text[start:last].strip())
            start = last
        last = end
    found.append(text[start : start + _LONGEST].strip())
    return [part for part in found if part]


def _says(part: str, heard: Heard, terms: Sequence[object]) -> int:
    key = key_of(part)
    themes = sum(isinstance(t, re.Pattern) and t.search(key) is not None for t in terms)
    return 2 * themes + sum(word in key for word in heard.words)
