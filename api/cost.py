"""Estimates how many things an operation reads, before it runs; linear in the document.

A field that gives things counts what it may give, times what is asked of each: `first` things for a
connection, ten for another list, one else, a search 200 more, a question or an alignment 300 and a
page's repairs 100; no operation is let read more than 5,000. Fragments are measured once.
"""

from collections.abc import Mapping
from typing import Any, Final

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    IntValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
    is_leaf_type,
)

from api.limits import MAX_ITEMS
from api.pagination import DEFAULT_PAGE, MAX_PAGE

THINGS_A_POINT: Final = 10
_LISTED: Final = 10
# These take as long as reading so many things, however many they show: a search, an answer, and the
# comparison of a page's words with what its file held.
SEARCH: Final = 200
ANSWER: Final = 300
COMPARISON: Final = 100
_WORK: Final = {
    ("Query", "search"): SEARCH,
    ("Mutation", "ask"): ANSWER,
    ("Subscription", "answer"): ANSWER,
    ("Mutation", "alignProject"): ANSWER,
    ("Page", "repairedPlaces"): COMPARISON,
}


def points(things: int) -> int:
    """What an operation that reads so many things costs: a point, and one for every ten."""
    return 1 + things // THINGS_A_POINT


def estimate(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation_name: str | None,
    variables: Mapping[str, Any] | None,
) -> int:
    """Things the operation of a valid document may read; 0 where none is meant."""
    operations = [d for d in document.definitions if isinstance(d, OperationDefinitionNode)]
    named = [d for d in operations if operation_name in (None, "", d.name and d.name.value)]
    if len(named) != 1:
        return 0  # executing it tells what is wrong
    root = schema.get_root_type(named[0].operation)
    return _Reader(schema, document, variables or {}).things(named[0].selection_set, root)


class _Reader:
    def __init__(
        self, schema: GraphQLSchema, document: DocumentNode, variables: Mapping[str, Any]
    ) -> None:
        self._schema = schema
        self._variables = variables
        self._fragments = {
            d.name.value: d for d in document.definitions if isinstance(d, FragmentDefinitionNode)
        }
        self._known: dict[str, int] = {}

    def things(self, selections: SelectionSetNode | None, parent: Any) -> int:  # noqa: ANN401
        total = 0
        for selection in selections.selections if selections else ():
            total += self._selection(selection, parent)
        return min(total, MAX_ITEMS)

    def _selection(self, selection: Any, parent: Any) -> int:  # noqa: ANN401
        if isinstance(selection, FragmentSpreadNode):
            return self._fragment(selection.name.value)
        if not isinstance(selection, FieldNode):
            condition = selection.type_condition
            inner = self._schema.get_type(condition.name.value) if condition else parent
            return self.things(selection.selection_set, inner)
        field = getattr(parent, "fields", {}).get(selection.name.value)
        if field is None or is_leaf_type(get_named_type(field.type)):
            return 0
        inner = self.things(selection.selection_set, get_named_type(field.type))
        work = _WORK.get((parent.name, selection.name.value), 0)
        inner += work // self._many(field, selection)
        return min(self._many(field, selection) * (1 + inner), MAX_ITEMS)

    def _fragment(self, name: str) -> int:
        if name not in self._known:
            fragment = self._fragments[name]
            kind = self._schema.get_type(fragment.type_condition.name.value)
            self._known[name] = self.things(fragment.selection_set, kind)
        return self._known[name]

    def _many(self, field: GraphQLField, node: FieldNode) -> int:
        """How many things a field may give; the parts of a connection are counted at its head."""
        for name in ("first", "last"):
            given = next((a.value for a in node.arguments or () if a.name.value == name), None)
            if given is not None:
                return self._number(given)
        if "first" in field.args:
            return DEFAULT_PAGE
        if node.name.value in {"edges", "nodes"} and "ids" not in field.args:
            return 1
        kind = field.type.of_type if isinstance(field.type, GraphQLNonNull) else field.type
        return _LISTED if isinstance(kind, GraphQLList) else 1

    def _number(self, given: Any) -> int:  # noqa: ANN401
        if isinstance(given, IntValueNode):
            return min(max(int(given.value), 1), MAX_PAGE) if len(given.value) < 9 else MAX_PAGE
        value = self._variables.get(given.name.value) if isinstance(given, VariableNode) else None
        return min(max(value, 1), MAX_PAGE) if isinstance(value, int) else MAX_PAGE
