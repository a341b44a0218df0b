"""Action plans and alignments as files, for those whose they are."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Header, Query, Request
from fastapi.responses import Response

from api.clock import today
from api.faults import Refusal, fault
from api.pages import missing
from api.rates import network
from api.requests import request_id
from api.services import Services
from api.viewer import Viewer
from assistant.actionplan.files import PaperFormat, file_name, plan_file
from assistant.alignment.outcome import Alignment
from assistant.alignment.paper import alignment_docx, alignment_pdf
from assistant.alignment.project import Project
from assistant.alignment.record import recall_alignment
from assistant.papers.paper import Digits
from db.errors import Forbidden, RateLimited
from db.models import Role
from db.reads.actionplans import action_plan

papers = APIRouter(include_in_schema=False)

_POINTS = 20
_ALIGNED: Mapping[PaperFormat, Callable[[Project, Alignment, date, Digits], bytes]] = {
    PaperFormat.PDF: alignment_pdf,
    PaperFormat.DOCX: alignment_docx,
}

Made = Callable[[Viewer], tuple[str, bytes] | None]


@papers.get("/action-plans/{key}.{form}")
async def action_plan_file(
    request: Request,
    key: str,
    form: PaperFormat,
    digits: Annotated[Digits, Query()] = Digits.THAI,
    authorization: Annotated[str | None, Header()] = None,
) -> Response:
    """The file of a plan of the caller's; for others there is none."""
    services: Services = request.app.state.services

    def made(viewer: Viewer) -> tuple[str, bytes] | None:
        owner = viewer.require(Role.STAFF)
        with services.database.reading() as session:
            plan = action_plan(session, key, owner)
            if plan is None:
                return None
            return file_name(plan, form), plan_file(session, plan, form, digits, today())

    return await _sent(request, form, authorization, made)


@papers.get("/alignments/{key}.{form}")
async def alignment_file(
    request: Request,
    key: str,
    form: PaperFormat,
    digits: Annotated[Digits, Query()] = Digits.THAI,
    authorization: Annotated[str | None, Header()] = None,
) -> Response:
    """An alignment of the caller's as a paper, PDF or Word; for others there is none."""
    services: Services = request.app.state.services

    def made(viewer: Viewer) -> tuple[str, bytes] | None:
        with services.database.reading() as session:
            kept = recall_alignment(session, key, viewer.subject)
        if kept is None or form not in _ALIGNED:
            return None
        content = _ALIGNED[form](kept.project, kept.found, today(), digits)
        return f"alignment-{key[:8]}.{form.value}", content

    return await _sent(request, form, authorization, made)


async def _sent(
    request: Request, form: PaperFormat, authorization: str | None, made: Made
) -> Response:
    """What is made for the caller, as a download; making it costs what a large query does."""
    services: Services = request.app.state.services
    viewer = await asyncio.to_thread(services.gate.admit, authorization)
    address = request.client.host if request.client else ""
    try:
        services.rates.spend_points(viewer, address, _POINTS)
        async with services.papers.turn(viewer.subject or network(address)):
            file = await asyncio.to_thread(made, viewer)
    except Forbidden as error:
        return fault(Refusal(403, error.code, str(error)), request_id())
    except RateLimited as error:
        return fault(Refusal(429, error.code, str(error), int(error.wait)), request_id())
    if file is None:
        return await missing(request)
    name, content = file
    headers = {
        "content-disposition": f"attachment; filename*=UTF-8''{quote(name)}",
        "cache-control": "private, no-store",
    }
    return Response(content, media_type=form.media_type, headers=headers)
