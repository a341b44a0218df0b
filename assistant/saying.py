"""What of supported statements may be said: no order to a program, no strange address."""

from collections.abc import Sequence
from dataclasses import replace

from assistant import wording
from assistant.draft import Statement
from assistant.extraction.addressing import speaks_to_machine
from assistant.extraction.links import without_links


def sayable(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements without those that speak to the program that reads them, by themselves or by
    a quote; addresses of others than offices are left to the quote. No frame stays alone."""
    fit = [s for s in statements if not any(map(speaks_to_machine, _texts(s)))]
    if all(statement.frame for statement in fit):
        return ()
    return tuple(replace(s, text=without_links(s.text, wording.ADDRESS_IN_QUOTE)) for s in fit)


def leaves_address(statements: Sequence[Statement]) -> bool:
    """Whether an address was left to the quotes."""
    return any(wording.ADDRESS_IN_QUOTE in statement.text for statement in statements)


def _texts(statement: Statement) -> list[str]:
    return [statement.text, *(quote.text for quote in statement.quotes)]
