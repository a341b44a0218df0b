"""How often each glyph is lost on each page of a document, from the document itself.

Sound text must show no rate at all: a glyph counts as lost only where several different words
say so that are no words as they stand, and where it is lost at a rate chance does not reach.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ingest.mending.channel import RUN, Channel, channel, read
from ingest.mending.lexicon import dictionary, split
from ingest.mending.losses import ALL, AM

Rates = Mapping[str, float]

# A loss this rare is believed only where the text makes no sense without it.
_DOUBTFUL = 0.01
_DOUBT = dict.fromkeys(ALL, _DOUBTFUL)
_GUESS = 0.2
# Words that must speak for a loss; how often it must happen, and how often without such words.
_WORDS = 3
_OFTEN = 0.2
_MOSTLY = 0.5
# A page's own count weighs against the document's rate as if that were so many glyphs.
_WEIGHT = 8.0
_ROUNDS = 2
_SAMPLE = 10_000
# Sound Thai has some nine ำ in a thousand letters.
_FEW_AM = 0.003
_LETTERS = 200


@dataclass(frozen=True, slots=True)
class _Tally:
    """How many glyphs of each kind were lost and kept, and the words that lost them."""

    lost: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)
    words: dict[str, set[str]] = field(default_factory=dict)

    def rate(self, glyph: str, expected: float, weight: float) -> float:
        lost, kept = self.lost[glyph], self.kept[glyph]
        return (lost + weight * expected) / (lost + kept + weight)


def loss_rates(texts: Sequence[str]) -> list[Rates]:
    """For every page the rate (0 to 1) of each lost glyph; empty for a page that is sound."""
    runs = [RUN.findall(text) for text in texts]
    seen = [
        _tally(_suspects(text, page), channel(_DOUBT))
        for text, page in zip(texts, runs, strict=True)
    ]
    words = _together(seen)
    if not _attested(words):
        return [{} for _ in texts]
    document = _settled(_sample(runs), dict.fromkeys(ALL, _GUESS), 0.5)
    common = _common(document, _attested(words))
    return [_of_page(page, tally, document, common) for page, tally in zip(runs, seen, strict=True)]


def _attested(words: Mapping[str, set[str]]) -> set[str]:
    return {glyph for glyph, found in words.items() if len(found) >= _WORDS}


def _common(document: Rates, attested: set[str]) -> set[str]:
    """The glyphs lost all over the document: with a broken font, those few words speak for too."""
    sure = {glyph for glyph in attested if document[glyph] >= _OFTEN}
    return sure | {glyph for glyph, rate in document.items() if sure and rate >= _MOSTLY}


def _of_page(runs: Sequence[str], seen: _Tally, document: Rates, common: set[str]) -> Rates:
    asked = {glyph: document[glyph] for glyph in common | _attested(seen.words)}
    if not asked:
        return {}
    rates = _settled(runs, asked, _WEIGHT)
    found = {glyph: rate for glyph, rate in rates.items() if rate}
    families = {glyph in AM for glyph in found}
    kin = [glyph for glyph in seen.words if (glyph in AM) in families]
    # Where a font is broken, a rarer loss is believed too if the text makes no sense without it.
    return {**dict.fromkeys(kin, _DOUBTFUL), **found}


def _settled(runs: Iterable[str], expected: Rates, weight: float) -> Rates:
    """Rates that the words read with them bear out (expectation maximisation, best paths)."""
    counted = Counter(runs)
    rates: Rates = {glyph: max(rate, 0.1) for glyph, rate in expected.items()}
    for _ in range(_ROUNDS):
        tally = _tally(counted, channel(rates))
        rates = {glyph: round(tally.rate(glyph, expected[glyph], weight), 1) for glyph in expected}
    return rates


def _tally(runs: Mapping[str, int], through: Channel) -> _Tally:
    tally = _Tally()
    for run, times in runs.items():
        for _, source in read(run, through):
            if source is None:
                continue
            for glyph in source.lost:
                tally.lost[glyph] += times
                tally.words.setdefault(glyph, set()).add(source.word)
            for glyph in source.kept:
                tally.kept[glyph] += times
    return tally


def _suspects(text: str, runs: Sequence[str]) -> Mapping[str, int]:
    """The runs that hold what is no word; all of them where ำ is too rare for sound Thai."""
    letters = sum(map(len, runs))
    if letters > _LETTERS and text.count("ำ") < _FEW_AM * letters:
        return Counter(runs)
    known = dictionary()
    return Counter(run for run in runs if any(word not in known for word in split(run)))


def _together(tallies: Iterable[_Tally]) -> Mapping[str, set[str]]:
    words: dict[str, set[str]] = {}
    for tally in tallies:
        for glyph, found in tally.words.items():
            words.setdefault(glyph, set()).update(found)
    return words


def _sample(runs: Sequence[Sequence[str]]) -> list[str]:
    """Runs from all over the document, about as many letters as tell its rates."""
    every = [run for page in runs for run in page]
    letters = sum(map(len, every))
    return every[:: max(1, letters // _SAMPLE)]
