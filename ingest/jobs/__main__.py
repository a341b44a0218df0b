"""`python -m ingest.jobs`: a worker in a process of its own, beside the server.

Reads SODKLONG_DATA_DIR, SODKLONG_DATABASE_URL, SODKLONG_CHROMA_URL and SODKLONG_EMBEDDER as the
server does; with any other setting it refuses to begin, since it would not be heeded.
`sodklong work` does the same and asks the open knowledge gaps again after each publish.
"""

import os
import sys
from contextlib import closing
from pathlib import Path

from db.embedder import CachedEmbedder, TwofoldEmbedder, open_embedder
from db.engine import default_url, open_database
from db.errors import ProblemError
from db.schema import migrate
from db.writes.generations import SqlVectorCache
from ingest.jobs.crew import crew, wait_for_end
from ingest.publish import PublishTerms

_HEEDED = {f"SODKLONG_{name}" for name in ("DATA_DIR", "DATABASE_URL", "CHROMA_URL", "EMBEDDER")}


def main() -> None:
    """Work until asked to end."""
    unheeded = sorted({name for name in os.environ if name.startswith("SODKLONG_")} - _HEEDED)
    if unheeded:
        sys.exit(f"python -m ingest.jobs ไม่ใช้ {', '.join(unheeded)} โปรดใช้ sodklong work แทน")
    data_dir = Path(os.environ.get("SODKLONG_DATA_DIR") or "var")
    data_dir.mkdir(parents=True, exist_ok=True)
    url = os.environ.get("SODKLONG_DATABASE_URL") or default_url(data_dir)
    with closing(open_database(url)) as database:
        migrate(database)
        engine = open_embedder(os.environ.get("SODKLONG_EMBEDDER") or "bundled", data_dir)
        embedder = CachedEmbedder(TwofoldEmbedder(engine), SqlVectorCache(database))
        terms = PublishTerms(server=os.environ.get("SODKLONG_CHROMA_URL") or None)
        with crew(1, database, data_dir, embedder, terms=terms):
            sys.stderr.write("worker ready\n")
            sys.stderr.flush()
            wait_for_end()


if __name__ == "__main__":
    try:
        main()
    except ProblemError as problem:
        sys.exit(str(problem))
