"""Puts the doors together: GraphQL, pages, static files, health."""

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.staticfiles import StaticFiles

from api.headers import SecurityHeaders
from api.pages import STATIC, missing, pages
from api.router import graphql_router
from api.services import Services
from db.errors import ProblemError


def create_app(services: Services) -> FastAPI:
    """The application over open services; whoever opened them closes them."""
    app = FastAPI(
        title="Sodklong", docs_url=None, redoc_url=None, openapi_url=None, lifespan=_lifespan
    )
    app.state.services = services
    app.add_middleware(SecurityHeaders)
    app.include_router(graphql_router(services))
    app.include_router(pages)
    app.add_exception_handler(404, missing)
    app.add_exception_handler(RequestValidationError, missing)
    app.mount("/static", StaticFiles(directory=STATIC))
    app.add_api_route("/livez", _live, include_in_schema=False)
    app.add_api_route("/readyz", _ready, include_in_schema=False)
    return app


@asynccontextmanager
async def _lifespan(_app: FastAPI) -> AsyncIterator[None]:
    # What is loaded by now lives as long as the process: collecting it again costs 240 ms pauses.
    gc.collect()
    gc.freeze()
    yield


async def _live() -> dict[str, str]:
    return {"status": "ok"}


async def _ready(request: Request) -> Response:
    """200 when questions are answered, 503 with the reason when they are not."""
    services: Services = request.app.state.services
    try:
        index = await asyncio.to_thread(services.tools.live.current)
    except ProblemError as problem:
        return JSONResponse({"status": "unavailable", "reason": str(problem)}, 503)
    return JSONResponse({"status": "ok", "generation": index.generation})
