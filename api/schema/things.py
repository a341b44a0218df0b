"""Finds any thing by its global id."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import strawberry
from graphql import GraphQLError
from strawberry import relay

from api.context import Info
from api.schema.actionplans import ActionPlan
from api.schema.agencies import Abbreviation, Agency
from api.schema.alignments import kept_alignment
from api.schema.answers import Answer
from api.schema.arguments import row_key
from api.schema.conversations import Conversation
from api.schema.directives import AwaitedDocument, Directive, Instruction
from api.schema.documents import Document, DocumentVersion
from api.schema.drafts import DraftNode, PlanDraft
from api.schema.facts import Conflict, Source
from api.schema.gaps import KnowledgeGap
from api.schema.jobs import Job, is_theirs
from api.schema.keys import ApiKey
from api.schema.kpis import Kpi
from api.schema.nodes import NODE_TYPES, plan_node
from api.schema.observations import Observation
from api.schema.passages import Passage
from api.schema.plans import Plan, PlanEdition
from api.schema.rules import ApprovalRule
from db.models import Role
from db.models.answers import is_key
from db.reads.access import is_key_id
from db.reads.actionplans import action_plan

MAX_SHOWN = 40
_Found: TypeAlias = tuple[str, Callable[[Any], relay.Node]]

_PUBLIC: Mapping[str, _Found] = {
    "Abbreviation": ("abbreviation", Abbreviation.of),
    "Agency": ("agency", Agency.of),
    "ApprovalRule": ("rule", ApprovalRule.of),
    "AwaitedDocument": ("awaited", AwaitedDocument.of),
    "Conflict": ("conflict", Conflict.of),
    "Directive": ("directive", Directive.of),
    "Document": ("document", Document.of),
    "DocumentVersion": ("version", DocumentVersion.of),
    "Instruction": ("instruction", Instruction.of),
    "Kpi": ("kpi", Kpi.of),
    "Observation": ("observation", Observation.of),
    "Passage": ("passage", Passage.of),
    "Plan": ("plan", Plan.of),
    "PlanEdition": ("edition", PlanEdition.of),
    "Source": ("source", Source.of),
    **{kind.__name__: ("node", plan_node) for kind in NODE_TYPES.values()},
}
_FOR_EDITORS: Mapping[str, _Found] = {
    "DraftNode": ("draft_node", DraftNode.of),
    "PlanDraft": ("draft", PlanDraft.of),
}
_FOR_ADMINS: Mapping[str, _Found] = {
    "ApiKey": ("api_key", ApiKey.of),
    "KnowledgeGap": ("gap", KnowledgeGap.of),
}
# Tables whose rows are not called as their type is.
_TABLES: Mapping[str, _Found] = {"PlanNode": ("node", plan_node), "Rule": ("rule", ApprovalRule.of)}
_KNOWN: Mapping[str, _Found] = {**_PUBLIC, **_FOR_EDITORS, **_FOR_ADMINS, **_TABLES}


async def thing(info: Info, key: strawberry.ID) -> relay.Node | None:
    """The thing with an id, None when there is none for the caller to see.

    Raises a GraphQLError for a text that is no id.
    """
    if is_key(key):
        return await _own(info, key)
    try:
        named = relay.GlobalID.from_id(key)
    except relay.GlobalIDValueError as error:
        raise GraphQLError(f"Not a global id: {key[:MAX_SHOWN]!r}.") from error
    if named.type_name == Job.__name__:
        return await _job(info, row_key(named.node_id) or 0)
    row_id = _row_of(named)
    if row_id is None or not _may_see(info, named.type_name):
        return None
    found = await built(info, named.type_name, row_id)
    return found if type(found).__name__ == named.type_name else None


def _row_of(named: relay.GlobalID) -> int | str | None:
    """The key of the row that an id names; None where no table could have it."""
    if named.type_name == ApiKey.__name__:
        return named.node_id if is_key_id(named.node_id) else None
    return row_key(named.node_id)


def _may_see(info: Info, kind: str) -> bool:
    """Whether there may be a thing of a type for the caller."""
    role = info.context.viewer.role
    if kind in _FOR_ADMINS:
        info.context.personal = True  # these change without the data's revision
        return role.covers(Role.ADMIN)
    return kind in _PUBLIC or (kind in _FOR_EDITORS and role.covers(Role.EDITOR))


async def built(info: Info, table: str, row_id: int | str) -> relay.Node | None:
    """The thing in a row of the table called `table`, or of the table of the type called so."""
    loader, build = _KNOWN[table]
    row = await getattr(info.context.load, loader).load(row_id)
    return build(row) if row else None


async def _job(info: Info, row_id: int) -> relay.Node | None:
    """A job, where the caller may see it."""
    info.context.personal = True
    row = await info.context.load.job.load(row_id)
    return Job.of(row) if row and is_theirs(row, info.context.viewer) else None


async def _own(info: Info, key: str) -> relay.Node | None:
    """An answer, a conversation, an alignment or an action plan, whose ids nobody can guess, where
    it is the caller's."""
    info.context.personal = True
    load, asked = info.context.load, (key, info.context.viewer.subject)
    answer = await load.answer.load(asked)
    if answer is not None:
        return Answer.of(answer)
    row = await load.conversation.load(asked)
    if row is not None:
        return Conversation.of(row)
    return await kept_alignment(info, key) or await _own_plan(info, key)


async def _own_plan(info: Info, key: str) -> ActionPlan | None:
    owner = info.context.viewer.subject
    if owner is None:
        return None
    plan = await info.context.read(lambda session: action_plan(session, key, owner))
    return ActionPlan.of(plan) if plan else None
