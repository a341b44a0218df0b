"""Which index generations there are, and what each holds."""

from sqlmodel import Session, col, select

from db.models import (
    ActiveGeneration,
    GenerationState,
    GenerationVersion,
    IndexGeneration,
    StoredVector,
)


def active(session: Session) -> IndexGeneration | None:
    """The generation that answers, None before the first publish."""
    query = select(IndexGeneration).join(
        ActiveGeneration, col(ActiveGeneration.generation_id) == col(IndexGeneration.id)
    )
    return session.exec(query).first()


def all_generations(session: Session) -> list[IndexGeneration]:
    """Every generation, the newest first."""
    return list(session.exec(select(IndexGeneration).order_by(col(IndexGeneration.id).desc())))


def before(session: Session, generation: IndexGeneration) -> IndexGeneration | None:
    """The newest ready generation older than `generation`: where a rollback leads."""
    query = select(IndexGeneration).where(
        IndexGeneration.state == GenerationState.READY, col(IndexGeneration.id) < generation.id
    )
    return session.exec(query.order_by(col(IndexGeneration.id).desc())).first()


def version_ids(session: Session, generation_id: int) -> frozenset[int]:
    """The versions of documents that a generation holds."""
    query = select(GenerationVersion.version_id)
    return frozenset(
        session.exec(query.where(GenerationVersion.generation_id == generation_id)).all()
    )


def is_set_aside(session: Session, library_digest: str) -> bool:
    """Whether an admin moved the pointer away from exactly this content."""
    query = select(IndexGeneration.id).where(
        IndexGeneration.library_digest == library_digest,
        col(IndexGeneration.set_aside_at).is_not(None),
    )
    return session.exec(query).first() is not None


def refused(session: Session, content_digest: str) -> IndexGeneration | None:
    """The kept generation of this content that was built and failed its questions."""
    query = select(IndexGeneration).where(
        IndexGeneration.content_digest == content_digest,
        IndexGeneration.state == GenerationState.REFUSED,
    )
    return session.exec(query).first()


def stored_vectors(session: Session, digests: list[str]) -> dict[str, bytes]:
    """The stored vectors among `digests`."""
    found: dict[str, bytes] = {}
    for start in range(0, len(digests), 500):
        chunk = digests[start : start + 500]
        rows = session.exec(select(StoredVector).where(col(StoredVector.digest).in_(chunk)))
        found.update({row.digest: row.vector for row in rows})
    return found
