"""Judges one statement against the words of its quotes, as if its author meant to deceive."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from assistant import wording
from assistant.answer import Quote
from assistant.support import binding, certainty, conditions, manners, parties, polarity, tables
from assistant.support.alignment import Item, align
from assistant.support.figures import Figure, Kind, figures_of
from assistant.support.ground import Ground, key_of, lay
from assistant.support.vocabulary import LIGHT, SOFT
from db.thai import words

_ORDINAL = re.compile(r"^\s*(?:[-•*]|\(?[๐-๙0-9]{1,2}[.)])\s+")
_LEFT_OUT = re.compile(r"(?:และ|ด้วย|ตอบ:?|[-•*]|\(?\d{1,2}[.)])*")
# A sentence is shorter; what is not is not worth the time.
_LONGEST, _LONGEST_OPENING = 800, 300
_OPENINGS = ("ได้แก่", "ดังนี้")


def says(quotes: Sequence[Quote], text: str) -> bool:
    """Whether the quotes, with their titles and sections, say what `text` says.

    Every telling word must stand in them, every number with what it counts, its limit and the
    words beside it, every negation and duty as it is there, every act with its agent.
    """
    printed = " ".join(quote.text for quote in quotes)
    text = _ORDINAL.sub("", text)
    if not manners.is_plain(text, printed) or not text.strip():
        return False
    if any(_repeats(quote.text, text) for quote in quotes):
        return True
    if len(text) > _LONGEST:
        return False
    ground = _ground(quotes)
    key = key_of(text)
    items = align(text, figures_of(key.text), ground)
    return (
        bool(items)
        and all(item.place is not None or item.text in SOFT for item in items)
        and polarity.is_kept(key, items, ground)
        and binding.is_kept(key, items, ground)
        and conditions.are_kept(key, items, ground)
        and certainty.is_kept(key, items, ground)
        and parties.are_kept(key, items, ground)
        and tables.are_kept(items, ground)
    )


def opens(quotes: Sequence[Quote], text: str, items: int) -> bool:
    """Whether a frame says only what its quotes do, in our own opening words, and how many
    `items` follow it."""
    printed = " ".join(quote.text for quote in quotes)
    if not manners.is_plain(text, printed) or len(text) > _LONGEST_OPENING or not words(text):
        return False
    ground = _ground(quotes)
    key = key_of(text)
    figures = [figure for figure in figures_of(key.text) if not _counts(figure, items)]
    found = [item for item in align(text, figures, ground) if not _is_opening(item, figures)]
    return (
        all(item.place is not None for item in found)
        and polarity.denials(key.text) <= polarity.denials(ground.text)
        and polarity.is_kept(key, found, ground)
    )


def _repeats(quote: str, text: str) -> bool:
    """Whether a text is a whole quote, but for how it is numbered or joined on."""
    whole, said = key_of(quote).text, key_of(text).text
    if not whole.endswith(said):
        return False
    return _LEFT_OUT.fullmatch(whole, 0, len(whole) - len(said)) is not None


def _ground(quotes: Sequence[Quote]) -> Ground:
    headings = [heading for quote in quotes for heading in (quote.title, quote.section)]
    ground = lay([quote.text for quote in quotes], headings)
    return replace(ground, cells=tables.cells_of(quotes, ground))


def _counts(figure: Figure, items: int) -> bool:
    return figure.kind is Kind.AMOUNT and Decimal(figure.value[0]) == items


def _is_opening(item: Item, figures: Sequence[Figure]) -> bool:
    return item.text in _opening_words() or (item.figure is not None and item.figure not in figures)


@lru_cache(maxsize=1)
def _opening_words() -> frozenset[str]:
    """The words of our own openings of lists."""
    ours = [
        text
        for text in vars(wording).values()
        if isinstance(text, str) and text.endswith(_OPENINGS)
    ]
    return LIGHT.union(*(words(re.sub(r"\{\w+\}", " ", text)) for text in ours))
