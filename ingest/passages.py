"""Cuts pages into passages along their outline, sized to the embedder's window."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from langchain_text_splitters import RecursiveCharacterTextSplitter

from ingest.page import Heading, PageText, Reading

MERGE_TOKENS = 300
LIMIT_TOKENS = 420
_OVERLAP_TOKENS = 24

CountTokens = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class Cut:
    """A passage: characters `start` to `end` of a page; `heading` indexes the outline, or None."""

    page: int
    start: int
    end: int
    heading: int | None
    text: str


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    heading: int | None
    parent: str
    tokens: int


def cut(reading: Reading, count: CountTokens) -> list[Cut]:
    """The passages of a reading, in order; every one fits the embedder with its context."""
    splitter = RecursiveCharacterTextSplitter(
        separators=["\n\n", "\n", " ", ""],
        chunk_size=MERGE_TOKENS,
        chunk_overlap=_OVERLAP_TOKENS,
        length_function=_without_prompt(count),
        keep_separator="end",
        strip_whitespace=False,
    )
    return [
        piece
        for page in reading.pages
        for span in _merge(_sections(page, reading.headings, count))
        for piece in _fit(page, span, splitter)
    ]


def _without_prompt(count: CountTokens) -> CountTokens:
    """The splitter adds up many small counts, each of which holds the embedder's prompt."""
    prompt = count("a") - 1
    return lambda text: max(1, count(text) - prompt) if text else 0


def _sections(page: PageText, headings: Sequence[Heading], count: CountTokens) -> Iterator[_Span]:
    begin = bisect_left(headings, page.number, key=_page)
    here = range(begin, bisect_right(headings, page.number, lo=begin, key=_page))
    ends = [*(headings[at].start for at in here), len(page.text)]
    yield _span(page, 0, ends[0], begin - 1 if begin else None, headings, count)
    for at, end in zip(here, ends[1:], strict=True):
        yield _span(page, headings[at].start, end, at, headings, count)


def _page(heading: Heading) -> int:
    return heading.page


def _span(
    page: PageText,
    start: int,
    end: int,
    heading: int | None,
    headings: Sequence[Heading],
    count: CountTokens,
) -> _Span:
    parent = headings[heading].path.rpartition(" › ")[0] if heading is not None else ""
    text = page.text[start:end]
    return _Span(start, end, heading, parent, count(text) if text.strip() else 0)


def _merge(spans: Iterator[_Span]) -> Iterator[_Span]:
    """Join small neighbours: a heading with its first section, sections of one parent."""
    held: _Span | None = None
    for span in spans:
        if held is None or held.tokens == 0:
            held = span
        elif _belong(held, span):
            held = _Span(held.start, span.end, held.heading, held.parent, held.tokens + span.tokens)
        else:
            yield held
            held = span
    if held is not None:
        yield held


def _belong(held: _Span, span: _Span) -> bool:
    related = span.parent.startswith(held.parent)
    return related and held.tokens + span.tokens <= MERGE_TOKENS


def _fit(page: PageText, span: _Span, splitter: RecursiveCharacterTextSplitter) -> Iterator[Cut]:
    text = page.text[span.start : span.end]
    if span.tokens <= LIMIT_TOKENS:
        yield from _trimmed(page, span, span.start, text)
        return
    end = 0
    for piece in splitter.split_text(text):
        # Each piece begins where the one before ends or, by the overlap, a little earlier. The
        # splitter's own start index takes the overlap for characters and is wrong.
        start = text.rfind(piece, 0, end + len(piece))
        end = start + len(piece)
        yield from _trimmed(page, span, span.start + start, piece)


def _trimmed(page: PageText, span: _Span, start: int, text: str) -> Iterator[Cut]:
    inner = text.strip()
    if inner:
        start += len(text) - len(text.lstrip())
        yield Cut(page.number, start, start + len(inner), span.heading, inner)
