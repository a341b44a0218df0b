"""The reading process seen from outside: started when needed, listened to, and ended in time."""

import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Any, BinaryIO

import orjson

WORKER = (sys.executable, "-P", "-m", "ingest.bounded.worker")
_KEPT = ("PATH", "LANG", "LC_ALL", "HOME", "PYTHONPATH", "TESSDATA_PREFIX", "TMPDIR")
_ONE_THREAD = {"OMP_THREAD_LIMIT": "1", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
_POLL_SECONDS = 0.2
_MAX_LINE = 1 << 20
_MOST_PAGES = 5_000
_KINDS = {"pages": int, "finished": int, "begin": int, "done": int, "ended": int} | dict.fromkeys(
    ("refused", "busy", "broken"), str
)

Progress = Callable[[int, int], None]
"""Told of pages done and pages in all."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds that one step may take, and a whole file: so many, and so many more for each page."""

    step: float = 150.0
    file: float = 120.0
    page: float = 20.0


class Died(Exception):
    """The process died, or was ended for taking too long, while it was at `page`."""

    def __init__(self, page: int | None) -> None:
        super().__init__(f"page {page}")
        self.page = page


class Stopped(Exception):
    """The process is gone, or talks nonsense."""


class Cancelled(Exception):
    """Whoever asked does not want it any more."""


@dataclass(slots=True)
class _Job:
    """What is known of a running job, from its events."""

    started: float
    heard: float
    pages: int = 0
    at: int | None = None
    done: int = 0
    refusal: str | None = None
    busy: str | None = None
    trouble: str | None = None
    status: int | None = None

    def note(self, event: Mapping[str, Any]) -> None:
        self.heard = time.monotonic()
        self.pages = min(event.get("pages", self.pages), _MOST_PAGES)
        self.at = event.get("begin", self.at)
        self.done = event.get("finished", self.done) + ("done" in event)
        self.refusal = event.get("refused", self.refusal)
        self.busy = event.get("busy", self.busy)
        self.trouble = event.get("broken", self.trouble)
        self.status = event.get("ended", self.status)

    def is_late(self, limits: Limits) -> bool:
        now = time.monotonic()
        allowed = limits.file + limits.page * self.pages
        return now - self.heard > limits.step or now - self.started > allowed


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a job ended that did not die: `refusal` and `busy` are Thai, `trouble` is a traceback
    for the log.
    """

    refusal: str | None
    busy: str | None
    trouble: str | None


class ReadingProcess:
    """One `ingest.bounded.worker`, kept warm between files."""

    def __init__(self, limits: Limits, command: Sequence[str] = WORKER) -> None:
        self._limits = limits
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None

    def run(self, folder: Path, progress: Progress, cancel: Event | None) -> Outcome:
        """Have the file in `folder` read; raises Died, Stopped or Cancelled."""
        job = _Job(time.monotonic(), time.monotonic())
        try:
            for event in self._events(folder, job, cancel):
                job.note(event)
                if job.pages and "done" in event:
                    progress(job.done, job.pages)
        finally:
            if job.status is None:
                self.close()
        if job.status != 0:
            raise Died(job.at)
        return Outcome(job.refusal, job.busy, job.trouble)

    def close(self) -> None:
        """End the process and what it started, whatever it does."""
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for pipe in _pipes(process):
            pipe.close()

    def _events(self, folder: Path, job: _Job, cancel: Event | None) -> Iterator[Mapping[str, Any]]:
        lines = self._order(folder)
        while job.status is None:
            if cancel is not None and cancel.is_set():
                raise Cancelled
            if job.is_late(self._limits):
                raise Died(job.at)
            yield from lines.wait()
            if lines.ended:
                raise Stopped

    def _order(self, folder: Path) -> "_Lines":
        orders, events = _pipes(self._started())
        try:
            orders.write(orjson.dumps({"folder": str(folder.resolve())}) + b"\n")
            orders.flush()
        except BrokenPipeError:
            raise Stopped from None
        return _Lines(events)

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={key: os.environ[key] for key in _KEPT if key in os.environ} | _ONE_THREAD,
                start_new_session=True,
            )
        return self._process


class _Lines:
    """Lines of JSON as they come from a pipe."""

    def __init__(self, pipe: BinaryIO) -> None:
        self._pipe = pipe
        self._rest = b""
        self.ended = False

    def wait(self) -> Iterator[Mapping[str, Any]]:
        """What arrives within a moment."""
        with selectors.DefaultSelector() as selector:
            selector.register(self._pipe, selectors.EVENT_READ)
            if not selector.select(_POLL_SECONDS):
                return
        chunk = os.read(self._pipe.fileno(), 1 << 16)
        self.ended = not chunk or len(self._rest) > _MAX_LINE
        *lines, self._rest = (self._rest + chunk).split(b"\n")
        for line in lines:
            yield _event(line)


def _event(line: bytes) -> Mapping[str, Any]:
    try:
        event = orjson.loads(line)
    except orjson.JSONDecodeError:
        raise Stopped from None
    if not isinstance(event, dict):
        raise Stopped
    return {key: value for key, value in event.items() if isinstance(value, _KINDS.get(key, ()))}


def _pipes(process: subprocess.Popen[bytes]) -> tuple[BinaryIO, BinaryIO]:
    if process.stdin is None or process.stdout is None:
        raise RuntimeError("the reading process was started without pipes")
    return process.stdin, process.stdout  # type: ignore[return-value]
