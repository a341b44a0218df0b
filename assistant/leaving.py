"""Leaves out of what was found what the question rules out: other editions, other bodies' plans."""

from collections.abc import Sequence

from assistant import wording
from assistant.draft import Draft, Evidence
from assistant.extraction.addressing import barred, speaks_to_machine
from assistant.extraction.mismatches import bodies_named, other_body
from assistant.question.papers import (
    asks_of_standing,
    editions_of,
    is_other_edition,
    name_papers,
    owners_in,
    tells_edition,
)
from db.reads.documents import PassageRow
from db.reads.papers import PaperRow
from db.thai import squeeze

# Passages so far down the list are of other matters: what they hold is not told.
_NEAR = 5


def leave_out(draft: Draft, whole: str = "") -> None:
    """Keep of `draft.evidence` what may answer the question, a part of the message `whole` or all.

    Of a paper in several editions those the question names by years or age; where it names a local
    body and no plan edition, nothing of the plan editions that does not speak of that body, and
    no paper of another body.
    """
    text = draft.understood().full
    unwanted = _unwanted(text, draft)
    owners = set() if draft.named else owners_in(f"{text} {whole}", draft.library)
    draft.evidence = _own(text, _kept(draft.evidence, unwanted, owners))
    draft.superseded = _own(text, _kept(draft.superseded, unwanted, owners))
    names = dict.fromkeys(map(_name, _speaking(draft.evidence[:_NEAR])))
    draft.notices.extend(wording.TO_MACHINE_NOTICE.format(title=name) for name in names)


def without(draft: Draft, papers: Sequence[PaperRow]) -> list[Evidence]:
    """The evidence that is of none of some papers."""
    slugs = {paper.slug for paper in papers}
    return [evidence for evidence in draft.evidence if evidence.passage.slug not in slugs]


def _speaking(evidence: Sequence[Evidence]) -> list[PassageRow]:
    """The passages that speak to the program that reads them."""
    passages = [found.passage for found in evidence]
    return [p for p in passages if barred(p.page_text, p.start, p.end)]


def _name(passage: PassageRow) -> str:
    """The title of a paper; where that itself speaks to the program, the name it is kept under."""
    return passage.slug if speaks_to_machine(passage.title) else passage.title


def _unwanted(text: str, draft: Draft) -> set[str]:
    """The slugs of the editions of papers that the question does not mean."""
    if draft.named or not tells_edition(text) or asks_of_standing(text):
        return set()
    if is_other_edition(text, draft.library):
        held = name_papers(_yearless(text), draft.library, draft.on)
        return {paper.slug for paper in held}
    named = name_papers(text, draft.library, draft.on)
    alike = {one.slug for paper in named for one in editions_of(paper.slug, draft.library)}
    return alike - {paper.slug for paper in named}


def _yearless(text: str) -> str:
    return "".join(" " if character.isdigit() else character for character in text)


def _kept(evidence: Sequence[Evidence], unwanted: set[str], owners: set[str]) -> list[Evidence]:
    return [
        one
        for one in evidence
        if one.passage.slug not in unwanted
        and not (owners and one.passage.edition_id is not None and not _tells(one, owners))
    ]


def _own(text: str, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Without the papers of other local bodies than the one that a text names."""
    named = bodies_named(text)
    return [e for e in evidence if not other_body(named, e.passage.title, e.passage.page_text)]


def _tells(evidence: Evidence, owners: set[str]) -> bool:
    text = squeeze(evidence.passage.text)
    return any(owner in text for owner in owners)
