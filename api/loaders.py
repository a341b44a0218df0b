"""One loader per edge: the children of many parents in one statement."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from sqlmodel import Session, SQLModel, col, select
from strawberry.dataloader import DataLoader

from api.limits import MAX_ITEMS, refusal
from db.engine import Database
from db.models import (
    Agency,
    AgencyName,
    AwaitedDocument,
    Conflict,
    Directive,
    Document,
    DocumentVersion,
    Feedback,
    Instruction,
    InstructionDocument,
    Kpi,
    KpiTarget,
    NodeAgency,
    Page,
    Plan,
    PlanAlias,
    PlanEdition,
    PlanNode,
    Section,
    Source,
    SourceRef,
)

Row = TypeVar("Row", bound=SQLModel)


class Loaders:
    """The loaders of one request; each opens a short session of its own in a thread."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._spent = 0
        self.plan = self._one(Plan)
        self.edition = self._one(PlanEdition)
        self.node = self._one(PlanNode)
        self.agency = self._one(Agency)
        self.document = self._one(Document)
        self.version = self._one(DocumentVersion)
        self.directive = self._one(Directive)
        self.source = self._one(Source)
        self.kpi = self._one(Kpi)
        self.instruction = self._one(Instruction)
        self.awaited = self._one(AwaitedDocument)
        self.conflict = self._one(Conflict)
        self.document_called = self._one(Document, "slug")
        self.feedback_of_answer = self._one(Feedback, "answer_id")
        self.editions_of_plan = self._many(PlanEdition, "plan_id", "year_from")
        self.aliases_of_edition = self._many(PlanAlias, "edition_id", "id")
        self.roots_of_edition = self._many(PlanNode, "edition_id", "position", parent_id=None)
        self.children_of_node = self._many(PlanNode, "parent_id", "position")
        self.agencies_of_node = self._many(NodeAgency, "node_id", "position")
        self.kpis_of_edition = self._many(Kpi, "edition_id", "position")
        self.kpis_of_node = self._many(Kpi, "node_id", "position")
        self.targets_of_kpi = self._many(KpiTarget, "kpi_id", "id")
        self.names_of_agency = self._many(AgencyName, "agency_id", "valid_from")
        self.editions_of_agency = self._many(PlanEdition, "owner_id", "year_from")
        self.nodes_of_agency = self._many(NodeAgency, "agency_id", "id")
        self.instructions_of_directive = self._many(Instruction, "directive_id", "position")
        self.documents_of_instruction = self._many(
            InstructionDocument, "instruction_id", "position"
        )
        self.versions_of_document = self._many(DocumentVersion, "document_id", "number")
        self.documents_of_edition = self._many(Document, "edition_id", "slug")
        self.pages_of_version = self._many(Page, "version_id", "number")
        self.sections_of_version = self._many(Section, "version_id", "position")
        self.references_of_subject = self._many(SourceRef, "subject", "id")
        self.conflicts_of_subject = self._many(Conflict, "subject", "id")

    def spend(self, items: int) -> None:
        """Count what was loaded; raises a GraphQLError when a request asks for too much."""
        self._spent += items
        if self._spent > MAX_ITEMS:
            raise refusal("items", MAX_ITEMS)

    def _one(self, table: type[Row], key: str = "id") -> DataLoader[Any, Row | None]:
        def fetch(session: Session, keys: Sequence[Any]) -> list[Row | None]:
            rows = session.exec(select(table).where(_column(table, key).in_(keys)))
            found = {getattr(row, key): row for row in rows}
            return [found.get(key) for key in keys]

        return self._loader(fetch)

    def _many(
        self, table: type[Row], key: str, order: str, **fixed: None
    ) -> DataLoader[Any, list[Row]]:
        def fetch(session: Session, keys: Sequence[Any]) -> list[list[Row]]:
            query = select(table).where(_column(table, key).in_(keys))
            for name in fixed:
                query = query.where(_column(table, name).is_(None))
            found: dict[Any, list[Row]] = {}
            # SQLite puts nulls first and PostgreSQL last unless told.
            placed = query.order_by(_column(table, order).nulls_first(), _column(table, "id"))
            for row in session.exec(placed):
                found.setdefault(getattr(row, key), []).append(row)
            return [found.get(key, []) for key in keys]

        return self._loader(fetch)

    def _loader(self, fetch: Callable[[Session, Any], Any]) -> DataLoader[Any, Any]:
        def read(keys: Sequence[Any]) -> Any:  # noqa: ANN401 (as the fetch given)
            with self._database.reading() as session:
                return fetch(session, keys)

        async def load(keys: Sequence[Any]) -> Any:  # noqa: ANN401
            return await asyncio.to_thread(read, keys)

        return _Counted(load, self.spend)


class _Counted(DataLoader[Any, Any]):
    """A list within a list within a list multiplies: what is loaded is counted, not guessed."""

    def __init__(self, load: Callable[[Sequence[Any]], Any], spend: Callable[[int], None]) -> None:
        super().__init__(load)
        self._spend = spend

    async def load(self, key: Any) -> Any:  # noqa: ANN401 (as DataLoader)
        """The value of `key`, counted whether or not it was loaded before."""
        self._spend(1)
        found = await super().load(key)
        self._spend(len(found) if isinstance(found, list) else 0)
        return found


def _column(table: type[SQLModel], name: str) -> Any:  # noqa: ANN401 (a mapped column)
    return col(getattr(table, name))
