"""Puts the doors together: GraphQL, pages, static files, health."""

import asyncio
import gc
import sys
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.responses import JSONResponse
from fastapi.staticfiles import StaticFiles
from fastapi.telemetry import TelemetryConfig

from api.bodies import BodyLimits
from api.caching import PACK_FROM, ResponseCache
from api.exchange import Watched
from api.fairness import FairShare
from api.faults import Refusal, fault
from api.headers import SecurityHeaders
from api.metrics import is_local
from api.originals import Drawing, originals
from api.origins import TrustedHosts, share
from api.pages import STATIC, missing, pages
from api.papers import papers
from api.preparing import keep_prepared
from api.requests import RequestIds, request_id
from api.retention import forget_daily
from api.router import graphql_router
from api.services import Services
from api.settings import Readers
from api.shortcut import Shortcut
from api.streams import StreamCaps
from db.errors import Forbidden, ProblemError, Unauthenticated
from db.models import Role

_READERS = 8
# We trace operations ourselves, without what callers wrote.
_NO_TELEMETRY: TelemetryConfig = {"tracing": False, "metrics": False, "logs": False}
_SWITCH_SECONDS = 0.0005
# By default a flood of documents has everything that is kept collected again many times a second.
_COLLECTED = (20_000, 10, 100)


def create_app(services: Services) -> FastAPI:
    """The application over open services; whoever opened them closes them."""
    app = FastAPI(
        title="Sodklong",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=_lifespan,
        telemetry=_NO_TELEMETRY,
    )
    app.state.services = services
    app.state.drawing = Drawing(services.data_dir)
    graphql = graphql_router(services)
    app.state.kept = graphql.kept
    _surround(app, services, graphql.kept)
    app.include_router(graphql)
    app.include_router(originals)
    app.include_router(pages)
    app.include_router(papers)
    app.add_exception_handler(Unauthenticated, _unauthenticated)
    app.add_exception_handler(404, missing)
    app.add_exception_handler(RequestValidationError, missing)
    app.mount("/static", StaticFiles(directory=STATIC))
    app.add_api_route("/livez", _live, include_in_schema=False)
    app.add_api_route("/readyz", _ready, include_in_schema=False)
    app.add_api_route("/metrics", _metrics, include_in_schema=False)
    return app


def _surround(app: FastAPI, services: Services, kept: ResponseCache) -> None:
    """What every request passes; the last one added comes first."""
    settings = services.settings
    app.add_middleware(StreamCaps, total=settings.max_streams, each=settings.max_streams_each)
    # What is kept is packed already.
    app.add_middleware(GZipMiddleware, minimum_size=PACK_FROM, compresslevel=5)
    app.add_middleware(Shortcut, services=services, kept=kept)
    app.add_middleware(FairShare)
    app.add_middleware(BodyLimits, uploads=settings.upload_mb * 1024 * 1024)
    app.add_middleware(TrustedHosts, hosts=settings.hosts)
    if settings.origins:
        app.add_middleware(share, origins=settings.origins)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(RequestIds)
    app.add_middleware(Watched, metrics=services.metrics)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    # Alignments and models take threads here, too; reading plan data must not wait for them.
    threads = app.state.services.settings.questions_at_once + _READERS
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(threads))
    # A request waits so long whenever the thread of a question holds the interpreter.
    sys.setswitchinterval(_SWITCH_SECONDS)
    # What is loaded by now lives as long as the process: collecting it again costs 240 ms pauses.
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_COLLECTED)
    async with _meanwhile(app.state.services):
        yield


@asynccontextmanager
async def _meanwhile(services: Services) -> AsyncIterator[None]:
    """Plans are kept ready, and old conversations forgotten where a setting says so."""
    tasks = [asyncio.create_task(keep_prepared(services))]
    if days := services.settings.conversation_days:
        tasks.append(asyncio.create_task(forget_daily(services.database, days)))
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)


async def _unauthenticated(_request: Request, error: Exception) -> Response:
    """A caller who showed something that opens nothing, told in the form of a GraphQL error."""
    response = fault(Refusal(401, Unauthenticated.code, str(error)), request_id())
    response.headers["www-authenticate"] = "Bearer"
    return response


async def _live() -> dict[str, str]:
    return {"status": "ok"}


async def _ready(request: Request) -> Response:
    """200 when questions are answered, with what they are answered without; 503 with the reason
    when they are not."""
    services: Services = request.app.state.services
    try:
        index = await asyncio.to_thread(services.tools.live.current)
    except ProblemError as problem:
        return JSONResponse({"status": "unavailable", "reason": str(problem)}, 503)
    told: dict[str, object] = {"status": "ok", "generation": index.generation}
    if degraded := await asyncio.to_thread(index.degraded):
        told = {**told, "status": "degraded", "degraded": list(degraded)}
    return JSONResponse(told)


async def _metrics(request: Request) -> Response:
    """Everything counted, for programs of this machine and for admins."""
    services: Services = request.app.state.services
    if services.settings.metrics is Readers.LOCAL and not is_local(request):
        shown = request.headers.get("authorization")
        viewer = await asyncio.to_thread(services.gate.admit, shown)
        try:
            viewer.require(Role.ADMIN)
        except Forbidden as error:
            return fault(Refusal(403, error.code, str(error)), request_id())
    await _take_stock(services, request.app.state.kept)
    return await services.metrics.response()


async def _take_stock(services: Services, kept: ResponseCache) -> None:
    """Set what is not counted but stands somewhere."""
    state, line = services.metrics.state, services.line
    state("questions_waiting", "Questions in the line.", line.waiting)
    state("questions_at_work", "Questions being answered.", line.at_work)
    state("cache_bytes", "Bytes of kept responses.", kept.held)
    try:
        revision = await services.revisions.current()
        state("data_revision", "Rises with every change of public data.", revision)
        index = await asyncio.to_thread(services.tools.live.current)
        state("index_generation", "The index that answers; 0 while none can.", index.generation)
    except ProblemError:
        state("index_generation", "The index that answers; 0 while none can.", 0)
