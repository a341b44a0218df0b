"""The usual way: Strawberry, FastAPI and SQLModel as their own guides put them together.

A session a request from a dependency, sync resolvers where a statement is enough, a DataLoader for
every edge of the tree. Nothing more and nothing less: no response cache, no limits, none of our
code but the tables. Its loaders run statements on the event loop, which for one process is the
fastest form of it, since no thread is woken. The pool is the one thing that was tuned.

    DATABASE_URL=sqlite:///universe.sqlite3 python tests/benchmarks/graphql/plain_app.py 8001
"""

import os
import sys
from collections import defaultdict
from collections.abc import Iterator
from typing import Annotated

import strawberry
import uvicorn
from fastapi import Depends, FastAPI
from sqlalchemy import func
from sqlmodel import Session, col, create_engine, select
from strawberry.dataloader import DataLoader
from strawberry.fastapi import BaseContext, GraphQLRouter

from db.models import Kpi, KpiTarget, PlanEdition, PlanNode

_url = os.environ["DATABASE_URL"]
_sqlite = _url.startswith("sqlite")
# Sessions are held while loaders wait. With the usual 15 connections the sixteenth caller would
# stop the event loop that has to hand one back.
engine = create_engine(
    _url, pool_size=60, connect_args={"check_same_thread": False} if _sqlite else {}
)


class Context(BaseContext):
    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.edition = DataLoader(self._editions)
        self.node = DataLoader(self._nodes)
        self.children = DataLoader(self._children)
        self.roots = DataLoader(self._roots)
        self.kpis = DataLoader(self._kpis)
        self.targets = DataLoader(self._targets)

    async def _editions(self, keys: list[int]) -> list[PlanEdition | None]:
        rows = self.session.exec(select(PlanEdition).where(col(PlanEdition.id).in_(keys)))
        found = {row.id: row for row in rows}
        return [found.get(key) for key in keys]

    async def _nodes(self, keys: list[int]) -> list[PlanNode | None]:
        rows = self.session.exec(select(PlanNode).where(col(PlanNode.id).in_(keys)))
        found = {row.id: row for row in rows}
        return [found.get(key) for key in keys]

    async def _children(self, keys: list[int]) -> list[list[PlanNode]]:
        query = select(PlanNode).where(col(PlanNode.parent_id).in_(keys))
        found = defaultdict(list)
        for row in self.session.exec(query.order_by(col(PlanNode.position))):
            found[row.parent_id].append(row)
        return [found[key] for key in keys]

    async def _roots(self, keys: list[int]) -> list[list[PlanNode]]:
        query = select(PlanNode).where(
            col(PlanNode.edition_id).in_(keys), col(PlanNode.parent_id).is_(None)
        )
        found = defaultdict(list)
        for row in self.session.exec(query.order_by(col(PlanNode.position))):
            found[row.edition_id].append(row)
        return [found[key] for key in keys]

    async def _kpis(self, keys: list[int]) -> list[list[Kpi]]:
        query = select(Kpi).where(col(Kpi.node_id).in_(keys))
        found = defaultdict(list)
        for row in self.session.exec(query.order_by(col(Kpi.position))):
            found[row.node_id].append(row)
        return [found[key] for key in keys]

    async def _targets(self, keys: list[int]) -> list[list[KpiTarget]]:
        query = select(KpiTarget).where(col(KpiTarget.kpi_id).in_(keys))
        found = defaultdict(list)
        for row in self.session.exec(query.order_by(col(KpiTarget.id))):
            found[row.kpi_id].append(row)
        return [found[key] for key in keys]


Info = strawberry.Info[Context, None]


@strawberry.type
class TargetType:
    year: int | None
    value: float
    printed: str | None

    @classmethod
    def of(cls, row: KpiTarget) -> "TargetType":
        return cls(year=row.year, value=row.value, printed=row.printed)


@strawberry.type
class KpiType:
    id: strawberry.ID
    code: str
    number: str
    title: str
    unit: str
    baseline: float | None

    @strawberry.field
    async def targets(self, info: Info) -> list[TargetType]:
        return [TargetType.of(row) for row in await info.context.targets.load(int(self.id))]

    @classmethod
    def of(cls, row: Kpi) -> "KpiType":
        return cls(
            id=strawberry.ID(str(row.id)),
            code=row.code,
            number=row.number,
            title=row.title,
            unit=row.unit,
            baseline=row.baseline,
        )


@strawberry.type
class EditionType:
    id: strawberry.ID
    code: str
    title: str
    year_from: int
    year_to: int

    @strawberry.field
    async def nodes(self, info: Info) -> list["NodeType"]:
        return [NodeType.of(row) for row in await info.context.roots.load(int(self.id))]

    @classmethod
    def of(cls, row: PlanEdition) -> "EditionType":
        return cls(
            id=strawberry.ID(str(row.id)),
            code=row.code,
            title=row.title,
            year_from=row.year_from,
            year_to=row.year_to,
        )


@strawberry.type
class NodeType:
    id: strawberry.ID
    code: str
    kind: str
    number: str
    title: str
    edition_id: strawberry.Private[int]
    parent_id: strawberry.Private[int | None]

    @strawberry.field
    async def edition(self, info: Info) -> EditionType | None:
        row = await info.context.edition.load(self.edition_id)
        return EditionType.of(row) if row else None

    @strawberry.field
    async def parent(self, info: Info) -> "NodeType | None":
        row = await info.context.node.load(self.parent_id) if self.parent_id else None
        return NodeType.of(row) if row else None

    @strawberry.field
    async def children(self, info: Info) -> list["NodeType"]:
        return [NodeType.of(row) for row in await info.context.children.load(int(self.id))]

    @strawberry.field
    async def kpis(self, info: Info) -> list[KpiType]:
        return [KpiType.of(row) for row in await info.context.kpis.load(int(self.id))]

    @classmethod
    def of(cls, row: PlanNode) -> "NodeType":
        return cls(
            id=strawberry.ID(str(row.id)),
            code=row.code,
            kind=row.kind.name,
            number=row.number,
            title=row.title,
            edition_id=row.edition_id,
            parent_id=row.parent_id,
        )


@strawberry.type
class KpiPage:
    total: int
    items: list[KpiType]


@strawberry.type
class NodePage:
    total: int
    items: list[NodeType]


@strawberry.type
class Query:
    @strawberry.field
    def kpis(self, info: Info, edition: str, limit: int = 100, offset: int = 0) -> KpiPage:
        query = select(Kpi).join(PlanEdition).where(PlanEdition.code == edition)
        session = info.context.session
        total = session.exec(select(func.count()).select_from(query.subquery())).one()
        rows = session.exec(query.order_by(col(Kpi.position)).limit(limit).offset(offset))
        return KpiPage(total=total, items=[KpiType.of(row) for row in rows])

    @strawberry.field
    def edition(self, info: Info, code: str) -> EditionType | None:
        row = info.context.session.exec(select(PlanEdition).where(PlanEdition.code == code)).first()
        return EditionType.of(row) if row else None

    @strawberry.field
    def node(self, info: Info, id: strawberry.ID) -> NodeType | None:
        row = info.context.session.get(PlanNode, int(id))
        return NodeType.of(row) if row else None

    @strawberry.field
    def node_called(self, info: Info, code: str) -> NodeType | None:
        row = info.context.session.exec(select(PlanNode).where(PlanNode.code == code)).first()
        return NodeType.of(row) if row else None

    @strawberry.field
    def nodes(self, info: Info, text: str, limit: int = 20, offset: int = 0) -> NodePage:
        query = select(PlanNode).where(col(PlanNode.title).icontains(text, autoescape=True))
        session = info.context.session
        total = session.exec(select(func.count()).select_from(query.subquery())).one()
        ordered = query.order_by(col(PlanNode.edition_id), col(PlanNode.position))
        rows = session.exec(ordered.limit(limit).offset(offset))
        return NodePage(total=total, items=[NodeType.of(row) for row in rows])


def get_session() -> Iterator[Session]:
    with Session(engine) as session:
        yield session


async def get_context(session: Annotated[Session, Depends(get_session)]) -> Context:
    return Context(session)


app = FastAPI()
app.include_router(
    GraphQLRouter(strawberry.Schema(Query), context_getter=get_context), prefix="/graphql"
)


if __name__ == "__main__":
    uvicorn.run(app, port=int(sys.argv[1]), log_level="warning")
