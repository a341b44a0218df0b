"""The short way for leaves gives what the usual way gives, errors included."""

import asyncio
from enum import Enum

import pytest
import strawberry
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext as Usual

from api.execution import LeafFirst


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


@strawberry.type
class Query:
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


SCHEMA = strawberry.Schema(Query)
QUERIES = [
    "{ one { name size must colour tags shout } }",
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
]  # fmt: skip


def executed(context, query):
    SCHEMA.execution_context_class = context
    result = asyncio.run(SCHEMA.execute(query))
    told = [(e.message, e.path, e.locations) for e in result.errors or ()]
    return result.data, told, list(map(list, result.data.values())) if result.data else None


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.filterwarnings("ignore")
def test_both_ways_give_the_same(query, caplog):
    short, usual = executed(LeafFirst, query), executed(Usual, query)
    assert short == usual
    assert str(short[0]) == str(usual[0])  # the order of the names too


def test_the_short_way_is_taken():
    """A plain attribute never meets the executor of single fields."""
    asked = []

    class Watched(LeafFirst):
        def execute_field(self, parent, source, details, path, context):
            asked.append(details[0].node.name.value)
            return super().execute_field(parent, source, details, path, context)

    executed(Watched, "{ many { name size } one { name slow } }")
    assert sorted(asked) == ["many", "one", "slow"]
