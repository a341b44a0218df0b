"""The pages people see: the widget's demonstration, and a cited page with its quote marked."""

import asyncio
from html import escape
from pathlib import Path
from typing import Annotated
from urllib.parse import quote as url_quote

from fastapi import APIRouter, Query, Request
from fastapi import Path as PathParameter
from fastapi.responses import FileResponse, HTMLResponse
from sqlalchemy.exc import DataError

from api.schema.documents import label_of
from db import models
from db.engine import Database
from db.reads.documents import page as read_page

STATIC = Path(__file__).parent / "static"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'"
)
GRAPHIQL_POLICY = POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")

_DOCUMENT = """<!doctype html>
<html lang="th">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="/static/favicon.svg">
<link rel="stylesheet" href="/static/document.css">
</head>
<body>
<main class="document">
<header><h1>{title}</h1><p class="meta">{meta}</p></header>
<pre class="page">{text}</pre>
<nav class="pages">{around}</nav>
</main>
</body>
</html>
"""

Ordinal = Annotated[int, PathParameter(ge=1, le=2**31 - 1)]

pages = APIRouter(include_in_schema=False)


@pages.get("/")
async def home() -> FileResponse:
    """The demonstration page."""
    return FileResponse(STATIC / "index.html")


@pages.get("/widget.js")
async def widget() -> FileResponse:
    """The widget's script, which any allowed page may embed."""
    return FileResponse(STATIC / "widget.js", media_type="text/javascript")


@pages.get("/documents/{slug}/{version}/{number}")
async def document_page(
    request: Request,
    slug: str,
    version: Ordinal,
    number: Ordinal,
    start: Annotated[int, Query(ge=0)] = 0,
    end: Annotated[int, Query(ge=0)] = 0,
) -> HTMLResponse:
    """One page of a document, characters `start` to `end` marked."""
    database: Database = request.app.state.services.database
    found = await asyncio.to_thread(_read, database, slug, version, number)
    if found is None:
        return await missing(request)
    document, page = found
    return HTMLResponse(_render(document, page, version, start, end))


async def missing(_request: Request, _error: Exception | None = None) -> HTMLResponse:
    """The page for an address that leads nowhere."""
    page = _DOCUMENT.format(
        title="ไม่พบหน้านี้",
        meta="ตรวจลิงก์อีกครั้ง หรือถามใหม่เพื่อให้ได้ลิงก์ปัจจุบัน",
        text="",
        around='<a href="/">กลับไปหน้าถาม</a>',
    )
    return HTMLResponse(page, status_code=404)


def _read(
    database: Database, slug: str, version: int, number: int
) -> tuple[models.Document, models.Page] | None:
    with database.reading() as session:
        try:
            return read_page(session, slug, version, number)
        except DataError:  # PostgreSQL takes no NUL in a text
            return None


def _render(
    document: models.Document, page: models.Page, version: int, start: int, end: int
) -> str:
    parts = [document.edition_label, f"หน้า {page.number}", label_of(document.kind)]
    return _DOCUMENT.format(
        title=escape(document.title),
        meta=escape(" · ".join(part for part in parts if part)),
        text=_marked(page.text, start, end),
        around=_link(document.slug, version, page.number),
    )


def _marked(text: str, start: int, end: int) -> str:
    if not start < end <= len(text):
        return escape(text)
    quote = f'<mark id="quote">{escape(text[start:end])}</mark>'
    return escape(text[:start]) + quote + escape(text[end:])


def _link(slug: str, version: int, number: int) -> str:
    if number <= 1:
        return ""
    path = f"/documents/{url_quote(slug, safe='')}/{version}/{number - 1}"
    return f'<a href="{path}">หน้าก่อนหน้า</a>'
