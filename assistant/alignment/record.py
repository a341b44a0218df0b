"""Keeps alignments for whoever asked for them, and tells them again as they were."""

import asyncio
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from assistant.alignment import align_with_model, wording
from assistant.alignment.components import Component, ComponentKind
from assistant.alignment.outcome import Alignment, Cell, Gap, Level, Match, Statement
from assistant.alignment.project import Project
from assistant.alignment.screening import screen_project
from assistant.answer import Quote
from assistant.draft import Tools
from assistant.quoting import quote_again
from db import models
from db.models.answers import Outdated, new_key
from db.reads.alignments import matches_of, owned_alignment, quotes_of
from db.writes import alignments


@dataclass(frozen=True, slots=True)
class Kept:
    """An alignment under its id, with the project (without what is private) and the day;
    `outdated` tells what became since of the passages it quotes."""

    id: str
    project: Project
    as_of: date
    found: Alignment
    outdated: Outdated | None = None


async def align_and_keep(
    project: Project, tools: Tools, on: date, editions: tuple[str, ...], asker: str | None
) -> Kept:
    """Hold a project against plans, by the model where one is set, and keep what came of it.

    Raises as `align`.
    """
    found = await align_with_model(project, tools, on, editions)
    return await asyncio.to_thread(_keep, found, project, tools, on, asker)


def _keep(found: Alignment, project: Project, tools: Tools, on: date, asker: str | None) -> Kept:
    kept = Kept(new_key(), screen_project(project)[0], on, found)
    quotes = quotes_in(found)
    number = {quote: at for at, quote in enumerate(quotes)}
    with tools.database.writing() as session:
        alignments.store(
            session,
            _row(kept, asker, number),
            [_match_row(kept.id, at, match, number) for at, match in enumerate(found.matches)],
            [_citation_row(kept.id, at, quote) for at, quote in enumerate(quotes)],
        )
    return kept


def recall_alignment(session: Session, key: str, asker: str | None) -> Kept | None:
    """A kept alignment; None when there is none under the key for the asker to see."""
    row = owned_alignment(session, key, asker)
    if row is None:
        return None
    quotes = [quote_again(held) for held in quotes_of(session, key)]
    matches = tuple(_match(held, quotes[held.citation]) for held in matches_of(session, key))
    found = Alignment(
        status=row.status,
        matches=matches,
        gaps=tuple(_gap(held, quotes) for held in row.gaps),
        statement=Statement(
            tuple((s["text"], tuple(quotes[at] for at in s["citations"])) for s in row.statement)
        ),
        notices=(*_outdated(row), *row.notices),
        cells=tuple(map(_cell, row.cells)),
        explanation=row.explanation,
        confidence=row.confidence,
        author=row.author,
    )
    return Kept(row.id, _project(row.project), row.as_of, found, row.outdated)


def quotes_in(found: Alignment) -> list[Quote]:
    """Every quote once, in the order in which they are met."""
    held = [match.quote for match in found.matches]
    held += [quote for _, quotes in found.statement.sentences for quote in quotes]
    held += [gap.source for gap in found.gaps if gap.source is not None]
    return list(dict.fromkeys(held))


def _outdated(row: models.Alignment) -> Iterator[str]:
    if row.outdated is not None:
        yield wording.OUTDATED[row.outdated.value]


def _row(kept: Kept, asker: str | None, number: dict[Quote, int]) -> models.Alignment:
    found = kept.found
    return models.Alignment(
        id=kept.id,
        owner=asker,
        project=asdict(kept.project),
        as_of=kept.as_of,
        status=found.status,
        explanation=found.explanation,
        confidence=found.confidence,
        author=found.author,
        statement=[
            {"text": text, "citations": [number[quote] for quote in quotes]}
            for text, quotes in found.statement.sentences
        ],
        gaps=[
            {
                "code": gap.code,
                "text": gap.text,
                "advice": gap.advice,
                "citation": None if gap.source is None else number[gap.source],
            }
            for gap in found.gaps
        ],
        cells=[_cell_row(cell) for cell in found.cells],
        notices=list(found.notices),
    )


def _cell_row(cell: Cell) -> dict[str, Any]:
    held = asdict(cell)
    held["component"] = {"kind": cell.component.kind.value, "text": cell.component.text}
    return held | {"level": cell.level.value}


def _match_row(key: str, at: int, match: Match, number: dict[Quote, int]) -> models.AlignmentMatch:
    return models.AlignmentMatch(
        alignment_id=key,
        position=at,
        plan=match.plan,
        edition=match.edition,
        edition_title=match.edition_title,
        node=match.node,
        kind=match.kind,
        number=match.number,
        title=match.title,
        place=match.place,
        strategy=match.strategy,
        level=match.level,
        score=match.score,
        component=match.component.kind.value,
        component_text=match.component.text,
        project_quote=match.project_quote,
        why=match.why,
        citation=number[match.quote],
    )


def _citation_row(key: str, at: int, quote: Quote) -> models.AlignmentCitation:
    return models.AlignmentCitation(
        alignment_id=key,
        number=at,
        version_id=quote.version_id,
        page_number=quote.page,
        section=quote.section,
        quote=quote.text,
        start=quote.start,
        end=quote.end,
        passage_digest=quote.passage_digest,
    )


def _match(row: models.AlignmentMatch, quote: Quote) -> Match:
    return Match(
        plan=row.plan,
        edition=row.edition,
        edition_title=row.edition_title,
        node=row.node,
        kind=row.kind,
        number=row.number,
        title=row.title,
        place=row.place,
        strategy=row.strategy,
        level=row.level,
        score=row.score,
        plan_quote=quote.text,
        project_quote=row.project_quote,
        page=quote.page,
        component=Component(ComponentKind(row.component), row.component_text),
        why=row.why,
        quote=quote,
    )


def _gap(held: dict[str, Any], quotes: list[Quote]) -> Gap:
    at = held["citation"]
    return Gap(held["code"], held["text"], held["advice"], None if at is None else quotes[at])


def _cell(held: dict[str, Any]) -> Cell:
    component = Component(ComponentKind(held["component"]["kind"]), held["component"]["text"])
    return Cell(**held | {"component": component, "level": Level(held["level"])})


def _project(held: dict[str, Any]) -> Project:
    lists = {name: tuple(value) for name, value in held.items() if isinstance(value, list)}
    return Project(**held | lists)
