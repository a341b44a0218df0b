"""The languages titles come in."""

from enum import Enum
from typing import Annotated

import strawberry


@strawberry.enum(description="A language for titles and names.")
class Lang(Enum):
    """Thai is the language of record; English is given where a source has it."""

    TH = strawberry.enum_value("TH", description="Thai, the language of record.")
    EN = strawberry.enum_value("EN", description="English where there is one, otherwise Thai.")


LangArgument = Annotated[Lang, strawberry.argument(description="Language of the title.")]


def in_language(thai: str, english: str | None, lang: Lang) -> str:
    """The title in `lang`, Thai where there is no other."""
    return english if lang is Lang.EN and english else thai
