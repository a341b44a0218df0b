"""Workers in threads of this process, each with a workshop of its own."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread

from db.embedder import Embedder
from db.engine import Database
from db.models.table import now
from db.reads.jobs import uploads_wanted
from ingest.jobs.worker import Worker
from ingest.jobs.workshop import Workshop
from ingest.publish import Published, PublishTerms
from ingest.uploads import sweep_uploads

# What a job at work may take to lay down its tools; a lease ends what takes longer.
_PATIENCE = 10.0
_KEPT = timedelta(days=30)
_UNQUEUED = 3600.0


@contextmanager
def crew(
    count: int,
    database: Database,
    data_dir: Path,
    embedder: Embedder,
    published: Callable[[Published], None] = lambda _published: None,
    terms: PublishTerms = PublishTerms(),  # noqa: B008 (frozen)
) -> Iterator[None]:
    """Have `count` workers do jobs while the block runs; their unfinished jobs are put back."""
    _sweep(database, data_dir)
    shops = [Workshop(database, data_dir, embedder, published, terms) for _ in range(count)]
    workers = [Worker(database, shop.handlers) for shop in shops]
    threads = [
        Thread(target=worker.run, name=f"worker-{number}", daemon=True)
        for number, worker in enumerate(workers, 1)
    ]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        for worker in workers:
            worker.stop()
        for thread in threads:
            thread.join(_PATIENCE)
        for shop in shops:
            shop.close()


def _sweep(database: Database, data_dir: Path) -> None:
    """Remove uploads that nobody will read: of a process that died before it queued them, and of
    jobs given up a month ago."""
    with database.reading() as session:
        wanted = uploads_wanted(session, now() - _KEPT)
    sweep_uploads(data_dir, wanted, _UNQUEUED)


def wait_for_end() -> None:
    """Wait until the process is asked to end (SIGTERM, SIGINT)."""
    asked = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: asked.set())
    asked.wait()
