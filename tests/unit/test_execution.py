"""The short way for leaves and links gives what the usual way gives, errors included."""

import asyncio
from collections import Counter
from dataclasses import dataclass
from enum import Enum

import pytest
import strawberry
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext as Usual

from api.execution import LevelByLevel
from api.links import Link, later, link
from api.loaders import Loader


@strawberry.enum
class Colour(Enum):
    RED = "แดง"


@strawberry.type
class Leaf:
    name: str
    size: int | None
    must: str
    colour: Colour = Colour.RED
    tags: list[str] = strawberry.field(default_factory=lambda: ["ก", "ข"])
    colours: list[Colour] = strawberry.field(default_factory=lambda: [Colour.RED, Colour.RED])
    shades: list[list[Colour | None]] = strawberry.field(default_factory=lambda: [[Colour.RED]])
    taken: int = 0

    @strawberry.field
    def shout(self, mark: str = "!") -> str:
        self.taken += 1
        return self.name + mark

    @strawberry.field
    def breaks(self) -> int:
        raise ValueError(self.name)

    @strawberry.field
    def path(self, info: strawberry.Info) -> str:
        return info.path.key

    @strawberry.field
    async def slow(self) -> str:
        await asyncio.sleep(0)
        return self.name

    @strawberry.field
    async def friends(self) -> list["Leaf"]:
        return [leaf("มี", 1), leaf("สอง", None)]


def leaf(name, size, must="ต้อง"):
    return Leaf(name=name, size=size, must=must)


@strawberry.type
class Other:
    name: str


def thing(row):
    return (Big if row[1] > 9 else Small)(id=row[0], size=row[1], above=row[2], lost=None)


BELOW = Link("below", thing)


@strawberry.interface
class Thing:
    id: int
    size: int
    above: strawberry.Private[int | None]
    lost: strawberry.Private[int | None]
    up: "Thing | None" = link("Above.", "called", later(__name__, "thing"), key="above")
    must_up: "Thing" = link("Above, always.", "called", later(__name__, "thing"), key="above")
    big: "Big | None" = link("Above, if big.", "called", later(__name__, "thing"), key="above")
    never: list["Thing"] = link("Nothing.", "below", thing, key="lost")
    fails: list["Thing"] = link("Breaks.", "broken", thing)

    @strawberry.field(metadata=BELOW.metadata)
    async def below(self, info: strawberry.Info, least: int = 0) -> list["Thing"]:
        return [one for one in await BELOW.follow(self, info.context.load) if one.size >= least]

    @strawberry.field
    def odd(self) -> int:
        if self.size == 12:
            raise ValueError("สิบสอง")
        return self.size


@strawberry.type
class Small(Thing):
    pass


@strawberry.type
class Big(Thing):
    deep: int = 7


ROWS = {at: (at, at * 3 % 17, at // 3 or None) for at in range(1, 40)}


class Load:
    def __init__(self):
        self.reads = Counter()
        self.called = self._loader("called", ROWS.get)
        self.below = self._loader("below", lambda key: [r for r in ROWS.values() if r[2] == key])
        self.broken = self._loader("broken", lambda key: 1 / (key - 5) and [])

    def _loader(self, name, find):
        async def read(keys):
            self.reads[name] += 1
            return [find(key) for key in keys]

        return Loader(read, spend=lambda _: None)


@dataclass
class Context:
    load: Load


@strawberry.type
class Named(strawberry.relay.Node):
    key: strawberry.relay.NodeID[int]
    name: str


@strawberry.type
class Renamed(strawberry.relay.Node):
    key: strawberry.relay.NodeID[int]

    @classmethod
    def resolve_typename(cls, root, info):
        return f"{info.path.typename}{root.key}"


@strawberry.type
class Query:
    @strawberry.field
    def named(self) -> list[Named]:
        return [Named(key=1, name="ก"), Named(key=2, name="ข")]

    @strawberry.field
    def renamed(self) -> list[Renamed]:
        return [Renamed(key=1), Renamed(key=2)]

    @strawberry.field
    def things(self, first: int = 6) -> list[Thing]:
        return [thing(ROWS[at]) for at in range(1, first)]

    @strawberry.field
    def nothing(self) -> list[Thing]:
        return []

    @strawberry.field
    def kinds(self) -> list[Big]:
        return [thing(row) for row in ROWS.values() if row[1] > 9]

    @strawberry.field
    def one(self) -> Leaf:
        return leaf("หนึ่ง", 1)

    @strawberry.field
    def many(self) -> list[Leaf]:
        return [leaf("ก", 1), leaf("ข", None)]

    @strawberry.field
    def spoilt(self) -> list[Leaf | None]:
        return [leaf("ก", 1), leaf("ข", 2, must=None), leaf("ค", "ไม่ใช่เลข"), None]

    @strawberry.field
    def either(self) -> list[Leaf | Other]:
        return [leaf("ก", 1), Other(name="ข")]

    @strawberry.field
    def tuples(self) -> list[Leaf]:
        return (leaf("ก", 1),)


SCHEMA = strawberry.Schema(Query, types=[Small, Big])
QUERIES = [
    "{ one { name size must colour tags shout } }",
    "{ one { colours name shades } many { shades colours } }",
    "{ one { shout2: shout(mark: \"?\") name shout } }",
    "{ one { slow name path size friends { size name __typename } must } }",
    "{ one { name breaks size } }",
    "{ many { name size __typename } }",
    "{ many { name breaks } }",
    "{ many { name slow } }",
    "{ many { ...F name } } fragment F on Leaf { size name }",
    "{ many { name @skip(if: true) size @include(if: true) } }",
    "{ many { a: name b: name } }",
    "{ spoilt { name } }",
    "{ spoilt { name must } }",
    "{ spoilt { size name } }",
    "{ spoilt { size must friends { name } } }",
    "{ either { __typename ... on Leaf { name size } ... on Other { name } } }",
    "{ tuples { name } }",
    "{ one { name } one { size } }",
    "{ __typename one { __typename } }",
    "{ things { id below { size id below { __typename id } } up { id } } }",
    "{ things { up { up { id } } ... on Big { deep below { id } } ... on Small { size } } }",
    "{ things { a: up { id } b: up { size } size below { a: id up { id below { id } } } } }",
    "{ things { below(least: 9) { id } below2: below { id } } }",
    "{ things { below { id } below { size } } }",
    "{ things { below @include(if: true) { id } size } }",
    "{ things { size mustUp { id } } }",
    "{ things { never { id } } }",
    "{ things { id fails { id } } }",
    "{ things { id below { odd } } }",
    "{ things { big { deep id } } }",
    "{ kinds { deep up { id ... on Big { deep } } below { id } } }",
    "{ nothing { id up { id } } }",
    "{ named { id name } }",
    "{ renamed { id } }",
    "{ things { id below { id ...Odd up { id } } } } fragment Odd on Thing { odd }",
]  # fmt: skip


def executed(context, query):
    SCHEMA.execution_context_class = context
    result = asyncio.run(SCHEMA.execute(query, context_value=Context(Load())))
    told = [(e.message, e.path, e.locations) for e in result.errors or ()]
    return result.data, told, list(map(list, result.data.values())) if result.data else None


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.filterwarnings("ignore")
def test_both_ways_give_the_same(query, caplog):
    short, usual = executed(LevelByLevel, query), executed(Usual, query)
    assert short == usual
    assert str(short[0]) == str(usual[0])  # the order of the names too


def test_the_short_way_is_taken():
    """A plain attribute never meets the executor of single fields."""
    asked = []

    class Watched(LevelByLevel):
        def execute_field(self, parent, source, details, path, context):
            asked.append(details[0].node.name.value)
            return super().execute_field(parent, source, details, path, context)

    executed(Watched, "{ many { name size } one { name slow } named { id } }")
    assert sorted(asked) == ["many", "named", "one", "slow"]


def test_a_level_is_read_together():
    """However many parents: what they link with is asked for once, and no field is executed."""
    SCHEMA.execution_context_class = LevelByLevel
    load = Load()
    query = "{ things(first: 30) { id below { id up { id } below { size } } } }"
    asyncio.run(SCHEMA.execute(query, context_value=Context(load)))
    assert load.reads == {"below": 2, "called": 1}
