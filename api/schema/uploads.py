"""Files sent in: told at once what became of each, read by a job."""

# mypy: disable-error-code=untyped-decorator
# Strawberry types its field decorators as Any.

import asyncio
from collections.abc import Sequence
from typing import Annotated, Any

import strawberry
from starlette.datastructures import UploadFile
from strawberry.file_uploads import Upload

from api.context import Info
from api.incoming import MAX_FILES
from api.links import link
from api.problems import InvalidInput, NotFound, Unavailable, problem_of
from api.schema.documents import Document
from api.schema.enums import DocumentKind
from api.schema.jobs import Job
from api.schema.work_enums import UploadStatus
from db import models
from db.errors import InvalidInput as InvalidInputError
from db.errors import ProblemError
from db.models import Role
from ingest.library import Description
from ingest.reception import Received, Sent, receive

_MAX_CODE = 80


@strawberry.type(description="What became of one file that was sent.")
class UploadedFile:
    """A file taken, known or refused."""

    job_id: strawberry.Private[int | None]
    document_id: strawberry.Private[int | None]
    name: str = strawberry.field(description="The name it came under.")
    slug: str = strawberry.field(description="The name it has or would have in the library.")
    status: UploadStatus = strawberry.field(description="Taken, known or refused.")
    message: str | None = strawberry.field(
        description="Why it is not taken, in Thai; null where it is."
    )

    job: Job | None = link(
        "The job that reads it; null where none does.", "job", Job.of, key="job_id"
    )

    document: Document | None = link(
        "The document that holds this content already.", "document", Document.of, key="document_id"
    )

    @classmethod
    def of(cls, told: Received) -> "UploadedFile":
        """What is told of a file."""
        return cls(
            job_id=told.job_id,
            document_id=told.document_id,
            name=told.name,
            slug=told.slug,
            status=UploadStatus(told.status),
            message=told.message,
        )


@strawberry.type(description="Files that were sent, in order.")
class UploadedDocuments:
    """What became of them."""

    files: list[UploadedFile] = strawberry.field(description="What became of each.")


@strawberry.input(description="Files and what is said of them all.")
class UploadDocumentInput:
    """Files to take in."""

    files: list[Upload] = strawberry.field(description="1 to 10 files, each at most 50 MB.")
    kind: DocumentKind = strawberry.field(
        default=DocumentKind.OTHER, description="What sort of papers they are."
    )
    plan: str | None = strawberry.field(
        default=None, description="Code of the plan they belong to."
    )
    edition: str | None = strawberry.field(
        default=None, description="B.E. years of its edition, such as 2566-2570; null: the newest."
    )
    title: str | None = strawberry.field(
        default=None, description="The title, for one file; null takes it from the text."
    )


UploadDocumentResult = Annotated[
    UploadedDocuments | InvalidInput | NotFound | Unavailable,
    strawberry.union("UploadDocumentResult", description="What became of the files, or why not."),
]


@strawberry.type
class UploadMutation:
    """Sending files."""

    @strawberry.mutation(
        description="Take files into the library, as a form (GraphQL multipart request) with the "
        "header graphql-require-preflight; for editors. A file is kept before this is answered, "
        "and read by a job; one bad file does not stop the others."
    )
    async def upload_document(
        self,
        info: Info,
        input: Annotated[UploadDocumentInput, strawberry.argument(description="The files.")],
    ) -> UploadDocumentResult:
        """Files queued to be read."""
        actor, services = info.context.viewer.require(Role.EDITOR), info.context.services
        try:
            told = await asyncio.to_thread(
                receive,
                services.database,
                services.data_dir,
                await asyncio.to_thread(_sent, input.files),
                _about(input),
                actor,
                input.title,
            )
        except ProblemError as error:
            return problem_of(error)
        return UploadedDocuments(files=[UploadedFile.of(one) for one in told])


def _sent(files: Sequence[Any]) -> list[Sent]:
    if not 1 <= len(files) <= MAX_FILES:
        raise InvalidInputError(f"ส่งได้ครั้งละ 1 ถึง {MAX_FILES} ไฟล์", ("input", "files"))
    if not all(isinstance(file, UploadFile) for file in files):
        raise InvalidInputError("โปรดส่งไฟล์เป็นแบบฟอร์ม (multipart/form-data)", ("input", "files"))
    return [Sent(file.filename or "", file.file.read()) for file in files]


def _about(given: UploadDocumentInput) -> Description:
    if given.kind is models.DocumentKind.FACTS:
        raise InvalidInputError("ประเภทนี้ใช้กับเอกสารที่ระบบสร้างเท่านั้น", ("input", "kind"))
    for name in ("plan", "edition"):
        text = getattr(given, name) or ""
        if len(text) > _MAX_CODE or not text.isprintable():
            raise InvalidInputError("รหัสแผนหรือปีของฉบับไม่ถูกต้อง", ("input", name))
    return Description(given.kind, given.plan, given.edition)
