"""One loader per edge: the children of many parents in one statement."""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from itertools import chain
from typing import Any, TypeAlias

from sqlmodel import Session
from strawberry.dataloader import DataLoader

from api.edges import Edge, Joined, Many, One, Paged
from api.limits import MAX_ITEMS, refusal
from api.pagination import Connection
from api.private import answers_for, answers_that_cite, conversations_for
from api.reading import Reader
from api.slices import take_turn
from db.engine import Database
from db.models import (
    Abbreviation,
    Agency,
    AgencyName,
    ApiKey,
    AwaitedDocument,
    Conflict,
    Directive,
    Document,
    DocumentRecord,
    DocumentVersion,
    DraftFigure,
    DraftNode,
    Feedback,
    Instruction,
    InstructionDocument,
    Job,
    KnowledgeGap,
    Kpi,
    KpiTarget,
    NodeAgency,
    Observation,
    Page,
    Passage,
    Plan,
    PlanAlias,
    PlanDraft,
    PlanEdition,
    PlanNode,
    Rule,
    Section,
    Source,
    SourceRef,
)
from db.reads import relations
from db.reads.in_force import editions_in_force
from db.reads.pages import count_pages, read_pages, sum_up_pages
from db.reads.subjects import subjects

Read: TypeAlias = Callable[[Sequence[Any]], Awaitable[Sequence[Any]]]


class Loaders:
    """The loaders of one request, made when first used; each opens short sessions of its own."""

    def __init__(self, database: Database) -> None:
        self._reader = Reader(database)
        self._spent = 0

    plan = One(Plan)
    edition = One(PlanEdition)
    edition_called = One(PlanEdition, "code")
    node = One(PlanNode)
    node_called = One(PlanNode, "code")
    agency = One(Agency)
    agency_named = One(AgencyName, "name")
    abbreviation = One(Abbreviation)
    document = One(Document)
    document_called = One(Document, "slug")
    record_of_document = One(DocumentRecord, "document_id")
    version = One(DocumentVersion)
    page = One(Page)
    section = One(Section)
    passage = One(Passage)
    directive = One(Directive)
    directive_of_document = One(Directive, "document_id")
    instruction = One(Instruction)
    awaited = One(AwaitedDocument)
    source = One(Source)
    kpi = One(Kpi)
    conflict = One(Conflict)
    rule = One(Rule)
    observation = One(Observation)
    draft = One(PlanDraft)
    draft_node = One(DraftNode)
    job = One(Job)
    feedback_of_answer = One(Feedback, "answer_id")
    thing_called = Edge(subjects)

    editions_of_plan = Many(PlanEdition, "plan_id", "year_from")
    edition_in_force = Edge(editions_in_force)
    editions_after = Many(PlanEdition, "supersedes_id", "year_from")
    editions_from_node = Many(PlanEdition, "derived_from", "year_from")
    editions_from = Joined(PlanEdition, relations.editions_from)
    aliases_of_edition = Many(PlanAlias, "edition_id", "id")
    roots_of_edition = Many(PlanNode, "edition_id", "position", empty=("parent_id",))
    children_of_node = Many(PlanNode, "parent_id", "position")
    agencies_of_node = Many(NodeAgency, "node_id", "position")
    kpis_of_edition = Many(Kpi, "edition_id", "position")
    kpis_of_node = Many(Kpi, "node_id", "position")
    targets_of_kpi = Many(KpiTarget, "kpi_id", "id")

    names_of_agency = Many(AgencyName, "agency_id", "valid_from")
    abbreviations_of_agency = Many(Abbreviation, "agency_id", "id")
    editions_of_agency = Many(PlanEdition, "owner_id", "year_from")
    nodes_of_agency = Many(NodeAgency, "agency_id", "id")
    rules_of_agency = Joined(Rule, relations.rules_approved_by)
    awaited_from_agency = Joined(AwaitedDocument, relations.awaited_from)
    directives_of_agency = Edge(relations.directives_sent_by)
    sender_of_directive = Edge(relations.senders)

    directives_of_edition = Joined(Directive, relations.directives_naming)
    awaited_of_edition = Joined(AwaitedDocument, relations.awaited_of)
    awaited_of_instruction = Many(AwaitedDocument, "instruction_id", "id")
    instructions_of_directive = Many(Instruction, "directive_id", "position")
    documents_of_instruction = Many(InstructionDocument, "instruction_id", "position")

    documents_of_edition = Many(Document, "edition_id", "slug")
    versions_of_document = Many(DocumentVersion, "document_id", "number")
    pages_of_version = Edge(partial(read_pages, most=MAX_ITEMS + 1))
    count_of_pages = Edge(count_pages)
    quality_of_version = Edge(sum_up_pages)
    sections_of_version = Many(Section, "version_id", "position")
    passages_of_version = Paged(Passage, "version_id", "position")
    passages_of_section = Paged(Passage, "section_id", "position")
    passages_of_page = Many(Passage, "page_id", "position")

    references_of_subject = Many(SourceRef, "subject", "id")
    references_of_source = Paged(SourceRef, "source_id", "id")
    conflicts_of_subject = Many(Conflict, "subject", "id")
    conflicts_of_source = Many(Conflict, "source_id", "id")

    draft_of_version = One(PlanDraft, "version_id")
    nodes_of_draft = Many(DraftNode, "draft_id", "position")
    figures_of_draft_node = Many(DraftFigure, "node_id", "position")

    gap = One(KnowledgeGap)
    api_key = One(ApiKey)
    passage_quoted = Edge(relations.passages_quoted)
    answer = Edge(answers_for)
    conversation = Edge(conversations_for)
    answers_citing = Edge(answers_that_cite)

    def spend(self, items: int) -> None:
        """Count what was loaded; raises a GraphQLError when a request asks for too much."""
        self._spent += items
        if self._spent > MAX_ITEMS:
            raise refusal("items", MAX_ITEMS)

    def loader(self, fetch: Callable[[Session, Any], Any]) -> "Loader":
        """A loader that reads with `fetch`."""
        return Loader(partial(self._reader.read, fetch), self.spend)


class Loader:
    """What is found for each key; all that is asked for in one turn of the event loop is read in
    one statement.

    A list within a list within a list multiplies: what is loaded is counted, not guessed.
    """

    def __init__(self, read: Read, spend: Callable[[int], None]) -> None:
        self._spend = spend
        self._groups: DataLoader[tuple[Any, ...], list[Any]] = DataLoader(partial(_grouped, read))

    async def load(self, key: Any) -> Any:  # noqa: ANN401 (as the fetch given)
        """What is found for one key."""
        return (await self.load_all([key]))[0]

    async def load_all(self, keys: Sequence[Any]) -> list[Any]:
        """What is found for each of several keys, counted whether or not it was loaded before."""
        self._spend(len(keys))
        found = await self._groups.load(tuple(keys))
        await take_turn()
        self._spend(sum(map(_size, found)))
        return found


async def _grouped(read: Read, groups: Sequence[tuple[Any, ...]]) -> list[list[Any]]:
    """What is found for the keys of each group, every key read once."""
    keys = list(dict.fromkeys(chain.from_iterable(groups)))
    found = dict(zip(keys, await read(keys), strict=True))
    return [[found[key] for key in group] for group in groups]


def _size(found: object) -> int:
    if isinstance(found, Connection):
        return len(found.nodes)
    return len(found) if isinstance(found, list) else 0
