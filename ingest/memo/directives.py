"""Reads official memos and letters: head, numbered instructions, signature, named documents."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from sqlmodel import Session, col, delete, select

from db.models import (
    AwaitedDocument,
    AwaitedState,
    Confidence,
    Directive,
    Instruction,
    InstructionDocument,
    PlanEdition,
)
from ingest.memo.dates import find_date
from ingest.memo.titles import (
    AnnouncedDocument,
    NamedDocument,
    announced_documents,
    named_documents,
)

__all__ = [
    "AnnouncedDocument",
    "DirectiveRecord",
    "InstructionRecord",
    "NamedDocument",
    "read_directive",
    "store_directive",
]

_D = "[0-9๐-๙]"
_LABEL = re.compile(
    r"^\s*(?P<name>ส่วนราชการ|ที่|วันที่|เรื่อง|เรียน|กราบเรียน|อ้างถึง|สิ่งที่ส่งมาด้วย)(?=[\s:])[\s:]*(?P<rest>.*)$"
)
_LONG_LABELS = {"เรื่อง", "อ้างถึง", "สิ่งที่ส่งมาด้วย"}
# No head is longer, and what is matched in one costs the square of its length.
_FIELD_LIMIT, _LONG_FIELD_LIMIT = 500, 4_000
_DATE_LIMIT = 100
_NUMBER = re.compile(
    rf"(?:[ก-ฮ]{{1,3}}\.?\s*)?{_D}{{3,6}}(?:\.{_D}+)*\s*/\s*(?:ว\s*)?(?:\([ก-ฮ]\)\s*)?{_D}+"
)
_OFFICE = re.compile(r"(?:กระทรวง|กรม|สำนัก|สถาบัน|ศูนย์|ศาลากลาง|ที่ว่าการ|เทศบาล|องค์การ|มหาวิทยาลัย).+")
_TELEPHONE = re.compile(
    r"โทร(?:\.|ศัพท์)\s*(?P<number>[^\n]*?)(?=\s{2,}|\s*โทรสาร|\s*$)", re.MULTILINE
)
_BODY = re.compile(r"^\s*(?:ด้วย|ตาม|อนุสนธิ|สืบเนื่อง|เพื่อ|ในการ|โดยที่|เนื่องจาก)")
# A head has few lines besides its fields (the crest, an address, a date), short and unnumbered.
_LINES_BESIDE, _LENGTH_BESIDE = 12, 150
_NUMBERED = re.compile(
    rf"^\s*+(?:(?:ข้อ|มาตรา|หมวด|บทที่)\s*+{_D}|{_D}{{1,2}}(?:\.{_D}+)*[.)]\s++(?=[ก-๎]))"
)
_CLOSING = re.compile(
    r"^\s*(?:ทั้งนี้|จึง|ขอแสดงความนับถือ|ในการนี้|อนึ่ง|\((?:นาย|นาง|ว่าที่|พล|พัน|ร้อย|ดร\.|หม่อม))"
)
_MARK = rf"(?P<mark>{_D}{{1,2}})\s*[.)](?!{_D})\s*(?=\S)"
_AT_LINE = re.compile(rf"^[ \t]*(?:ข้อ\s*)?{_MARK}", re.MULTILINE)
_IN_LINE = re.compile(rf"(?<=\s){_MARK}(?=[ก-๎])")
_SUBITEM = re.compile(rf"^\s*(?:{_D}+\.{_D}+|\({_D}+\)|\([ก-ฮ]\)|[-•–])")
_TITLES = r"นาย|นาง|น\.ส\.|ว่าที่|ดร\.|ศ\.|รศ\.|ผศ\.|พล|พัน|ร้อย|เรือ|นาวา|หม่อม|ม\.[รล]\."
_SIGNER = re.compile(
    rf"^[ \t]*\([ \t]*(?P<name>(?:{_TITLES})[^()\n]{{0,200}}?)[ \t]*\)[ \t]*$", re.MULTILINE
)
_STORED = (
    "number",
    "dated_on",
    "dated_printed",
    "sender",
    "telephone",
    "recipient",
    "subject",
    "signer",
    "signer_post",
)


@dataclass(frozen=True, slots=True)
class InstructionRecord:
    """One numbered thing to do; `number` and `text` as printed."""

    number: str
    text: str
    documents: tuple[NamedDocument, ...]
    awaited: tuple[AnnouncedDocument, ...]


@dataclass(frozen=True, slots=True)
class DirectiveRecord:
    """A memo or letter field by field, as printed; only `subject` is put on one line."""

    number: str | None
    dated_on: date | None
    dated_printed: str | None
    sender: str | None
    telephone: str | None
    recipient: str | None
    subject: str
    subject_printed: str
    references: str | None
    enclosures: str | None
    signer: str | None
    signer_post: str | None
    instructions: tuple[InstructionRecord, ...]


def read_directive(
    text: str, known_titles: Mapping[str, str] = MappingProxyType({})
) -> DirectiveRecord | None:
    """The record of a memo or letter, or None where a text is neither.

    `known_titles` maps the titles and other names of plans to codes of editions.
    """
    head, body = _split(text)
    subject, recipient = head.get("เรื่อง"), head.get("เรียน") or head.get("กราบเรียน")
    if not subject or not recipient:
        return None
    number, dated, sender = _number(head), _dated(text, head, body), _sender(head, text)
    if not (number or dated or sender):
        return None
    signer = _last(_SIGNER.finditer(body))
    telephone = _telephone(text.removesuffix(body), body[signer.end() :] if signer else body)
    return DirectiveRecord(
        number=number,
        dated_on=dated[0] if dated else None,
        dated_printed=dated[1] if dated else None,
        sender=sender,
        telephone=telephone,
        recipient=recipient,
        subject=re.sub(r"\s*\n\s*", " ", subject),
        subject_printed=subject,
        references=head.get("อ้างถึง"),
        enclosures=head.get("สิ่งที่ส่งมาด้วย"),
        signer=signer["name"] if signer else None,
        signer_post=_posts(body[signer.end() :]) if signer else None,
        instructions=tuple(_instructions(body, known_titles)),
    )


def store_directive(session: Session, document_id: int, slug: str, record: DirectiveRecord) -> None:
    """Make the rows of a directive say what its record says; the caller commits."""
    ours = (col(Directive.code) == slug) | (col(Directive.document_id) == document_id)
    directive = session.exec(select(Directive).where(ours)).first() or Directive(
        code=slug, document_id=document_id, confidence=Confidence.OFFICIAL
    )
    directive.code, directive.document_id = slug, document_id
    for name in _STORED:
        setattr(directive, name, getattr(record, name))
    session.add(directive)
    session.flush()
    ids = _store_instructions(session, directive.id or 0, record.instructions)
    _store_documents(session, ids, record.instructions)
    _store_awaited(session, slug, ids, record.instructions)
    session.flush()


def remove_directive(session: Session, document_id: int) -> None:
    """Take away what was read of a document that turns out to be no directive."""
    directive = session.exec(select(Directive).where(Directive.document_id == document_id)).first()
    if directive is not None:
        _store_instructions(session, directive.id or 0, ())
        session.delete(directive)
        session.flush()


def _split(text: str) -> tuple[dict[str, str], str]:
    """The labelled fields before the first paragraph, and the text from there on; none where a
    text begins with anything but a head: what running text prints of a letter is no field."""
    spans: dict[str, tuple[int, int]] = {}
    current, beside = None, 0
    for start, line in _lines(text):
        label = _LABEL.match(line)
        if label and label["name"] not in spans:
            current = label["name"]
            spans.update(_spans(current, start + label.start("rest"), start + len(line), text))
        elif current in _LONG_LABELS and _continues(line, spans):
            spans[current] = (spans[current][0], start + len(line))
        elif line.strip() and _is_addressed(spans):
            return _fields(text, spans), text[start:]
        else:
            current, beside = None, beside + bool(line.strip())
            if beside > _LINES_BESIDE or _is_running(line):
                return {}, text
    return _fields(text, spans), ""


def _is_running(line: str) -> bool:
    """Whether a line is of running text, as no head has it."""
    long = len(" ".join(line.split())) > _LENGTH_BESIDE
    return long or bool(_BODY.match(line) or _NUMBERED.match(line))


def _continues(line: str, spans: Mapping[str, object]) -> bool:
    """Whether a line goes on with the field above it: the body begins only after the address."""
    return bool(line.strip()) and not (_is_addressed(spans) and _BODY.match(line))


def _is_addressed(spans: Mapping[str, object]) -> bool:
    return "เรียน" in spans or "กราบเรียน" in spans


def _spans(name: str, start: int, end: int, text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """One label's span; the number's line often carries the date as well."""
    date_at = text.find("วันที่", start, end) if name == "ที่" else -1
    if date_at < 0:
        yield name, (start, end)
        return
    yield name, (start, date_at)
    yield "วันที่", (date_at + len("วันที่"), end)


def _fields(text: str, spans: Mapping[str, tuple[int, int]]) -> dict[str, str]:
    fields = {name: text[start:end].strip() for name, (start, end) in spans.items()}
    return {
        name: field[: _LONG_FIELD_LIMIT if name in _LONG_LABELS else _FIELD_LIMIT]
        for name, field in fields.items()
    }


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


def _number(head: Mapping[str, str]) -> str | None:
    match = _NUMBER.match(head.get("ที่", ""))
    return match[0] if match else None


def _dated(text: str, head: Mapping[str, str], body: str) -> tuple[date, str] | None:
    """The date beside its label, or alone on a line of the head."""
    labelled = find_date(head.get("วันที่", ""))
    if labelled:
        return labelled.on, labelled.printed
    for _, line in _lines(text.removesuffix(body)):
        found = find_date(line[:_DATE_LIMIT])
        if found and found.printed == line.strip():
            return found.on, found.printed
    return None


def _sender(head: Mapping[str, str], text: str) -> str | None:
    """The office of a memo, or the one printed beside or below the number of a letter."""
    if head.get("ส่วนราชการ"):
        return _TELEPHONE.split(head["ส่วนราชการ"])[0].strip() or None
    beside = _NUMBER.sub("", head.get("ที่", ""), count=1)
    office = _OFFICE.search(beside)
    if office:
        return office[0].strip()
    lines = [line.strip() for line in text.split("\n")]
    at = next((at for at, line in enumerate(lines) if _is_number_line(line)), len(lines))
    return next((line for line in lines[at + 1 : at + 3] if _OFFICE.match(line)), None)


def _telephone(*parts: str) -> str | None:
    """The first telephone of the head, else of the foot below the signature."""
    found = next(filter(None, map(_TELEPHONE.search, parts)), None)
    return (found["number"].strip() or None) if found else None


def _is_number_line(line: str) -> bool:
    label = _LABEL.match(line)
    return bool(label and label["name"] == "ที่")


def _last(matches: Iterator[re.Match[str]]) -> re.Match[str] | None:
    found = None
    for found in matches:  # noqa: B007 - the last one is what we are after
        pass
    return found


def _posts(text: str) -> str | None:
    """The lines of a signature below the name, up to the first gap."""
    posts: list[str] = []
    for line in text.strip("\n").split("\n")[:4]:
        if not line.strip() or line.strip().startswith(("โทร", "สำเนา", "(")):
            break
        posts.append(line.strip())
    return "\n".join(posts) or None


def _instructions(body: str, known_titles: Mapping[str, str]) -> Iterator[InstructionRecord]:
    """The numbered items, each numbered line of them or, in run-on text, each number."""
    marks = _sequence(_AT_LINE.finditer(body)) or _sequence(_IN_LINE.finditer(body))
    ends = [mark.start() for mark in marks[1:]]
    if marks:
        ends.append(_end(body, marks[-1].end()))
    for mark, end in zip(marks, ends, strict=True):
        text = _without_catchword(body[mark.end() : end].strip())
        yield InstructionRecord(
            number=mark["mark"],
            text=text,
            documents=tuple(named_documents(text, known_titles)),
            awaited=tuple(announced_documents(text)),
        )


def _without_catchword(text: str) -> str:
    """The text without the foot of a page that gives the next page's first words: /๓. ให้ ..."""
    before, _, last = text.rpartition("\n")
    is_catchword = last.lstrip().startswith("/") and last.endswith(("...", "…"))
    return before.rstrip() if is_catchword else text


def _sequence(matches: Iterator[re.Match[str]]) -> list[re.Match[str]]:
    """Marks that count 1, 2, 3...; other numbers at the start of a line are years or sums."""
    marks: list[re.Match[str]] = []
    for match in matches:
        if int(match["mark"]) == len(marks) + 1:
            marks.append(match)
    return marks


def _end(body: str, start: int) -> int:
    """Where the last instruction ends: at the closing part, or at a gap before other text."""
    gap, end = False, start
    for at, line in _lines(body[start:]):
        if not line.strip():
            gap = True
            continue
        if at and (_CLOSING.match(line) or (gap and not _SUBITEM.match(line))):
            break
        gap, end = False, start + at + len(line)
    return end


def _store_instructions(
    session: Session, directive_id: int, records: Sequence[InstructionRecord]
) -> list[int]:
    """Instructions by their number; those no longer there go, and all that hangs on them."""
    query = select(Instruction).where(Instruction.directive_id == directive_id)
    held = {row.number: row for row in session.exec(query)}
    rows = []
    for position, record in enumerate(records):
        row = held.pop(record.number, None) or Instruction(
            directive_id=directive_id, number=record.number, position=position, text=record.text
        )
        row.position, row.text = position, record.text
        rows.append(row)
    session.add_all(rows)
    gone = [row.id for row in held.values()]
    for model in (InstructionDocument, AwaitedDocument):
        session.execute(delete(model).where(col(model.instruction_id).in_(gone)))
    session.execute(delete(Instruction).where(col(Instruction.id).in_(gone)))
    session.flush()
    return [row.id or 0 for row in rows]


def _store_documents(
    session: Session, ids: Sequence[int], records: Sequence[InstructionRecord]
) -> None:
    editions = dict(session.exec(select(PlanEdition.code, PlanEdition.id)).all())
    query = select(InstructionDocument).where(col(InstructionDocument.instruction_id).in_(ids))
    held = {(row.instruction_id, row.position): row for row in session.exec(query)}
    for instruction_id, record in zip(ids, records, strict=True):
        for position, named in enumerate(record.documents):
            row = held.pop((instruction_id, position), None) or InstructionDocument(
                instruction_id=instruction_id, position=position, printed=named.printed
            )
            row.printed, row.publisher_printed = named.printed, named.publisher_printed
            row.edition_id = editions.get(named.edition_code or "")
            session.add(row)
    for row in held.values():
        session.delete(row)


def _store_awaited(
    session: Session, code: str, ids: Sequence[int], records: Sequence[InstructionRecord]
) -> None:
    """What the directive announces; state and note belong to the plan facts once they are known."""
    announced = {
        f"{code}/{position}/{at}": (instruction_id, awaited)
        for position, (instruction_id, record) in enumerate(zip(ids, records, strict=True), 1)
        for at, awaited in enumerate(record.awaited, 1)
    }
    ours = col(AwaitedDocument.code).in_(announced)
    linked = col(AwaitedDocument.instruction_id).in_(ids)
    held = {row.code: row for row in session.exec(select(AwaitedDocument).where(ours | linked))}
    for key, (instruction_id, awaited) in announced.items():
        row = held.pop(key, None) or AwaitedDocument(
            code=key, title=awaited.title, state=AwaitedState.AWAITED
        )
        row.title, row.publisher, row.instruction_id = (
            awaited.title,
            awaited.publisher,
            instruction_id,
        )
        row.expected_printed, row.expected_on = awaited.expected_printed, awaited.expected_on
        session.add(row)
    for row in held.values():
        session.delete(row)
