"""Reads and checks each document once: its syntax, its size, its validity, what it reaches."""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from graphql import DocumentNode, GraphQLError, GraphQLSchema, parse, specified_rules, validate
from strawberry.extensions import SchemaExtension
from strawberry.schema.validation_rules.maybe_null import MaybeNullValidationRule
from strawberry.schema.validation_rules.one_of import OneOfInputValidationRule

from api.context import Context
from api.cost import estimate, points
from api.known import content_digest
from api.limits import MAX_DEPTH, MAX_TEXT, MAX_TOKENS, introspects, oversize, refusal
from api.problems import code_of
from api.public import is_public
from api.settings import Environment, Queries
from db.errors import RateLimited
from db.models import Role

# A document takes about 150 times its text in memory.
MAX_KEPT = 256 * 1024
# What reading a document that is not known costs: a point for so many characters.
TEXT_A_POINT = 20
MAX_ERRORS = 20
_RULES = (*specified_rules, MaybeNullValidationRule, OneOfInputValidationRule)
_NOTHING = parse("{ __typename }")
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

    def check(self, schema: GraphQLSchema, text: str, context: Context) -> Checked:
        """The document of a text.

        One that is not known is paid for before it is read, whatever becomes of it; raises
        RateLimited where the caller has not as many points left.
        """
        found = self.known(text)
        if found is not None:
            return found
        if len(text) > MAX_TEXT:
            return Checked(_NOTHING, (refusal("characters", MAX_TEXT),))
        context.charge(1 + len(text) // TEXT_A_POINT)
        checked = _check(schema, text)
        self._keep(text, checked)
        return checked

    def known(self, text: str) -> Checked | None:
        """The document of a text that was checked lately."""
        found = self._kept.get(text)
        if found is not None:
            self._kept.move_to_end(text)
        return found

    def _keep(self, text: str, checked: Checked) -> None:
        self._kept[text] = checked
        self._held += len(text)
        while self._held > MAX_KEPT:
            oldest, _ = self._kept.popitem(last=False)
            self._held -= len(oldest)


def _check(schema: GraphQLSchema, text: str) -> Checked:
    try:
        document = parse(text, max_tokens=MAX_TOKENS)
        error = oversize(document)
        if error is not None:
            return Checked(_NOTHING, (_bare(error),))
        errors = validate(schema, document, _RULES, MAX_ERRORS, hide_suggestions=True)
        if errors:
            return Checked(_NOTHING, tuple(map(_bare, errors)), introspects(document))
        public = is_public(schema, document)
        return Checked(document, (), introspects(document), public, content_digest(document))
    except GraphQLError as error:
        # Nobody reads the document in its place: the errors come first.
        return Checked(_NOTHING, (_coded(error),))
    except RecursionError:
        return Checked(_NOTHING, (refusal("levels", MAX_DEPTH),))


def _bare(error: GraphQLError) -> GraphQLError:
    """An error that does not hold on to the document: only its text is kept."""
    told = error.extensions or None
    return GraphQLError(error.message, None, error.source, error.positions, extensions=told)


def _coded(error: GraphQLError) -> GraphQLError:
    """A syntax error with its code, which a copy of it would lose."""
    told = {"code": code_of(error)}
    return GraphQLError(error.message, None, error.source, error.positions, extensions=told)


documents = Documents()


class DocumentGuard(SchemaExtension):
    """Puts the checked document in place of parsing and validation."""

    def __init__(self) -> None:
        super().__init__()
        self._checked: Checked | None = None
        self._points = 0

    def on_parse(self) -> Iterator[None]:
        """Take the document that is known in place of parsing."""
        running = self.execution_context
        if running.query:
            schema = running.schema._schema
            try:
                self._checked = documents.check(schema, running.query, running.context)
            except RateLimited as refused:
                told = {"code": refused.code, "retryAfter": refused.wait}
                self._checked = Checked(_NOTHING, (GraphQLError(str(refused), extensions=told),))
            running.graphql_document = self._checked.document
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
    told = dict(error.extensions or {}) or None
    return GraphQLError(error.message, None, error.source, error.positions, extensions=told)
