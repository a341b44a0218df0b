"""Claims jobs one after another, has each done by its handler, and sees to how it ended."""

import logging
import os
import socket
from contextlib import suppress
from datetime import timedelta
from errno import EDQUOT, EFBIG, ENOSPC, EROFS
from threading import Event
from uuid import uuid4

from db.engine import Database
from db.errors import DatabaseUnavailable, InvalidInput, NotFound, ProblemError, UnreadableFile
from db.models.jobs import ENDED
from db.models.table import now
from db.reads.jobs import is_waiting, job_by_id
from db.writes import jobs
from db.writes.jobs import MAX_ERRORS, LeaseLost
from ingest.bounded.journal import NO_ROOM
from ingest.jobs.work import Handlers, Interrupted, Pace, Reason, Work

logger = logging.getLogger("sodklong.jobs")

BROKEN = "เกิดข้อผิดพลาดระหว่างทำงาน โปรดสั่งทำใหม่ หากยังไม่สำเร็จให้แจ้งผู้ดูแลระบบ"
# What another attempt would not change.
_FINAL = (UnreadableFile, NotFound, InvalidInput)
# A disk that is full, over its quota, or takes no writing.
_NO_WRITING = frozenset({ENOSPC, EDQUOT, EFBIG, EROFS})


class Worker:
    """Does one job at a time; several workers, in any number of processes, share one queue."""

    def __init__(self, database: Database, handlers: Handlers, pace: Pace | None = None) -> None:
        self._database = database
        self._handlers = handlers
        self._pace = pace or Pace()
        self._owner = f"{socket.gethostname()}:{os.getpid()}:{uuid4().hex[:8]}"
        self._stopping = Event()
        self._work: Work | None = None

    def run(self) -> None:
        """Work until told to stop; a database that is away is waited for."""
        away = False
        while not self._stopping.is_set():
            try:
                busy = self.work_once()
                away = False
            except DatabaseUnavailable as problem:
                if not away:
                    logger.error("no jobs are done: %s", problem)
                busy, away = False, True
            if not busy:
                self._stopping.wait(self._pace.idle)

    def stop(self) -> None:
        """Have `run` end; the job at work is put back and loses nothing it had finished."""
        self._stopping.set()
        work = self._work
        if work is not None:
            work.interrupt(Reason.STOPPING)

    def work_once(self, only: int | None = None) -> bool:
        """Do the next job, or the one numbered `only`; False when there is none to do."""
        work = self._claimed(only)
        if work is None:
            return False
        self._work = work
        if self._stopping.is_set():
            work.interrupt(Reason.STOPPING)
        try:
            with suppress(LeaseLost):
                self._do(work)
        finally:
            self._work = None
        return True

    def follow(self, job_id: int) -> None:
        """Do one job here, or wait until whoever has it is done; an attempt that fails is repeated
        after its pause.
        """
        while not self._has_ended(job_id) and not self._stopping.is_set():
            if not self.work_once(job_id):
                self._stopping.wait(min(0.2, self._pace.idle))

    def _claimed(self, only: int | None) -> Work | None:
        kinds, lease = list(self._handlers), timedelta(seconds=self._pace.lease)
        with self._database.reading() as session:
            if not is_waiting(session, now(), kinds):
                return None
        with self._database.writing() as session:
            claim = jobs.claim(session, self._owner, now(), lease, kinds, only)
        return Work(self._database, claim, self._pace) if claim else None

    def _do(self, work: Work) -> None:
        try:
            with work.held():
                self._handlers[work.claim.kind](work)
        except LeaseLost:
            raise
        except Exception as error:
            self._see_to(work, error)
        else:
            with self._database.writing() as session:
                jobs.finish(session, work.claim)

    def _see_to(self, work: Work, error: Exception) -> None:
        """End the job, or let it wait for another attempt."""
        claim = work.claim
        with self._database.writing() as session:
            if work.reason is Reason.LOST:
                logger.warning("job %s belongs to another worker now", claim.id)
            elif work.reason is Reason.CANCELLED:
                jobs.stop(session, claim)
            elif work.reason is Reason.STOPPING:
                jobs.put_back(session, claim, now(), counted=False)
            elif isinstance(error, _FINAL) or claim.errors + 1 >= MAX_ERRORS:
                jobs.fail(session, claim, _told(error))
            else:
                again = now() + self._pace.delay(claim.errors + 1)
                jobs.put_back(session, claim, again, _told(error))
        if not isinstance(error, ProblemError | Interrupted):
            logger.error("job %s, attempt %s", claim.id, claim.attempt, exc_info=error)

    def _has_ended(self, job_id: int) -> bool:
        with self._database.reading() as session:
            job = job_by_id(session, job_id)
            return job is None or job.state in ENDED


def _told(error: Exception) -> str:
    """What is told of a failure, in Thai."""
    if isinstance(error, ProblemError):
        return str(error)
    if isinstance(error, OSError) and error.errno in _NO_WRITING:
        return NO_ROOM.format(os.strerror(error.errno))
    return BROKEN
