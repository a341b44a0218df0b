"""Refuses documents that would cost too much, in one linear walk before validation.

Strawberry's own depth and alias limiters are exponential in nested fragments; here each fragment
is measured once.
"""

from dataclasses import dataclass

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    OperationDefinitionNode,
    SelectionSetNode,
)

MAX_TOKENS = 2_000
MAX_DEPTH = 15
MAX_FIELDS = 500
MAX_ALIASES = 30
MAX_OPERATIONS = 10
MAX_ITEMS = 5_000
MAX_QUESTIONS = 1
_LIMITS = {
    "levels": MAX_DEPTH,
    "fields": MAX_FIELDS,
    "aliases": MAX_ALIASES,
    "questions": MAX_QUESTIONS,
}
_SCHEMA_FIELDS = frozenset({"__schema", "__type"})


@dataclass(frozen=True, slots=True)
class Size:
    """How deep and how large a selection is with its fragments spread out."""

    levels: int = 0
    fields: int = 0
    aliases: int = 0
    questions: int = 0


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
    try:
        sizes = [_Walk(document).size(operation.selection_set) for operation in operations]
    except RecursionError:
        return GraphQLError("Fragments form a cycle.", extensions={"code": "QUERY_TOO_COSTLY"})
    for name, limit in _LIMITS.items():
        if any(getattr(size, name) > limit for size in sizes):
            return refusal(name, limit)
    return None


class _Walk:
    def __init__(self, document: DocumentNode) -> None:
        self._fragments = {
            d.name.value: d for d in document.definitions if isinstance(d, FragmentDefinitionNode)
        }
        self._known: dict[str, Size] = {}
        self._open: set[str] = set()

    def size(self, selections: SelectionSetNode | None) -> Size:
        levels = fields = aliases = questions = 0
        for selection in selections.selections if selections else ():
            inner = self._selection(selection)
            levels = max(levels, inner.levels)
            fields, aliases = fields + inner.fields, aliases + inner.aliases
            questions += inner.questions
        return Size(levels, fields, aliases, questions)

    def _selection(self, selection: object) -> Size:
        if isinstance(selection, FragmentSpreadNode):
            return self._fragment(selection.name.value)
        inner = self.size(getattr(selection, "selection_set", None))
        if isinstance(selection, FieldNode):
            return Size(
                inner.levels + 1,
                inner.fields + 1,
                inner.aliases + (selection.alias is not None),
                inner.questions + (selection.name.value == "ask"),
            )
        return inner

    def _fragment(self, name: str) -> Size:
        if name in self._open:
            raise RecursionError(name)
        if name not in self._known:
            self._open.add(name)
            fragment = self._fragments.get(name)
            self._known[name] = self.size(fragment.selection_set if fragment else None)
            self._open.discard(name)
        return self._known[name]


def refusal(name: str, limit: int) -> GraphQLError:
    """The error for a query that asks for too much."""
    return GraphQLError(
        f"The query is too large: more than {limit:,} {name}.",
        extensions={"code": "QUERY_TOO_COSTLY"},
    )
