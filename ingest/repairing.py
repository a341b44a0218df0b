"""Repairs what `damage` finds and can be repaired: the index is always built again from SQL."""

from pathlib import Path

from db.embedder import Embedder
from db.engine import Database
from db.errors import IndexUnavailable
from db.models import ActiveGeneration, GenerationState
from db.reads import generations as read
from db.writes import generations as write
from ingest.pointing import probe
from ingest.publish import PublishTerms, publish
from ingest.retiring import erase_old


def repair_pointer(
    database: Database, data_dir: Path, embedder: Embedder, terms: PublishTerms
) -> None:
    """Have the newest ready generation whose files answer be the active one, or build one."""
    with database.reading() as session:
        known = read.all_generations(session)
    for one in known:
        if one.state is not GenerationState.READY:
            continue
        try:
            probe(database, data_dir, embedder, terms, one)
        except IndexUnavailable:
            continue
        with database.writing() as session:
            write.activate(session, session.merge(one))
        return
    _drop_pointer(database)
    publish(database, data_dir, embedder, terms=terms, rebuild=True)


def repair_generations(database: Database, data_dir: Path, terms: PublishTerms) -> None:
    """Mark and erase what dead builds left; the caller holds `publishing`."""
    with database.writing() as session:
        write.fail_unfinished(session)
    erase_old(database, data_dir, terms.keep, terms.server)


def repair_index(
    database: Database, data_dir: Path, embedder: Embedder, terms: PublishTerms
) -> None:
    """Build the active generation's content anew beside it and erase the damaged one."""
    with database.reading() as session:
        damaged = read.active(session)
    publish(database, data_dir, embedder, terms=terms, rebuild=True)
    with database.writing() as session:
        active = read.active(session)
        if damaged is not None and active is not None and active.id != damaged.id:
            session.merge(damaged).state = GenerationState.FAILED
    erase_old(database, data_dir, terms.keep, terms.server)


def _drop_pointer(database: Database) -> None:
    with database.writing() as session:
        pointer = session.get(ActiveGeneration, 1)
        if pointer is not None:
            session.delete(pointer)
