"""`sodklong plan`: proposes plan data from a plan's text, for an editor to confirm or reject."""

from dataclasses import asdict
from typing import Annotated, Any

import typer

from api.commands.gaps import ask_after_publishing
from api.commands.output import AsJson, note, say, say_json, visible
from db.errors import InvalidInput
from db.models import DraftFigure, DraftState
from db.reads.drafts import DraftRow, DraftTree

app = typer.Typer(help="Plan data proposed from a plan's own text.", no_args_is_help=True)

_STATES = {
    DraftState.PROPOSED: "รอยืนยัน",
    DraftState.CONFIRMED: "ยืนยันแล้ว",
    DraftState.REJECTED: "ไม่รับ",
}
_NONE_OPEN = "ไม่มีร่างที่รอยืนยันและระบุแผนไว้แล้ว"
_NOTHING = "ไม่พบโครงสร้างของแผนในเอกสารนี้"

Ids = Annotated[list[int] | None, typer.Argument(help="Numbers of draft nodes.")]
Every = Annotated[bool, typer.Option("--all", help="Every node that waits for a decision.")]
Slug = Annotated[str | None, typer.Argument(help="Name of a document in the library.")]


@app.callback()
def plan() -> None:
    """Plan data proposed from a plan's own text."""


@app.command("propose")
def propose(
    slug: Annotated[str, typer.Argument(help="Name of a document in the library.")],
    plan: Annotated[str | None, typer.Option(help="Code of the plan it is the text of.")] = None,
    edition: Annotated[str | None, typer.Option(help="Years, such as 2566-2570.")] = None,
    as_json: AsJson = False,
) -> None:
    """Read the tree of a plan out of a document; nothing becomes plan data yet."""
    from api.commands.opening import opened
    from ingest.proposal.drafts import draft_plan

    with opened() as services:
        tree = draft_plan(services.database, slug, plan, edition)
    if not tree.nodes:
        note(_NOTHING)
    _show([tree], as_json=as_json)


@app.command("drafts")
def list_drafts(slug: Slug = None, as_json: AsJson = False) -> None:
    """Show what is proposed, each with page, quote and state, and what does not match."""
    from api.commands.opening import opened
    from db.reads.drafts import drafts

    with opened() as services, services.database.reading() as session:
        trees = drafts(session, slug)
    _show(trees, as_json=as_json)


@app.command("confirm")
def confirm(ids: Ids = None, every: Every = False, as_json: AsJson = False) -> None:
    """Make draft nodes plan data, and all they stand under; their confidence is OFFICIAL."""
    from api.commands.opening import opened
    from ingest.proposal.drafts import confirm_drafts

    with opened() as services:
        chosen = _open_ids(services.database) if every else _given(ids)
        done = confirm_drafts(services.library, services.database, services.data_dir, chosen)
        ask_after_publishing(services)
    if not done:
        note(_NONE_OPEN)
    if as_json:
        say_json({"confirmed": [asdict(one) for one in done]})
        return
    for one in done:
        dispute = f"  (ต่างจากข้อมูลเดิม: {', '.join(one.conflicts)})" if one.conflicts else ""
        say(f"{one.id:>6}  {'เพิ่ม' if one.created else 'ยืนยัน'} {one.subject}{dispute}")


@app.command("reject")
def reject(
    ids: Ids = None,
    reason: Annotated[str | None, typer.Option("--note", help="Why, for other editors.")] = None,
    as_json: AsJson = False,
) -> None:
    """Refuse draft nodes and all below them; what was confirmed leaves the plan data."""
    from api.commands.opening import opened
    from ingest.proposal.drafts import reject_drafts

    with opened() as services:
        done = reject_drafts(
            services.library, services.database, services.data_dir, _given(ids), reason
        )
        ask_after_publishing(services)
    if as_json:
        say_json({"rejected": done})
    else:
        say(f"ไม่รับ {len(done)} รายการ")


def _given(ids: list[int] | None) -> list[int]:
    if not ids:
        raise InvalidInput("โปรดระบุหมายเลขของร่างข้อมูล (ดูได้จาก sodklong plan drafts)", ("ids",))
    return ids


def _open_ids(database: Any) -> list[int]:  # noqa: ANN401 (a Database, imported late)
    from db.reads.drafts import drafts

    with database.reading() as session:
        trees = drafts(session)
    nodes = (node for tree in trees if tree.edition for node in tree.nodes)
    return [node.id for node in nodes if node.state is DraftState.PROPOSED]


def _show(trees: list[DraftTree], *, as_json: bool) -> None:
    if as_json:
        say_json({"drafts": [_tree(tree) for tree in trees]})
        return
    for tree in trees:
        say(f"{tree.title} ({visible(tree.slug)} รุ่น {tree.version}, แผน {tree.edition or '-'})")
        for node in tree.nodes:
            _print(node)
        for mismatch in tree.mismatches:
            say(f"  ไม่ตรงกัน {mismatch['subject']}: {mismatch['message']}")


def _print(node: DraftRow) -> None:
    indent = "  " * (1 + node.code.count("/"))
    state = _STATES[node.state]
    say(
        f"{node.id:>6}{indent}[{state} {node.score:.2f}] {node.code} {node.title} (หน้า {node.page})"
    )
    for figure in node.figures:
        words = " ".join(figure.quote.split())
        say(f"      {indent}  {figure.kind.value}: “{words}” (หน้า {figure.page_number})")


def _tree(tree: DraftTree) -> dict[str, Any]:
    return {
        "document": tree.slug,
        "version": tree.version,
        "edition": tree.edition,
        "nodes": [_node(node) for node in tree.nodes],
        "mismatches": [dict(mismatch) for mismatch in tree.mismatches],
    }


def _node(node: DraftRow) -> dict[str, Any]:
    plain = ("id", "code", "parent", "kind", "number", "title", "page", "start", "end", "quote")
    return {
        **{name: getattr(node, name) for name in plain},
        "score": node.score,
        "state": node.state.value,
        "note": node.note,
        "subject": node.subject,
        "figures": [_figure(figure) for figure in node.figures],
    }


def _figure(figure: DraftFigure) -> dict[str, Any]:
    return {
        "kind": figure.kind.value,
        "value": figure.value,
        "year": figure.year,
        "year_to": figure.year_to,
        "operator": figure.operator.value if figure.operator else None,
        "unit": figure.unit,
        "text": figure.text,
        "page": figure.page_number,
        "quote": figure.quote,
    }
