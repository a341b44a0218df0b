"""Leaf fields that are read from their object alone: attributes, and methods without arguments."""

from collections.abc import Callable, Iterable
from dataclasses import MISSING, dataclass
from operator import attrgetter
from typing import Any, TypeAlias, cast

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
from strawberry import relay
from strawberry.relay.utils import to_base64
from strawberry.types import get_object_definition
from strawberry.types.field import StrawberryField
from strawberry.types.fields.resolver import StrawberryResolver
from strawberry.types.unset import UNSET

Values: TypeAlias = dict[str, Any]
_TEXT = frozenset({GraphQLString, GraphQLID})
_RELAY_WAYS = {
    name: getattr(relay.Node, name).__func__ for name in ("resolve_id", "resolve_typename")
}
_RELAY_ID: Any = next(
    cast("Any", field.base_resolver.wrapped_func).__func__
    for field in get_object_definition(relay.Node, strict=True).fields
    if field.base_resolver
)


class Unusual(Exception):
    """This object goes the usual way."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """How a leaf field is read: `get` from its object, `serialize` unless it is a text."""

    name: str
    get: Callable[[Any], Any]
    serialize: Callable[[Any], Any]
    required: bool
    is_text: bool


def leaf_of(
    field: GraphQLField, name: str, node: FieldNode, parent: GraphQLObjectType
) -> Leaf | None:
    """The leaf that a field of the type `parent` is, under its `name` in the response; None for
    what is none."""
    if node.name.value == "__typename":
        return Leaf(name, lambda _: parent.name, str, required=True, is_text=True)
    required = isinstance(field.type, GraphQLNonNull)
    kind: Any = field.type.of_type if isinstance(field.type, GraphQLNonNull) else field.type
    get = _getter(field, parent) if is_leaf_type(kind) else None
    if get is None:
        return None
    return Leaf(name, get, kind.coerce_output_value, required, kind in _TEXT)


def read_leaves(leaves: Iterable[Leaf], item: Any) -> Values:  # noqa: ANN401
    """The values of an object's leaves; raises Unusual for a null that must not be, and whatever a
    field raises."""
    values: Values = {}
    for leaf in leaves:
        value = leaf.get(item)
        if value is None:
            if leaf.required:
                raise Unusual
            values[leaf.name] = None
        elif leaf.is_text and type(value) is str:
            values[leaf.name] = value
        else:
            values[leaf.name] = leaf.serialize(value)
    return values


def _getter(field: GraphQLField, parent: GraphQLObjectType) -> Callable[[Any], Any] | None:
    """How a field is read from its object alone; None when it needs more than that."""
    definition: StrawberryField | None = field.extensions.get("strawberry-definition")
    if definition is None or definition.extensions:
        return None
    resolver = definition.base_resolver
    if resolver is None:
        return attrgetter(definition.python_name)
    read: Any = resolver.wrapped_func
    if getattr(read, "__func__", read) is _RELAY_ID:
        return _id_getter(parent)
    return read if _is_of_self_alone(definition, resolver) else None


def _id_getter(parent: GraphQLObjectType) -> Callable[[Any], Any] | None:
    """How Relay's global id is read: the name of the type with the attribute that is the key."""
    own = parent.extensions["strawberry-definition"].origin
    if any(getattr(own, name).__func__ is not made for name, made in _RELAY_WAYS.items()):
        return None
    key = attrgetter(own.resolve_id_attr())
    return lambda item: to_base64(parent.name, key(item))


def _is_of_self_alone(field: StrawberryField, resolver: StrawberryResolver[Any]) -> bool:
    needs = (resolver.info_parameter, resolver.root_parameter, resolver.parent_parameter)
    defaulted = all(one.default not in (MISSING, UNSET, Undefined) for one in field.arguments)
    return resolver.self_parameter is not None and not (
        resolver.is_async or any(needs) or not defaulted
    )
