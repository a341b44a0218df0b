"""One loader per edge: the children of many parents in one statement."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from sqlmodel import Session, SQLModel, col, select
from strawberry.dataloader import DataLoader

from db.engine import Database
from db.models import (
    Agency,
    AgencyName,
    Conflict,
    Directive,
    Document,
    DocumentVersion,
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
        self.plan = self._one(Plan)
        self.edition = self._one(PlanEdition)
        self.node = self._one(PlanNode)
        self.agency = self._one(Agency)
        self.document = self._one(Document)
        self.version = self._one(DocumentVersion)
        self.directive = self._one(Directive)
        self.source = self._one(Source)
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

    def _one(self, table: type[Row]) -> DataLoader[int, Row | None]:
        def fetch(session: Session, keys: Sequence[int]) -> list[Row | None]:
            rows = session.exec(select(table).where(_column(table, "id").in_(keys)))
            found = {getattr(row, "id"): row for row in rows}  # noqa: B009 (any table)
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
            for row in session.exec(query.order_by(_column(table, order), _column(table, "id"))):
                found.setdefault(getattr(row, key), []).append(row)
            return [found.get(key, []) for key in keys]

        return self._loader(fetch)

    def _loader(self, fetch: Callable[[Session, Any], Any]) -> DataLoader[Any, Any]:
        def read(keys: Sequence[Any]) -> Any:  # noqa: ANN401 (as the fetch given)
            with self._database.reading() as session:
                return fetch(session, keys)

        async def load(keys: Sequence[Any]) -> Any:  # noqa: ANN401
            return await asyncio.to_thread(read, keys)

        return DataLoader(load)


def _column(table: type[SQLModel], name: str) -> Any:  # noqa: ANN401 (a mapped column)
    return col(getattr(table, name))
