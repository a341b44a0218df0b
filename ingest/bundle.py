"""The data the product carries: the memo, the plan facts in tables, and the facts as passages."""

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from db.engine import Database
from db.models import DocumentKind
from db.reads.plans import find_edition
from ingest.facts.loading import FactsReport, load_facts
from ingest.facts.text import FactsDocument, render_facts
from ingest.library import Library, Taken, Text
from ingest.publish import PATIENCE, Published, publishing
from ingest.reserved import MEMO


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading the bundle did."""

    facts: FactsReport
    documents: tuple[Taken, ...]
    published: Published


def load_bundle(
    library: Library, database: Database, data_dir: Path, wait: float = PATIENCE
) -> Loaded:
    """Bring tables and library to what the product carries; changes nothing the second time.

    Raises LibraryBusy when another process publishes for `wait` seconds.
    """
    with publishing(data_dir, wait):
        with database.writing() as session:
            report = load_facts(session)
            rendered = render_facts(session)
            editions = {
                document.edition_code: find_edition(session, document.edition_code, None)
                for document in rendered
                if document.edition_code
            }
        texts = [_memo()]
        for document in rendered:
            edition = editions.get(document.edition_code or "")
            texts.append(_facts(document, edition.id if edition else None))
        taken = tuple(library.take(text) for text in texts)
        return Loaded(report, taken, library.publish())


def _memo() -> Text:
    content = (files("ingest") / "data" / f"{MEMO}.txt").read_bytes()
    return Text(MEMO, content, DocumentKind.MEMO)


def _facts(document: FactsDocument, edition_id: int | None) -> Text:
    return Text(
        slug=document.slug,
        content=document.text.encode(),
        kind=DocumentKind.FACTS,
        title=document.title,
        edition_id=edition_id,
        edition_label=document.edition_label,
    )
