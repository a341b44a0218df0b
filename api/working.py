"""The workers of this process, by setting: what was published is asked of the open gaps."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from api.clock import today
from api.services import Services
from assistant.gaps import ask_again
from db.errors import ProblemError
from ingest.jobs.crew import crew
from ingest.publish import Published

logger = logging.getLogger("sodklong.jobs")


@contextmanager
def working(services: Services, count: int) -> Iterator[None]:
    """Have `count` workers do jobs while the block runs."""

    def published(_done: Published) -> None:
        """What stops asking must not undo the publish."""
        try:
            ask_again(services.tools, today())
        except ProblemError as problem:
            logger.warning("the open gaps were not asked again: %s", problem)

    with crew(
        count, services.database, services.data_dir, services.embedder, published, services.terms
    ):
        yield
