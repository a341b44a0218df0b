"""Responses of public plan data, kept until that data changes.

A response is kept under its document, variables, operation name, caller, the day and the data's
revision; callers nobody knows share. The language is an argument, so it is in the document or the
variables.
"""

import gzip
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response

from api.clock import today
from api.viewer import Viewer
from db.models import Role
from db.reads.revision import Revisions

MAX_ENTRY = 1024 * 1024
PACK_FROM = 1024
# What an entry takes beside its body.
_OVERHEAD = 512
# A browser or proxy may show plan data this much later; then it asks whether it changed.
CACHED = "public, max-age=60"
CACHED_FOR_ONE = "private, max-age=60"
NOT_CACHED = "private, no-store"
_NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Kept:
    """A response: its JSON, the same packed by gzip where that is worth it, and its tag."""

    body: bytes
    packed: bytes | None
    etag: str

    @property
    def size(self) -> int:
        """Bytes it takes."""
        return len(self.body) + len(self.packed or b"") + _OVERHEAD


class ResponseCache:
    """Keeps the responses used last, `limit` bytes of them."""

    def __init__(self, revisions: Revisions, limit: int) -> None:
        self._revisions = revisions
        self._limit = limit
        self._kept: OrderedDict[bytes, Kept] = OrderedDict()
        self._held = 0

    async def key(
        self, text: str, variables: dict[str, Any] | None, name: str | None, viewer: Viewer
    ) -> bytes | None:
        """What a response is kept under; None where nothing is kept.

        Raises DatabaseUnavailable.
        """
        if not self._limit:
            return None
        revision = await self._revisions.current()
        scope = [viewer.role.value, viewer.subject]
        parts = [text, variables or None, name, scope, today().toordinal(), revision]
        try:
            return sha256(orjson.dumps(parts, option=orjson.OPT_SORT_KEYS)).digest()
        except orjson.JSONEncodeError:
            return None  # numbers beyond 64 bits, files

    @property
    def held(self) -> int:
        """Bytes it takes now."""
        return self._held

    def find(self, key: bytes) -> Kept | None:
        """The response kept under a key."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def keep(self, key: bytes, body: bytes) -> Kept:
        """Keep a response; the ones used longest ago make room."""
        packed = gzip.compress(body, 5, mtime=0) if len(body) >= PACK_FROM else None
        kept = Kept(body, packed, f'W/"{sha256(body).hexdigest()[:32]}"')
        if kept.size <= min(MAX_ENTRY, self._limit):
            self._drop(self._kept.pop(key, None))
            self._kept[key] = kept
            self._held += kept.size
            while self._held > self._limit:
                self._drop(self._kept.popitem(last=False)[1])
        return kept

    def _drop(self, kept: Kept | None) -> None:
        self._held -= kept.size if kept else 0


def is_unchanged(etag: str, asked: str | None) -> bool:
    """Whether an `If-None-Match` value names the tag."""
    tags = {tag.strip().removeprefix("W/") for tag in (asked or "").split(",")}
    return "*" in tags or etag.removeprefix("W/") in tags


def kept_response(
    request: Request, kept: Kept, role: Role, told: Mapping[str, str] = _NOTHING
) -> Response:
    """The response of a kept entry: by GET with its tag, or 304 when the caller has it; `told` are
    headers beside its own."""
    varies = "Accept, Accept-Encoding, Authorization" if kept.packed else "Accept, Authorization"
    headers = {"vary": varies, **told}
    if request.method == "GET":
        headers["etag"] = kept.etag
        headers["cache-control"] = CACHED if role is Role.ANONYMOUS else CACHED_FOR_ONE
        if is_unchanged(kept.etag, request.headers.get("if-none-match")):
            return Response(status_code=304, headers=headers)
    body = kept.body
    if kept.packed and "gzip" in request.headers.get("accept-encoding", ""):
        body, headers["content-encoding"] = kept.packed, "gzip"
    return Response(body, 200, headers, "application/json")
