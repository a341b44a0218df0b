"""Opens the services for a command, with the product's own data loaded."""

from collections.abc import Iterator
from contextlib import contextmanager

from api.clock import today
from api.commands.gaps import ask_after_publishing
from api.commands.output import note
from api.services import Services, open_services
from api.settings import read_settings
from assistant.alignment import prepare
from ingest.bundle import load_bundle


@contextmanager
def opened() -> Iterator[Services]:
    """The services of this process, after loading what the product carries."""
    settings = read_settings()
    if not (settings.data_dir / "models").exists():
        note("กำลังเตรียมข้อมูลครั้งแรก: สร้างตัวแปลงข้อความและดัชนี ใช้เวลาไม่ถึงหนึ่งนาที")
    services = open_services(settings, progress=_tell)
    try:
        loaded = load_bundle(services.library, services.database, services.data_dir)
        if loaded.published.changed:
            passages = loaded.published.passages
            note(f"เตรียมข้อมูลเสร็จ: ดัชนีรุ่นที่ {loaded.published.generation}, {passages} ข้อความ")
            ask_after_publishing(services)
            prepare(services.tools, today())
        if loaded.published.refused:
            note(loaded.published.refused)
        yield services
    finally:
        services.close()


def _tell(done: int, total: int) -> None:
    note(f"สร้างดัชนีแล้ว {done:,} จาก {total:,} ข้อความ")
