"""`sodklong doctor`: says what is wrong with an installation, and repairs what can be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.output import AsJson, say, say_json
from db.errors import ProblemError

if TYPE_CHECKING:
    from api.services import Services
    from api.settings import Settings
    from ingest.damage import Damage


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; `damage` is its code for programs, empty when all is well."""

    name: str
    ok: bool
    detail: str
    damage: str = ""
    repaired: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """A thing to look at: `look` gives a sentence, raises ProblemError or gives Damage; `repair`
    mends it where that can be done."""

    name: str
    look: Callable[[Services], str | Damage]
    repair: Callable[[Services], None] | None = None


def doctor(
    repair: Annotated[
        bool, typer.Option("--repair", help="Mend what can be mended, and look again.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Look at the database, the embedder and the index; exit 1 when something is wrong."""
    findings = list(_examine(repair=repair))
    healthy = all(finding.ok for finding in findings)
    if as_json:
        say_json({"healthy": healthy, "findings": [asdict(finding) for finding in findings]})
    else:
        for finding in findings:
            _print(finding)
        if not healthy and not repair:
            say("สั่ง sodklong doctor --repair เพื่อซ่อมส่วนที่ซ่อมได้")
    if not healthy:
        raise typer.Exit(1)


def _print(finding: Finding) -> None:
    state = "ซ่อมแล้ว" if finding.repaired else "ปกติ" if finding.ok else "ผิดปกติ"
    say(f"{state}  {finding.name}: {finding.detail}")


def _examine(*, repair: bool) -> Iterator[Finding]:
    from api.services import open_services
    from api.settings import read_settings
    from ingest.publish import publishing

    try:
        settings = read_settings()
        file = _file(settings, repair=repair)
        if file is not None:
            yield file
        if file is not None and not file.ok:
            return
        services = open_services(settings)
    except ProblemError as problem:
        yield Finding("services", ok=False, detail=str(problem), damage=problem.code)
        return
    try:
        with publishing(services.data_dir):
            for look in _looks():
                yield _finding(look, services, repair=repair)
    except ProblemError as problem:
        yield Finding("lock", ok=False, detail=str(problem), damage=problem.code)
    finally:
        services.close()


def _file(settings: Settings, *, repair: bool) -> Finding | None:
    """The database as a file, read before anything is opened; None for one on a server."""
    from ingest.damage import mend_database, of_database

    path = settings.data_dir / "sodklong.sqlite3"
    if settings.database_url is not None:
        return None
    found = of_database(path)
    if found and repair:
        mend_database(path)
        if of_database(path) is None:
            return Finding("database", True, "สร้างดัชนีของฐานข้อมูลใหม่แล้ว", found.code, True)
    if found:
        return Finding("database", ok=False, detail=found.detail, damage=found.code)
    return Finding("database", ok=True, detail="ไฟล์ฐานข้อมูลสมบูรณ์")


def _finding(look: Look, services: Services, *, repair: bool) -> Finding:
    found = _seen(look, services)
    if found.ok or not repair or look.repair is None:
        return found
    try:
        look.repair(services)
    except ProblemError as problem:
        return replace(found, detail=f"{found.detail} ซ่อมไม่สำเร็จ: {problem}")
    again = _seen(look, services)
    return replace(again, damage=found.damage, repaired=True) if again.ok else again


def _seen(look: Look, services: Services) -> Finding:
    try:
        told = look.look(services)
    except ProblemError as problem:
        return Finding(look.name, ok=False, detail=str(problem), damage=problem.code)
    if isinstance(told, str):
        return Finding(look.name, ok=True, detail=told)
    return Finding(look.name, ok=False, detail=told.detail, damage=told.code)


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


def _pointer(services: Services) -> str | Damage:
    from ingest.damage import of_pointer

    return of_pointer(services.database) or "ตัวชี้ดัชนีถูกต้อง"


def _repair_pointer(services: Services) -> None:
    from ingest.repairing import repair_pointer

    repair_pointer(services.database, services.data_dir, services.embedder, services.terms)


def _generations(services: Services) -> str | Damage:
    from ingest.damage import of_generations

    return of_generations(services.database, services.data_dir) or "ไม่มีสิ่งตกค้างจากการสร้างดัชนี"


def _repair_generations(services: Services) -> None:
    from ingest.repairing import repair_generations

    repair_generations(services.database, services.data_dir, services.terms)


def _index(services: Services) -> str | Damage:
    from db.reads.generations import active
    from ingest.damage import of_index

    server = services.terms.server
    damage = of_index(services.database, services.data_dir, services.embedder, server)
    with services.database.reading() as session:
        row = active(session)
    told = f"รุ่นที่ {row.id} มี {row.passages} ข้อความ" if row else "ยังไม่มีดัชนี"
    return damage or told


def _repair_index(services: Services) -> None:
    from ingest.repairing import repair_index

    repair_index(services.database, services.data_dir, services.embedder, services.terms)


def _originals(services: Services) -> str | Damage:
    from ingest.originals_checked import of_originals, told_of_originals

    found = of_originals(services.database, services.data_dir)
    return found or told_of_originals(services.database)


def _repair_originals(services: Services) -> None:
    from ingest.originals_checked import remove_orphans

    remove_orphans(services.database, services.data_dir)


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


def _looks() -> tuple[Look, ...]:
    """What is looked at, in order; the index is mended after what it rests on."""
    return (
        Look("schema", _schema),
        Look("embedder", _embedder),
        Look("pointer", _pointer, _repair_pointer),
        Look("generations", _generations, _repair_generations),
        Look("index", _index, _repair_index),
        Look("originals", _originals, _repair_originals),
        Look("scans", _scans),
        Look("model", _model),
        Look("trail", _trail),
        Look("jobs", _jobs),
    )
