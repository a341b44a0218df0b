"""`sodklong align`: holds a project against the plans."""

import asyncio
import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from api.clock import today
from api.commands.output import AsJson, say, say_json, visible
from assistant.alignment import wording
from assistant.alignment.outcome import Alignment, Gap, Match
from assistant.alignment.project import MAX_SENT, Project
from assistant.wording import LEVELS
from db.errors import InvalidInput

_LARGEST = MAX_SENT * 4


def align(
    file: Annotated[
        str, typer.Argument(help="A project as JSON or plain text; - reads it from standard input.")
    ],
    edition: Annotated[
        list[str] | None, typer.Option(help="Hold against this edition; may be given again.")
    ] = None,
    as_of: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Hold against what was in force on this day."),
    ] = None,
    to: Annotated[
        Path | None, typer.Option(help="Write the statement as a paper here: .pdf or .docx.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Tell which parts of the plans a project serves, with proof, and what it lacks."""
    from api.commands.opening import opened
    from assistant.alignment import align_with_model

    if to is not None and to.suffix not in (".pdf", ".docx"):
        raise InvalidInput("เขียนได้เฉพาะแฟ้ม .pdf และ .docx")
    project = read_project(_bytes(file))
    day = as_of.date() if as_of else today()
    with opened() as services:
        found = asyncio.run(align_with_model(project, services.tools, day, tuple(edition or ())))
    if to is not None:
        _write(to, project, found)
    if as_json:
        say_json(told(found))
    else:
        _print(found)


def read_project(data: bytes) -> Project:
    """The project in a file: JSON where it is JSON, otherwise text; raises InvalidInput."""
    if len(data) > _LARGEST:
        raise InvalidInput(wording.TOO_LONG.format(limit=MAX_SENT))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp874", errors="replace")
    if text.lstrip()[:1] in ("{", "["):
        return Project.from_json(_decoded(text))
    return Project.from_text(text)


def told(found: Alignment) -> dict[str, Any]:
    """An alignment for machines."""
    return {
        "status": found.status.value,
        "matches": [_match(match) for match in found.matches],
        "gaps": [_gap(gap) for gap in found.gaps],
        "statement": found.statement.text,
        "explanation": found.explanation,
        "confidence": found.confidence,
        "author": found.author.value,
        "notices": list(found.notices),
    }


def _write(to: Path, project: Project, found: Alignment) -> None:
    from assistant.alignment.paper import alignment_docx, alignment_pdf
    from assistant.papers.paper import Digits

    render = alignment_pdf if to.suffix == ".pdf" else alignment_docx
    try:
        to.write_bytes(render(project, found, today(), Digits.THAI))
    except OSError as error:
        raise InvalidInput(f"เขียนแฟ้ม {visible(str(to))} ไม่ได้ ({error.strerror})") from error


def _decoded(text: str) -> Any:  # noqa: ANN401 (whatever a JSON text holds)
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InvalidInput(wording.NO_PROJECT) from error


def _bytes(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read(_LARGEST + 1)
    try:
        with Path(file).open("rb") as held:
            return held.read(_LARGEST + 1)
    except (OSError, ValueError) as error:
        raise InvalidInput(f"เปิดแฟ้ม {visible(file)} ไม่ได้") from error


def _match(match: Match) -> dict[str, Any]:
    return {
        "plan": match.edition,
        "node": match.node,
        "kind": match.kind,
        "number": match.number,
        "title": match.title,
        "level": match.level.value,
        "score": match.score,
        "plan_quote": match.plan_quote,
        "project_quote": match.project_quote,
        "page": match.page,
        "plan_title": match.edition_title,
        "document": match.quote.document,
        "component": match.component.kind.value,
        "why": match.why,
    }


def _gap(gap: Gap) -> dict[str, Any]:
    return {
        "code": gap.code,
        "text": gap.text,
        "advice": gap.advice,
        "source": gap.source.text if gap.source else None,
    }


def _print(found: Alignment) -> None:
    say(f"ผล: {wording.STATUSES[found.status]} ({wording.AUTHORS[found.author]})")
    say(found.explanation)
    for match in found.matches:
        say(f"- [{LEVELS[match.level.name][0]} {match.score:.2f}] {match.place} {match.title}")
        say(f"    {match.edition_title} หน้า {match.page}: “{match.plan_quote}”")
        say(f"    โครงการ: “{match.project_quote}”")
    if found.statement.text:
        say(f"ข้อความแสดงความสอดคล้อง: {found.statement.text}")
    for gap in found.gaps:
        say(f"ควรเพิ่ม: {gap.text} ({gap.advice})")
    for line in found.notices:
        say(f"ข้อสังเกต: {line}")
