"""Finds what a code names, of whatever type."""

from strawberry import relay

from api.context import Info


async def called(info: Info, code: str) -> relay.Node | None:
    """The one thing with this code; None where there is none, or several."""
    from api.schema.things import built

    named = await info.context.load.thing_called.load(code)
    return await built(info, *named) if named else None
