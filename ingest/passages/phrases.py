"""Splits text too long for one passage: at paragraphs, lines, phrases, at worst at words."""

import re
from collections.abc import Iterable, Iterator
from itertools import accumulate, pairwise
from math import ceil

from langchain_text_splitters import RecursiveCharacterTextSplitter
from pythainlp.tokenize.newmm import segment

from ingest.passages.cuts import LIMIT_TOKENS, MERGE_TOKENS, CountTokens

# The splitter sees characters that no stored text holds: a mark where a word ends, and in place
# of a line end or space one that joins what should not be parted.
_WORD_END = "\u200b"
_JOINED = "\u2060"
# Thai has no letters that begin with a mark above or below, nor end in a vowel written before.
_CLUSTER_END = r"(?<=[^เแโใไ])(?=[^\u0e30-\u0e3a\u0e45\u0e47-\u0e4e])"
_SEPARATORS = ["\n\n", "\n", " ", _JOINED, _WORD_END, _CLUSTER_END, ""]
_ASKS_FOR_MORE = re.compile(r"(?<=ดังนี้|ได้แก่|อไปนี้)[ \n]+|(?<=:)\n+")
_ONE_THING = re.compile(
    r"(?<=[.)๐-๙0-9]) (?=[ก-ฮเ-ไ๐-๙0-9])|(?<=[ก-๎.]) (?=[๐-๙0-9ๆ]|[ก-ฮ]\.[ก-ฮ]\.)"
)
_LONG_RUN = re.compile(r"\S{200,}")
_OVERLAP = 80
# Pieces end before their share does; without slack a remnant would be left of each text.
_SLACK = 1.05


def split(text: str, joints: Iterable[int], count: CountTokens) -> Iterator[tuple[int, int]]:
    """The (start, end) of the pieces of `text`, in order, none of more than LIMIT_TOKENS.

    White space at `joints` parts nothing unless it must. A piece that begins inside a line repeats
    the phrase before.
    """
    tokens = count(text)
    if tokens <= LIMIT_TOKENS or len(text) < 2:
        yield 0, len(text)
        return
    # Tokens are counted once for the whole and once for each piece; between, lengths stand in.
    share = len(text) / ceil(tokens / MERGE_TOKENS)
    for start, end in _pieces(_shown(text, joints), ceil(share * _SLACK)):
        inner = text[start:end]
        before = _phrase_before(text, start)
        if count(text[before:end]) <= LIMIT_TOKENS:
            yield before, end
        else:
            here = [at - start for at in joints if start <= at < end]
            yield from ((start + one, start + other) for one, other in split(inner, here, count))


def recipe_pieces(text: str) -> list[str]:
    """The pieces that the usual LangChain recipe cuts: its own separators, 1,000 characters, 200
    shared. For comparisons only."""
    return RecursiveCharacterTextSplitter(chunk_size=1_000, chunk_overlap=200).split_text(text)


def _shown(text: str, joints: Iterable[int]) -> str:
    """The text as the splitter is to see it; without the word ends as long as it is."""
    characters = list(text.replace(_WORD_END, " "))
    for at in joints:
        characters[at] = _JOINED
    joined = _ASKS_FOR_MORE.sub(lambda found: _JOINED * len(found[0]), "".join(characters))
    joined = _ONE_THING.sub(_JOINED, joined)
    return _LONG_RUN.sub(lambda run: _WORD_END.join(segment(run[0], safe_mode=True)), joined)


def _pieces(shown: str, size: int) -> Iterator[tuple[int, int]]:
    splitter = RecursiveCharacterTextSplitter(
        separators=_SEPARATORS,
        is_separator_regex=True,
        chunk_size=size,
        chunk_overlap=0,
        keep_separator="end",
        strip_whitespace=False,
    )
    lengths = [len(piece.replace(_WORD_END, "")) for piece in splitter.split_text(shown)]
    return pairwise(_evened([0, *accumulate(lengths)], size))


def _evened(ends: list[int], size: int) -> list[int]:
    """Without the ends of pieces that go with the one before: the splitter leaves remnants."""
    kept = ends[:1]
    for end, following in pairwise(ends[1:]):
        begun, coming = end - kept[-1], following - end
        remnant = min(begun, coming) < size // 4 and begun + coming <= size * 5 // 4
        if begun + coming > size and not remnant:
            kept.append(end)
    return [*kept, ends[-1]]


def _phrase_before(text: str, start: int) -> int:
    if start == 0 or text[start - 1] != " ":
        return start
    space = text.rfind(" ", max(0, start - _OVERLAP), start - 1)
    return space + 1 if space >= 0 and "\n" not in text[space:start] else start
