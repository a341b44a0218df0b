"""Directives, what they order, and the documents they announce."""

# mypy: disable-error-code=untyped-decorator
# Strawberry types its field decorators as Any.

from datetime import date

import strawberry
from strawberry import relay

from api.context import Info
from api.links import later, link
from api.schema.agencies import Agency, agency_named
from api.schema.documents import Document
from api.schema.enums import AwaitedState, Confidence
from api.schema.facts import Conflict, SourceRef, conflicts_about, references
from api.schema.plans import PlanEdition
from db import models


@strawberry.type(description="A document an instruction names, in its own words.")
class InstructionDocument:
    """A named document."""

    edition_id: strawberry.Private[int | None]
    printed: str = strawberry.field(description="As the instruction prints it.")
    publisher_printed: str | None = strawberry.field(description="Its publisher, as printed.")

    @strawberry.field(description="Our record of its publisher, where we know the name.")
    async def publisher(self, info: Info) -> Agency | None:
        """The publisher."""
        return await agency_named(info, self.publisher_printed)

    edition: PlanEdition | None = link(
        "The plan edition meant, where we know it.", "edition", PlanEdition.of, key="edition_id"
    )


@strawberry.type(description="One numbered thing a directive orders.")
class Instruction(relay.Node):
    """An instruction."""

    id: relay.NodeID[int]
    directive_id: strawberry.Private[int]
    number: str = strawberry.field(description="Number as printed.")
    text: str = strawberry.field(description="The whole instruction, as printed.")

    @strawberry.field(description="The documents it names.")
    async def documents(self, info: Info) -> list[InstructionDocument]:
        """Named documents."""
        rows = await info.context.load.documents_of_instruction.load(self.id)
        return [
            InstructionDocument(
                edition_id=row.edition_id,
                printed=row.printed,
                publisher_printed=row.publisher_printed,
            )
            for row in rows
        ]

    directive: "Directive | None" = link(
        "The directive it is of.", "directive", later(__name__, "Directive"), key="directive_id"
    )

    awaited_documents: list["AwaitedDocument"] = link(
        "The documents it announces that the library lacks or lacked.",
        "awaited_of_instruction",
        later(__name__, "AwaitedDocument"),
    )

    @classmethod
    def of(cls, row: models.Instruction) -> "Instruction":
        """The instruction in a row."""
        return cls(id=row.id or 0, directive_id=row.directive_id, number=row.number, text=row.text)


@strawberry.type(description="A memo or letter that orders something, field by field as printed.")
class Directive(relay.Node):
    """A directive."""

    id: relay.NodeID[int]
    document_id: strawberry.Private[int]
    code: str = strawberry.field(description="Stable name: the slug of its document.")
    number: str | None = strawberry.field(description="ที่: its number, as printed.")
    dated_on: date | None = strawberry.field(description="วันที่: its date as printed, as ISO.")
    dated_printed: str | None = strawberry.field(description="Its date, as printed.")
    sender: str | None = strawberry.field(description="ส่วนราชการ: who sends it.")
    telephone: str | None = strawberry.field(description="The sender's telephone.")
    recipient: str | None = strawberry.field(description="เรียน: to whom.")
    subject: str | None = strawberry.field(description="เรื่อง: about what.")
    signer: str | None = strawberry.field(description="Who signed it.")
    signer_post: str | None = strawberry.field(description="The signer's post, as printed.")
    confidence: Confidence = strawberry.field(description="How sure the reading is.")

    instructions: list[Instruction] = link(
        "What it orders, in order.", "instructions_of_directive", Instruction.of
    )

    @strawberry.field(
        description="Our record of the sender: the agency whose name stands in `sender`."
    )
    async def sender_agency(self, info: Info) -> Agency | None:
        """The sender."""
        key = await info.context.load.sender_of_directive.load(self.id)
        row = await info.context.load.agency.load(key) if key else None
        return Agency.of(row) if row else None

    document: Document | None = link(
        "Its document in the library.", "document", Document.of, key="document_id"
    )

    @strawberry.field(description="Where our reading of it comes from.")
    async def sources(self, info: Info) -> list[SourceRef]:
        """References to sources."""
        return await references(info, self.code)

    @strawberry.field(description="Where its words disagree with other sources.")
    async def conflicts(self, info: Info) -> list[Conflict]:
        """Its conflicts."""
        return await conflicts_about(info, self.code)

    @classmethod
    def of(cls, row: models.Directive) -> "Directive":
        """The directive in a row."""
        return cls(
            id=row.id or 0,
            document_id=row.document_id,
            code=row.code,
            number=row.number,
            dated_on=row.dated_on,
            dated_printed=row.dated_printed,
            sender=row.sender,
            telephone=row.telephone,
            recipient=row.recipient,
            subject=row.subject,
            signer=row.signer,
            signer_post=row.signer_post,
            confidence=row.confidence,
        )


@strawberry.type(description="A document announced or named, which the library does not hold.")
class AwaitedDocument(relay.Node):
    """An awaited document."""

    id: relay.NodeID[int]
    instruction_id: strawberry.Private[int | None]
    code: str = strawberry.field(description="Stable name.")
    title: str = strawberry.field(description="Its title, in Thai.")
    publisher: str | None = strawberry.field(description="Who publishes it.")
    expected_printed: str | None = strawberry.field(description="When, as announced.")
    expected_on: date | None = strawberry.field(description="Last day of the announced time.")
    state: AwaitedState = strawberry.field(description="What became of it.")
    note: str | None = strawberry.field(description="What to know about it, in Thai.")

    instruction: Instruction | None = link(
        "The instruction that announces it.", "instruction", Instruction.of, key="instruction_id"
    )

    @strawberry.field(description="The directive that announces it.")
    async def directive(self, info: Info) -> Directive | None:
        """Its directive."""
        load, key = info.context.load, self.instruction_id
        instruction = await load.instruction.load(key) if key else None
        row = await load.directive.load(instruction.directive_id) if instruction else None
        return Directive.of(row) if row else None

    @strawberry.field(description="The plan edition it is the text of, where it is one's.")
    async def edition(self, info: Info) -> PlanEdition | None:
        """Its edition."""
        row = await info.context.load.edition_called.load(self.code.partition("/")[0])
        return PlanEdition.of(row) if row else None

    @strawberry.field(
        description="The documents of the library that belong to its edition, our own summaries "
        "left out."
    )
    async def documents(self, info: Info) -> list[Document]:
        """Its documents."""
        edition = await info.context.load.edition_called.load(self.code.partition("/")[0])
        if edition is None:
            return []
        rows = await info.context.load.documents_of_edition.load(edition.id)
        return [Document.of(row) for row in rows if row.kind is not models.DocumentKind.FACTS]

    @strawberry.field(description="Our record of its publisher, where we know the name.")
    async def publisher_agency(self, info: Info) -> Agency | None:
        """The publisher."""
        return await agency_named(info, self.publisher)

    @strawberry.field(description="Where this comes from.")
    async def sources(self, info: Info) -> list[SourceRef]:
        """References to sources."""
        return await references(info, self.code)

    @classmethod
    def of(cls, row: models.AwaitedDocument) -> "AwaitedDocument":
        """The awaited document in a row."""
        return cls(
            id=row.id or 0,
            instruction_id=row.instruction_id,
            code=row.code,
            title=row.title,
            publisher=row.publisher,
            expected_printed=row.expected_printed,
            expected_on=row.expected_on,
            state=row.state,
            note=row.note,
        )
