"""What editors say of documents, and what admins delete."""

# mypy: disable-error-code=untyped-decorator
# Strawberry types its field decorators as Any.

from datetime import date
from typing import Annotated, Any

import strawberry
from sqlmodel import Session
from strawberry import relay

from api.context import Info
from api.problems import InvalidInput, NotFound, Unavailable, problem_of
from api.schema.arguments import own_key
from api.schema.documents import Document
from api.schema.enums import DocumentKind
from api.schema.jobs import Job, JobResult, queued, write
from api.schema.plans import PlanEdition
from db import models
from db.errors import NotFound as NotFoundError
from db.errors import ProblemError
from db.models import Role
from db.writes.records import DAYS, TEXTS, update_details
from ingest.erasing import request_erasure

_PATH = ("input", "id")


@strawberry.type(description="A document as it is described now.")
class ChangedDocument:
    """A document and what publishes the change."""

    document: Document = strawberry.field(description="The document.")
    job: Job | None = strawberry.field(
        description="The job after which it is found by its new title; null where none is needed."
    )


@strawberry.input(description="What an editor says of a document; what is left out stays.")
class DocumentDetailsInput:
    """A document's description."""

    id: relay.GlobalID = strawberry.field(description="The document.")
    title: strawberry.Maybe[str] = strawberry.field(description="Its title, in Thai.")
    kind: strawberry.Maybe[DocumentKind] = strawberry.field(description="What sort of paper.")
    plan_edition: strawberry.Maybe[relay.GlobalID | None] = strawberry.field(
        description="The plan edition it belongs to; null for none."
    )
    number: strawberry.Maybe[str | None] = strawberry.field(description="Its number, as printed.")
    issuer: strawberry.Maybe[str | None] = strawberry.field(description="Who issued it.")
    source: strawberry.Maybe[str | None] = strawberry.field(
        description="Where the file was had from: an address or an office."
    )
    dated_on: strawberry.Maybe[date | None] = strawberry.field(description="The day it bears.")
    approved_on: strawberry.Maybe[date | None] = strawberry.field(
        description="The day it was approved."
    )
    gazetted_on: strawberry.Maybe[date | None] = strawberry.field(
        description="The day it stood in the gazette."
    )
    in_force_from: strawberry.Maybe[date | None] = strawberry.field(
        description="The day from which it holds."
    )


@strawberry.input(description="A document to be deleted.")
class DeleteDocumentInput:
    """Which document."""

    id: relay.GlobalID = strawberry.field(description="The document.")


ChangedDocumentResult = Annotated[
    ChangedDocument | InvalidInput | NotFound | Unavailable,
    strawberry.union("ChangedDocumentResult", description="The document as it is now, or why not."),
]
Details = Annotated[DocumentDetailsInput, strawberry.argument(description="The description.")]


@strawberry.type
class DocumentMutation:
    """Describing and deleting documents."""

    @strawberry.mutation(
        description="Say of a document what it is; for editors. Not confirmed by that."
    )
    async def update_document(self, info: Info, input: Details) -> ChangedDocumentResult:
        """The document as described."""
        return await _described(info, input, confirm=False)

    @strawberry.mutation(
        description="Confirm what a document is: as given, and as proposed by its text where "
        "nothing is given or entered; for editors. New versions change none of it."
    )
    async def confirm_document(self, info: Info, input: Details) -> ChangedDocumentResult:
        """The document as confirmed."""
        return await _described(info, input, confirm=True)

    @strawberry.mutation(
        description="Delete a document for good, with its versions, pictures and index, and the "
        "words of answers that quote it; for admins."
    )
    async def delete_document(
        self,
        info: Info,
        input: Annotated[DeleteDocumentInput, strawberry.argument(description="Which document.")],
    ) -> JobResult:
        """The job that deletes it."""
        actor = info.context.viewer.require(Role.ADMIN)

        def queue(session: Session) -> models.Job:
            row = session.get(models.Document, own_key(input.id, Document, _PATH))
            if row is None:
                raise NotFoundError("ไม่พบเอกสารนี้ในคลัง")
            return request_erasure(session, actor, row.slug)

        return await queued(info, queue)


async def _described(
    info: Info, given: DocumentDetailsInput, *, confirm: bool
) -> ChangedDocument | InvalidInput | NotFound | Unavailable:
    actor = info.context.viewer.require(Role.EDITOR)

    def work(session: Session) -> tuple[models.Document, models.Job | None]:
        key, said = own_key(given.id, Document, _PATH), _said(given)
        job = update_details(session, actor, key, said, confirm=confirm)
        return session.get_one(models.Document, key), job

    try:
        row, job = await write(info, work)
    except ProblemError as error:
        return problem_of(error)
    return ChangedDocument(document=Document.of(row), job=Job.of(job) if job else None)


def _said(given: DocumentDetailsInput) -> dict[str, Any]:
    """What was given, by the names the library has for it."""
    said: dict[str, Any] = {
        name: getattr(given, name).value
        for name in ("title", "kind", *TEXTS, *DAYS)
        if getattr(given, name) is not None
    }
    if given.plan_edition is not None:
        edition = given.plan_edition.value
        path = ("input", "planEdition")
        said["edition_id"] = own_key(edition, PlanEdition, path) if edition else None
    return said
