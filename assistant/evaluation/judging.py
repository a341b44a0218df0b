"""Judges one answer against what is demanded of it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from assistant.answer import Answer, Quote
from assistant.evaluation.sets import Case, Gold
from db.models import AnswerStatus
from db.reads.documents import page, passages_of
from db.thai import fold, squeeze

ANSWERED = frozenset({AnswerStatus.ANSWERED, AnswerStatus.PARTIAL})
_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_SHARED = 0.5


@dataclass(frozen=True, slots=True)
class Place:
    """Characters `start` to `end` of a page."""

    document: str
    page: int
    start: int
    end: int

    def shares(self, other: "Place") -> int:
        """How many characters lie in both."""
        if (self.document, self.page) != (other.document, other.page):
            return 0
        return max(0, min(self.end, other.end) - max(self.start, other.start))


Places = Mapping[Gold, tuple[Place, ...]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one question.

    Of `quotes` that an answer shows `good` match a gold quote; of `gold` quotes `met` are matched.
    `unsupported` sentences cite nothing, or words that do not stand on the stored page.
    """

    case: Case
    answer: Answer
    right: bool
    partly: bool
    quotes: int
    good: int
    gold: int
    met: int
    unsupported: int
    seconds: float

    @property
    def answered(self) -> bool:
        """Whether the asker was told something as an answer."""
        return self.answer.status in ANSWERED

    @property
    def refused(self) -> bool:
        """Whether the asker was told that there is no answer."""
        return self.answer.status.startswith("REFUSED")

    @property
    def wrong(self) -> bool:
        """Answered, and not rightly: with another thing, with less, or where nothing answers.

        Some of what was asked is not wrong when it says of itself that it is only a part.
        """
        return self.answered and not self.right and not self.partly

    @property
    def served(self) -> bool:
        """Answered, or asked back where asking back was right."""
        return self.answered or self.right

    @property
    def noticed(self) -> bool:
        """Whether a notice says what one must say; the same of questions that need none."""
        wanted = self.case.notice
        return wanted is None or any(
            squeeze(wanted) in squeeze(text) for text in self.answer.notices
        )


def judge(
    session: Session, case: Case, answer: Answer, places: Places, seconds: float = 0.0
) -> Verdict:
    """The verdict on an answer; `places` say where gold quotes stand.

    A quote matches a gold quote when they share at least half of the characters of the shorter.
    """
    shown = list(answer.quotes) if answer.status in ANSWERED else []
    wanted = [places[gold] for gold in case.quotes]
    pairs = [[_matches(quote, spots) for quote in shown] for spots in wanted]
    return Verdict(
        case=case,
        answer=answer,
        right=is_right(case, answer),
        partly=is_partly_right(case, answer),
        quotes=len(shown),
        good=sum(any(row[at] for row in pairs) for at in range(len(shown))),
        gold=len(wanted),
        met=sum(any(row) for row in pairs),
        unsupported=_unsupported(session, answer),
        seconds=seconds,
    )


def is_right(case: Case, answer: Answer) -> bool:
    """Whether the status is accepted and an answer holds all it must and nothing it must not."""
    if answer.status not in case.status:
        return False
    return answer.status not in ANSWERED or (
        all(_demands_met(case, answer)) and not _is_forbidden(case, answer)
    )


def is_partly_right(case: Case, answer: Answer) -> bool:
    """Whether an answer that calls itself partial holds some of what it must, nothing forbidden."""
    return (
        answer.status is AnswerStatus.PARTIAL
        and answer.status in case.status
        and any(_demands_met(case, answer))
        and not _is_forbidden(case, answer)
    )


def find_places(session: Session, golds: Sequence[Gold]) -> Places:
    """Every place where each gold quote is printed in the current version of its document."""
    rows = {slug: passages_of(session, slug) for slug in {gold.document for gold in golds}}
    pages = {
        slug: {row.page_number: row.page_text for row in found} for slug, found in rows.items()
    }
    return {
        gold: tuple(
            Place(gold.document, number, found.start(), found.end())
            for number, text in pages[gold.document].items()
            for found in re.finditer(re.escape(gold.text), text)
        )
        for gold in golds
    }


def _demands_met(case: Case, answer: Answer) -> list[bool]:
    said, numbers = squeeze(answer.text), set(_NUMBER.findall(fold(answer.text)))
    strings = [any(_holds(said, text) for text in texts) for texts in case.holds]
    return [*strings, *(any(value in numbers for value in values) for values in case.numbers)]


def _is_forbidden(case: Case, answer: Answer) -> bool:
    said = squeeze(answer.text)
    return any(_holds(said, text) for text in case.forbidden)


def _holds(said: str, wanted: str) -> bool:
    """Whether squeezed text holds a string; "5 ล้าน" is not in "15 ล้าน"."""
    key = re.escape(squeeze(wanted))
    before = r"(?<![\d.])" if squeeze(wanted)[:1].isdigit() else ""
    after = r"(?!\.?\d)" if squeeze(wanted)[-1:].isdigit() else ""
    return re.search(before + key + after, said) is not None


def _matches(quote: Quote, spots: Sequence[Place]) -> bool:
    shown = Place(quote.document, quote.page, quote.start, quote.end)
    return any(
        shown.shares(spot) >= _SHARED * min(shown.end - shown.start, spot.end - spot.start)
        for spot in spots
    )


def _unsupported(session: Session, answer: Answer) -> int:
    if answer.status not in ANSWERED:
        return 0
    printed = [_is_printed(session, quote) for quote in answer.quotes]
    return sum(
        not sentence.citations or not all(printed[at] for at in sentence.citations)
        for sentence in answer.sentences
    )


def _is_printed(session: Session, quote: Quote) -> bool:
    found = page(session, quote.document, quote.version, quote.page)
    return found is not None and quote.text == found[1].text[quote.start : quote.end] != ""
