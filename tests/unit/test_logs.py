"""Lines of log: their form, and what they leave out of errors."""

import io
import json
import logging

import pytest

from api.exchange import coarse
from api.logs import JsonLines, Logs, TextLines, begin_logging, describe_error, log_request
from api.settings import Environment, Settings

QUESTION = "คำถามลับ"


@pytest.fixture
def written():
    """begin(form) logs to the text it gives; afterwards the log is as it was."""
    root, requests = logging.getLogger(), logging.getLogger("sodklong.requests")
    before = root.handlers[:], root.level, requests.level

    def begin(form):
        stream = io.StringIO()
        begin_logging(form, stream)
        return stream

    yield begin
    root.handlers[:] = before[0]
    root.setLevel(before[1])
    requests.setLevel(before[2])


def failure():
    """A chain of errors that quote a question."""
    try:
        try:
            raise OSError(28, "No space left on device", QUESTION)
        except OSError as error:
            raise ValueError(f"cannot store {QUESTION}") from error
    except ValueError as error:
        return error


def record(message, name="sodklong.http", error=None):
    info = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord(name, logging.ERROR, "", 0, message, (), info)


def test_a_line_is_a_json_object(written):
    stream = written(Logs.JSON)
    log_request({"path": "/graphql", "status": 200})
    line = json.loads(stream.getvalue())
    assert (line["message"], line["level"], line["status"]) == ("request", "info", 200)
    assert line["time"].endswith("+00:00")


def test_a_line_for_people(written):
    stream = written(Logs.TEXT)
    log_request({"path": "/graphql", "status": 200, "role": None})
    assert stream.getvalue().endswith(" info request path=/graphql status=200\n")


@pytest.mark.parametrize("form", [JsonLines(), TextLines()])
def test_errors_tell_kinds_and_places_but_no_messages(form):
    line = form.format(record("request 1", error=failure()))
    assert QUESTION not in line
    assert "builtins.ValueError" in line
    assert "builtins.OSError (No space left on device)" in line
    assert "unit/test_logs.py" in line


def test_a_chain_that_goes_on_is_cut():
    error = ValueError()
    error.__cause__ = error
    assert len(list(describe_error(error))) == 4


@pytest.mark.parametrize("form", [JsonLines(), TextLines()])
def test_of_other_peoples_records_one_line_is_kept(form):
    told = f"Task exception was never retrieved\nfuture: <Task exception={QUESTION!r}>"
    assert QUESTION not in form.format(record(told, "asyncio"))


def test_a_line_for_people_holds_nothing_a_terminal_obeys():
    assert "\x1b" not in TextLines().format(record("a file\x1b[2J was not read"))


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("::ffff:192.0.2.77", "192.0.2.0/24"),
        ("2001:db8::1:2:3:4", "2001:db8::"),
        ("", "unknown"),
    ],
)
def test_addresses_are_told_by_network(address, place):
    assert coarse(address) == place


def test_production_logs_for_programs():
    assert Settings().log_form is Logs.TEXT
    assert Settings(environment=Environment.PRODUCTION).log_form is Logs.JSON
    assert Settings(environment=Environment.PRODUCTION, logs=Logs.TEXT).log_form is Logs.TEXT
