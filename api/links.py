"""Fields that follow one edge from their object to others: declared, so that those of many objects
can be read together."""

# mypy: disable-error-code=untyped-decorator
# Strawberry types its field decorators as Any.

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from operator import attrgetter
from typing import Any, Final

import strawberry

from api.context import Info
from api.loaders import Loaders

_MARK: Final = "link"


@dataclass(frozen=True, slots=True)
class Link:
    """Follow the edge that `loader` reads, from the attribute `key` of an object; `make` makes an
    object of each row found. Without a key, or a row, there is nothing."""

    loader: str
    make: Callable[[Any], Any]
    key: str = "id"

    @property
    def metadata(self) -> dict[str, "Link"]:
        """What marks a field whose resolver, called without arguments, gives the same."""
        return {_MARK: self}

    async def follow(self, parent: Any, load: Loaders) -> Any:  # noqa: ANN401
        """What one object is linked with: a list, an object or None."""
        return (await self.follow_all([parent], load))[0]

    async def follow_all(self, parents: Sequence[Any], load: Loaders) -> list[Any]:
        """What each object is linked with."""
        keys = list(map(attrgetter(self.key), parents))
        present = [key for key in keys if key is not None]
        rows = iter(await getattr(load, self.loader).load_all(present) if present else ())
        return [None if key is None else self._made(next(rows)) for key in keys]

    def _made(self, found: Any) -> Any:  # noqa: ANN401
        if isinstance(found, list):
            return [self.make(row) for row in found]
        return None if found is None else self.make(found)


def link(description: str, loader: str, make: Callable[[Any], Any], key: str = "id") -> Any:  # noqa: ANN401
    """A field that is a link; its type is the annotation of the attribute."""
    followed = Link(loader, make, key)

    async def resolve(self: Any, info: Info) -> Any:  # noqa: ANN401
        return await followed.follow(self, info.context.load)

    return strawberry.field(resolver=resolve, description=description, metadata=followed.metadata)


def later(module: str, name: str) -> Callable[[Any], Any]:
    """Makes objects by a function, or by the `of` of a class, that is defined further on or in a
    module which imports this one."""

    @cache
    def find() -> Callable[[Any], Any]:
        found = getattr(import_module(module), name)
        make: Callable[[Any], Any] = getattr(found, "of", found)
        return make

    return lambda row: find()(row)


def link_of(field: Any) -> Link | None:  # noqa: ANN401 (a Strawberry field)
    """The link that a field is."""
    found: Link | None = field.metadata.get(_MARK)
    return found
