"""The files documents were read from: to be downloaded by editors, and their pages as pictures."""

import asyncio
from collections.abc import Awaitable, Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final
from urllib.parse import quote

from fastapi import APIRouter, Header, Query, Request
from fastapi.responses import FileResponse, Response
from sqlalchemy.exc import DataError

from api.faults import Refusal, fault
from api.pages import Ordinal, missing
from api.requests import request_id
from api.services import Services
from db.errors import Forbidden, LibraryBusy, RateLimited, UnreadableFile
from db.models import DocumentVersion, Role
from db.reads.documents import page as read_page
from db.reads.documents import version_of
from ingest.facsimile.pages import NO_ORIGINAL, Facsimiles, Size
from ingest.originals import original_of
from ingest.versions import form_of

originals = APIRouter(include_in_schema=False)

_POINTS: Final = 20
_AT_ONCE, _WAIT = 2, 20.0
_BUSY: Final = "มีผู้ขอดูภาพของหน้าจำนวนมาก โปรดลองใหม่ในอีกสักครู่"
# What a file holds is nobody's word: it is shown by no browser under our address.
_AS_A_FILE: Final = {
    "content-security-policy": "default-src 'none'; sandbox",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "private, no-store",
}

Authorization = Annotated[str | None, Header()]


class PictureSize(StrEnum):
    """How large a picture of a page is drawn."""

    FIT = "fit"
    LARGE = "large"


class Drawing:
    """Pictures of pages, two drawn at once; others wait in line without a thread."""

    def __init__(self, data_dir: Path) -> None:
        self._facsimiles = Facsimiles(data_dir)
        self._places = asyncio.Semaphore(_AT_ONCE)

    async def draw(self, sha256: str, page: int, size: Size) -> bytes:
        """As `Facsimiles.draw`; raises LibraryBusy after 20 seconds in line."""
        try:
            await asyncio.wait_for(self._places.acquire(), _WAIT)
        except TimeoutError:
            raise LibraryBusy(_BUSY) from None
        try:
            return await asyncio.to_thread(self._facsimiles.draw, sha256, page, size)
        finally:
            self._places.release()


@originals.get("/documents/{slug}/{version}/original")
async def original(
    request: Request, slug: str, version: Ordinal, authorization: Authorization = None
) -> Response:
    """The file a version was read from, as it was sent, for editors; never shown, only saved."""

    async def sent(services: Services) -> Response:
        row = await asyncio.to_thread(_version, services, slug, version)
        if row is None:
            return await missing(request)
        path = original_of(services.data_dir, row.sha256)
        if path is None:
            raise UnreadableFile(NO_ORIGINAL)
        name = await asyncio.to_thread(_name, slug, row.reader, path)
        disposition = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
        headers = {**_AS_A_FILE, "content-disposition": disposition}
        return FileResponse(path, media_type="application/octet-stream", headers=headers)

    return await _allowed(request, authorization, Role.EDITOR, sent)


@originals.get("/documents/{slug}/{version}/{number}/picture")
async def picture(
    request: Request,
    slug: str,
    version: Ordinal,
    number: Ordinal,
    size: Annotated[PictureSize, Query()] = PictureSize.FIT,
    authorization: Authorization = None,
) -> Response:
    """A page as its file shows it (JPEG), for staff."""

    async def sent(services: Services) -> Response:
        row = await asyncio.to_thread(_version_of_page, services, slug, version, number)
        if row is None:
            return await missing(request)
        wanted = Size[size.name]
        made = await request.app.state.drawing.draw(row.sha256, number, wanted)
        return Response(made, media_type="image/jpeg", headers=_AS_A_FILE)

    return await _allowed(request, authorization, Role.STAFF, sent)


async def _allowed(
    request: Request,
    authorization: str | None,
    role: Role,
    sent: Callable[[Services], Awaitable[Response]],
) -> Response:
    """What is sent to a caller of that role; it costs what a large query does."""
    services: Services = request.app.state.services
    viewer = await asyncio.to_thread(services.gate.admit, authorization)
    try:
        viewer.require(role)
        services.rates.spend_points(viewer, request.client.host if request.client else "", _POINTS)
        return await sent(services)
    except Forbidden as error:
        return fault(Refusal(403, error.code, str(error)), request_id())
    except RateLimited as error:
        return fault(Refusal(429, error.code, str(error), int(error.wait)), request_id())
    except UnreadableFile as error:
        return fault(Refusal(404, error.code, str(error)), request_id())
    except LibraryBusy as error:
        return fault(Refusal(503, error.code, str(error)), request_id())


def _name(slug: str, reader: str, path: Path) -> str:
    form = form_of(reader)
    with path.open("rb") as file:
        return f"{slug}.{form.suffix(file.read(12))}" if form else slug


def _version(services: Services, slug: str, number: int) -> DocumentVersion | None:
    with services.database.reading() as session:
        try:
            return version_of(session, slug, number)
        except DataError:  # PostgreSQL takes no NUL in a text
            return None


def _version_of_page(
    services: Services, slug: str, number: int, page: int
) -> DocumentVersion | None:
    with services.database.reading() as session:
        try:
            found = read_page(session, slug, number, page)
        except DataError:
            return None
        return session.get(DocumentVersion, found[1].version_id) if found else None
