"""What a worker does its jobs with: a library of its own, so that workers do not wait in line."""

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from sqlmodel import Session

from db.embedder import Embedder
from db.engine import Database
from db.models import DocumentKind, JobKind, JobUnit
from db.writes.jobs import enqueue_publish
from ingest.bundle import load_bundle
from ingest.jobs.work import Handlers, Work
from ingest.library import Library, Taken, Text
from ingest.publish import Published, publishing
from ingest.uploads import read_upload, remove_upload

_STORED = "stored"


class Workshop:
    """Reads uploads and publishes; `published` hears of each new generation."""

    def __init__(
        self,
        database: Database,
        data_dir: Path,
        embedder: Embedder,
        published: Callable[[Published], None] = lambda _published: None,
    ) -> None:
        self._database = database
        self._data_dir = data_dir
        self._published = published
        self._work: Work | None = None
        self._library = Library(database, data_dir, embedder, self._count_passages)

    @property
    def handlers(self) -> Handlers:
        """What does the jobs of each kind."""
        return {JobKind.READ: self.read, JobKind.PUBLISH: self.publish}

    def close(self) -> None:
        """End the process that reads files."""
        self._library.close()

    def read(self, work: Work) -> None:
        """Read an upload and store it; what publishes it is queued with it."""
        given = work.claim.payload
        if work.claim.cursor != _STORED:
            text = _text(work, read_upload(self._data_dir, given["upload"]))

            def and_then(session: Session, taken: Taken) -> None:
                follows = enqueue_publish(session, work.claim.actor)
                work.checkpoint(session, _STORED, result=asdict(taken), next_id=follows.id)

            taken = self._library.take_in(
                text,
                lambda done, pages: work.progress(done, pages, JobUnit.PAGE),
                work.interrupted,
                and_then,
            )
            if taken.status == "unchanged":
                with self._database.writing() as session:
                    work.checkpoint(session, _STORED, result=asdict(taken))
        remove_upload(self._data_dir, given["upload"])

    def publish(self, work: Work) -> None:
        """Make what the library holds answer; with `facts`, after bringing the plan data in."""
        self._work = work
        try:
            if work.claim.payload.get("facts"):
                done = load_bundle(self._library, self._database, self._data_dir).published
            else:
                with publishing(self._data_dir):
                    done = self._library.publish()
        finally:
            self._work = None
        with self._database.writing() as session:
            work.checkpoint(session, "published", result=asdict(done))
        if done.changed:
            self._published(done)

    def _count_passages(self, done: int, total: int) -> None:
        if self._work is not None:
            self._work.progress(done, total, JobUnit.PASSAGE)


def _text(work: Work, content: bytes) -> Text:
    given = work.claim.payload
    return Text(
        slug=work.claim.subject,
        content=content,
        kind=DocumentKind(given["kind"]),
        title=given.get("title"),
        edition_id=given.get("edition_id"),
        edition_label=given.get("edition_label"),
    )
