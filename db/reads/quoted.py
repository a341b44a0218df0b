"""Whether words stand where somebody says a plan has them."""

from sqlmodel import Session, col, select

from db.models import Document, DocumentVersion, Kpi, Page, PlanNode, SourceRef
from db.thai import canonical, squeeze


def is_quoted(session: Session, subject: str, quote: str) -> bool:
    """Whether the words are those of a node or KPI: of its title, of a source of it, or of a page
    of a document of its edition. False for a code that is not known.
    """
    row = _subject(session, subject)
    if row is None:
        return False
    key = squeeze(quote)
    if not key:
        return False
    sources = select(SourceRef.quote).where(col(SourceRef.subject) == subject)
    texts = [row.title, row.title_en if isinstance(row, PlanNode) else None]
    if any(key in squeeze(text) for text in [*texts, *session.exec(sources)] if text):
        return True
    return _is_on_a_page(session, row.edition_id, quote)


def _subject(session: Session, code: str) -> PlanNode | Kpi | None:
    node = session.exec(select(PlanNode).where(col(PlanNode.code) == code)).first()
    return node or session.exec(select(Kpi).where(col(Kpi.code) == code)).first()


def _is_on_a_page(session: Session, edition: int, quote: str) -> bool:
    words = {quote.strip(), canonical(quote).strip()}
    query = (
        select(Page.id)
        .join(DocumentVersion, col(DocumentVersion.id) == col(Page.version_id))
        .join(Document, col(Document.id) == col(DocumentVersion.document_id))
        .where(col(Document.edition_id) == edition)
    )
    return any(
        session.exec(query.where(col(Page.text).contains(text, autoescape=True)).limit(1)).first()
        for text in words
    )
