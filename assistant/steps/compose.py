"""Writes the answer from quotes: from records and tables where they hold it, else from passages."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from sqlmodel import Session

from assistant import suggesting, wording
from assistant.answer import Author, Quote
from assistant.composers import (
    agencies,
    alignment,
    changes,
    comparison,
    directives,
    duties,
    editions,
    mentions,
    nodes,
    outline,
    particulars,
    passages,
    plans,
    rules,
)
from assistant.draft import Clarification, Composition, Draft, Tools
from assistant.leaving import leave_out, without
from assistant.papers import editions_of, of_today, tells_edition
from assistant.question import Asked
from assistant.referred import only_referred
from assistant.routes import Route
from assistant.steps.retrieve import retrieve
from db.models import AnswerStatus
from db.reads.plans import EditionRow

Composer = Callable[[Session, Draft], Composition | Clarification | None]

_DOCUMENTS: tuple[Composer, ...] = (directives.compose, passages.compose)
_TABLES: tuple[Composer, ...] = (
    duties.compose,
    nodes.compose,
    plans.compose,
    particulars.compose,
    mentions.compose,
    editions.compose,
)
# Who may answer, in this order; the first that knows an answer proposes it.
COMPOSERS: Mapping[Route, tuple[Composer, ...]] = {
    Route.COMPARISON: (comparison.compose, passages.compose),
    Route.ALIGNMENT: (nodes.compose, alignment.compose),
    Route.RULE: (rules.compose, *_DOCUMENTS),
    Route.AGENCY: (agencies.compose, nodes.compose, *_DOCUMENTS),
    Route.EDITION: (editions.compose, particulars.compose, plans.compose, *_DOCUMENTS),
    Route.PLAN: (*_TABLES, *_DOCUMENTS),
    Route.WHO: (particulars.compose, nodes.compose, duties.compose, *_DOCUMENTS),
    Route.DATE: (particulars.compose, nodes.compose, rules.compose, *_DOCUMENTS),
    Route.NUMBER: (particulars.compose, nodes.compose, rules.compose, *_DOCUMENTS),
    Route.LIST: (*_TABLES, agencies.compose, *_DOCUMENTS),
    Route.DEFINITION: (
        particulars.compose,
        plans.compose,
        nodes.compose,
        agencies.compose,
        *_DOCUMENTS,
    ),
    Route.OTHER_PLAN: _DOCUMENTS,
    Route.PAPER: (outline.compose, *_DOCUMENTS),
    Route.CHANGE: (changes.compose, *_DOCUMENTS),
    Route.PROCEDURE: (particulars.compose, mentions.compose, *_DOCUMENTS),
    Route.LOOKUP: (*_TABLES, *_DOCUMENTS),
}
# All others read the tables.
_AUTHORS: Mapping[Composer, Author] = {
    passages.compose: Author.PASSAGES,
    directives.compose: Author.RECORDS,
    outline.compose: Author.RECORDS,
}


def compose(draft: Draft, tools: Tools) -> None:
    """Add to `draft.compositions` what the first composer that knows an answer proposes."""
    leave_out(draft)
    with tools.database.reading() as session:
        if (line := only_referred(session, draft)) is not None:
            draft.nearest = (line,)
            draft.settle(AnswerStatus.REFUSED_NOT_IN_DOCUMENTS, wording.ONLY_REFERRED)
            return
        proposal = _of_parts(session, draft, tools) or _of_edition(session, draft)
        suggest = suggesting.onward if proposal else suggesting.instead
        draft.suggestions += suggest(session, draft)
    if isinstance(proposal, Clarification):
        draft.ask_back(proposal)
    elif proposal is not None:
        draft.compositions.append(proposal)


def _of_parts(session: Session, draft: Draft, tools: Tools) -> Composition | None:
    """What answers each of several questions in one message; None when none has an answer.

    Each is searched for by itself.
    """
    if draft.route is Route.COMPARISON:
        return None
    found: list[Composition] = []
    silent: list[str] = []
    for asked, named in draft.parts:
        proposal = _first(session, _part(draft, asked, named, tools))
        if isinstance(proposal, Composition):
            found.append(proposal)
        else:
            silent.append(wording.PART_SILENT.format(question=asked.text))
    if not found:
        return None
    statements = dict.fromkeys(s for composition in found for s in composition.statements)
    notices = (notice for composition in found for notice in composition.notices)
    whole = not silent and all(composition.whole for composition in found)
    return Composition(tuple(statements), (*notices, *silent), whole=whole)


def _part(draft: Draft, asked: Asked, named: Sequence[EditionRow], tools: Tools) -> Draft:
    """One of several questions, as a draft of its own with what is found for it."""
    route = draft.route_of(asked, named)
    part = replace(draft, asked=asked, named=named, route=route, parts=(), notices=[])
    retrieve(part, tools)
    leave_out(part, draft.understood().full)
    return part


def _of_edition(session: Session, draft: Draft) -> Composition | Clarification | None:
    """The answer; of a paper in several editions, where the question tells none, today's."""
    proposal = _first(session, draft)
    quotes = _quotes(proposal)
    if not quotes or tells_edition(draft.understood().full):
        return proposal
    editions = editions_of(quotes[0].document, draft.library)
    if len(editions) < 2 or not isinstance(proposal, Composition):
        return proposal
    chosen = of_today(editions, draft.on)
    others = [paper for paper in editions if paper.slug != chosen.slug]
    current = _first(session, replace(draft, evidence=without(draft, others)))
    if not (isinstance(current, Composition) and _quotes(current)[0].document == chosen.slug):
        return proposal
    titles = " และ".join(paper.title for paper in others)
    draft.suggestions += [
        wording.ASK_EDITION.format(title=paper.title, question=draft.understood().text)
        for paper in others
    ]
    notice = wording.OTHER_EDITION.format(title=chosen.title, others=titles)
    return replace(current, notices=(*current.notices, notice))


def _quotes(proposal: Composition | Clarification | None) -> list[Quote]:
    if not isinstance(proposal, Composition):
        return []
    return [quote for statement in proposal.statements for quote in statement.quotes]


def _first(session: Session, draft: Draft) -> Composition | Clarification | None:
    for composer in COMPOSERS[draft.route]:
        proposal = composer(session, draft)
        if isinstance(proposal, Composition):
            return replace(proposal, author=_AUTHORS.get(composer, Author.TABLES))
        if proposal is not None:
            return proposal
    # What only an edition no longer in force says is still an answer, with its notice.
    if draft.superseded and not draft.named:
        return passages.compose(session, replace(draft, evidence=draft.superseded))
    return None
