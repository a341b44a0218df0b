"""Flags the stored answers whose cited passages have changed or gone since."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import exists, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from db.engine import Database
from db.models import (
    ActiveGeneration,
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
    """Compare every stored answer with the generation that answers now; how many are outdated.

    Does nothing when that was done since the pointer moved. A flag is taken back when the passage
    answers again.
    """
    with database.writing() as session:
        pointer = session.get(ActiveGeneration, 1)
        if pointer is None or pointer.compared_id == pointer.generation_id:
            return 0
        flags = outdated(session, pointer.generation_id)
        session.execute(update(Answer).values(outdated=None))
        for kind in Outdated:
            _flag(session, [key for key, found in flags.items() if found is kind], kind)
        pointer.compared_id = pointer.generation_id
        session.add(pointer)
        return len(flags)


def outdated(session: Session, generation_id: int) -> dict[str, Outdated]:
    """The answers that cite passages which a generation does not hold, by their ids."""
    rows = session.exec(_uncovered(generation_id)).all()
    pages = _pages(session, generation_id, {document for _, document in rows})
    found: dict[str, Outdated] = {}
    for citation, document in rows:
        stands = any(citation.quote in text for text in pages.get(document, ()))
        if not stands:
            found[citation.answer_id] = Outdated.GONE
        else:
            found.setdefault(citation.answer_id, Outdated.CHANGED)
    return found


def _uncovered(generation_id: int) -> Any:  # noqa: ANN401 (a select)
    """Citations, with their documents, whose passage is in no version a generation holds."""
    cited, held = aliased(DocumentVersion), aliased(DocumentVersion)
    same = (
        exists()
        .where(
            col(GenerationVersion.generation_id) == generation_id,
            col(held.id) == col(GenerationVersion.version_id),
            col(held.document_id) == col(cited.document_id),
            col(Passage.version_id) == col(held.id),
            col(Passage.digest) == col(Citation.passage_digest),
        )
        .correlate(Citation, cited)
    )
    return (
        select(Citation, cited.document_id)
        .join(cited, col(cited.id) == col(Citation.version_id))
        .join(Answer, col(Answer.id) == col(Citation.answer_id))
        .where(col(Answer.status).in_(_CITING), ~same)
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


def _flag(session: Session, answers: Sequence[str], kind: Outdated) -> None:
    for start in range(0, len(answers), _BATCH):
        batch = answers[start : start + _BATCH]
        session.execute(update(Answer).where(col(Answer.id).in_(batch)).values(outdated=kind))
