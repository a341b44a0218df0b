"""Directives with their instructions."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from db.models import (
    AwaitedDocument,
    AwaitedState,
    Directive,
    Document,
    Instruction,
    InstructionDocument,
)


@dataclass(frozen=True, slots=True)
class InstructionRow:
    """One instruction and the documents it names, as printed."""

    number: str
    text: str
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DirectiveRow:
    """A directive field by field, as printed."""

    slug: str
    title: str
    number: str | None
    dated: str | None
    sender: str | None
    telephone: str | None
    recipient: str | None
    subject: str | None
    signer: str | None
    signer_post: str | None
    instructions: tuple[InstructionRow, ...]


@dataclass(frozen=True, slots=True)
class AwaitedRow:
    """A document that was announced or named and that the library does not hold."""

    title: str
    publisher: str | None
    is_published: bool


def awaited(session: Session) -> list[AwaitedRow]:
    """The documents the library lacks, in the order in which they were listed."""
    lacking = {AwaitedState.AWAITED, AwaitedState.PUBLISHED}
    return [
        AwaitedRow(row.title, row.publisher, row.state is AwaitedState.PUBLISHED)
        for row in session.exec(select(AwaitedDocument).order_by(col(AwaitedDocument.id)))
        if row.state in lacking
    ]


def directives(session: Session) -> list[DirectiveRow]:
    """Every directive, in the order it came in."""
    query = select(Directive, Document).join(
        Document, col(Document.id) == col(Directive.document_id)
    )
    instructions = _instructions(session)
    return [
        DirectiveRow(
            slug=document.slug,
            title=document.title,
            number=directive.number,
            dated=directive.dated_printed,
            sender=directive.sender,
            telephone=directive.telephone,
            recipient=directive.recipient,
            subject=directive.subject,
            signer=directive.signer,
            signer_post=directive.signer_post,
            instructions=tuple(instructions.get(directive.id or 0, ())),
        )
        for directive, document in session.exec(query.order_by(col(Directive.id)))
    ]


def _instructions(session: Session) -> dict[int, list[InstructionRow]]:
    named: dict[int, list[str]] = {}
    documents = select(InstructionDocument).order_by(col(InstructionDocument.position))
    for document in session.exec(documents):
        named.setdefault(document.instruction_id, []).append(document.printed)
    found: dict[int, list[InstructionRow]] = {}
    for row in session.exec(select(Instruction).order_by(col(Instruction.position))):
        found.setdefault(row.directive_id, []).append(
            InstructionRow(row.number, row.text, tuple(named.get(row.id or 0, ())))
        )
    return found
