"""`sodklong generations`, `activate`, `rollback`, `compare`: the indexes that are kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.commands.keys import ACTOR, database_here
from api.commands.output import AsJson, note, say, say_json, visible
from db.models import GenerationState, IndexGeneration

if TYPE_CHECKING:
    from api.services import Services
    from ingest.comparing import Change, Comparison

_STATES = {
    GenerationState.BUILDING: "กำลังสร้าง",
    GenerationState.READY: "พร้อมใช้",
    GenerationState.REFUSED: "ไม่ผ่านเกณฑ์",
    GenerationState.FAILED: "ไม่สำเร็จ",
    GenerationState.REMOVED: "ลบแล้ว",
}
_CHANGES = {"added": "เพิ่ม", "removed": "นำออก", "changed": "แก้ไข"}

Number = Annotated[int, typer.Argument(help="Number of the generation.", min=1, max=2**31 - 1)]


def generations(
    limit: Annotated[int, typer.Option(help="At most so many.", min=1, max=1000)] = 20,
    as_json: AsJson = False,
) -> None:
    """Show the index generations, the newest first."""
    from db.reads.generations import active, all_generations

    with database_here() as database, database.reading() as session:
        answering = active(session)
        rows = all_generations(session)[:limit]
    current = answering.id if answering else None
    if as_json:
        say_json({"active": current, "generations": [_generation(row, current) for row in rows]})
        return
    for row in rows:
        _print(row, current)
    if not rows:
        say("ยังไม่มีดัชนี โปรดสั่ง sodklong ingest")


def activate(
    number: Number,
    force: Annotated[
        bool, typer.Option("--force", help="Also one that answered too few of its questions.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Have another kept generation answer."""
    from ingest.pointing import activate as point

    with _services() as services:
        row = point(
            services.database,
            services.data_dir,
            services.embedder,
            services.terms,
            ACTOR,
            number,
            force=force,
        )
        _moved(services, row, as_json=as_json)


def rollback(as_json: AsJson = False) -> None:
    """Have the generation before the active one answer again."""
    from ingest.pointing import rollback as point_back

    with _services() as services:
        row = point_back(
            services.database, services.data_dir, services.embedder, services.terms, ACTOR
        )
        _moved(services, row, as_json=as_json)


def compare(
    before: Annotated[int, typer.Argument(help="Generation, or version of --document.", min=1)],
    after: Annotated[int, typer.Argument(help="Generation, or version of --document.", min=1)],
    document: Annotated[
        str | None, typer.Option(help="Compare two versions of this document.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Tell what came, went and changed between two generations or two versions."""
    from ingest.comparing import compare_generations, compare_versions

    with database_here() as database:
        if document is None:
            found = compare_generations(database, before, after)
        else:
            found = compare_versions(database, document, before, after)
    if as_json:
        say_json(_comparison(found))
    else:
        _print_comparison(found)


@contextmanager
def _services() -> Iterator[Services]:
    """Open services that publish nothing: what answers is not to change but by the command."""
    from api.services import open_services
    from api.settings import read_settings

    services = open_services(read_settings())
    try:
        yield services
    finally:
        services.close()


def _moved(services: Services, row: IndexGeneration, *, as_json: bool) -> None:
    from api.commands.gaps import ask_after_publishing

    ask_after_publishing(services)
    if as_json:
        say_json({"active": row.id, "generation": _generation(row, row.id)})
    else:
        say(f"ดัชนีรุ่นที่ {row.id} ตอบคำถามแล้ว")
        note("เนื้อหาที่ใหม่กว่าจะไม่ถูกเปิดใช้เอง จนกว่าจะนำเข้าเอกสารที่เปลี่ยนไปหรือสั่ง sodklong activate")


def _print(row: IndexGeneration, current: int | None) -> None:
    mark = "*" if row.id == current else " "
    made = row.created_at.strftime("%Y-%m-%d %H:%M")
    checked = "ตรวจแล้ว" if row.validated_at else "ยังไม่ตรวจ"
    say(
        f"{mark} {row.id:>5}  {_STATES[row.state]}  {made} UTC  {row.passages:,} ข้อความ  {checked}"
        f"  {row.embedder}  {row.key_version}"
    )
    asked = row.report.get("questions")
    if asked:
        say(f"         ตอบคำถามเดิมได้ {asked['kept']} จาก {asked['asked']} ข้อ")
        for question in asked["lost"]:
            say(f"         ตอบไม่ได้แล้ว: {visible(question)}")


def _generation(row: IndexGeneration, current: int | None) -> dict[str, Any]:
    return {
        "number": row.id,
        "state": row.state.value.lower(),
        "active": row.id == current,
        "created": row.created_at.isoformat(),
        "activated": row.activated_at.isoformat() if row.activated_at else None,
        "validated": row.validated_at.isoformat() if row.validated_at else None,
        "set_aside": row.set_aside_at is not None,
        "passages": row.passages,
        "embedder": row.embedder,
        "dimension": row.dimension,
        "key_version": row.key_version,
        "vectors": "server" if row.collection else "files",
        "report": row.report,
    }


def _comparison(found: Comparison) -> dict[str, Any]:
    return {
        "before": found.before,
        "after": found.after,
        "documents": [
            {"document": one.slug, "title": one.title, "change": one.kind,
             "before": one.before, "after": one.after,
             "sections": [_change(section) for section in one.sections],
             "facts": [asdict(fact) for fact in one.facts]}
            for one in found.documents
        ],
        "answers": [
            {"id": one.id, "question": one.question, "outdated": one.outdated.value.lower()}
            for one in found.answers
        ],
        "alignments": [
            {"id": one.id, "title": one.title, "outdated": one.outdated.value.lower()}
            for one in found.alignments
        ],
    }  # fmt: skip


def _change(section: Change) -> dict[str, Any]:
    words = [{"kind": part.kind, "text": part.text} for part in section.words]
    return {"section": section.path, "change": section.kind, "words": words}


def _print_comparison(found: Comparison) -> None:
    for one in found.documents:
        say(f"{_CHANGES[one.kind]}เอกสาร {visible(one.slug)}  {visible(one.title)}")
        for section in one.sections:
            say(f"  {_CHANGES[section.kind]}  {visible(section.path) or '(ไม่มีหัวข้อ)'}")
            if section.kind == "changed":
                say(f"      {visible(_marked(section).replace(chr(10), chr(32)))}")
        for fact in one.facts:
            words = " → ".join(filter(None, (fact.before, fact.after)))
            say(f"  {_CHANGES[fact.kind]}ข้อมูลแผน  {visible(words)}")
    if not found.documents:
        say("เนื้อหาเหมือนกัน")
    for answer in found.answers:
        say(f"คำตอบเดิมที่อ้างข้อความที่เปลี่ยนไป: {visible(answer.question)}")
    for alignment in found.alignments:
        say(f"ผลตรวจโครงการที่อ้างข้อความที่เปลี่ยนไป: {visible(alignment.title)}")


def _marked(section: Change) -> str:
    """A change in one line: what went in [- -], what came in {+ +}, what stayed in short."""
    shown = {"removed": "[-{}-]", "added": "{{+{}+}}", "same": "{}"}
    return "".join(
        shown[part.kind].format(part.text if part.kind != "same" else _shortened(part.text))
        for part in section.words
    )


def _shortened(text: str, ends: int = 24) -> str:
    return text if len(text) <= 2 * ends else f"{text[:ends]} … {text[-ends:]}"
