"""`sodklong doctor`: says what is wrong with an installation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import typer

from api.commands.output import AsJson, say, say_json
from db.errors import IndexUnavailable, ProblemError

if TYPE_CHECKING:
    from api.services import Services


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at."""

    name: str
    ok: bool
    detail: str


def doctor(as_json: AsJson = False) -> None:
    """Look at the database, the embedder and the index; exit 1 when something is wrong."""
    findings = list(_examine())
    healthy = all(finding.ok for finding in findings)
    if as_json:
        say_json({"healthy": healthy, "findings": [asdict(finding) for finding in findings]})
    else:
        for finding in findings:
            say(f"{'ปกติ' if finding.ok else 'ผิดปกติ'}  {finding.name}: {finding.detail}")
    if not healthy:
        raise typer.Exit(1)


def _examine() -> Iterator[Finding]:
    from api.services import open_services
    from api.settings import read_settings

    try:
        services = open_services(read_settings())
    except ProblemError as problem:
        yield Finding("services", ok=False, detail=str(problem))
        return
    try:
        for name, look in _LOOKS:
            yield _finding(name, look, services)
    finally:
        services.close()


def _finding(name: str, look: Callable[[Services], str], services: Services) -> Finding:
    try:
        return Finding(name, ok=True, detail=look(services))
    except ProblemError as problem:
        return Finding(name, ok=False, detail=str(problem))


def _schema(services: Services) -> str:
    from db.schema import drift

    differences = drift(services.database)
    if differences:
        raise ProblemError(f"ตารางไม่ตรงกับโปรแกรม {len(differences)} แห่ง")
    return "ตารางตรงกับโปรแกรม"


def _embedder(services: Services) -> str:
    vector = services.embedder.embed_queries(["สอดคล้อง"])
    if vector.shape != (1, services.embedder.dimension):
        raise ProblemError("ตัวแปลงข้อความให้เวกเตอร์ผิดขนาด")
    return services.embedder.name


def _index(services: Services) -> str:
    from db.index import Entry
    from db.reads.documents import index_rows
    from ingest.publish import searchable

    index = services.tools.live.current()
    with services.database.reading() as session:
        rows = index_rows(session)
    if {row.id for row in rows} != {int(key) for key in index.keywords.ids}:
        raise IndexUnavailable("ดัชนีไม่ตรงกับคลังเอกสาร โปรดสั่ง sodklong ingest เพื่อสร้างใหม่")
    index.check([Entry(row.id, searchable(row)) for row in rows])
    return f"รุ่นที่ {index.generation} มี {len(rows)} ข้อความ"


def _scans(_services: Services) -> str:
    """Without OCR everything but scans works: that is told, and is no fault."""
    from ingest.ocr.tesseract import missing

    return missing() or "อ่านภาพสแกนได้ด้วย Tesseract"


def _trail(services: Services) -> str:
    from db.reads.access import broken_entry

    with services.database.reading() as session:
        broken = broken_entry(session)
    if broken is not None:
        raise ProblemError(f"บันทึกการกระทำของผู้ดูแลถูกแก้ไขหรือขาดหายที่รายการ {broken}")
    return "บันทึกการกระทำของผู้ดูแลครบถ้วน"


def _jobs(services: Services) -> str:
    from db.models.table import now
    from db.reads.jobs import dead_jobs

    with services.database.reading() as session:
        dead = [str(job.id) for job in dead_jobs(session, now())]
    if dead:
        numbers = ", ".join(dead)
        raise ProblemError(
            f"ตัวทำงานของงานหมายเลข {numbers} หยุดไปแล้ว โปรดเปิดระบบหรือสั่ง sodklong work เพื่อทำต่อ"
        )
    return "ไม่มีงานที่ถูกทิ้งค้าง"


def _model(services: Services) -> str:
    """No model is the usual case; one that is set is not asked, which would cost."""
    named = services.settings.llm
    return f"ตั้งโมเดลภาษาไว้: {named}" if named else "ไม่ได้ตั้งโมเดลภาษา ตอบโดยยกข้อความจากเอกสาร"


_LOOKS: tuple[tuple[str, Callable[[Services], str]], ...] = (
    ("schema", _schema),
    ("embedder", _embedder),
    ("index", _index),
    ("scans", _scans),
    ("model", _model),
    ("trail", _trail),
    ("jobs", _jobs),
)
