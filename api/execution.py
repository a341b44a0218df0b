"""Executes leaf fields without the machinery that only resolvers need.

graphql-core builds an info object and a path, and asks whether the value can be awaited, for every
field of every object; for a plain attribute that is most of the time of a query. Here fields that
are plain attributes, or methods of the object alone, are read directly. Whatever is unusual about
an object (an error, a null that must not be) sends it the usual way as a whole, so answers and
errors stay the same.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import MISSING, dataclass
from operator import attrgetter
from typing import Any, TypeAlias

from graphql import (
    FieldNode,
    GraphQLField,
    GraphQLID,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLString,
    Undefined,
    is_leaf_type,
)
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext
from strawberry.types.field import StrawberryField
from strawberry.types.fields.resolver import StrawberryResolver
from strawberry.types.unset import UNSET

Values: TypeAlias = dict[str, Any]
_TEXT = frozenset({GraphQLString, GraphQLID})


class _Unusual(Exception):
    """This object goes the usual way."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """How a leaf field is read: `get` from its object, `serialize` unless it is a text."""

    name: str
    get: Callable[[Any], Any]
    serialize: Callable[[Any], Any]
    required: bool
    is_text: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """A selection: its leaves, what else it has, and the names of all in order."""

    grouped: Any
    leaves: tuple[Leaf, ...]
    others: Mapping[str, Any]
    names: tuple[str, ...]


class LeafFirst(StrawberryGraphQLCoreExecutionContext):
    """Strawberry's executor with the short way for leaves."""

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
            values = _read(plan.leaves, source_value)
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
        """A list; one of objects with nothing but leaves is read without a path for each."""
        made = self._flat(item_type, field_details_list, items)
        if made is not None:
            return made
        return super().complete_iterable_value(
            item_type, field_details_list, info, path, items, position_context
        )

    def _flat(self, item_type: Any, details: Any, items: Any) -> list[Values] | None:  # noqa: ANN401
        kind = item_type.of_type if isinstance(item_type, GraphQLNonNull) else item_type
        if not isinstance(kind, GraphQLObjectType) or type(items) is not list:
            return None
        if any(one.node.directives for one in details):
            return None
        plan = self._plan(kind, self.collect_subfields(kind, details).grouped_field_set)
        definition = kind.extensions.get("strawberry-definition")
        if plan.others or definition is None:
            return None
        if any(type(item) is not definition.origin for item in items):
            return None
        try:
            return [_read(plan.leaves, item) for item in items]
        except Exception:  # whatever it is, the usual way tells it properly
            return None

    def _plan(self, parent: GraphQLObjectType, grouped: Any) -> Plan:  # noqa: ANN401
        known = self._plans.get(id(grouped))
        if known is not None and known.grouped is grouped:
            return known
        leaves = {
            name: leaf
            for name, details in grouped.items()
            if len(details) == 1 and (leaf := self._leaf(parent, name, details[0].node))
        }
        others = {name: details for name, details in grouped.items() if name not in leaves}
        plan = Plan(grouped, tuple(leaves.values()), others, tuple(grouped))
        self._plans[id(grouped)] = plan
        return plan

    def _leaf(self, parent: GraphQLObjectType, name: str, node: FieldNode) -> Leaf | None:
        field = self.schema.get_field(parent, node.name.value)
        if field is None or node.arguments or node.directives:
            return None
        if node.name.value == "__typename":
            return Leaf(name, lambda _: parent.name, str, required=True, is_text=True)
        required = isinstance(field.type, GraphQLNonNull)
        kind: Any = field.type.of_type if isinstance(field.type, GraphQLNonNull) else field.type
        get = _getter(field) if is_leaf_type(kind) else None
        if get is None:
            return None
        return Leaf(name, get, kind.coerce_output_value, required, kind in _TEXT)


def _getter(field: GraphQLField) -> Callable[[Any], Any] | None:
    """How a field is read from its object alone; None when it needs more than that."""
    definition: StrawberryField | None = field.extensions.get("strawberry-definition")
    if definition is None or definition.extensions:
        return None
    resolver = definition.base_resolver
    if resolver is None:
        return attrgetter(definition.python_name)
    read: Any = resolver.wrapped_func
    return read if _is_of_self_alone(definition, resolver) else None


def _is_of_self_alone(field: StrawberryField, resolver: StrawberryResolver[Any]) -> bool:
    needs = (resolver.info_parameter, resolver.root_parameter, resolver.parent_parameter)
    defaulted = all(one.default not in (MISSING, UNSET, Undefined) for one in field.arguments)
    return resolver.self_parameter is not None and not (
        resolver.is_async or any(needs) or not defaulted
    )


def _read(leaves: tuple[Leaf, ...], item: Any) -> Values:  # noqa: ANN401
    values: Values = {}
    for leaf in leaves:
        value = leaf.get(item)
        if value is None:
            if leaf.required:
                raise _Unusual
            values[leaf.name] = None
        elif leaf.is_text and type(value) is str:
            values[leaf.name] = value
        else:
            values[leaf.name] = leaf.serialize(value)
    return values


def _joined(names: tuple[str, ...], values: Values, rest: Values) -> Values:
    """Both in the order of the selection."""
    whole = {**values, **rest}
    return {name: whole[name] for name in names if name in whole}


async def _joined_later(names: tuple[str, ...], values: Values, rest: Awaitable[Values]) -> Values:
    return _joined(names, values, await rest)
