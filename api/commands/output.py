"""How commands speak: results on standard output, everything else on standard error."""

import json
import re
import sys
from collections.abc import Mapping
from typing import Annotated, Any

import typer

from db.errors import ProblemError

# What a terminal would obey, and what cannot be written: documents and names may hold them.
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

AsJson = Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")]


def visible(text: str) -> str:
    """A name on one line, "�" in place of what cannot be seen."""
    return "".join(character if character.isprintable() else "�" for character in text)


def say(text: str = "") -> None:
    """A line of the result."""
    sys.stdout.write(_UNSAFE.sub("�", text) + "\n")


def say_json(result: Mapping[str, Any]) -> None:
    """The whole result as one JSON object."""
    text = json.dumps(result, ensure_ascii=False)
    # A name that is no text has lone surrogates, which only escaped can be written.
    sys.stdout.write(text.encode("utf-8", "backslashreplace").decode() + "\n")


def note(text: str) -> None:
    """A line about the work, for whoever watches."""
    sys.stderr.write(_UNSAFE.sub("�", text) + "\n")
    sys.stderr.flush()


def report(problem: ProblemError, *, as_json: bool) -> None:
    """An expected failure: one line for people, and an object for machines."""
    note(visible(str(problem)))
    if as_json:
        say_json({"error": {"code": problem.code, "message": str(problem)}})
