"""How choices that tables keep become enums of GraphQL."""

from enum import Enum
from typing import cast

import strawberry
from strawberry.types.enum import StrawberryEnumDefinition


def describe(
    choices: type[Enum], description: str, values: dict[str, str], name: str | None = None
) -> None:
    """Make `choices` a GraphQL enum, under its own name unless given; a member without its sentence
    fails the start."""
    strawberry.enum(choices, name=name, description=description)
    definition = cast(StrawberryEnumDefinition, vars(choices)["__strawberry_definition__"])
    for value in definition.values:
        value.description = values[value.name]
