"""Leaf fields that are read from their object alone: attributes, and methods without arguments."""

from collections.abc import Callable, Iterable
from dataclasses import MISSING, dataclass
from operator import attrgetter
from typing import Any, TypeAlias

from graphql import (
    FieldNode,
    GraphQLField,
    GraphQLID,
    GraphQLNonNull,
    GraphQLString,
    Undefined,
    is_leaf_type,
)
from strawberry.types.field import StrawberryField
from strawberry.types.fields.resolver import StrawberryResolver
from strawberry.types.unset import UNSET

Values: TypeAlias = dict[str, Any]
_TEXT = frozenset({GraphQLString, GraphQLID})


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


def leaf_of(field: GraphQLField, name: str, node: FieldNode, parent: str) -> Leaf | None:
    """The leaf that a field of the type `parent` is, under its `name` in the response; None for
    what is none."""
    if node.name.value == "__typename":
        return Leaf(name, lambda _: parent, str, required=True, is_text=True)
    required = isinstance(field.type, GraphQLNonNull)
    kind: Any = field.type.of_type if isinstance(field.type, GraphQLNonNull) else field.type
    get = _getter(field) if is_leaf_type(kind) else None
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
