"""Gets ready ahead what every alignment needs, so that nobody waits for plans that came in."""

import asyncio
import logging

from api.clock import today
from api.services import Services
from assistant.alignment import prepare
from db.errors import ProblemError

logger = logging.getLogger("sodklong.alignment")
LOOK_SECONDS = 5.0


async def keep_prepared(services: Services, pause: float = LOOK_SECONDS) -> None:
    """Read the plans in force whenever public data change, and each new day; what is there at the
    start was read before anything was served.

    Titles that were never met are embedded, some 14 ms each. A failure is logged, and tried again.
    """
    prepared = None
    while True:
        try:
            state = (await services.revisions.current(), today())
            if prepared not in {None, state}:
                await asyncio.to_thread(prepare, services.tools, today())
            prepared = state
        except ProblemError as problem:
            logger.warning("plans could not be prepared for alignment: %s", problem)
        await asyncio.sleep(pause)
