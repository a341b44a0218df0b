"""What a worker does its jobs with: a library of its own, so that workers do not wait in line."""

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from sqlmodel import Session

from db.embedder import Embedder
from db.engine import Database
from db.models import DocumentKind, JobKind, JobUnit
from db.scrub import scrub
from db.writes.jobs import enqueue_publish
from ingest.bundle import load_bundle
from ingest.erasing import erase_files, erase_index, erase_rows
from ingest.jobs.work import Handlers, Work
from ingest.library import Library, Taken, Text
from ingest.publish import Published, PublishTerms, publish, publishing
from ingest.uploads import read_upload, remove_upload

_STORED, _PUBLISHED, _ERASED = "stored", "published", "erased"


class Workshop:
    """Reads uploads and publishes; `published` hears of each new generation."""

    def __init__(
        self,
        database: Database,
        data_dir: Path,
        embedder: Embedder,
        published: Callable[[Published], None] = lambda _published: None,
        terms: PublishTerms = PublishTerms(),  # noqa: B008 (frozen)
    ) -> None:
        self._database = database
        self._data_dir = data_dir
        self._embedder = embedder
        self._published = published
        self._work: Work | None = None
        self._terms = terms
        self._library = Library(database, data_dir, embedder, self._count_passages, terms)

    @property
    def handlers(self) -> Handlers:
        """What does the jobs of each kind."""
        return {
            JobKind.READ: self.read,
            JobKind.PUBLISH: self.publish,
            JobKind.ERASE: self.erase,
        }

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
        """Make what the library holds answer; with `facts`, after bringing the plan data in.

        Told of is what is new, and with `moved` also what answers anew without having been built.
        """
        done = self._publish(work, facts=bool(work.claim.payload.get("facts")))
        with self._database.writing() as session:
            work.checkpoint(session, _PUBLISHED, result=asdict(done))
        if done.changed or work.claim.payload.get("moved"):
            self._published(done)

    def erase(self, work: Work) -> None:
        """Delete a document: its rows first, so that it can answer no more, then all that is left
        of it; each part finds nothing to do when it is repeated.
        """
        given, slug = work.claim.payload, work.claim.subject
        if work.claim.cursor != _ERASED:
            with self._database.writing() as session:
                found = erase_rows(session, work.claim.id, slug, given["document_id"])
                given = {**given, "facts": found[0], "uploads": found[1]}
                work.checkpoint(session, _ERASED, payload=given)
        with publishing(self._data_dir):
            erase_files(self._database, self._data_dir, given["sha256"], given["uploads"])
        self._publish(work, facts=given["facts"])
        self._erase_index()
        scrub(self._database)

    def _erase_index(self) -> None:
        """What is deleted may not wait for a trial: the generation without it answers at once."""
        terms = PublishTerms(keep=1, server=self._terms.server)
        with publishing(self._data_dir):
            publish(self._database, self._data_dir, self._embedder, terms=terms)
            erase_index(self._database, self._data_dir, self._embedder, terms.server)

    def _publish(self, work: Work, *, facts: bool) -> Published:
        self._work = work
        try:
            if facts:
                return load_bundle(self._library, self._database, self._data_dir).published
            rebuild = bool(work.claim.payload.get("rebuild"))
            with publishing(self._data_dir):
                return self._library.publish(rebuild=rebuild)
        finally:
            self._work = None

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
