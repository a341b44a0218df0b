"""What digital work is about: themes, the means that make work digital, and what is neither."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from db.thai import fold

_FILE = Path(__file__).with_name("themes.yaml")


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme of digital work in the words of plans and in those of local bodies.

    `domain` is the field of life that a plan may leave out; `is_means` tells what is bought for
    other work; `also` are the codes of themes that it serves besides.
    """

    code: str
    title: str
    plan: tuple[str, ...]
    projects: tuple[str, ...]
    terms: tuple[re.Pattern[str], ...]
    also: tuple[str, ...]
    is_means: bool
    domain: str

    def said(self, key: str) -> list[re.Match[str]]:
        """Where a key (`key_of`) speaks of it, once for each of its terms."""
        found = (term.search(key) for term in self.terms)
        return [match for match in found if match is not None]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All that is known of digital work; `other` are examples of what is none."""

    themes: tuple[Theme, ...]
    other: tuple[str, ...]
    means: tuple[tuple[float, re.Pattern[str]], ...]
    beside: tuple[re.Pattern[str], ...]
    channels: tuple[re.Pattern[str], ...]

    def digital_words(self, key: str, *, is_title: bool) -> list[tuple[float, re.Match[str]]]:
        """The words of a key that make work digital, with how surely, 0 to 1.

        What only sounds so is passed over, as are (but in a title) the ways to announce a thing.
        """
        bare = _without(self.beside, key)
        if not is_title:
            bare = _without(self.channels, bare)
        found = ((sure, term.search(bare)) for sure, term in self.means)
        return [(sure, match) for sure, match in found if match is not None]

    def sounds_only(self, key: str) -> bool:
        """Whether a key says digital words, and all of them only sound so."""
        bare = _without(self.beside, key)
        return bare != key and not self.digital_words(key, is_title=True)


def key_of(text: str) -> str:
    """The key that terms are looked for in: folded, without white space."""
    return "".join(fold(text).split())


@lru_cache(maxsize=1)
def knowledge() -> Knowledge:
    """The knowledge that the product carries."""
    held: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return Knowledge(
        themes=tuple(map(_theme, held["themes"])),
        other=tuple(text for kind in held["other"] for text in kind),
        means=tuple(
            (float(kind["sure"]), re.compile(term))
            for kind in held["means"]
            for term in kind["terms"]
        ),
        beside=_patterns(held["beside"]),
        channels=_patterns(held["channels"]),
    )


def _theme(held: dict[str, Any]) -> Theme:
    return Theme(
        code=held["code"],
        title=held["title"],
        plan=tuple(held["plan"]),
        projects=tuple(held["projects"]),
        terms=_patterns(held["terms"]),
        also=tuple(held.get("also", ())),
        is_means=bool(held.get("enabling")),
        domain=held.get("domain", ""),
    )


def _patterns(terms: Sequence[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(term) for term in terms)


def _without(patterns: Sequence[re.Pattern[str]], key: str) -> str:
    for pattern in patterns:
        key = pattern.sub(" ", key)
    return key
