"""What directives order of action plans: the plans to study and follow, documents to wait for."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from db.models import (
    AwaitedDocument,
    AwaitedState,
    Directive,
    Instruction,
    InstructionDocument,
    Plan,
    PlanEdition,
)


@dataclass(frozen=True, slots=True)
class OrderedPlan:
    """A plan that an instruction names, as printed, and where that is ordered."""

    plan: str
    printed: str
    source: str


@dataclass(frozen=True, slots=True)
class OrderedWait:
    """A document that an instruction announces and the library does not hold yet; it may be
    published elsewhere."""

    title: str
    expected: str | None
    is_published: bool
    source: str


def ordered_plans(session: Session) -> list[OrderedPlan]:
    """The plans that instructions name, each once, in the order of the instructions."""
    query = (
        select(InstructionDocument, Instruction, Directive, Plan)
        .join(Instruction, col(Instruction.id) == col(InstructionDocument.instruction_id))
        .join(Directive, col(Directive.id) == col(Instruction.directive_id))
        .join(PlanEdition, col(PlanEdition.id) == col(InstructionDocument.edition_id))
        .join(Plan, col(Plan.id) == col(PlanEdition.plan_id))
        .order_by(col(Directive.id), col(Instruction.position), col(InstructionDocument.position))
    )
    found: dict[str, OrderedPlan] = {}
    for document, instruction, directive, plan in session.exec(query):
        source = _source(directive, instruction)
        found.setdefault(plan.code, OrderedPlan(plan.code, document.printed, source))
    return list(found.values())


def ordered_waits(session: Session) -> list[OrderedWait]:
    """Documents announced by instructions and still to come, in the order they were listed."""
    query = (
        select(AwaitedDocument, Instruction, Directive)
        .join(Instruction, col(Instruction.id) == col(AwaitedDocument.instruction_id))
        .join(Directive, col(Directive.id) == col(Instruction.directive_id))
        .where(col(AwaitedDocument.state).in_([AwaitedState.AWAITED, AwaitedState.PUBLISHED]))
        .order_by(col(AwaitedDocument.id))
    )
    return [
        OrderedWait(
            row.title,
            row.expected_printed,
            row.state is AwaitedState.PUBLISHED,
            _source(directive, instruction),
        )
        for row, instruction, directive in session.exec(query)
    ]


def _source(directive: Directive, instruction: Instruction) -> str:
    number = f"ที่ {directive.number} " if directive.number else ""
    dated = f"ลงวันที่ {directive.dated_printed} " if directive.dated_printed else ""
    return f"หนังสือ {number}{dated}ข้อ {instruction.number}"
