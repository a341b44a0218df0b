"""Flags the stored answers and alignments whose cited passages have changed or gone since."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Select, exists, update
from sqlalchemy import select as select_columns
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from db.engine import Database
from db.models import (
    ActiveGeneration,
    Alignment,
    AlignmentCitation,
    Answer,
    AnswerStatus,
    Citation,
    DocumentVersion,
    GenerationVersion,
    Outdated,
    Page,
    Passage,
)

_BATCH = 500
# What was refused quotes only what lay nearest.
_CITING = (AnswerStatus.ANSWERED, AnswerStatus.PARTIAL)


def compare_answers(database: Database) -> int:
    """Compare every stored answer and alignment with the generation that answers now; how many
    answers are outdated.

    Does nothing when that was done since the pointer moved. A flag is taken back when the passage
    answers again.
    """
    with database.writing() as session:
        pointer = session.get(ActiveGeneration, 1)
        if pointer is None or pointer.compared_id == pointer.generation_id:
            return 0
        flags = outdated(session, pointer.generation_id)
        _flag(session, Answer, flags)
        _flag(session, Alignment, outdated_alignments(session, pointer.generation_id))
        pointer.compared_id = pointer.generation_id
        session.add(pointer)
        return len(flags)


def outdated(session: Session, generation_id: int) -> dict[str, Outdated]:
    """The answers that cite passages which a generation does not hold, by their ids."""
    given = (
        select_columns(col(Answer.id), col(Citation.quote))
        .join(Answer, col(Answer.id) == col(Citation.answer_id))
        .where(col(Answer.status).in_(_CITING))
    )
    return _told(session, generation_id, given, Citation)


def outdated_alignments(session: Session, generation_id: int) -> dict[str, Outdated]:
    """The alignments that quote passages which a generation does not hold, by their ids."""
    given = select_columns(col(AlignmentCitation.alignment_id), col(AlignmentCitation.quote))
    return _told(session, generation_id, given, AlignmentCitation)


def _told(
    session: Session,
    generation_id: int,
    given: Select[str, str],
    citing: type[Citation | AlignmentCitation],
) -> dict[str, Outdated]:
    """What became of the quotes of each owner; `given` selects owners and their quotes."""
    rows = session.connection().execute(_uncovered(generation_id, given, citing)).all()
    pages = _pages(session, generation_id, {document for _, _, document in rows})
    found: dict[str, Outdated] = {}
    for owner, quote, document in rows:
        stands = any(quote in text for text in pages.get(document, ()))
        if not stands:
            found[owner] = Outdated.GONE
        else:
            found.setdefault(owner, Outdated.CHANGED)
    return found


def _uncovered(
    generation_id: int, given: Select[str, str], citing: type[Citation | AlignmentCitation]
) -> Select[Any]:
    """Quotes, with their documents, whose passage is in no version a generation holds."""
    cited, held = aliased(DocumentVersion), aliased(DocumentVersion)
    same = (
        exists()
        .where(
            col(GenerationVersion.generation_id) == generation_id,
            col(held.id) == col(GenerationVersion.version_id),
            col(held.document_id) == col(cited.document_id),
            col(Passage.version_id) == col(held.id),
            col(Passage.digest) == col(citing.passage_digest),
        )
        .correlate(citing, cited)
    )
    return (
        given.add_columns(col(cited.document_id))
        .join(cited, col(cited.id) == col(citing.version_id))
        .where(~same)
    )


def _pages(session: Session, generation_id: int, documents: Iterable[int]) -> dict[int, list[str]]:
    """The pages of documents as a generation holds them."""
    found: dict[int, list[str]] = {}
    wanted = sorted(documents)
    for start in range(0, len(wanted), _BATCH):
        query = (
            select(DocumentVersion.document_id, Page.text)
            .join(DocumentVersion, col(DocumentVersion.id) == col(Page.version_id))
            .join(GenerationVersion, col(GenerationVersion.version_id) == col(Page.version_id))
            .where(
                GenerationVersion.generation_id == generation_id,
                col(DocumentVersion.document_id).in_(wanted[start : start + _BATCH]),
            )
        )
        for document, text in session.exec(query):
            found.setdefault(document, []).append(text)
    return found


def _flag(session: Session, table: type[Answer | Alignment], flags: Mapping[str, Outdated]) -> None:
    """Set the flags of a table, and take back all others."""
    session.execute(update(table).where(col(table.outdated).is_not(None)).values(outdated=None))
    for kind in Outdated:
        keys = [key for key, found in flags.items() if found is kind]
        for start in range(0, len(keys), _BATCH):
            batch = keys[start : start + _BATCH]
            session.execute(update(table).where(col(table.id).in_(batch)).values(outdated=kind))
