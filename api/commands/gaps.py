"""`sodklong gaps`: the questions that were not answered, for an admin to see to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.commands.keys import ACTOR
from api.commands.output import AsJson, note, say, say_json, visible
from db.errors import ProblemError
from db.models import GapState, KnowledgeGap

if TYPE_CHECKING:
    from api.services import Services

app = typer.Typer(help="Questions that the documents did not answer.")

_STATES = {
    GapState.OPEN: "รอดำเนินการ",
    GapState.ASSIGNED: "มีผู้รับผิดชอบ",
    GapState.ANSWERED: "ตอบได้แล้ว",
    GapState.DISMISSED: "ปิดเรื่อง",
}
_TIMES_TOLD = 10

Number = Annotated[int, typer.Argument(help="Number of the gap.", min=1, max=2**31 - 1)]
Note = Annotated[str | None, typer.Option("--note", help="A word for other admins.")]


@app.callback(invoke_without_command=True)
def gaps(context: typer.Context) -> None:
    """Questions that the documents did not answer."""
    if context.invoked_subcommand is None:
        list_gaps()


@app.command("list")
def list_gaps(
    state: Annotated[GapState | None, typer.Option(help="Only in this state.")] = None,
    limit: Annotated[int, typer.Option(help="At most so many.", min=1, max=1000)] = 50,
    as_json: AsJson = False,
) -> None:
    """Show gaps, the most asked first."""
    from api.commands.opening import opened
    from db.reads.gaps import gaps as read_gaps

    with opened() as services, services.database.reading() as session:
        found = read_gaps(session, state, limit)
    if as_json:
        say_json({"gaps": [_gap(one) for one in found]})
        return
    for one in found:
        _print(one)
    if not found:
        say("ไม่มีคำถามที่ยังไม่มีคำตอบ")


@app.command("assign")
def assign(
    number: Number,
    owner: Annotated[str, typer.Argument(help="Who sees to it.")],
    reason: Note = None,
    as_json: AsJson = False,
) -> None:
    """Give a gap to its owner."""
    from api.commands.opening import opened
    from assistant import gaps as admin

    with opened() as services:
        _show(admin.assign(services.database, ACTOR, number, owner, reason), as_json=as_json)


@app.command("dismiss")
def dismiss(number: Number, reason: Note = None, as_json: AsJson = False) -> None:
    """Close a gap that needs no answer; it stays closed when it is asked again."""
    from api.commands.opening import opened
    from assistant import gaps as admin

    with opened() as services:
        _show(admin.dismiss(services.database, ACTOR, number, reason), as_json=as_json)


@app.command("reopen")
def reopen(number: Number, reason: Note = None, as_json: AsJson = False) -> None:
    """Open a gap that was closed, assigned or answered."""
    from api.commands.opening import opened
    from assistant import gaps as admin

    with opened() as services:
        _show(admin.reopen(services.database, ACTOR, number, reason), as_json=as_json)


@app.command("ask")
def ask(as_json: AsJson = False) -> None:
    """Ask every open gap again now, and tell which are answered."""
    from api.clock import today
    from api.commands.opening import opened
    from assistant.gaps import ask_again

    with opened() as services:
        done = ask_again(services.tools, today(), every=True, tell=_tell)
    if as_json:
        say_json({"asked": done.asked, "answered": list(done.answered), "left": done.left})
    else:
        say(f"ถามใหม่ {done.asked} ข้อ ตอบได้แล้ว {len(done.answered)} ข้อ เหลือ {done.left} ข้อ")


def ask_after_publishing(services: Services) -> None:
    """Ask the open gaps that the generation just published was not asked yet."""
    from api.clock import today
    from assistant.gaps import ask_again

    try:
        done = ask_again(services.tools, today(), tell=_tell)
    except ProblemError as problem:
        note(f"ยังถามคำถามที่ค้างอยู่ใหม่ไม่ได้: {problem}")
        return
    if done.answered:
        numbers = " ".join(map(str, done.answered))
        note(f"คำถามที่ค้างอยู่ตอบได้แล้ว {len(done.answered)} ข้อ (หมายเลข {numbers})")
    if done.left:
        note(f"ยังไม่ได้ถามใหม่อีก {done.left} ข้อ สั่ง sodklong gaps ask เพื่อถามต่อ")


def _tell(done: int, total: int) -> None:
    if done == total or done % max(1, total // _TIMES_TOLD) == 0:
        note(f"ถามคำถามที่ค้างอยู่ใหม่แล้ว {done:,} จาก {total:,} ข้อ")


def _show(gap: KnowledgeGap, *, as_json: bool) -> None:
    if as_json:
        say_json({"gap": _gap(gap)})
    else:
        _print(gap)


def _print(gap: KnowledgeGap) -> None:
    owner = f" ({visible(gap.owner)})" if gap.owner else ""
    say(f"{gap.id:>6}  [{_STATES[gap.state]}{owner}] {visible(gap.question)}  ถาม {gap.count} ครั้ง")
    if gap.note:
        say(f"        {visible(gap.note)}")


def _gap(gap: KnowledgeGap) -> dict[str, Any]:
    return {
        "id": gap.id,
        "question": gap.question,
        "count": gap.count,
        "first_asked_at": gap.first_asked_at.isoformat(),
        "last_asked_at": gap.last_asked_at.isoformat(),
        "last_status": gap.last_status.value,
        "state": gap.state.value,
        "owner": gap.owner,
        "note": gap.note,
        "generation": gap.generation_id,
        "answer": gap.answer_id,
        "resolved_by": gap.resolved_by,
    }
