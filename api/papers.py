"""Action plans as files, for those whose they are."""

import asyncio
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Header, Query, Request
from fastapi.responses import Response

from api.clock import today
from api.faults import Refusal, fault
from api.pages import missing
from api.requests import request_id
from api.services import Services
from assistant.actionplan.files import PaperFormat, file_name, plan_file
from assistant.papers.paper import Digits
from db.errors import Forbidden, RateLimited
from db.models import Role
from db.reads.actionplans import action_plan

papers = APIRouter(include_in_schema=False)

_POINTS = 20


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
    viewer = await asyncio.to_thread(services.gate.admit, authorization)
    try:
        owner = viewer.require(Role.STAFF)
        services.rates.spend_points(viewer, request.client.host if request.client else "", _POINTS)
    except Forbidden as error:
        return fault(Refusal(403, error.code, str(error)), request_id())
    except RateLimited as error:
        return fault(Refusal(429, error.code, str(error), int(error.wait)), request_id())
    made = await asyncio.to_thread(_made, services, key, owner, form, digits)
    if made is None:
        return await missing(request)
    name, content = made
    headers = {
        "content-disposition": f"attachment; filename*=UTF-8''{quote(name)}",
        "cache-control": "private, no-store",
    }
    return Response(content, media_type=form.media_type, headers=headers)


def _made(
    services: Services, key: str, owner: str, form: PaperFormat, digits: Digits
) -> tuple[str, bytes] | None:
    with services.database.reading() as session:
        plan = action_plan(session, key, owner)
        if plan is None:
            return None
        return file_name(plan, form), plan_file(session, plan, form, digits, today())
