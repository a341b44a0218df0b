"""The day it is in Thailand, wherever the server stands."""

from datetime import UTC, date, datetime, timedelta, timezone

THAILAND = timezone(timedelta(hours=7), "Asia/Bangkok")


def today(now: datetime | None = None) -> date:
    """Today's civil date in Thailand; `now` stands in for the present moment."""
    return (now or datetime.now(UTC)).astimezone(THAILAND).date()
