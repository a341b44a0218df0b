"""Executes plain fields without the machinery that only resolvers need.

graphql-core builds an info object and a path, and asks whether the value can be awaited, for every
field of every object; for a plain attribute that is most of the time of a query. Here fields that
are plain attributes, or methods of the object alone, are read directly, and a list of objects that
have nothing but such fields and links is read level by level: what all of them link with is loaded,
made and read together. Whatever is unusual about an object (an error, a null that must not be)
sends it, or its list, the usual way as a whole, so answers and errors stay the same.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any, TypeAlias

from graphql import (
    GraphQLField,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    is_composite_type,
)
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

from api.leaves import Leaf, Unusual, Values, leaf_of, read_leaves
from api.links import Link, link_of
from api.slices import take_turn

# So many objects are read before others have their turn.
_AT_ONCE = 250
_Usual: TypeAlias = Callable[[], Any]


@dataclass(frozen=True, slots=True)
class Branch:
    """A field that is a link: the type of what it leads to, and what is selected there."""

    name: str
    link: Link
    kind: Any
    details: Any
    is_list: bool
    required: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """A selection: its leaves, all else it has, the links among that, the names of all in order."""

    grouped: Any
    leaves: tuple[Leaf, ...]
    others: Mapping[str, Any]
    branches: tuple[Branch, ...]
    names: tuple[str, ...]

    @property
    def is_plain(self) -> bool:
        """Whether there is nothing but leaves and links."""
        return len(self.branches) == len(self.others)


class LevelByLevel(StrawberryGraphQLCoreExecutionContext):
    """Strawberry's executor with the short way for leaves and links."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self._plans: dict[int, Plan] = {}

    def execute_fields(
        self,
        parent_type: GraphQLObjectType,
        source_value: Any,  # noqa: ANN401
        path: Any,  # noqa: ANN401
        grouped_field_set: Any,  # noqa: ANN401
        position_context: Any,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        """The values of an object's fields, or what can be awaited for them."""
        plan = self._plan(parent_type, grouped_field_set)
        try:
            values = read_leaves(plan.leaves, source_value)
        except Exception:  # whatever it is, the usual way tells it properly
            values, others = {}, grouped_field_set
        else:
            others = plan.others
        if values and not others:
            return values
        rest: Any = super().execute_fields(
            parent_type, source_value, path, others, position_context
        )
        if not values:
            return rest
        if self.is_awaitable(rest):
            return _joined_later(plan.names, values, rest)
        return _joined(plan.names, values, rest)

    def complete_iterable_value(
        self,
        item_type: Any,  # noqa: ANN401
        field_details_list: Any,  # noqa: ANN401
        info: Any,  # noqa: ANN401
        path: Any,  # noqa: ANN401
        items: Any,  # noqa: ANN401
        position_context: Any,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        """A list; one of objects with nothing but leaves and links is read as a level."""
        usual = partial(
            super().complete_iterable_value,
            item_type,
            field_details_list,
            info,
            path,
            items,
            position_context,
        )
        if type(items) is not list or any(one.node.directives for one in field_details_list):
            return usual()
        try:
            level = self._level(item_type, field_details_list, items)
            if not any(plan.branches for plan in level.values()):
                return [read_leaves(level[type(item)].leaves, item) for item in items]
        except Exception:  # whatever it is, the usual way tells it properly
            return usual()
        return self._read_or(usual, level, items)

    async def _read_or(
        self, usual: _Usual, level: Mapping[type, Plan], items: Sequence[Any]
    ) -> Any:  # noqa: ANN401
        try:
            return await self._read(level, items)
        except Exception:  # whatever it is, the usual way tells it properly
            made = usual()
            return await made if self.is_awaitable(made) else made

    def _level(self, kind: Any, details: Any, items: Sequence[Any]) -> dict[type, Plan]:  # noqa: ANN401
        """The plan of each class among the items; raises Unusual where one has no plain plan."""
        named = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
        level = {}
        for made in set(map(type, items)):
            own = self._type_of(named, made)
            level[made] = self._plan(own, self.collect_subfields(own, details).grouped_field_set)
        if not all(plan.is_plain for plan in level.values()):
            raise Unusual
        return level

    def _type_of(self, kind: Any, made: type) -> GraphQLObjectType:  # noqa: ANN401
        """The object type that a class is, where `kind` is it or an interface of it."""
        own = kind
        if not isinstance(kind, GraphQLObjectType):
            definition = getattr(made, "__strawberry_definition__", None)
            own = self.schema.get_type(definition.name) if definition else None
        # An enumeration has a definition and a class, too.
        if not isinstance(own, GraphQLObjectType):
            raise Unusual
        known = own.extensions.get("strawberry-definition")
        if known is None or known.origin is not made:
            raise Unusual
        if own is not kind and not self.schema.is_sub_type(kind, own):
            raise Unusual
        return own

    async def _read(self, level: Mapping[type, Plan], items: Sequence[Any]) -> list[Values]:
        """The values of the objects of one level and of all levels below."""
        own = [[one for one in items if type(one) is made] for made in level]
        several = map(self._read_alike, level.values(), own)
        # Together, so that links of all kinds are loaded together.
        read = dict(zip(level, map(iter, await asyncio.gather(*several)), strict=True))
        return [next(read[type(item)]) for item in items]

    async def _read_alike(self, plan: Plan, items: Sequence[Any]) -> list[Values]:
        values = [read_leaves(plan.leaves, one) for one in items[:_AT_ONCE]]
        for start in range(_AT_ONCE, len(items), _AT_ONCE):
            await take_turn()
            values += [read_leaves(plan.leaves, one) for one in items[start : start + _AT_ONCE]]
        if not plan.branches:
            return values
        columns = await asyncio.gather(*(self._follow(one, items) for one in plan.branches))
        names = [branch.name for branch in plan.branches]
        rows = (dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True))
        return [_joined(plan.names, own, row) for own, row in zip(values, rows, strict=True)]

    async def _follow(self, branch: Branch, items: Sequence[Any]) -> list[Any]:
        """What each object's link leads to, read."""
        linked = await branch.link.follow_all(items, self.context_value.load)
        if (branch.is_list or branch.required) and None in linked:
            raise Unusual
        ends = [[] if one is None else [one] for one in linked]
        flat = [one for several in (linked if branch.is_list else ends) for one in several]
        level = self._level(branch.kind, branch.details, flat)
        read = iter(await self._read(level, flat))
        if branch.is_list:
            return [list(islice(read, len(several))) for several in linked]
        return [None if one is None else next(read) for one in linked]

    def _plan(self, parent: GraphQLObjectType, grouped: Any) -> Plan:  # noqa: ANN401
        known = self._plans.get(id(grouped))
        if known is not None and known.grouped is grouped:
            return known
        leaves: dict[str, Leaf] = {}
        branches: dict[str, Branch] = {}
        for name, details in grouped.items():
            node = details[0].node
            field = self.schema.get_field(parent, node.name.value)
            if field is None or len(details) > 1 or node.arguments or node.directives:
                continue
            if leaf := leaf_of(field, name, node, parent):
                leaves[name] = leaf
            elif (branch := _branch(field, name, details)) and self._is_plain_below(branch):
                branches[name] = branch
        others = {name: details for name, details in grouped.items() if name not in leaves}
        made = tuple(branches.values())
        plan = Plan(grouped, tuple(leaves.values()), others, made, tuple(grouped))
        self._plans[id(grouped)] = plan
        return plan

    def _is_plain_below(self, branch: Branch) -> bool:
        """Whether what a link leads to is likely to have nothing but leaves and links: one of the
        types of an interface speaks for all. Known before anything is loaded for nothing."""
        kind = branch.kind
        if not isinstance(kind, GraphQLObjectType):
            kind = self.schema.get_possible_types(kind)[0]
        below = self.collect_subfields(kind, branch.details).grouped_field_set
        return self._plan(kind, below).is_plain


def _branch(field: GraphQLField, name: str, details: Any) -> Branch | None:  # noqa: ANN401
    definition = field.extensions.get("strawberry-definition")
    followed = link_of(definition) if definition else None
    if followed is None:
        return None
    required = isinstance(field.type, GraphQLNonNull)
    kind: Any = field.type.of_type if isinstance(field.type, GraphQLNonNull) else field.type
    is_list = isinstance(kind, GraphQLList)
    kind = kind.of_type if is_list else kind
    kind = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
    if not is_composite_type(kind):
        return None
    return Branch(name, followed, kind, details, is_list, required)


def _joined(names: tuple[str, ...], values: Values, rest: Values) -> Values:
    """Both in the order of the selection."""
    whole = {**values, **rest}
    return {name: whole[name] for name in names if name in whole}


async def _joined_later(names: tuple[str, ...], values: Values, rest: Awaitable[Values]) -> Values:
    return _joined(names, values, await rest)
