"""The pages people see: the widget's demonstration, the manual, a cited page, its quote marked."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Annotated
from urllib.parse import quote as url_quote

from fastapi import APIRouter, Query, Request
from fastapi import Path as PathParameter
from fastapi.responses import FileResponse, HTMLResponse, Response
from sqlalchemy.exc import DataError

from api.manual import manual
from api.schema.documents import label_of
from api.services import Services
from assistant import wording
from db import models
from db.boxes import SCALE, outline_of, unpack
from db.reads.documents import count_pages
from db.reads.documents import page as read_page
from ingest.pictures import picture_of

STATIC = Path(__file__).parent / "static"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'"
)
# Nothing may frame the console or the pages for projects, and no text may become markup or script.
CONSOLE_POLICY = (
    POLICY.replace("frame-ancestors 'self'", "frame-ancestors 'none'").replace(
        "img-src 'self' data:", "img-src 'self' data: blob:"
    )
    + "; require-trusted-types-for 'script'; trusted-types 'none'"
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
{scan}<pre class="page">{text}</pre>
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


@pages.get("/console")
async def console() -> FileResponse:
    """The console for editors and admins."""
    headers = {"content-security-policy": CONSOLE_POLICY}
    return FileResponse(STATIC / "console" / "index.html", headers=headers)


@pages.get("/align")
async def align() -> FileResponse:
    """The page that holds a project against the plans."""
    headers = {"content-security-policy": CONSOLE_POLICY}
    return FileResponse(STATIC / "align" / "index.html", headers=headers)


@pages.get("/plan")
async def plan() -> FileResponse:
    """The page where staff write action plans."""
    headers = {"content-security-policy": CONSOLE_POLICY}
    return FileResponse(STATIC / "actionplan" / "index.html", headers=headers)


@pages.get("/docs")
async def docs() -> HTMLResponse:
    """The manual for programmers, with examples that run."""
    return HTMLResponse(await asyncio.to_thread(manual))


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
    found = await asyncio.to_thread(_read, request.app.state.services, slug, version, number)
    if found is None:
        return await missing(request)
    return HTMLResponse(_render(found, (start, end)))


@pages.get("/documents/{slug}/{version}/{number}/scan")
async def document_scan(request: Request, slug: str, version: Ordinal, number: Ordinal) -> Response:
    """The picture of a page that was read by OCR."""
    found = await asyncio.to_thread(_read, request.app.state.services, slug, version, number)
    if found is None or found.scan is None:
        return await missing(request)
    return FileResponse(found.scan, media_type="image/jpeg")


async def missing(_request: Request, _error: Exception | None = None) -> HTMLResponse:
    """The page for an address that leads nowhere."""
    page = _DOCUMENT.format(
        title="ไม่พบหน้านี้",
        meta="ตรวจลิงก์อีกครั้ง หรือถามใหม่เพื่อให้ได้ลิงก์ปัจจุบัน",
        scan="",
        text="",
        around='<a href="/">กลับไปหน้าถาม</a>',
    )
    return HTMLResponse(page, status_code=404)


@dataclass(frozen=True, slots=True)
class _Shown:
    """A page to show: `pages` is how many its version has, `scan` its picture if one is kept."""

    document: models.Document
    version: models.DocumentVersion
    page: models.Page
    pages: int
    scan: Path | None


def _read(services: Services, slug: str, version: int, number: int) -> _Shown | None:
    with services.database.reading() as session:
        try:
            found = read_page(session, slug, version, number)
        except DataError:  # PostgreSQL takes no NUL in a text
            return None
        if found is None:
            return None
        document, page = found
        row = session.get_one(models.DocumentVersion, page.version_id)
        scan = picture_of(services.data_dir, row.sha256, number)
        return _Shown(document, row, page, count_pages(session, page.version_id), scan)


def _render(shown: _Shown, marked: tuple[int, int]) -> str:
    document, page = shown.document, shown.page
    parts = [
        document.edition_label,
        f"หน้า {page.number} จาก {shown.pages}",
        f"เลขหน้าที่พิมพ์ {page.printed_number}" if page.printed_number else None,
        label_of(document.kind),
        wording.READ_AS.get(page.decision),
    ]
    home = f"/documents/{url_quote(document.slug, safe='')}/{shown.version.number}"
    return _DOCUMENT.format(
        title=escape(document.title),
        meta=escape(" · ".join(part for part in parts if part)),
        scan=_scan(page, f"{home}/{page.number}/scan", marked) if shown.scan else "",
        text=_marked(page, *marked),
        around=_around(home, page.number, shown.pages),
    )


def _scan(page: models.Page, address: str, marked: tuple[int, int]) -> str:
    """The picture of the page, the quote marked on it."""
    boxes = outline_of(unpack(page.boxes)[slice(*marked)]) if page.boxes else []
    marks = "".join(
        f'<rect x="{left}" y="{top}" width="{right - left}" height="{bottom - top}"/>'
        for left, top, right, bottom in boxes
    )
    return (
        f'<figure class="scan"><img src="{address}" alt="ภาพของหน้า {page.number}" loading="lazy">'
        f'<svg viewBox="0 0 {SCALE} {SCALE}" preserveAspectRatio="none" aria-hidden="true">'
        f"{marks}</svg></figure>\n"
    )


def _marked(page: models.Page, start: int, end: int) -> str:
    """The text, the quote and the doubtful numbers in it marked."""
    if not start < end <= len(page.text):
        start = end = 0
    doubts = [(doubt[0], doubt[1]) for doubt in page.doubts]
    before = _with_doubts(page.text, 0, start, doubts)
    quote = f'<mark id="quote">{_with_doubts(page.text, start, end, doubts)}</mark>' if end else ""
    return before + quote + _with_doubts(page.text, end, len(page.text), doubts)


def _with_doubts(text: str, start: int, end: int, doubts: Sequence[tuple[int, int]]) -> str:
    parts, at = [], start
    for first, last in sorted(doubts):
        if at <= first and last <= end:
            number = escape(text[first:last])
            parts.append(f'{escape(text[at:first])}<u title="{wording.DOUBTFUL}">{number}</u>')
            at = last
    return "".join(parts) + escape(text[at:end])


def _around(home: str, number: int, pages: int) -> str:
    links = []
    if number > 1:
        links.append(f'<a rel="prev" href="{home}/{number - 1}">หน้าก่อนหน้า</a>')
    if number < pages:
        links.append(f'<a rel="next" href="{home}/{number + 1}">หน้าถัดไป</a>')
    return "\n".join(links)
