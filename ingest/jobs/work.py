"""A job at work: what its handler may do with it, and the heart that keeps its lease."""

import logging
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto
from threading import Event, Thread
from typing import Any, TypeAlias

from sqlmodel import Session

from db.engine import Database
from db.errors import DatabaseUnavailable
from db.models import JobUnit
from db.models.table import now
from db.reads.jobs import job_by_id
from db.writes import jobs
from db.writes.jobs import Claim, LeaseLost

logger = logging.getLogger("sodklong.jobs")


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds: how long a lease holds, how often a running job is looked after, an idle worker
    looks for work, progress is written; and the first and longest pause before another attempt.
    """

    lease: float = 30.0
    look: float = 1.0
    idle: float = 1.0
    progress: float = 0.5
    pause: float = 5.0
    longest_pause: float = 300.0

    def delay(self, errors: int) -> timedelta:
        """The pause after so many failures: twice as long each time."""
        return timedelta(seconds=min(self.longest_pause, self.pause * 2 ** (errors - 1)))


class Reason(Enum):
    """Why a job at work must stop."""

    CANCELLED = auto()
    LOST = auto()
    STOPPING = auto()


class Interrupted(Exception):
    """The job must stop now."""


class Work:
    """A claimed job in its handler's hands; `interrupted` is set when it must stop."""

    def __init__(self, database: Database, claim: Claim, pace: Pace) -> None:
        self.claim = claim
        self.interrupted = Event()
        self.reason: Reason | None = None
        self._database = database
        self._pace = pace
        self._told = float("-inf")
        self._renewed = time.monotonic()

    def interrupt(self, reason: Reason) -> None:
        """Have the job stop as soon as it can."""
        self.reason = self.reason or reason
        self.interrupted.set()

    def progress(self, done: int, total: int, unit: JobUnit) -> None:
        """Tell how far it is; raises Interrupted, also in place of what is not worth writing."""
        self.check()
        if done < total and time.monotonic() - self._told < self._pace.progress:
            return
        self._told = time.monotonic()
        with self._database.writing() as session:
            jobs.count(session, self.claim, done, total, unit, now())

    def checkpoint(self, session: Session, cursor: str, **values: Any) -> None:  # noqa: ANN401
        """Note, in the transaction of a step, that the step is finished; raises LeaseLost."""
        jobs.checkpoint(session, self.claim, cursor, **values)

    def check(self) -> None:
        """Raise Interrupted when the job must stop."""
        if self.interrupted.is_set():
            raise Interrupted

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep the lease while the block runs, and hear of its cancellation."""
        over = Event()
        heart = Thread(target=self._beat, args=(over,), name=f"job-{self.claim.id}", daemon=True)
        heart.start()
        try:
            yield
        finally:
            over.set()
            heart.join()

    def _beat(self, over: Event) -> None:
        while not over.wait(self._pace.look):
            try:
                self._look()
            except LeaseLost:
                self.interrupt(Reason.LOST)
            except DatabaseUnavailable:
                logger.warning("job %s: the lease was not looked after", self.claim.id)

    def _look(self) -> None:
        with self._database.reading() as session:
            job = job_by_id(session, self.claim.id)
            if job is not None and job.cancel_asked:
                self.interrupt(Reason.CANCELLED)
        if time.monotonic() - self._renewed >= self._pace.lease / 3:
            with self._database.writing() as session:
                jobs.renew(session, self.claim, now() + timedelta(seconds=self._pace.lease))
            self._renewed = time.monotonic()


Handler: TypeAlias = Callable[[Work], None]
Handlers: TypeAlias = Mapping[Any, Handler]
