"""Reads and checks each document once: its syntax, its size, its validity, what it reaches."""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from graphql import DocumentNode, GraphQLError, GraphQLSchema, parse, specified_rules
from strawberry.extensions import SchemaExtension
from strawberry.schema.schema import validate_document

from api.context import Context
from api.cost import estimate, points
from api.known import content_digest
from api.limits import MAX_TOKENS, introspects, oversize
from api.public import is_public
from api.settings import Environment, Queries
from db.errors import RateLimited
from db.models import Role

# A document takes about 150 times its text in memory.
MAX_KEPT = 256 * 1024
_FORBIDDEN = {"code": "FORBIDDEN"}


@dataclass(frozen=True, slots=True)
class Checked:
    """A document that was parsed, and what is wrong with it."""

    document: DocumentNode
    errors: tuple[GraphQLError, ...] = ()
    introspects: bool = False
    public: bool = False
    content: str = ""

    def forbidden(self, context: Context) -> GraphQLError | None:
        """Why the caller may not run it, whatever it asks for; None when they may."""
        settings = context.services.settings
        if self.introspects and settings.environment is Environment.PRODUCTION:
            # Strangers do not read the schema from the server; it is published.
            return GraphQLError("Introspection is disabled.", extensions=_FORBIDDEN)
        unknown = settings.queries is Queries.KNOWN and context.viewer.role is Role.ANONYMOUS
        if unknown and not context.services.known.holds(self.content):
            message = "Only known documents are run for callers who do not say who they are."
            return GraphQLError(message, extensions=_FORBIDDEN)
        return None


class Documents:
    """The documents checked last, up to 256 kB of their texts."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Checked] = OrderedDict()
        self._held = 0

    def check(self, schema: GraphQLSchema, text: str) -> Checked:
        """The document of a text; raises a GraphQLError or RecursionError where there is none."""
        found = self._kept.get(text)
        if found is not None:
            self._kept.move_to_end(text)
            return found
        checked = _check(schema, text)
        self._keep(text, checked)
        return checked

    def _keep(self, text: str, checked: Checked) -> None:
        self._kept[text] = checked
        self._held += len(text)
        while self._held > MAX_KEPT:
            oldest, _ = self._kept.popitem(last=False)
            self._held -= len(oldest)


def _check(schema: GraphQLSchema, text: str) -> Checked:
    document = parse(text, max_tokens=MAX_TOKENS)
    error = oversize(document)
    if error is not None:
        return Checked(document, (error,))
    errors = tuple(validate_document(schema, document, tuple(specified_rules)))
    public = not errors and is_public(schema, document)
    return Checked(document, errors, introspects(document), public, content_digest(document))


documents = Documents()


class DocumentGuard(SchemaExtension):
    """Puts the checked document in place of parsing and validation."""

    def __init__(self) -> None:
        super().__init__()
        self._checked: Checked | None = None
        self._points = 0

    def on_parse(self) -> Iterator[None]:
        """Take the document that is known; the library reports those that cannot be parsed."""
        context = self.execution_context
        if context.query:
            try:
                self._checked = documents.check(context.schema._schema, context.query)
            except (GraphQLError, RecursionError):
                context.parse_options["max_tokens"] = MAX_TOKENS
            else:
                context.graphql_document = self._checked.document
        yield

    def on_validate(self) -> Iterator[None]:
        """Leave the document's errors, or none, in place of validation."""
        if self._checked is not None:
            error = self._checked.forbidden(self.execution_context.context)
            errors = [error] if error else [_fresh(one) for one in self._checked.errors]
            self.execution_context.pre_execution_errors = errors or self._charge()
        yield

    def get_results(self) -> dict[str, Any]:
        """What the operation was estimated to cost."""
        return {"cost": {"points": self._points}} if self._points else {}

    def _charge(self) -> list[GraphQLError]:
        """Take the operation's points; an error where the caller has not as many left."""
        running = self.execution_context
        document = running.graphql_document
        if document is None:
            return []
        name, schema = running.operation_name, running.schema._schema
        self._points = points(estimate(schema, document, name, running.variables))
        try:
            running.context.charge(self._points)
        except RateLimited as refused:
            told = {"code": refused.code, "retryAfter": refused.wait}
            return [GraphQLError(str(refused), extensions=told)]
        return []


def _fresh(error: GraphQLError) -> GraphQLError:
    """A copy: request ids are written into errors."""
    return GraphQLError(error.message, error.nodes, extensions=dict(error.extensions or {}) or None)
