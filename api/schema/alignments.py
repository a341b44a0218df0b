"""Projects held against plans: a mutation, and what it gave by its id."""

# mypy: disable-error-code=untyped-decorator
# Strawberry types its field decorators as Any.

import asyncio
from dataclasses import asdict
from datetime import date
from typing import Annotated

import strawberry
from strawberry import relay

from api.clock import today
from api.context import Info
from api.problems import (
    AssistantPaused,
    InvalidInput,
    NotFound,
    Unavailable,
    asking_problem_of,
)
from api.schema.alignment_parts import (
    AlignmentCell,
    AlignmentGap,
    AlignmentMatch,
    AlignmentStatement,
)
from api.schema.work_enums import AlignmentAuthor, AlignmentStatus, Outdated
from assistant.alignment.project import Project
from assistant.alignment.record import Kept, align_and_keep, quotes_in, recall_alignment
from db.errors import ProblemError
from db.models import Role

_FIELDS = ("title", "rationale", "budget", "agency", "years")
_LISTS = ("objectives", "activities", "outputs", "kpis")


@strawberry.input(
    description="A project: its fields, or its whole pasted text. At most 200,000 characters, of "
    "which about 20,000 are read."
)
class AlignProjectInput:
    """What is held against plans."""

    title: str = strawberry.field(default="", description="Its title (ชื่อโครงการ).")
    rationale: str = strawberry.field(default="", description="Its reasons (หลักการและเหตุผล).")
    objectives: list[str] = strawberry.field(
        default_factory=list, description="Its objectives (วัตถุประสงค์), at most 60."
    )
    activities: list[str] = strawberry.field(
        default_factory=list, description="What is done (กิจกรรม), at most 60."
    )
    outputs: list[str] = strawberry.field(
        default_factory=list, description="What comes of it (เป้าหมาย ผลผลิต), at most 60."
    )
    kpis: list[str] = strawberry.field(
        default_factory=list, description="What is measured (ตัวชี้วัด), at most 60."
    )
    budget: str = strawberry.field(default="", description="Its money (งบประมาณ), in words.")
    agency: str = strawberry.field(default="", description="Who is responsible (ผู้รับผิดชอบ).")
    years: str = strawberry.field(default="", description="When it is done (ระยะเวลา).")
    text: str | None = strawberry.field(
        default=None,
        description="The whole paper, pasted, split by its headings; given fields go first.",
    )
    editions: list[str] = strawberry.field(
        default_factory=list,
        description="Codes of plans or editions, at most 40; empty means those in force.",
    )
    as_of: date | None = strawberry.field(
        default=None, description="Hold it against what was in force on this day; null is today."
    )


@strawberry.type(
    description="Which parts of the plans a project serves, with proof. Only its id leads to it."
)
class Alignment(relay.Node):
    """What came of a project."""

    _id_attr = "id"  # as it is: nobody can guess it
    id: strawberry.ID = strawberry.field(description="The stored alignment.")
    title: str = strawberry.field(description="The project's title, without what is private.")
    as_of: date = strawberry.field(description="The day whose editions counted.")
    status: AlignmentStatus = strawberry.field(description="How the project stands to the plans.")
    explanation: str = strawberry.field(
        description="What the project is taken to be about, or why nothing aligns, in Thai."
    )
    confidence: float = strawberry.field(
        description="How digital the work sounds, 0 to 1, where a part of a plan is matched; how "
        "far it is from digital where none is. It does not say how well a part fits: scores do."
    )
    matches: list[AlignmentMatch] = strawberry.field(
        description="The parts it serves, best first, at most 60; empty where nothing aligns."
    )
    cells: list[AlignmentCell] = strawberry.field(
        description="The matrix: every component against every strategy; empty with no match."
    )
    gaps: list[AlignmentGap] = strawberry.field(description="What the project lacks.")
    statement: AlignmentStatement = strawberry.field(description="The text for the paper.")
    author: AlignmentAuthor = strawberry.field(description="Who said what it serves.")
    notices: list[str] = strawberry.field(description="What to beware of, in Thai.")
    outdated: Outdated | None = strawberry.field(
        description="What became since of the passages it quotes; null while they stand."
    )

    @classmethod
    def of(cls, kept: Kept) -> "Alignment":
        """The alignment kept."""
        found = kept.found
        number = {quote: at for at, quote in enumerate(quotes_in(found), 1)}
        return cls(
            id=strawberry.ID(kept.id),
            title=kept.project.title,
            as_of=kept.as_of,
            status=found.status,
            explanation=found.explanation,
            confidence=found.confidence,
            matches=[AlignmentMatch.of(match, number[match.quote]) for match in found.matches],
            cells=[AlignmentCell.of(cell) for cell in found.cells],
            gaps=[
                AlignmentGap.of(gap, number[gap.source] if gap.source else None)
                for gap in found.gaps
            ],
            statement=AlignmentStatement.of(found.statement, number),
            author=found.author,
            notices=list(found.notices),
            outdated=kept.outdated,
        )


AlignProjectResult = Annotated[
    Alignment | AssistantPaused | InvalidInput | NotFound | Unavailable,
    strawberry.union("AlignProjectResult", description="An alignment or an expected failure."),
]


@strawberry.type
class AlignmentMutation:
    """Aligning."""

    @strawberry.mutation(
        description="Hold a project against the plans: which parts it serves, what it lacks, and "
        "a text for the paper. It counts as a question."
    )
    async def align_project(
        self,
        info: Info,
        input: Annotated[AlignProjectInput, strawberry.argument(description="The project.")],
    ) -> AlignProjectResult:
        """Align a project and keep what came of it."""
        context, services = info.context, info.context.services
        if not services.settings.anonymous_asking:
            context.viewer.require(Role.STAFF)
        context.charge_question()
        day, editions = input.as_of or today(), tuple(input.editions)
        try:
            async with services.line.turn(context.caller):
                project = await asyncio.to_thread(_project, input)
                kept = await align_and_keep(
                    project, services.tools, day, editions, context.viewer.subject
                )
        except ProblemError as error:
            return asking_problem_of(error)
        return Alignment.of(kept)


@strawberry.type
class AlignmentQuery:
    """Finding an alignment again."""

    @strawberry.field(
        description="An alignment by the id that `alignProject` gave, which nobody can guess; null "
        "when there is none or it is another caller's. Alignments cannot be listed."
    )
    async def alignment(
        self, info: Info, id: Annotated[strawberry.ID, strawberry.argument(description="Its id.")]
    ) -> Alignment | None:
        """One alignment."""
        return await kept_alignment(info, str(id))


async def kept_alignment(info: Info, key: str) -> Alignment | None:
    """The alignment under a key where it is the caller's."""
    info.context.personal = True
    asker = info.context.viewer.subject
    kept = await info.context.read(lambda session: recall_alignment(session, key, asker))
    return Alignment.of(kept) if kept is not None else None


def _project(given: AlignProjectInput) -> Project:
    """The project of an input: what its text says, unless a field of its own says it."""
    fields = {name: getattr(given, name) for name in (*_FIELDS, *_LISTS)}
    if not given.text:
        return Project.from_json(fields)
    pasted = Project.from_text(given.text)
    said = {name: value for name, value in fields.items() if value}
    return Project.from_json(asdict(pasted) | said)
