"""Stretches of pages, for many versions of documents at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, case, func, or_
from sqlalchemy.orm import defer
from sqlmodel import Session, col, select

from db.models import Document, Page, PageDecision, PageSource

_WITHOUT_TEXT = (PageDecision.BLANK, PageDecision.UNREAD)


@dataclass(frozen=True, slots=True)
class PageSummary:
    """How well a version was read: counts of pages, and quality of those with text (0–1)."""

    pages: int = 0
    ocr_pages: int = 0
    repaired_pages: int = 0
    unread_pages: int = 0
    worst: float | None = None
    mean: float | None = None


def read_pages(
    session: Session, keys: Sequence[tuple[int, int, int]], most: int
) -> list[list[Page]]:
    """The pages for each (version, first number, how many), without what the file held before
    repair; at most `most` in all."""
    wanted: dict[tuple[int, int], list[int]] = {}
    for version, start, count in keys:
        wanted.setdefault((start, count), []).append(version)
    query = select(Page).options(defer(Page.raw))  # type: ignore[arg-type]
    stretches = (
        col(Page.version_id).in_(versions) & col(Page.number).between(start, start + count - 1)
        for (start, count), versions in wanted.items()
    )
    placed = query.where(or_(*stretches)).order_by(col(Page.number)).limit(most)
    found: dict[int, list[Page]] = {}
    for page in session.exec(placed):
        found.setdefault(page.version_id, []).append(page)
    return [
        [page for page in found.get(version, []) if start <= page.number < start + count]
        for version, start, count in keys
    ]


def count_pages(session: Session, versions: Sequence[int]) -> list[int]:
    """How many pages each version has."""
    query = select(Page.version_id, func.count()).where(col(Page.version_id).in_(versions))
    counts = dict(session.exec(query.group_by(col(Page.version_id))).all())
    return [counts.get(version, 0) for version in versions]


def pages_about(session: Session, edition_id: int) -> list[str]:
    """The texts of all pages of the documents about an edition, in their current versions."""
    query = (
        select(Page.text)
        .join(Document, col(Document.current_version_id) == col(Page.version_id))
        .where(Document.edition_id == edition_id)
        .order_by(col(Document.id), col(Page.number))
    )
    return list(session.exec(query).all())


def sum_up_pages(session: Session, versions: Sequence[int]) -> list[PageSummary]:
    """How well each version was read."""
    graded = case((col(Page.decision).not_in(_WITHOUT_TEXT), col(Page.quality)))
    query = select(  # type: ignore[call-overload]
        Page.version_id,
        func.count(),
        _count(col(Page.source) == PageSource.OCR),
        _count(col(Page.decision) == PageDecision.REPAIRED),
        _count(col(Page.decision) == PageDecision.UNREAD),
        func.min(graded),
        func.avg(graded),
    ).where(col(Page.version_id).in_(versions))
    rows = session.exec(query.group_by(col(Page.version_id)))
    found = {row[0]: PageSummary(*row[1:]) for row in rows}
    return [found.get(version, PageSummary()) for version in versions]


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))
