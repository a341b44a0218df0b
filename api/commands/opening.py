"""Opens the services for a command, with the product's own data loaded."""

from collections.abc import Iterator
from contextlib import contextmanager

from api.commands.output import note
from api.services import Services, open_services
from api.settings import read_settings
from ingest.bundle import load_bundle


@contextmanager
def opened(*, bundle: bool = True) -> Iterator[Services]:
    """The services of this process; with `bundle`, after loading what the product carries."""
    services = open_services(read_settings())
    try:
        if bundle:
            loaded = load_bundle(services.library, services.database, services.data_dir)
            if loaded.published.changed:
                passages = loaded.published.passages
                note(f"เตรียมข้อมูลเสร็จ: ดัชนีรุ่นที่ {loaded.published.generation}, {passages} ข้อความ")
        yield services
    finally:
        services.close()
