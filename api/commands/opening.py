"""Opens the services for a command, with the product's own data loaded."""

from collections.abc import Iterator
from contextlib import contextmanager

from api.clock import today
from api.commands.gaps import ask_after_publishing
from api.commands.output import note
from api.services import Services, open_services
from api.settings import read_settings
from assistant.alignment import prepare
from db.errors import LibraryBusy
from db.reads.generations import active
from ingest.bundle import load_bundle

# Seconds to wait for another process that publishes: with an index that answers, and without.
_BESIDE, _FIRST = 2.0, 600.0


@contextmanager
def opened(*, loaded: bool = False) -> Iterator[Services]:
    """The services of this process, after loading what the product carries.

    While another process publishes, that is left for the next start where an index answers
    already, unless it must be `loaded`.
    """
    settings = read_settings()
    if not (settings.data_dir / "models").exists():
        note("กำลังเตรียมข้อมูลครั้งแรก: สร้างตัวแปลงข้อความและดัชนี ใช้เวลาไม่ถึงหนึ่งนาที")
    services = open_services(settings, progress=_tell)
    try:
        _load(services, must=loaded)
        yield services
    finally:
        services.close()


def _load(services: Services, *, must: bool) -> None:
    with services.database.reading() as session:
        answers = active(session) is not None and not must
    wait = _BESIDE if answers else _FIRST
    try:
        loaded = load_bundle(services.library, services.database, services.data_dir, wait)
    except LibraryBusy:
        if not answers:
            raise
        note("กระบวนการอื่นกำลังเผยแพร่อยู่ จึงเริ่มด้วยดัชนีที่ใช้อยู่")
        return
    if loaded.published.changed:
        passages = loaded.published.passages
        note(f"เตรียมข้อมูลเสร็จ: ดัชนีรุ่นที่ {loaded.published.generation}, {passages} ข้อความ")
        ask_after_publishing(services)
        prepare(services.tools, today())
    if loaded.published.refused:
        note(loaded.published.refused)


def _tell(done: int, total: int) -> None:
    note(f"สร้างดัชนีแล้ว {done:,} จาก {total:,} ข้อความ")
