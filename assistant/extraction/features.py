"""What speaks for and against a candidate as the answer, as numbers from 0 to 1."""

import re
from collections.abc import Sequence
from functools import cached_property

import numpy as np

from assistant.extraction import gates, kinds, mismatches, relevance
from assistant.extraction.layout import YEAR, Role, opens
from assistant.extraction.rows import is_percent, name_of, read_row, worded, years_of
from assistant.extraction.units import LINE_LIMIT, without_asides
from assistant.extraction.view import Looked, Vector, View
from assistant.question.reading import ASKING, Asked
from assistant.question.synonyms import tells_nothing
from assistant.question.wants import Wanted
from db.models import DocumentKind
from db.thai import squeeze, words

_HALF, _MOSTLY = 0.5, 0.6
# From here on a printed question is taken for the one asked.
_SAME_QUESTION = 0.6
_LISTS = re.compile(r"ได้แก่|ประกอบด้วย|คือ|ดังนี้|[(\s]\d{1,2}[)]|\t|^.{,160}(?:และ|หรือ).{,160}$")
_SHARE = re.compile(r"ร้อยละ\d|\d(?:%|เปอร์เซ็นต์)")
_SIGNED = "ผู้ลงนาม"
# Heads that name a year, from which on a table goes by years.
_YEARLY = 2
# A whole paragraph holds some date or number by chance.
_PRECISE_LIMIT = 2 * LINE_LIMIT
_NUMBERED = re.compile(r"^[^ก-๎a-z]+|[^ก-๎a-z]+$")
_SEVERAL = (Wanted.LIST, Wanted.MANNER, Wanted.MEANING, Wanted.OTHER, Wanted.WHETHER)

NAMES = (
    "own", "line", "near", "around", "passage", "rest_own", "rest_near", "focus_own", "focus_near",
    "rarest_own", "rarest_near", "rarest_around", "missing_near", "missing_around",
    "typed", "typed_line", "untyped", "asked_noun", "together", "pairs",
    "headed", "defines", "undefined", "list", "list_wanted", "block", "row", "item", "long",
    "numbers", "cosine", "rank", "facts", "whether", "manner", "somebody", "nobody",
    "meaning", "told", "scoped_own", "scoped_near", "questioned",
    "unlisted",
)  # fmt: skip


class _Seen:
    """A candidate under a view, each of its surroundings read once."""

    def __init__(self, view: View, looked: Looked) -> None:
        self.view, self.looked = view, looked
        self.candidate = looked.candidate
        self.line = looked.candidate.line

    @cached_property
    def said(self) -> str:
        """Its words; a row's with their heads and units."""
        if self.line.role is Role.ROW:
            return worded(self.line)
        said = without_asides(self.candidate.text)
        # The name under a paper is its signature, though it does not say so.
        return f"{said} {_SIGNED}" if kinds.signs(self.view.folded(self.line.unit.text)) else said

    @cached_property
    def key(self) -> str:
        return self.view.folded(self.said)

    @cached_property
    def packed(self) -> str:
        return squeeze(self.said)

    @cached_property
    def own(self) -> Vector:
        """What a list or headed text speaks of is what its opening line speaks of; a row speaks of
        what its table and its section are about."""
        said = self.view.shares(self.line.unit.text if self.candidate.under else self.said)
        if self.line.role is not Role.ROW:
            return said
        return np.maximum(said, self.view.joined([*self.table, self.candidate.passage.section]))

    @cached_property
    def table(self) -> list[str]:
        """What is said of every row of its table: the caption, the heads."""
        over = (self.line.head, self.line.caption) if self.line.role is Role.ROW else ()
        return [line.unit.text for line in over if line is not None]

    @cached_property
    def named(self) -> Vector:
        """What the title, the sections and the head of a table say already."""
        passage = self.candidate.passage
        names = [passage.title, passage.section, passage.edition_label or "", *self.table]
        return self.view.joined([*names, self.view.head_of(passage)])

    @cached_property
    def questioned(self) -> float:
        """How far the printed question it stands under is the one asked: what each says of the
        other."""
        above = [self.line] if self.candidate.under else list(self.line.above)
        if not above or above[-1].role is not Role.QUESTION:
            return 0.0
        heading = above[-1].unit.text
        telling = [word for word in words(heading) if word not in ASKING and len(word) > 1]
        telling = [word for word in telling if not tells_nothing([word])]
        if not telling:
            return 0.0
        held = np.maximum(self.view.shares(heading), self.own)
        mine = self.view.beyond(held, self.named)
        return mine * sum(self.view.says(word) for word in telling) / len(telling)

    def surroundings(self) -> list[str]:
        """It and all it stands under, each text by itself."""
        passage = self.candidate.passage
        return [
            self.said,
            self.line.unit.text,
            *(line.unit.text for line in self.line.above),
            self.line.caption.unit.text if self.line.caption else "",
            *self.table,
            f"{passage.title} {passage.section} {passage.edition_label or ''}",
            self.view.head_of(passage),
        ]

    @cached_property
    def whole_line(self) -> Vector:
        return np.maximum(self.own, self.view.shares(self.line.unit.text))

    @cached_property
    def near(self) -> Vector:
        """With what opens it: the two nearest above, the caption."""
        above = [line.unit.text for line in self.line.above[-2:]]
        caption = [self.line.caption.unit.text] if self.line.caption else []
        return np.maximum(self.whole_line, self.view.joined([*above, *caption]))

    @cached_property
    def around(self) -> Vector:
        """With every heading, the title and the section."""
        above = [line.unit.text for line in self.line.above[:-2]]
        return np.maximum(np.maximum(self.near, self.named), self.view.joined(above))

    @cached_property
    def passage(self) -> Vector:
        return np.maximum(self.around, self.view.shares(self.candidate.passage.text))


def may_answer(view: View, looked: Looked) -> bool:
    """Whether nothing rules a candidate out: it holds the kind of thing asked for, or says that
    it is not laid down; it is on the asked side of a limit; it is under the asked number."""
    seen = _Seen(view, looked)
    candidate, asked = looked.candidate, view.asked
    if candidate.under and not (asked.wants(*_SEVERAL) or opens(candidate.unit.text)):
        return False
    if len(candidate.text) > _PRECISE_LIMIT and asked.wants(*kinds.PRECISE) and not candidate.under:
        return False
    if not _defines(view, seen) or kinds.only_refers(asked, seen.packed) or _is_barred(view, seen):
        return False
    if asked.wants(Wanted.WHO) and kinds.other_post(view.key, seen.packed):
        return False
    return _holds(view, seen) and not kinds.opposed(view.key, seen.packed) and _same(view, seen)


def _is_barred(view: View, seen: _Seen) -> bool:
    """Whether it speaks of itself or another paper, or of anything but what a yes or no is asked
    of, or lacks the form of what is asked for."""
    asked, candidate = view.asked, seen.candidate
    unsaid = not view.names_rarest(seen.passage) and view.covered(seen.near) < _MOSTLY
    if asked.wants(Wanted.WHETHER, *kinds.PRECISE) and unsaid:
        return True
    if gates.asks_of_a_whole(asked) or gates.tells_too_little(asked):
        return True
    names = [] if candidate.under else [candidate.passage.title]
    return (
        gates.speaks_of_itself(candidate.unit.text, names)
        or gates.is_of_another_paper(asked, seen.packed)
        or gates.lacks_address(asked, seen.packed)
        or gates.denies_another(asked, seen.packed)
        or gates.lacks_consequence(asked, seen.packed)
        or mismatches.dates_another(asked, seen.packed)
        or mismatches.lacks_contrast(asked, seen.packed)
        or (asked.wants(Wanted.WHO) and _is_of_no_such_person(asked, seen))
        or (seen.line.role is Role.ROW and _is_of_another_sum(asked, seen))
        or gates.lacks_recipient(asked, seen.packed)
        or gates.demands_instead(asked, seen.packed)
        or gates.only_names_a_year(asked, seen.packed)
        or gates.lacks_calendar(asked, seen.packed)
    )


def _is_of_no_such_person(asked: Asked, seen: _Seen) -> bool:
    """Whether a line begins with a time, or those who do not are asked for and it denies nothing."""
    whole = squeeze(" ".join([seen.said, *(line.unit.text for line in seen.line.above)]))
    return mismatches.tells_when_instead(seen.packed) or mismatches.does_instead(asked, whole)


def _is_of_another_sum(asked: Asked, seen: _Seen) -> bool:
    """Whether a row holds sums of another kind than is asked for, or sums where things are."""
    row = read_row(seen.line)
    name = name_of(row)
    return (
        gates.spends_instead(asked, squeeze(seen.said))
        or mismatches.pays_instead(asked, seen.said)
        or mismatches.other_stage(asked, [cell.head for cell in row])
        or (name is not None and mismatches.opposite_kind(asked, name.text))
    )


def _holds(view: View, seen: _Seen) -> bool:
    """Whether it can be what is asked for; what stands under that very question is."""
    if seen.questioned >= _SAME_QUESTION:
        return True
    if not view.outright and view.asked_of(seen.near) < _HALF:
        return False
    unit = seen.candidate.unit.text
    if seen.line.role is Role.ROW and kinds.counts_in_row(view.asked, seen.packed):
        return True
    if is_percent(view.asked.counted) and _SHARE.search(seen.packed):
        return True
    return kinds.holds(view.asked, seen.key) or kinds.is_not_laid_down(unit)


def _same(view: View, seen: _Seen) -> bool:
    """Whether it is of the numbered things and the years asked of."""
    passage = seen.candidate.passage
    names = squeeze(f"{passage.title} {passage.edition_label or ''}")
    if kinds.other_years(view.asked, names) or _is_of_other_years(view, seen):
        return False
    return kinds.same_numbered(view.asked, squeeze(" ".join(seen.surroundings())))


def _is_of_other_years(view: View, seen: _Seen) -> bool:
    """Whether a table gives a figure a year and none for a year asked of, which is no name's."""
    years = years_of(seen.line) if seen.line.role is Role.ROW else []
    if len(years) < _YEARLY:
        return False
    passage = seen.candidate.passage
    caption = seen.line.caption.unit.text if seen.line.caption else ""
    known = {*words(f"{passage.title} {passage.section} {caption}")}
    held = {word for head in years for word in words(head)}
    asked = {number for number in view.asked.numbers if YEAR.fullmatch(number)} - known
    return bool(asked) and asked.isdisjoint(held)


def _defines(view: View, seen: _Seen) -> bool:
    """Asked what a term means in so many words, only its definition answers; otherwise anything
    but the definition of another term may."""
    if view.terms and kinds.asks_meaning(view.asked):
        return kinds.defines(view.terms, seen.packed)
    if view.terms and kinds.asks_of_a_term(view.asked) and not _is_headed_by(view, seen):
        return kinds.defines(view.terms, seen.packed)
    if kinds.only_defines(view.asked, seen.packed):
        return False
    return not kinds.defines_another(view.terms, seen.packed)


def _is_headed_by(view: View, seen: _Seen) -> bool:
    """Whether it is the text under a heading that is the term alone, or asks that question."""
    if seen.questioned >= _SAME_QUESTION:
        return True
    heading = _NUMBERED.sub("", squeeze(seen.line.unit.text))
    return seen.candidate.is_block and heading in view.terms


def features(view: View, looked: Looked) -> Vector:
    """The features of a candidate, in the order of NAMES."""
    seen = _Seen(view, looked)
    found = {
        **_coverage(view, seen),
        **_kind(view, seen),
        **_shape(view, seen),
        **_place(view, seen),
    }
    return np.array([found[name] for name in NAMES])


def _coverage(view: View, seen: _Seen) -> dict[str, float]:
    at = view.concepts.index(view.rarest) if view.rarest else None
    scopes = {"own": seen.own, "near": seen.near, "around": seen.around}
    found = {f"rarest_{name}": float(held[at]) if at is not None else 1.0
             for name, held in scopes.items()}  # fmt: skip
    covered = {name: view.covered(held) for name, held in scopes.items()}
    return (
        found
        | covered
        | {
            "line": view.covered(seen.whole_line),
            "scoped_own": view.covered(np.maximum(seen.own, seen.named)),
            "scoped_near": view.covered(np.maximum(seen.near, seen.named)),
            "rest_own": view.beyond(seen.own, seen.named),
            "rest_near": view.beyond(seen.near, seen.named),
            "focus_own": view.asked_of(seen.own),
            "focus_near": view.asked_of(seen.near),
            "passage": view.covered(seen.passage),
            "told": view.told,
            "missing_near": view.missing(seen.near),
            "missing_around": view.missing(seen.around),
        }
    )


def _kind(view: View, seen: _Seen) -> dict[str, float]:
    asked = view.asked
    defines = kinds.defines(view.terms, seen.packed)
    return {
        "typed": float(kinds.holds(asked, seen.key)),
        "typed_line": float(kinds.holds(asked, view.folded(seen.line.unit.text))),
        "untyped": float(not kinds.is_typed(asked)),
        "asked_noun": kinds.names_the_noun(view.noun, seen.packed),
        "defines": float(defines),
        "undefined": float(bool(view.terms) and not defines),
        **_somebody(view, seen),
        "whether": float(asked.wants(Wanted.WHETHER)),
        "manner": float(asked.wants(Wanted.MANNER)),
        "meaning": float(asked.wants(Wanted.MEANING)),
    }


def _somebody(view: View, seen: _Seen) -> dict[str, float]:
    wanted = view.asked.wants(Wanted.WHO)
    named = kinds.names_somebody(seen.key)
    return {"somebody": float(wanted and named), "nobody": float(wanted and not named)}


def _shape(view: View, seen: _Seen) -> dict[str, float]:
    candidate, role = seen.candidate, seen.line.role
    block = candidate.is_block
    listed = bool(candidate.under) and not block
    several = view.asked.wants(Wanted.LIST, Wanted.MANNER)
    return {
        "list": float(listed),
        "list_wanted": float(listed and several),
        "block": float(block),
        "row": float(role is Role.ROW),
        "item": float(role is Role.ITEM),
        "long": min(1.0, len(candidate.text) / 1_000),
        "together": _together(view, seen),
        "pairs": _pairs(view.rest(seen.named).pairs, seen.packed),
        "questioned": seen.questioned,
        "unlisted": float(_unlisted(view, seen)),
    }


def _unlisted(view: View, seen: _Seen) -> bool:
    """Whether several things are asked for and it tells of one."""
    asked_for = view.asked.wants(Wanted.LIST) and "บ้าง" in view.said
    return asked_for and not seen.candidate.under and not _LISTS.search(seen.key)


def _place(view: View, seen: _Seen) -> dict[str, float]:
    evidence = seen.looked.evidence
    cosine = evidence.cosine if evidence.cosine is not None else view.nearest
    return {
        "headed": _headed(view, seen),
        "numbers": _numbers(view, seen),
        "cosine": float(np.clip((cosine - 0.78) / 0.14, 0, 1)),
        "rank": min(1.0, seen.looked.rank / 20),
        "facts": float(seen.candidate.passage.kind == DocumentKind.FACTS),
    }


def _together(view: View, seen: _Seen) -> float:
    """The longest stretch shared, against the question's own words."""
    packed = seen.packed[:600]
    rest = view.rest(seen.named)
    shared = max(relevance.longest_shared(key, packed) for key in {view.key, view.said})
    beyond = relevance.longest_shared(rest.key, packed) / rest.length if rest.key else 0.0
    return min(1.0, max(shared / view.length, beyond))


def _pairs(pairs: Sequence[str], packed: str) -> float:
    """The share of neighbouring words of the question that are neighbours here."""
    return sum(pair in packed for pair in pairs) / len(pairs) if pairs else 0.5


def _headed(view: View, seen: _Seen) -> float:
    """How alike the question is to the nearest heading that asks or names."""
    headings = [line.unit.text for line in seen.line.above if line.role is not Role.TEXT][-1:]
    if seen.candidate.under and not headings:
        headings = [seen.line.unit.text]
    headings.append(seen.candidate.passage.section.rpartition(" › ")[2])
    return max(_likeness(view.said, squeeze(text).strip("#")) for text in headings)


def _likeness(one: str, other: str) -> float:
    if not other or len(other) > 3 * len(one):
        return 0.0
    return relevance.likeness(one, other)


def _numbers(view: View, seen: _Seen) -> float:
    """The share of the question's numbers that stand here or in what it stands under."""
    wanted = view.asked.numbers
    if not wanted:
        return 1.0
    return sum(_holds_number(number, seen) for number in wanted) / len(wanted)


def _holds_number(number: str, seen: _Seen) -> bool:
    pattern = re.compile(rf"(?<![\d.]){re.escape(number)}(?!\d|\.\d)")
    texts = seen.surroundings()
    if any(pattern.search(seen.view.folded(text)) for text in texts):
        return True
    # Words of a text hold a year in either era, and no other number that it does not print.
    return bool(YEAR.fullmatch(number)) and any(number in words(text) for text in texts)
