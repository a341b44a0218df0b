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
    colophon,
    comparison,
    definitions,
    directives,
    duties,
    editions,
    mentions,
    nodes,
    outline,
    ownership,
    particulars,
    passages,
    plans,
    rules,
    sections,
    sequence,
)
from assistant.draft import Clarification, Composition, Draft, Statement, Tools
from assistant.leaving import leave_out, without
from assistant.question.papers import editions_of, name_papers, of_today, tells_edition
from assistant.question.reading import Asked
from assistant.question.referred import only_referred
from assistant.question.routes import Route
from assistant.steps.retrieve import retrieve
from db.models import AnswerStatus
from db.reads.papers import PaperRow
from db.reads.plans import EditionRow

Composer = Callable[[Session, Draft], Composition | Clarification | None]

_DOCUMENTS: tuple[Composer, ...] = (
    directives.compose,
    colophon.compose,
    sections.compose,
    sequence.compose,
    definitions.compose,
    passages.compose,
)
_TABLES: tuple[Composer, ...] = (
    ownership.compose,
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
    Route.AGENCY: (ownership.compose, agencies.compose, nodes.compose, *_DOCUMENTS),
    Route.EDITION: (
        ownership.compose,
        editions.compose,
        particulars.compose,
        plans.compose,
        *_DOCUMENTS,
    ),
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
    colophon.compose: Author.RECORDS,
    sections.compose: Author.RECORDS,
    sequence.compose: Author.RECORDS,
    definitions.compose: Author.RECORDS,
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
    # What one plan is named for holds for the whole message.
    if not named and len(draft.named) == 1:
        named = draft.named
    route = draft.route_of(asked, named)
    part = replace(draft, asked=asked, named=named, route=route, parts=(), notices=[])
    retrieve(part, tools)
    leave_out(part, draft.understood().full)
    return part


def _of_edition(session: Session, draft: Draft) -> Composition | Clarification | None:
    """The answer; where editions of a paper answer differently and the question means none of
    them, the answer of each, today's first."""
    proposal = _first(session, draft)
    quotes = _quotes(proposal)
    if not quotes or tells_edition(draft.understood().full):
        return proposal
    editions = editions_of(quotes[0].document, draft.library)
    if len(editions) < 2 or len(name_papers(draft.understood().full, draft.library, draft.on)) == 1:
        return proposal
    today = of_today(editions, draft.on)
    ordered = [today, *(paper for paper in editions if paper.slug != today.slug)]
    answers = [(p, found) for p in ordered if (found := _of_one(session, draft, p, editions))]
    texts = {tuple(statement.text for statement in found.statements) for _, found in answers}
    return _each(answers, draft) if len(texts) > 1 else proposal


def _of_one(
    session: Session, draft: Draft, paper: PaperRow, editions: Sequence[PaperRow]
) -> Composition | None:
    """What one edition of a paper answers, when the others are left out."""
    others = [other for other in editions if other.slug != paper.slug]
    found = _first(session, replace(draft, evidence=without(draft, others)))
    own = _quotes(found)
    return found if isinstance(found, Composition) and own[0].document == paper.slug else None


def _each(answers: Sequence[tuple[PaperRow, Composition]], draft: Draft) -> Composition:
    """The answers of some editions, each under its title."""
    statements: list[Statement] = []
    for paper, found in answers:
        quotes = tuple(_quotes(found))
        heading = wording.ACCORDING_TO.format(title=paper.title)
        statements += [Statement(heading, quotes, frame=True), *found.statements]
        asked = draft.understood().text
        draft.suggestions.append(wording.ASK_EDITION.format(title=paper.title, question=asked))
    first = answers[0][1]
    notice = wording.SEVERAL_EDITIONS.format(title=answers[0][0].title)
    return replace(first, statements=tuple(statements), notices=(*first.notices, notice))


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
