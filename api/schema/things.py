"""Finds any thing by its global id."""

from collections.abc import Callable, Mapping
from typing import Any

from strawberry import relay

from api.context import Info
from api.schema.agencies import Agency
from api.schema.arguments import row_key
from api.schema.directives import AwaitedDocument, Directive, Instruction
from api.schema.documents import Document, DocumentVersion
from api.schema.facts import Conflict, Source
from api.schema.kpis import Kpi
from api.schema.nodes import NODE_TYPES, plan_node
from api.schema.plans import Plan, PlanEdition

_LOADERS: Mapping[str, tuple[str, Callable[[Any], relay.Node]]] = {
    "Agency": ("agency", Agency.of),
    "AwaitedDocument": ("awaited", AwaitedDocument.of),
    "Conflict": ("conflict", Conflict.of),
    "Directive": ("directive", Directive.of),
    "Document": ("document", Document.of),
    "DocumentVersion": ("version", DocumentVersion.of),
    "Instruction": ("instruction", Instruction.of),
    "Kpi": ("kpi", Kpi.of),
    "Plan": ("plan", Plan.of),
    "PlanEdition": ("edition", PlanEdition.of),
    "Source": ("source", Source.of),
    **{kind.__name__: ("node", plan_node) for kind in NODE_TYPES.values()},
}


async def thing(info: Info, key: relay.GlobalID) -> relay.Node | None:
    """The thing with a global id, None when there is none."""
    loader, build = _LOADERS.get(key.type_name, ("", None))
    row_id = row_key(key.node_id)
    if build is None or row_id is None:
        return None
    row = await getattr(info.context.load, loader).load(row_id)
    found = build(row) if row else None
    return found if type(found).__name__ == key.type_name else None
