"""`sodklong schema`: prints the GraphQL schema."""

from api.commands.output import say


def schema() -> None:
    """Print the schema in the GraphQL definition language."""
    from api.schema import schema as graphql_schema

    say(graphql_schema.as_str())
