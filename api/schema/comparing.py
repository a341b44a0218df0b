"""What changed between two generations or two versions, as GraphQL tells it."""

# mypy: disable-error-code=untyped-decorator
# Strawberry types its field decorators as Any.

from dataclasses import asdict
from typing import Annotated

import strawberry

from api.pagination import DEFAULT_PAGE
from api.problems import InvalidInput, NotFound, Unavailable
from api.schema.arguments import First
from api.schema.work_enums import ChangeKind, Outdated
from db.errors import InvalidInput as InvalidInputError
from ingest import comparing

MOST, MOST_WORDS = 100, 500


@strawberry.type(description="Words in a row that stayed, came or went.")
class WordChange:
    """A part of a difference."""

    kind: ChangeKind = strawberry.field(description="SAME, ADDED or REMOVED.")
    text: str = strawberry.field(description="The words.")


@strawberry.type(description="A section that came, went or changed.")
class SectionChange:
    """A difference of a section."""

    found: strawberry.Private[comparing.Change]
    kind: ChangeKind = strawberry.field(description="What became of it.")
    section: str = strawberry.field(description="Its headings now, or last; may be empty.")
    was: str = strawberry.field(description="Its headings before; empty where it is new.")

    @strawberry.field(description="The difference word by word, at most 500 parts.")
    def words(self) -> list[WordChange]:
        """The words."""
        parts = self.found.words[:MOST_WORDS]
        return [WordChange(kind=part.kind, text=part.text) for part in parts]


@strawberry.type(description="Plan data that two versions of a document propose differently.")
class FactChange:
    """A part of a plan that differs."""

    kind: ChangeKind = strawberry.field(description="What became of it.")
    code: str = strawberry.field(description="Its place in the tree that the text proposes.")
    before: str = strawberry.field(description="What it said, with its figures; may be empty.")
    after: str = strawberry.field(description="What it says now, with its figures; may be empty.")


@strawberry.type(description="A document that came, went or changed.")
class DocumentChange:
    """A difference of a document."""

    found: strawberry.Private[comparing.DocumentChange]
    kind: ChangeKind = strawberry.field(description="What became of it.")
    slug: str = strawberry.field(description="Its short name.")
    title: str = strawberry.field(description="Its title.")
    before: int | None = strawberry.field(description="Its version before; null where it is new.")
    after: int | None = strawberry.field(description="Its version after; null where it went.")
    section_count: int = strawberry.field(description="How many sections differ.")
    fact_count: int = strawberry.field(description="How many parts of the plan's data differ.")

    @strawberry.field(description="Plan data that the two texts propose differently, in order.")
    def facts(self, first: First = DEFAULT_PAGE) -> list[FactChange]:
        """Plan data."""
        return [FactChange(**asdict(one)) for one in self.found.facts[: _bounded(first)]]

    @strawberry.field(description="The sections that differ, in order.")
    def sections(self, first: First = DEFAULT_PAGE) -> list[SectionChange]:
        """Sections."""
        return [
            SectionChange(found=one, kind=one.kind, section=one.path, was=one.was)
            for one in self.found.sections[: _bounded(first)]
        ]


@strawberry.type(description="A stored answer that cites what changed.")
class AnswerChange:
    """An answer to look at."""

    question: str = strawberry.field(description="What was asked; may be empty.")
    outdated: Outdated = strawberry.field(description="What became of its passages.")


@strawberry.type(description="A stored alignment that quotes what changed.")
class AlignmentChange:
    """An alignment to make anew."""

    title: str = strawberry.field(description="Title of its project, without what is private.")
    outdated: Outdated = strawberry.field(description="What became of its passages.")


@strawberry.type(description="What differs between two generations, or two versions of a document.")
class GenerationComparison:
    """A comparison."""

    found: strawberry.Private[comparing.Comparison]
    before: int = strawberry.field(description="Number of the earlier one.")
    after: int = strawberry.field(description="Number of the later one.")
    document_count: int = strawberry.field(description="How many documents differ.")
    answer_count: int = strawberry.field(
        description="How many answers cite what changed, at most 1,000."
    )
    alignment_count: int = strawberry.field(
        description="How many alignments quote what changed, at most 1,000."
    )

    @strawberry.field(description="The documents that differ, by their short names.")
    def documents(self, first: First = DEFAULT_PAGE) -> list[DocumentChange]:
        """Documents."""
        return [_document(one) for one in self.found.documents[: _bounded(first)]]

    @strawberry.field(description="Answers that cite what changed.")
    def answers(self, first: First = DEFAULT_PAGE) -> list[AnswerChange]:
        """Answers."""
        return [
            AnswerChange(question=one.question, outdated=one.outdated)
            for one in self.found.answers[: _bounded(first)]
        ]

    @strawberry.field(description="Alignments that quote what changed.")
    def alignments(self, first: First = DEFAULT_PAGE) -> list[AlignmentChange]:
        """Alignments."""
        return [
            AlignmentChange(title=one.title, outdated=one.outdated)
            for one in self.found.alignments[: _bounded(first)]
        ]

    @classmethod
    def of(cls, found: comparing.Comparison) -> "GenerationComparison":
        """A comparison as GraphQL tells it."""
        return cls(
            found=found,
            before=found.before,
            after=found.after,
            document_count=len(found.documents),
            answer_count=len(found.answers),
            alignment_count=len(found.alignments),
        )


ComparisonResult = Annotated[
    GenerationComparison | InvalidInput | NotFound | Unavailable,
    strawberry.union("ComparisonResult", description="What differs, or an expected failure."),
]


def _document(one: comparing.DocumentChange) -> DocumentChange:
    return DocumentChange(
        found=one,
        kind=one.kind,
        slug=one.slug,
        title=one.title,
        before=one.before,
        after=one.after,
        section_count=len(one.sections),
        fact_count=len(one.facts),
    )


def _bounded(first: int) -> int:
    if not 1 <= first <= MOST:
        raise InvalidInputError(f"first ต้องอยู่ระหว่าง 1 ถึง {MOST}", ("first",))
    return first
