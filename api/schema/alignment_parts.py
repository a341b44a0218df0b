"""The parts of an alignment: matches with their proof, the matrix, gaps, the statement."""

# mypy: disable-error-code=untyped-decorator
# Strawberry types its field decorators as Any.

import strawberry

from api.schema.answers import Citation
from api.schema.work_enums import AlignmentLevel, ComponentKind
from assistant.alignment import outcome
from assistant.answer import Quote


@strawberry.type(description="A part of a plan that a project serves, or conflicts with.")
class AlignmentMatch:
    """A node with a level and the proof from both sides."""

    edition: str = strawberry.field(description="Code of the plan's edition.")
    edition_title: str = strawberry.field(description="Title of the edition.")
    node: str = strawberry.field(
        description="Code of the part: `planNode(by: {code})` finds it, or `kpi(by: {code})`."
    )
    kind: str = strawberry.field(description="Kind of the part, such as STRATEGY, or KPI.")
    number: str = strawberry.field(description="Its number as the plan prints it; may be empty.")
    title: str = strawberry.field(description="Its title.")
    place: str = strawberry.field(description="What it is called in Thai: ยุทธศาสตร์ที่ 4.")
    strategy: str = strawberry.field(
        description="Code of the strategy it hangs below; empty where it hangs below none."
    )
    level: AlignmentLevel = strawberry.field(description="How the project serves it.")
    score: float = strawberry.field(description="How near it is, 0 to 1.")
    plan_quote: str = strawberry.field(description="Words of the plan, to the letter.")
    citation: Citation = strawberry.field(description="Where the words of the plan stand.")
    project_quote: str = strawberry.field(description="Words of the project, to the letter.")
    component: ComponentKind = strawberry.field(description="The part of the project they are of.")
    why: str = strawberry.field(description="Why, in one Thai sentence.")

    @classmethod
    def of(cls, match: outcome.Match, number: int) -> "AlignmentMatch":
        """The match whose quote has a number, from 1."""
        return cls(
            edition=match.edition,
            edition_title=match.edition_title,
            node=match.node,
            kind=match.kind,
            number=match.number,
            title=match.title,
            place=match.place,
            strategy=match.strategy,
            level=match.level,
            score=match.score,
            plan_quote=match.plan_quote,
            citation=Citation.of(number, match.quote),
            project_quote=match.project_quote,
            component=match.component.kind,
            why=match.why,
        )


@strawberry.type(description="How one component of a project stands to one strategy.")
class AlignmentCell:
    """A cell of the matrix."""

    component: ComponentKind = strawberry.field(description="The part of the project.")
    component_text: str = strawberry.field(description="Its words.")
    edition: str = strawberry.field(description="Code of the plan's edition.")
    node: str = strawberry.field(description="Code of the strategy.")
    title: str = strawberry.field(description="Title of the strategy.")
    level: AlignmentLevel = strawberry.field(description="NONE wherever a quote is missing.")
    score: float = strawberry.field(description="How near it is, 0 to 1.")
    plan_quote: str = strawberry.field(description="Words of the plan; empty where NONE.")
    project_quote: str = strawberry.field(description="Words of the project; empty where NONE.")

    @classmethod
    def of(cls, cell: outcome.Cell) -> "AlignmentCell":
        """The cell."""
        return cls(
            component=cell.component.kind,
            component_text=cell.component.text,
            edition=cell.edition,
            node=cell.node,
            title=cell.title,
            level=cell.level,
            score=cell.score,
            plan_quote=cell.plan_quote,
            project_quote=cell.project_quote,
        )


@strawberry.type(description="What forms and rules want and the project lacks.")
class AlignmentGap:
    """One line of the checklist."""

    name: str = strawberry.field(description="A name for programs, such as kpi_baseline.")
    text: str = strawberry.field(description="What is lacking, in Thai.")
    advice: str = strawberry.field(description="What to add, in Thai.")
    source: Citation | None = strawberry.field(
        description="The line that wants it; null for advice of our own."
    )

    @classmethod
    def of(cls, gap: outcome.Gap, number: int | None) -> "AlignmentGap":
        """The gap whose source has a number, from 1."""
        cited = gap.source is not None and number is not None
        source = Citation.of(number or 1, gap.source) if cited and gap.source else None
        return cls(name=gap.code, text=gap.text, advice=gap.advice, source=source)


@strawberry.type(description="A sentence of the alignment statement.")
class AlignmentSentence:
    """A sentence with its quotes."""

    text: str = strawberry.field(description="The sentence, in Thai.")
    citations: list[Citation] = strawberry.field(description="The lines of plans that carry it.")


@strawberry.type(description="The paragraph for หลักการและเหตุผล that says how the project aligns.")
class AlignmentStatement:
    """The statement."""

    text: str = strawberry.field(description="The whole paragraph; empty where nothing aligns.")
    sentences: list[AlignmentSentence] = strawberry.field(description="It sentence by sentence.")

    @classmethod
    def of(cls, held: outcome.Statement, number: dict[Quote, int]) -> "AlignmentStatement":
        """The statement; `number` are those of its quotes, from 1."""
        return cls(
            text=held.text,
            sentences=[
                AlignmentSentence(text=text, citations=[Citation.of(number[q], q) for q in quotes])
                for text, quotes in held.sentences
            ],
        )
