"""Files of projects, read for their words alone: shown to whoever sent them, and not kept."""

# mypy: disable-error-code=untyped-decorator
# Strawberry types its field decorators as Any.

import asyncio
from typing import Annotated

import strawberry
from starlette.datastructures import UploadFile
from strawberry.file_uploads import Upload

from api.context import Info
from api.problems import InvalidInput, NotFound, Unavailable, problem_of
from api.schema.planned import YearBudget
from db import planned
from db.errors import InvalidInput as InvalidInputError
from db.errors import ProblemError, UnreadableFile
from db.models import Role
from ingest.projects import found
from ingest.projects.paper import ProjectPaper, read_paper
from ingest.projects.reading import MAX_BYTES


@strawberry.type(description="A row of an Excel file that was not taken.")
class RejectedRow:
    """A rejected row."""

    sheet: str = strawberry.field(description="Name of its sheet.")
    row: int = strawberry.field(description="Its number, as Excel counts.")
    reason: str = strawberry.field(description="Why, in Thai.")

    @classmethod
    def of(cls, row: found.RejectedRow) -> "RejectedRow":
        """The row as it was told."""
        return cls(sheet=row.sheet, row=row.row, reason=row.reason)


@strawberry.type(description="A project as an Excel file has it; it is not kept.")
class ProjectInFile:
    """A project that was read."""

    title: str = strawberry.field(description="Its title.")
    strategy: str = strawberry.field(description="Heading it stands under; empty when not given.")
    rationale: str = strawberry.field(description="Why it is needed; may be empty.")
    objective: str = strawberry.field(description="What it is for; may be empty.")
    output: str = strawberry.field(description="What it delivers (เป้าหมาย); may be empty.")
    kpi: str = strawberry.field(description="What is measured; may be empty.")
    result: str = strawberry.field(description="What is expected of it; may be empty.")
    unit: str = strawberry.field(description="Who is responsible; may be empty.")
    budgets: list[YearBudget] = strawberry.field(description="Its money by year, in order.")

    @classmethod
    def of(cls, project: planned.Project) -> "ProjectInFile":
        """The project as it was read."""
        return cls(
            title=project.title,
            **{name: getattr(project, name) for name in planned.TEXTS},
            budgets=[YearBudget(year=one.year, baht=one.baht) for one in project.budgets],
        )


@strawberry.type(description="What a file says of a project; nothing of it is kept.")
class ProjectFile:
    """Words or projects of a file."""

    text: str = strawberry.field(
        description="Its text, at most 200,000 characters; empty for an Excel file."
    )
    pages: int = strawberry.field(description="How many pages were read; 0 for an Excel file.")
    projects: list[ProjectInFile] = strawberry.field(
        description="The projects of an Excel file in the layout of ผ.๐๒ or ผ.๐๓, at most 500."
    )
    rejected: list[RejectedRow] = strawberry.field(
        description="Rows of an Excel file that are no project, at most 200, each with the reason."
    )
    notices: list[str] = strawberry.field(description="What to check or what is left out, in Thai.")

    @classmethod
    def of(cls, paper: ProjectPaper) -> "ProjectFile":
        """The file as it was read."""
        return cls(
            text=paper.text,
            pages=paper.pages,
            projects=[ProjectInFile.of(one) for one in paper.projects],
            rejected=[RejectedRow.of(one) for one in paper.rejected],
            notices=list(paper.notices),
        )


@strawberry.input(description="A file to be read.")
class ReadProjectFileInput:
    """Which file."""

    file: Upload = strawberry.field(
        description="PDF, Word (.docx), Excel (.xlsx), text, web page or picture, at most 10 MB, "
        "by a multipart request."
    )


ReadProjectFileResult = Annotated[
    ProjectFile | InvalidInput | NotFound | Unavailable,
    strawberry.union("ReadProjectFileResult", description="What the file says, or why not."),
]


@strawberry.type
class ProjectFileMutation:
    """Reading files without keeping them."""

    @strawberry.mutation(
        description="Read a file of a project, for its sender to check and then align or import: "
        "its text, or for an Excel file its projects and the rows that are none. Nothing is kept. "
        "For staff; it counts as a question."
    )
    async def read_project_file(
        self,
        info: Info,
        input: Annotated[ReadProjectFileInput, strawberry.argument(description="The file.")],
    ) -> ReadProjectFileResult:
        """The words of a file."""
        context, services = info.context, info.context.services
        context.viewer.require(Role.STAFF)
        context.charge_question()
        try:
            data = await bytes_of(input.file)
            async with services.papers.turn(context.caller):
                paper = await asyncio.to_thread(read_paper, data)
        except UnreadableFile as error:
            return problem_of(InvalidInputError(str(error), ("input", "file")))
        except ProblemError as error:
            return problem_of(error)
        return ProjectFile.of(paper)


async def bytes_of(file: object) -> bytes:
    """What was sent, one byte more than may be read at most; raises InvalidInput for no file."""
    if not isinstance(file, UploadFile):
        raise InvalidInputError("โปรดส่งไฟล์ด้วยแบบฟอร์ม multipart", ("input", "file"))
    return await file.read(MAX_BYTES + 1)
