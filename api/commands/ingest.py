"""`sodklong ingest`: takes files and folders into the library."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.gaps import ask_after_publishing
from api.commands.keys import ACTOR
from api.commands.output import AsJson, note, say, say_json, visible
from db.models import DocumentKind

if TYPE_CHECKING:
    from ingest.library import Taken

_TIMES_TOLD = 20


def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Files or folders.")],
    kind: Annotated[
        DocumentKind, typer.Option(help="What sort of papers they are.")
    ] = DocumentKind.OTHER,
    plan: Annotated[str | None, typer.Option(help="Code of the plan they belong to.")] = None,
    edition: Annotated[
        str | None, typer.Option(help="Years of the edition, such as 2566-2570.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Read, index and publish files; one bad file never stops the others."""
    if kind is DocumentKind.FACTS:
        raise typer.BadParameter("facts are made from the product's own data", param_hint="--kind")
    from api.commands.opening import opened
    from ingest.library import Description

    def tell(taken: Taken) -> None:
        error = f"  ({taken.error})" if taken.error else ""
        note(visible(f"{taken.status:>9}  {taken.path}{error}"))
        for problem in taken.problems:
            note(visible(f"           {problem}"))

    with opened() as services:
        taken, published = services.library.add(
            paths, Description(kind, plan, edition), tell, _tell_pages, actor=ACTOR
        )
        if published.changed:
            ask_after_publishing(services)
        if published.refused:
            note(published.refused)
    if as_json:
        told = {"documents": [asdict(one) for one in taken], "generation": published.generation}
        say_json({**told, "refused": published.refused} if published.refused else told)
    else:
        _summarise(taken, published.generation, changed=published.changed)
    if taken and all(one.status == "rejected" for one in taken):
        raise typer.Exit(1)


def _tell_pages(path: Path, done: int, pages: int) -> None:
    """Every page of a short file, every twentieth part of a long one."""
    if pages > 1 and (done == pages or done % max(1, pages // _TIMES_TOLD) == 0):
        note(visible(f"  อ่านแล้ว {done:,} จาก {pages:,} หน้า  {path}"))


def _summarise(taken: list[Taken], generation: int, *, changed: bool) -> None:
    for status, words in (("indexed", "นำเข้า"), ("unchanged", "ไม่เปลี่ยนแปลง"), ("rejected", "ไม่รับ")):
        count = sum(one.status == status for one in taken)
        if count:
            say(f"{words} {count} ไฟล์")
    if not taken:
        say("ไม่มีไฟล์ให้นำเข้า")
    say(f"ดัชนีรุ่นที่ {generation}" + ("" if changed else " (เหมือนเดิม)"))
