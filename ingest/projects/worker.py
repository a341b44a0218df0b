"""The process that opens an Excel file: bytes in, projects out as JSON, within bounds."""

import resource
import sys
from dataclasses import asdict

import orjson

from db.errors import ProblemError
from ingest.projects.book import read_book
from ingest.projects.rows import read_sheets

MEMORY_BYTES = 2 << 30
SECONDS = 60


def main() -> None:
    """Read standard input; write the projects, or {"refused": why}."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    try:
        found = asdict(read_sheets(read_book(sys.stdin.buffer.read())))
    except ProblemError as problem:
        found = {"refused": str(problem)}
    sys.stdout.buffer.write(orjson.dumps(found))


if __name__ == "__main__":
    main()
