"""Expected failures as GraphQL data, unexpected ones as one masked error with a request id."""

from collections.abc import Iterator
from enum import Enum

import strawberry
from graphql import GraphQLError, GraphQLSyntaxError
from strawberry.extensions import MaskErrors

from db.errors import AssistantPaused as AssistantPausedError
from db.errors import InvalidInput as InvalidInputError
from db.errors import ProblemError, RateLimited, Refused

TOO_COSTLY = "QUERY_TOO_COSTLY"


@strawberry.enum(description="What kind of expected failure this is.")
class ProblemCode(Enum):
    """Codes a client may branch on."""

    INVALID_INPUT = strawberry.enum_value(
        "INVALID_INPUT", description="An argument cannot be used as it is."
    )
    NOT_FOUND = strawberry.enum_value("NOT_FOUND", description="The thing does not exist.")
    UNAVAILABLE = strawberry.enum_value(
        "UNAVAILABLE", description="A part of the system does not answer; try again later."
    )
    ASSISTANT_PAUSED = strawberry.enum_value(
        "ASSISTANT_PAUSED", description="An admin turned the assistant off; the message says why."
    )


@strawberry.interface(description="An expected failure, told to users in Thai.")
class Problem:
    """What all problems have."""

    code: ProblemCode = strawberry.field(description="For programs.")
    message: str = strawberry.field(description="For people, in Thai, saying what to do.")
    path: list[str] = strawberry.field(description="The argument at fault; empty when none is.")


@strawberry.type(description="An argument cannot be used as it is.")
class InvalidInput(Problem):
    """A bad argument."""


@strawberry.type(description="The thing asked for does not exist.")
class NotFound(Problem):
    """A missing thing."""


@strawberry.type(description="A part of the system does not answer; try again later.")
class Unavailable(Problem):
    """A part that is down."""


@strawberry.type(description="An admin turned the assistant off; the message says why.")
class AssistantPaused(Problem):
    """An assistant that is to be silent."""


def problem_of(error: ProblemError) -> InvalidInput | NotFound | Unavailable:
    """The GraphQL problem for an expected failure.

    What refuses the caller is raised again: it is an error of the whole operation, not a result.
    """
    if isinstance(error, Refused):
        raise error
    path = list(error.path) if isinstance(error, InvalidInputError) else []
    if error.code == "INVALID_INPUT":
        return InvalidInput(code=ProblemCode.INVALID_INPUT, message=str(error), path=path)
    if error.code == "NOT_FOUND":
        return NotFound(code=ProblemCode.NOT_FOUND, message=str(error), path=path)
    return Unavailable(code=ProblemCode.UNAVAILABLE, message=str(error), path=path)


def asking_problem_of(
    error: ProblemError,
) -> AssistantPaused | InvalidInput | NotFound | Unavailable:
    """As `problem_of`, for what an admin may have turned off."""
    if isinstance(error, AssistantPausedError):
        return AssistantPaused(code=ProblemCode.ASSISTANT_PAUSED, message=str(error), path=[])
    return problem_of(error)


class CodedErrors(MaskErrors):
    """Gives every error a code and the request's id, and tells nothing of unexpected ones."""

    def __init__(self) -> None:
        super().__init__(is_unexpected, "เกิดข้อผิดพลาดภายในระบบ โปรดลองใหม่")

    def on_operation(self) -> Iterator[None]:
        """Begin the operation's context and look at its errors when it ends."""
        self.execution_context.context.begin_operation()
        yield from super().on_operation()

    def _process_errors(self, errors: list[GraphQLError]) -> list[GraphQLError]:
        request = self.execution_context.context.request_id
        told: dict[object, GraphQLError] = {}
        for error in errors:
            code = code_of(error)
            shown = self.anonymise_error(error) if is_unexpected(error) else error
            shown.extensions = {**(error.extensions or {}), "code": code, "requestId": request}
            if isinstance(error.original_error, RateLimited):
                shown.extensions["retryAfter"] = error.original_error.wait
            # Too much is said once, not for each of a thousand fields.
            told.setdefault(code if code == TOO_COSTLY else id(error), shown)
        return list(told.values())


def code_of(error: GraphQLError) -> str:
    """The code a client may branch on."""
    original = error.original_error
    if isinstance(original, ProblemError):
        return original.code
    if _is_too_deep(error) or error.message.endswith(" aborted."):
        return TOO_COSTLY
    if is_unexpected(error):
        return "INTERNAL"
    if isinstance(error, GraphQLSyntaxError):
        return "GRAPHQL_PARSE_FAILED"
    return str((error.extensions or {}).get("code", "GRAPHQL_VALIDATION_FAILED"))


def is_unexpected(error: GraphQLError) -> bool:
    """Whether an error must be masked: it is neither GraphQL's own nor an expected one."""
    original = error.original_error
    expected = isinstance(original, GraphQLError | ProblemError) or _is_too_deep(error)
    return original is not None and not expected


def _is_too_deep(error: GraphQLError) -> bool:
    """Whether the parser or the validation gave up on a document nested beyond reason."""
    return error.path is None and isinstance(error.original_error, RecursionError)
