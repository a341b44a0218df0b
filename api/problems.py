"""Expected failures as GraphQL data, unexpected ones as one masked error with a request id."""

from enum import Enum

import strawberry
from graphql import GraphQLError

from db.errors import ProblemError
from db.errors import InvalidInput as InvalidInputError


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


def problem_of(error: ProblemError) -> InvalidInput | NotFound | Unavailable:
    """The GraphQL problem for an expected failure."""
    path = list(error.path) if isinstance(error, InvalidInputError) else []
    if error.code == "INVALID_INPUT":
        return InvalidInput(code=ProblemCode.INVALID_INPUT, message=str(error), path=path)
    if error.code == "NOT_FOUND":
        return NotFound(code=ProblemCode.NOT_FOUND, message=str(error), path=path)
    return Unavailable(code=ProblemCode.UNAVAILABLE, message=str(error), path=path)


def graphql_error(error: ProblemError) -> GraphQLError:
    """An expected failure where the schema has no place for it as data."""
    return GraphQLError(str(error), extensions={"code": error.code})


def is_unexpected(error: GraphQLError) -> bool:
    """Whether an error must be masked: it is neither GraphQL's own nor an expected one."""
    original = error.original_error
    return original is not None and not isinstance(original, GraphQLError | ProblemError)
