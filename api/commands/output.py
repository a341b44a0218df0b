"""How commands speak: results on standard output, everything else on standard error."""

import json
import sys
from collections.abc import Mapping
from typing import Annotated, Any

import typer

from db.errors import ProblemError

AsJson = Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")]


def say(text: str = "") -> None:
    """A line of the result."""
    sys.stdout.write(text + "\n")


def say_json(result: Mapping[str, Any]) -> None:
    """The whole result as one JSON object."""
    sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")


def note(text: str) -> None:
    """A line about the work, for whoever watches."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def report(problem: ProblemError, *, as_json: bool) -> None:
    """An expected failure: one line for people, and an object for machines."""
    note(str(problem))
    if as_json:
        say_json({"error": {"code": problem.code, "message": str(problem)}})
