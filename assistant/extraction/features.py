"""What speaks for and against a candidate as the answer, as numbers from 0 to 1."""

import re
from collections.abc import Sequence

import numpy as np

from assistant.extraction import kinds, relevance
from assistant.extraction.barring import is_barred
from assistant.extraction.layout import YEAR, Role, opens
from assistant.extraction.rows import is_percent, years_of
from assistant.extraction.seen import Seen
from assistant.extraction.units import LINE_LIMIT
from assistant.extraction.view import Vector, View
from assistant.question.wants import Wanted
from db.models import DocumentKind
from db.thai import squeeze, words

_HALF = 0.5
# From here on a printed question is taken for the one asked.
_SAME_QUESTION = 0.6
_LISTS = re.compile(r"ได้แก่|ประกอบด้วย|คือ|ดังนี้|[(\s]\d{1,2}[)]|\t|^.{,160}(?:และ|หรือ).{,160}$")
_SHARE = re.compile(r"ร้อยละ\d|\d(?:%|เปอร์เซ็นต์)")
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


def may_answer(seen: Seen) -> bool:
    """Whether nothing rules a candidate out: it holds the kind of thing asked for, or says that
    it is not laid down; it is on the asked side of a limit; it is under the asked number."""
    view, candidate, asked = seen.view, seen.candidate, seen.view.asked
    if candidate.under and not (asked.wants(*_SEVERAL) or opens(candidate.unit.text)):
        return False
    if len(candidate.text) > _PRECISE_LIMIT and asked.wants(*kinds.PRECISE) and not candidate.under:
        return False
    # What rules out most comes first.
    if not _holds(view, seen) or not _defines(view, seen):
        return False
    if kinds.only_refers(asked, seen.packed) or is_barred(view, seen):
        return False
    if asked.wants(Wanted.WHO) and kinds.other_post(view.key, seen.packed):
        return False
    return not kinds.opposed(view.key, seen.packed) and _same(view, seen)


def _holds(view: View, seen: Seen) -> bool:
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


def _same(view: View, seen: Seen) -> bool:
    """Whether it is of the numbered things and the years asked of."""
    passage = seen.candidate.passage
    names = squeeze(f"{passage.title} {passage.edition_label or ''}")
    if kinds.other_years(view.asked, names) or _is_of_other_years(view, seen):
        return False
    return kinds.same_numbered(view.asked, squeeze(" ".join(seen.surroundings())))


def _is_of_other_years(view: View, seen: Seen) -> bool:
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


def _defines(view: View, seen: Seen) -> bool:
    """Asked what a term means in so many words, only its definition answers; otherwise anything
    but the definition of another term may."""
    if view.terms and kinds.asks_meaning(view.asked):
        return kinds.defines(view.terms, seen.packed)
    if view.terms and kinds.asks_of_a_term(view.asked) and not _is_headed_by(view, seen):
        return kinds.defines(view.terms, seen.packed)
    if kinds.only_defines(view.asked, seen.packed):
        return False
    return not kinds.defines_another(view.terms, seen.packed)


def _is_headed_by(view: View, seen: Seen) -> bool:
    """Whether it is the text under a heading that is the term alone, or asks that question."""
    if seen.questioned >= _SAME_QUESTION:
        return True
    heading = _NUMBERED.sub("", squeeze(seen.line.unit.text))
    return seen.candidate.is_block and heading in view.terms


def features(seen: Seen) -> Vector:
    """The features of a candidate, in the order of NAMES."""
    view = seen.view
    found = {
        **_coverage(view, seen),
        **_kind(view, seen),
        **_shape(view, seen),
        **_place(view, seen),
    }
    return np.array([found[name] for name in NAMES])


def _coverage(view: View, seen: Seen) -> dict[str, float]:
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


def _kind(view: View, seen: Seen) -> dict[str, float]:
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


def _somebody(view: View, seen: Seen) -> dict[str, float]:
    wanted = view.asked.wants(Wanted.WHO)
    named = kinds.names_somebody(seen.key)
    return {"somebody": float(wanted and named), "nobody": float(wanted and not named)}


def _shape(view: View, seen: Seen) -> dict[str, float]:
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


def _unlisted(view: View, seen: Seen) -> bool:
    """Whether several things are asked for and it tells of one."""
    asked_for = view.asked.wants(Wanted.LIST) and "บ้าง" in view.said
    return asked_for and not seen.candidate.under and not _LISTS.search(seen.key)


def _place(view: View, seen: Seen) -> dict[str, float]:
    evidence = seen.looked.evidence
    cosine = evidence.cosine if evidence.cosine is not None else view.nearest
    return {
        "headed": _headed(view, seen),
        "numbers": _numbers(view, seen),
        "cosine": float(np.clip((cosine - 0.78) / 0.14, 0, 1)),
        "rank": min(1.0, seen.looked.rank / 20),
        "facts": float(seen.candidate.passage.kind == DocumentKind.FACTS),
    }


def _together(view: View, seen: Seen) -> float:
    """The longest stretch shared, against the question's own words."""
    packed = seen.packed[:600]
    rest = view.rest(seen.named)
    shared = max(relevance.longest_shared(key, packed) for key in {view.key, view.said})
    beyond = relevance.longest_shared(rest.key, packed) / rest.length if rest.key else 0.0
    return min(1.0, max(shared / view.length, beyond))


def _pairs(pairs: Sequence[str], packed: str) -> float:
    """The share of neighbouring words of the question that are neighbours here."""
    return sum(pair in packed for pair in pairs) / len(pairs) if pairs else 0.5


def _headed(view: View, seen: Seen) -> float:
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


def _numbers(view: View, seen: Seen) -> float:
    """The share of the question's numbers that stand here or in what it stands under."""
    wanted = view.asked.numbers
    if not wanted:
        return 1.0
    return sum(_holds_number(number, seen) for number in wanted) / len(wanted)


def _holds_number(number: str, seen: Seen) -> bool:
    pattern = re.compile(rf"(?<![\d.]){re.escape(number)}(?!\d|\.\d)")
    texts = seen.surroundings()
    if any(pattern.search(seen.view.folded(text)) for text in texts):
        return True
    # Words of a text hold a year in either era, and no other number that it does not print.
    return bool(YEAR.fullmatch(number)) and any(number in words(text) for text in texts)
