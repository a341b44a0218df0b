"""Which index generations there are."""

from sqlmodel import Session, col, select

from db.models import ActiveGeneration, IndexGeneration, StoredVector


def active(session: Session) -> IndexGeneration | None:
    """The generation that answers, None before the first publish."""
    query = select(IndexGeneration).join(
        ActiveGeneration, col(ActiveGeneration.generation_id) == col(IndexGeneration.id)
    )
    return session.exec(query).first()


def all_generations(session: Session) -> list[IndexGeneration]:
    """Every generation, the newest first."""
    return list(session.exec(select(IndexGeneration).order_by(col(IndexGeneration.id).desc())))


def stored_vectors(session: Session, digests: list[str]) -> dict[str, bytes]:
    """The stored vectors among `digests`."""
    found: dict[str, bytes] = {}
    for start in range(0, len(digests), 500):
        chunk = digests[start : start + 500]
        rows = session.exec(select(StoredVector).where(col(StoredVector.digest).in_(chunk)))
        found.update({row.digest: row.vector for row in rows})
    return found
