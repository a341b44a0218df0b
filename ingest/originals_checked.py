"""Looks for originals that are lost, changed or nobody's, and removes the last."""

from pathlib import Path

from db.engine import Database
from ingest.damage import Damage
from ingest.originals import (
    damaged_originals,
    missing_originals,
    orphan_originals,
    weight_of_originals,
)

_AGAIN = "โปรดนำเข้าไฟล์เดิมอีกครั้ง หรือกู้คืนจากสำเนา"
_SHOWN = 3


def of_originals(database: Database, data_dir: Path) -> Damage | None:
    """What is wrong with the files that documents were read from; reads them all.

    The caller holds `publishing`: who stores documents holds it too.
    """
    with database.reading() as session:
        if lost := missing_originals(session, data_dir):
            return Damage("originals.missing", f"ไฟล์ต้นฉบับหายไป {_told(lost)} {_AGAIN}")
        if hurt := damaged_originals(session, data_dir):
            return Damage("originals.damaged", f"ไฟล์ต้นฉบับเสียหาย {_told(hurt)} {_AGAIN}")
        if left := orphan_originals(session, data_dir):
            names = [path.name for path in left]
            return Damage("originals.orphan", f"มีไฟล์ต้นฉบับที่ไม่เป็นของเอกสารใด {_told(names)}")
    return None


def remove_orphans(database: Database, data_dir: Path) -> None:
    """Remove files that belong to no version; the caller holds `publishing`."""
    with database.reading() as session:
        for path in orphan_originals(session, data_dir):
            path.unlink(missing_ok=True)


def told_of_originals(database: Database) -> str:
    """How much is kept, in Thai."""
    with database.reading() as session:
        files, size = weight_of_originals(session)
    return f"ไฟล์ต้นฉบับครบ {files:,} ไฟล์ รวม {size / 1024 / 1024:,.1f} MB"


def _told(digests: list[str]) -> str:
    shown = ", ".join(digest[:12] for digest in digests[:_SHOWN])
    return f"{len(digests):,} ไฟล์ ({shown}{' …' if len(digests) > _SHOWN else ''})"
