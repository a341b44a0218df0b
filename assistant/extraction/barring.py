"""What rules a candidate out, whatever speaks for it."""

from assistant.extraction import gates, mismatches
from assistant.extraction.layout import Role
from assistant.extraction.rows import name_of, read_row
from assistant.extraction.seen import Seen
from assistant.extraction.view import View
from assistant.question.reading import Asked
from assistant.question.wants import Wanted
from db.thai import squeeze

_MOSTLY = 0.6


def is_barred(view: View, seen: Seen) -> bool:
    """Whether it speaks of itself or another paper, or of anything but what a yes or no is asked
    of, or lacks the form of what is asked for."""
    asked, candidate = view.asked, seen.candidate
    if asked.wants(Wanted.WHETHER) and _is_unsaid(view, seen):
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
        or (bool(asked.numbers) and _tells_other_years(asked, seen))
        or (asked.wants(Wanted.WHO) and mismatches.tells_when_instead(seen.packed))
        or (mismatches.asks_of_undone(asked) and _is_done(asked, seen))
        or gates.names_another_code(asked, seen.surroundings()[:-1])
        or gates.lacks_owned(asked, seen.surroundings()[:-1])
        or gates.is_contents([line.unit.text for line in seen.candidate.under])
        or gates.is_a_subject_line(asked, seen.packed)
        or gates.lacks_listed_noun(asked, seen.candidate.under, seen.surroundings()[:-2])
        or gates.is_of_another_issue(asked, seen.candidate.passage.title, seen.packed)
        or (seen.line.role is Role.ROW and _is_of_another_sum(asked, seen))
        or gates.lacks_recipient(asked, seen.packed)
        or gates.demands_instead(asked, seen.packed)
        or gates.only_names_a_year(asked, seen.packed)
        or gates.lacks_calendar(asked, seen.packed)
    )


def _is_unsaid(view: View, seen: Seen) -> bool:
    return not view.names_rarest(seen.passage) and view.covered(seen.near) < _MOSTLY


def _tells_other_years(asked: Asked, seen: Seen) -> bool:
    above = " ".join(seen.surroundings()[2:])
    return mismatches.other_years(asked, squeeze(seen.said), above)


def _is_done(asked: Asked, seen: Seen) -> bool:
    return mismatches.does_instead(asked, squeeze(" ".join(seen.surroundings()[:-2])))


def _is_of_another_sum(asked: Asked, seen: Seen) -> bool:
    """Whether a row holds sums of another kind than is asked for, or sums where things are."""
    row = read_row(seen.line)
    name = name_of(row)
    return (
        gates.spends_instead(asked, squeeze(seen.said))
        or mismatches.pays_instead(asked, seen.said)
        or mismatches.other_stage(asked, [cell.head for cell in row])
        or (name is not None and mismatches.opposite_kind(asked, name.text))
    )
