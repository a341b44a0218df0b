"""How much a caller may ask for in a while: points for queries, and a number of questions.

Counted for the viewer and for the address, in this process; several processes allow as many times
as much.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv6Address, ip_address
from typing import Final

from api.minutes import Minutes
from api.viewer import Viewer
from db.errors import RateLimited
from db.models import Role

POINTS: Final = "points"
QUESTIONS: Final = "questions"
# Callers behind one office's address share what the address may: ten askers' worth.
_OFFICE: Final = 10


@dataclass(frozen=True, slots=True)
class Budget:
    """What one caller may spend in a minute."""

    points: int
    questions: int


@dataclass(frozen=True, slots=True)
class Spent:
    """How a caller stands: the limit, what is left of it, seconds until some of it comes back."""

    limit: int
    remaining: int
    reset: int

    def headers(self) -> dict[str, str]:
        """As response headers."""
        return {
            "ratelimit-limit": str(self.limit),
            "ratelimit-remaining": str(self.remaining),
            "ratelimit-reset": str(self.reset),
        }


class Rates:
    """Counts what callers spend; `tell` hears of each refusal which budget it was."""

    def __init__(
        self, budgets: Mapping[Role, Budget], tell: Callable[[str], None] = lambda _budget: None
    ) -> None:
        self._budgets = budgets
        self._tell = tell
        self._minutes = Minutes()

    def spend_points(self, viewer: Viewer, address: str, cost: int) -> Spent:
        """Take `cost` points; raises RateLimited with the wait when they are not there."""
        return self._spend(POINTS, self._budgets[viewer.role].points, viewer, address, cost)

    def spend_question(self, viewer: Viewer, address: str) -> Spent:
        """Take one question; raises RateLimited with the wait when there is none left."""
        return self._spend(QUESTIONS, self._budgets[viewer.role].questions, viewer, address, 1)

    def _spend(self, kind: str, limit: int, viewer: Viewer, address: str, cost: int) -> Spent:
        place = network(address)
        caller = f"{kind} caller {viewer.subject or place}"
        office = f"{kind} place {place}"
        spent = self._minutes.spent(caller)
        if spent + cost > limit:
            raise self._refusal(kind, caller, cost, limit)
        if self._minutes.spent(office) + cost > limit * _OFFICE:
            raise self._refusal(kind, office, cost, limit * _OFFICE)
        self._minutes.spend(office, cost)
        self._minutes.spend(caller, cost)
        return Spent(limit, limit - spent - cost, self._minutes.reset())

    def _refusal(self, kind: str, name: str, cost: int, most: int) -> RateLimited:
        self._tell(kind)
        wait = self._minutes.wait(name, cost, most)
        what = "ถาม" if kind == QUESTIONS else "ขอข้อมูล"
        return RateLimited(f"{what}บ่อยเกินไป โปรดรอประมาณ {wait} วินาทีแล้วลองใหม่", wait)


@lru_cache(maxsize=4096)
def network(address: str) -> str:
    """What counts as one place: an IPv4 address, or the /64 that one IPv6 subscriber has."""
    try:
        known = ip_address(address.partition("%")[0])
    except ValueError:
        return address[:64] or "unknown"
    if not isinstance(known, IPv6Address):
        return str(known)
    return str(known.ipv4_mapped or IPv6Address(int(known) >> 64 << 64))
