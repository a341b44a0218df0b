"""Forgets old conversations, once a day where a setting says so."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from db.engine import Database
from db.errors import ProblemError
from db.models.table import now
from db.writes.retention import BATCH, Forgotten, forget

logger = logging.getLogger("sodklong.retention")
DAY = 24 * 60 * 60.0
ACTOR = "retention"


def forget_older(
    database: Database, actor: str, days: int, moment: Callable[[], datetime] = now
) -> Forgotten:
    """Forget the conversations nobody went on with for `days`, some in each transaction, so that
    others may write between."""
    before, gone = moment() - timedelta(days=days), Forgotten()
    while True:
        with database.writing() as session:
            step = forget(session, actor, before, BATCH)
        gone += step
        if step.conversations + step.answers == 0:
            return gone


async def forget_daily(database: Database, days: int, pause: float = DAY) -> None:
    """Forget what is old now and each day; a failure is logged, and the next day tries again."""
    while True:
        try:
            gone = await asyncio.to_thread(forget_older, database, ACTOR, days)
            if gone:
                logger.warning("conversations forgotten: %s", gone.conversations)
        except ProblemError:
            logger.exception("conversations could not be forgotten")
        await asyncio.sleep(pause)
