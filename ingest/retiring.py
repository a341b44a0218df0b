"""Takes old generations off the disk and the Chroma server, whole.

Deleting from Chroma does not erase: a generation goes by its directory, or its collection.
"""

import shutil
from pathlib import Path

from db.engine import Database
from db.errors import IndexUnavailable
from db.index import VECTORS, Told, generation_home
from db.models import GenerationState, IndexGeneration
from db.reads import generations as read
from db.vectors import VectorPlace
from db.writes import generations as write

_KEPT = frozenset({GenerationState.READY, GenerationState.REFUSED, GenerationState.BUILDING})


def erase_old(
    database: Database,
    data_dir: Path,
    keep: int,
    server: str | None = None,
    told: Told = lambda _: None,
) -> None:
    """Keep the active generation and those that answered last, `keep` in all; erase the rest.

    The caller holds `publishing`. A collection whose server does not answer is left for next time.
    """
    told("retire")
    with database.writing() as session:
        over = write.retire(session, keep)
        told("retired")
    for generation in over:
        if generation.collection is not None:
            told("uncollect")
            _erase_collection(database, data_dir, generation, server)
    for home in orphans(database, data_dir):
        told("erase")
        shutil.rmtree(home, ignore_errors=True)
        told("erased")


def orphans(database: Database, data_dir: Path) -> list[Path]:
    """What lies among the generations and belongs to none that is kept or being built."""
    homes = data_dir / "generations"
    if not homes.is_dir():
        return []
    with database.reading() as session:
        known = read.all_generations(session)
    kept = {str(one.id) for one in known if one.state in _KEPT}
    return sorted(home for home in homes.iterdir() if home.name not in kept)


def _erase_collection(
    database: Database, data_dir: Path, generation: IndexGeneration, server: str | None
) -> None:
    home = generation_home(data_dir, generation.id or 0)
    try:
        VectorPlace(home / VECTORS, server, generation.collection).erase()
    except IndexUnavailable:
        return
    with database.writing() as session:
        session.merge(generation).collection = None
