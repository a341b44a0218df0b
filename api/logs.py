"""What the server writes on standard error: a line for each request, and what went wrong.

Nothing a caller wrote is written: no query, variable, question or key. Messages of exceptions are
left out too, since they quote what could not be used; their kinds and places stay.
"""

import logging
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import PurePath
from traceback import extract_tb
from typing import TextIO

import orjson

_requests = logging.getLogger("sodklong.requests")
_OURS = "sodklong"
_FRAMES = 12
_CAUSES = 4


class Logs(StrEnum):
    """How lines are written."""

    JSON = "json"
    TEXT = "text"


def begin_logging(form: Logs, stream: TextIO | None = None) -> None:
    """Write the log of this process to `stream`, standard error unless given."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonLines() if form is Logs.JSON else TextLines())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    _requests.setLevel(logging.INFO)


def log_request(facts: Mapping[str, object]) -> None:
    """One line about a request."""
    if _requests.isEnabledFor(logging.INFO):
        _requests.info("request", extra={"facts": facts})


class JsonLines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """The line: when, how grave, from where, what, and the facts."""
        line: dict[str, object] = {
            "time": _moment(record).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": _message(record),
            **_facts(record),
        }
        if record.exc_info and record.exc_info[1]:
            line["error"] = list(describe_error(record.exc_info[1]))
        return orjson.dumps(line, default=str).decode()


class TextLines(logging.Formatter):
    """A line for people, and below it where an error came from."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without control characters."""
        facts = _facts(record)
        told = " ".join(f"{name}={value}" for name, value in facts.items() if value is not None)
        moment = _moment(record).astimezone().strftime("%H:%M:%S")
        lines = [f"{moment} {record.levelname.lower()} {_message(record)} {told}".rstrip()]
        if record.exc_info and record.exc_info[1]:
            for error in describe_error(record.exc_info[1]):
                lines += [f"  {error['type']}", *(f"    {place}" for place in error["at"])]
        return "\n".join(_printable(line) for line in lines)


def describe_error(error: BaseException) -> Iterator[dict[str, list[str] | str]]:
    """The kinds and places of an error and of what caused it, without their messages."""
    link: BaseException | None = error
    for _ in range(_CAUSES):
        if link is None:
            return
        reason = f" ({link.strerror})" if isinstance(link, OSError) and link.strerror else ""
        yield {"type": f"{type(link).__module__}.{type(link).__name__}{reason}", "at": _at(link)}
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)


def _at(error: BaseException) -> list[str]:
    frames = extract_tb(error.__traceback__)[-_FRAMES:]
    return [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]


def _short(name: str) -> str:
    return "/".join(PurePath(name).parts[-3:])


def _message(record: logging.LogRecord) -> str:
    """What is said; of other people's records the first line, since asyncio appends the values
    that a failed task held."""
    text = record.getMessage()
    return text if record.name.startswith(_OURS) else text.partition("\n")[0]


def _facts(record: logging.LogRecord) -> Mapping[str, object]:
    return getattr(record, "facts", {})


def _moment(record: logging.LogRecord) -> datetime:
    return datetime.fromtimestamp(record.created, UTC)


def _printable(line: str) -> str:
    if line.isprintable():
        return line
    return "".join(character if character.isprintable() else "�" for character in line)
