"""Refuses documents that would cost too much, in one linear walk before validation.

Strawberry's own depth and alias limiters are exponential in nested fragments; here each fragment
is measured once. Validation compares every two fields of one name at one place with each other, so
these pairs are counted too: 4 kB of repeated fields would take it a second.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
)

MAX_TEXT = 32_000
MAX_TOKENS = 2_000
MAX_DEPTH = 15
MAX_FIELDS = 500
MAX_ALIASES = 30
MAX_DIRECTIVES = 50
MAX_REPEATS = 2_000
MAX_OPERATIONS = 10
MAX_VALUES = 2_000
MAX_ITEMS = 5_000
MAX_QUESTIONS = 1
_LIMITS = {
    "levels": MAX_DEPTH,
    "fields": MAX_FIELDS,
    "aliases": MAX_ALIASES,
    "questions": MAX_QUESTIONS,
    "directives": MAX_DIRECTIVES,
}
_SCHEMA_FIELDS = frozenset({"__schema", "__type"})


@dataclass(frozen=True, slots=True)
class Size:
    """How deep and how large a selection is with its fragments spread out."""

    levels: int = 0
    fields: int = 0
    aliases: int = 0
    questions: int = 0
    directives: int = 0

    def with_directives(self, count: int) -> "Size":
        """The size with so many directives more."""
        return replace(self, directives=self.directives + count) if count else self


def introspects(document: DocumentNode) -> bool:
    """Whether a document asks for the schema anywhere, fragments included."""
    open_sets = [getattr(d, "selection_set", None) for d in document.definitions]
    while open_sets:
        selections = open_sets.pop()
        for selection in selections.selections if selections else ():
            if isinstance(selection, FieldNode) and selection.name.value in _SCHEMA_FIELDS:
                return True
            open_sets.append(getattr(selection, "selection_set", None))
    return False


def oversize(document: DocumentNode) -> GraphQLError | None:
    """Why a document is refused, None when it is not."""
    operations = [d for d in document.definitions if isinstance(d, OperationDefinitionNode)]
    if len(operations) > MAX_OPERATIONS:
        return refusal("operations", MAX_OPERATIONS)
    walk = _Walk(document)
    try:
        sizes = [walk.measure(operation) for operation in operations]
    except RecursionError:
        return GraphQLError("Fragments form a cycle.", extensions={"code": "QUERY_TOO_COSTLY"})
    for name, limit in _LIMITS.items():
        if any(getattr(size, name) > limit for size in sizes):
            return refusal(name, limit)
    if sum(walk.repeats(operation.selection_set) for operation in operations) > MAX_REPEATS:
        return refusal("pairs of repeated fields", MAX_REPEATS)
    return walk.unmeasured()


def too_many_values(variables: object) -> bool:
    """Whether variables hold more values than any operation takes; looks at no more of them."""
    waiting, left = [variables], MAX_VALUES
    while waiting and left >= 0:
        value = waiting.pop()
        if isinstance(value, dict | list):
            left -= len(value)
            waiting.extend(value.values() if isinstance(value, dict) else value)
    return left < 0


class _Walk:
    def __init__(self, document: DocumentNode) -> None:
        self._defined = [d for d in document.definitions if isinstance(d, FragmentDefinitionNode)]
        self._fragments = {fragment.name.value: fragment for fragment in self._defined}
        self._known: dict[str, Size] = {}
        self._open: set[str] = set()

    def unmeasured(self) -> GraphQLError | None:
        """The error of a fragment that no operation reaches, on which validation would work too."""
        for fragment in self._defined:
            name = fragment.name.value
            if name not in self._known:
                return GraphQLError(f"Fragment '{name}' is never used.", fragment)
            if self._fragments[name] is not fragment:
                return GraphQLError(f"There can be only one fragment named '{name}'.", fragment)
        return None

    def repeats(self, selections: SelectionSetNode) -> int:
        """Pairs of fields that go under one name at one place, fragments spread out."""
        pairs, places = 0, [[selections]]
        while places:
            named: dict[str, list[SelectionSetNode | None]] = {}
            for field in self._fields(places.pop()):
                told = (field.alias or field.name).value
                named.setdefault(told, []).append(field.selection_set)
            for inner in named.values():
                pairs += len(inner) * (len(inner) - 1) // 2
                if below := [one for one in inner if one]:
                    places.append(below)
        return pairs

    def _fields(self, given: Iterable[SelectionSetNode]) -> Iterable[FieldNode]:
        """The fields of some selections that are merged; a fragment gives its fields once."""
        waiting, spread = list(given), set()
        while waiting:
            for selection in waiting.pop().selections:
                if isinstance(selection, FieldNode):
                    yield selection
                elif isinstance(selection, FragmentSpreadNode):
                    name = selection.name.value
                    if name not in spread and name in self._fragments:
                        waiting.append(self._fragments[name].selection_set)
                    spread.add(name)
                elif isinstance(selection, InlineFragmentNode):
                    waiting.append(selection.selection_set)

    def measure(self, node: Any) -> Size:  # noqa: ANN401 (an operation, a fragment, a selection)
        """The size of what is selected in a node, its own directives with it."""
        inner = self._size(getattr(node, "selection_set", None))
        return inner.with_directives(len(node.directives or ()))

    def _size(self, selections: SelectionSetNode | None) -> Size:
        levels = fields = aliases = questions = directives = 0
        for selection in selections.selections if selections else ():
            inner = self._selection(selection)
            levels = max(levels, inner.levels)
            fields, aliases = fields + inner.fields, aliases + inner.aliases
            questions += inner.questions
            directives += inner.directives
        return Size(levels, fields, aliases, questions, directives)

    def _selection(self, selection: SelectionNode) -> Size:
        inner = self.measure(selection)
        if isinstance(selection, FragmentSpreadNode):
            return self._fragment(selection.name.value).with_directives(inner.directives)
        if isinstance(selection, FieldNode):
            return Size(
                inner.levels + 1,
                inner.fields + 1,
                inner.aliases + (selection.alias is not None),
                inner.questions + (selection.name.value == "ask"),
                inner.directives,
            )
        return inner

    def _fragment(self, name: str) -> Size:
        if name in self._open:
            raise RecursionError(name)
        if name not in self._known:
            self._open.add(name)
            fragment = self._fragments.get(name)
            self._known[name] = self.measure(fragment) if fragment else Size()
            self._open.discard(name)
        return self._known[name]


def refusal(name: str, limit: int) -> GraphQLError:
    """The error for a query that asks for too much."""
    return GraphQLError(
        f"The query is too large: more than {limit:,} {name}.",
        extensions={"code": "QUERY_TOO_COSTLY"},
    )
