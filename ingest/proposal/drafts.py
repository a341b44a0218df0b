"""Drafts a plan's tree from a document of the library, and makes plan data of what is confirmed."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from sqlmodel import Session

from db.engine import Database
from db.errors import NotFound
from db.models import DocumentVersion
from db.reads.documents import current_version, document_by_slug
from db.reads.drafts import DraftTree, drafts, version_texts
from db.reads.plans import find_edition
from db.writes.audit import record
from db.writes.confirmations import Confirmed, confirm
from db.writes.drafts import reject, store_proposal
from ingest.bundle import load_bundle
from ingest.library import Library
from ingest.page import PageText
from ingest.proposal.tree import propose

# What the trail calls whoever works at the machine.
_CLI: Final = "cli"


def draft_plan(
    database: Database, slug: str, plan: str | None = None, years: str | None = None
) -> DraftTree:
    """Propose the tree of a document's current version and store it as a draft.

    The edition is that of `plan` for `years`, else the one chosen before, else the document's own.
    Decisions already taken stay. Raises NotFound for an unknown document or plan.
    """
    with database.reading() as session:
        version, edition_id = _chosen(session, slug, plan, years)
        texts = version_texts(session, version.id or 0)
    proposal = propose([PageText(number, text, text) for number, text in texts])
    with database.writing() as session:
        store_proposal(session, version.id or 0, edition_id, proposal)
        session.flush()
        return drafts(session, slug)[0]


def confirm_drafts(
    library: Library, database: Database, data_dir: Path, ids: Sequence[int], actor: str = _CLI
) -> list[Confirmed]:
    """Make draft nodes plan data and publish it with the rest of the plan data."""
    with database.writing() as session:
        confirmed = confirm_nodes(session, ids, actor)
    load_bundle(library, database, data_dir)
    return confirmed


def confirm_nodes(session: Session, ids: Sequence[int], actor: str) -> list[Confirmed]:
    """Make draft nodes plan data; what says so in documents is made when that is published."""
    confirmed = confirm(session, ids)
    codes = [one.subject for one in confirmed]
    if codes:
        record(session, actor, "draft.confirm", _target(codes), {"confirmed": codes})
    return confirmed


def reject_drafts(
    library: Library,
    database: Database,
    data_dir: Path,
    ids: Sequence[int],
    note: str | None,
    actor: str = _CLI,
) -> list[int]:
    """Refuse draft nodes with all below them; what was confirmed leaves the plan data."""
    with database.writing() as session:
        rejected = reject_nodes(session, ids, note, actor)
    load_bundle(library, database, data_dir)
    return rejected


def reject_nodes(session: Session, ids: Sequence[int], note: str | None, actor: str) -> list[int]:
    """Refuse draft nodes; what was confirmed leaves the plan data when that is published."""
    refused = reject(session, ids, note)
    codes = [node.code for node in refused]
    if codes:
        record(session, actor, "draft.reject", _target(codes), {"rejected": codes})
    return [node.id or 0 for node in refused]


def _target(codes: Sequence[str]) -> str:
    return ", ".join(codes)[:200]


def _chosen(
    session: Session, slug: str, plan: str | None, years: str | None
) -> tuple[DocumentVersion, int | None]:
    document = document_by_slug(session, slug)
    version = current_version(session, document) if document else None
    if document is None or version is None:
        raise NotFound(f"ไม่พบเอกสาร {slug} ในคลัง โปรดนำเข้าด้วย sodklong ingest ก่อน")
    if plan is None and years is None:
        return version, document.edition_id
    edition = find_edition(session, plan, years)
    if edition is None:
        raise NotFound(f"ไม่พบแผน {plan or ''} ฉบับ {years or ''} ในข้อมูลแผน")
    return version, edition.id
