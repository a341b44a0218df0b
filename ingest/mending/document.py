"""Mends the pages of a whole document: what one page cannot tell, all of them can."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.mending.channel import RUN, Channel, channel, read
from ingest.mending.evidence import Rates, loss_rates
from ingest.mending.losses import AM
from ingest.mending.quality import Quality, measure
from ingest.mending.repair import repair


@dataclass(frozen=True, slots=True)
class Mended:
    """The text of one page mended, how often of each kind, and its quality afterwards."""

    text: str
    repairs: Mapping[str, int]
    quality: Quality


def mend(texts: Sequence[str]) -> list[Mended]:
    """Every page's text mended; the pages keep their order, line ends and tabs.

    Letters are changed only where the document shows which glyphs its fonts lost.
    """
    repaired = [repair(text) for text in texts]
    rates = loss_rates([text for text, _ in repaired])
    return [
        _mended(text, counts, page) for (text, counts), page in zip(repaired, rates, strict=True)
    ]


def _mended(text: str, counts: Counter[str], rates: Rates) -> Mended:
    if rates:
        text = _restored(text, channel(rates), counts)
    return Mended(text, counts, measure(text))


def _restored(text: str, through: Channel, counts: Counter[str]) -> str:
    def words(run: str) -> str:
        made = ""
        for seen, source in read(run, through):
            made += source.word if source else seen
            counts.update(map(_kind, source.lost if source else ()))
        return made

    return RUN.sub(lambda match: words(match[0]), text)


def _kind(glyph: str) -> str:
    if glyph in AM:
        return "sara-am"
    return "tone-marks" if "่" <= glyph[0] <= "์" else "vowels"
