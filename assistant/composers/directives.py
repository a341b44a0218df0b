"""Answers from the record of a memo: who signed it, what it orders, what must be studied."""

import re
from collections.abc import Sequence

from sqlmodel import Session

from assistant import wording
from assistant.draft import Clarification, Composition, Draft, Statement
from assistant.question.reading import Asked
from assistant.question.wants import Wanted
from assistant.quoting import Shelf
from db.reads.directives import DirectiveRow, InstructionRow, directives
from db.thai import squeeze, words

_FIELDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("signer", re.compile(r"ลงนาม|ลงชื่อ|ลายเซ็น|เซ็นหนังสือ|ผู้เซ็น")),
    ("telephone", re.compile(r"โทรศัพท์|เบอร์โทร|เบอร์ติดต่อ|หมายเลขโทร")),
    (
        "number",
        re.compile(
            r"เลขที่(?:ของ)?(?:หนังสือ|บันทึก)|(?:หนังสือ|บันทึกข้อความ)(?:ฉบับนี้)?(?:มี)?เลขที่"
            r"|(?:หนังสือ|บันทึก)\S*เลขที่(?:เท่า|ใด|ไหน|อะไร|คือ)"
        ),
    ),
    (
        "recipient",
        re.compile(
            r"(?:หนังสือ|บันทึก).*(?:ส่งถึง|ส่งให้|ส่งไป|แจ้งไปยัง|เรียนถึง|เรียนใคร|ถึงใคร|แจ้งใคร)|ผู้รับหนังสือ"
        ),
    ),
    ("subject", re.compile(r"(?:หนังสือ|บันทึก)\S*เรื่องอะไร|ชื่อเรื่องของ(?:หนังสือ|บันทึก)")),
    (
        "dated",
        re.compile(
            r"(?:หนังสือ|บันทึกข้อความ)(?:ฉบับ)?(?:นี้|ดังกล่าว)?(?:ลง|ออก|มี)?(?:วันที่(?:เท่า|ใด|ไหน)|เมื่อ)"
        ),
    ),
    (
        "sender",
        re.compile(
            r"(?:ใคร|หน่วยงานใด|หน่วยงานไหน|ส่วนราชการใด|กรมใด|กรมไหน)\S{0,8}(?:ออก|ส่ง|แจ้ง|เจ้าของ)(?:หนังสือ|บันทึก)"
        ),
    ),
)
# Words about a letter as such, which any question about it may use.
_LETTER_WORDS = (
    "หนังสือ บันทึก ข้อความ ฉบับ ส่วนราชการ เจ้าของ หน่วยงาน ผู้ คน ดังกล่าว เอกสาร แผน สั่ง สั่งการ ทำ "
    "ดำเนินการ ปฏิบัติ ขอให้ เลขที่ ผู้ลงนาม ลงชื่อ ลายเซ็น เซ็น ออก ส่ง แจ้ง กรม "
    "เบอร์โทรศัพท์ หมายเลข ติดต่อ ลงวันที่ ลายมือชื่อ"
)
_PLAIN = frozenset(words(_LETTER_WORDS))
_MOSTLY = 0.65
MOST_CHOICES = 5
_STUDY = re.compile("ศึกษา")
_LETTER = re.compile(r"^(?:หนังสือ|บันทึกข้อความ)(?:ฉบับ)?(?:นี้|ดังกล่าว)?")
_ORDERS = re.compile(
    r"(?:สั่ง|กาหนด|ให้|ต้อง)\S{0,30}(?:ทา|ดาเนินการ|ปฏิบัติ)(?:อะไร|อย่างไร|ใด|กี่)|ข้อสั่งการ|สั่งการ(?:กี่|อะไร)|สั่งอะไร"
)


def compose(session: Session, draft: Draft) -> Composition | Clarification | None:
    """What the directive the question is about says of itself; None when it asks other things.

    Where several would answer and the question tells none from the others, asks which.
    """
    asked = draft.understood()
    answers = [
        (directive, composition)
        for directive in _about(session, draft)
        if (composition := _answer(session, asked, directive)) is not None
    ]
    subjects = {directive.subject for directive, _ in answers}
    if len(answers) > 1 and len(subjects) == len(answers) <= MOST_CHOICES:
        return _which(asked, [directive for directive, _ in answers])
    return answers[0][1] if answers else None


def _answer(session: Session, asked: Asked, directive: DirectiveRow) -> Composition | None:
    shelf = Shelf(session, directive.slug)
    for answer in (_field, _studies, _orders, _order):
        composition = answer(asked, directive, shelf)
        if composition is not None:
            return composition
    return None


def _about(session: Session, draft: Draft) -> list[DirectiveRow]:
    """The directives among what was found, the best placed first; of those whose subject the
    question tells, the one it tells most."""
    known = {directive.slug: directive for directive in directives(session)}
    slugs = dict.fromkeys(e.passage.slug for e in draft.evidence if e.passage.slug in known)
    found = [known[slug] for slug in slugs]
    said = set(words(draft.understood().full)) - _PLAIN
    told = {one.slug: len(said & set(words(one.subject or ""))) for one in found}
    most = max(told.values(), default=0)
    best = [one for one in found if told[one.slug] == most]
    return best if most else found


def _which(asked: Asked, found: Sequence[DirectiveRow]) -> Clarification:
    question = _LETTER.sub("", asked.text).strip()
    choices = (
        wording.OF_LETTER.format(subject=directive.subject, question=question)
        for directive in found
    )
    return Clarification(wording.WHICH_DOCUMENT, tuple(choices))


def _field(asked: Asked, directive: DirectiveRow, shelf: Shelf) -> Composition | None:
    if asked.wants(Wanted.MONEY, Wanted.COUNT, Wanted.PLACE):
        return None
    head = " ".join(
        filter(None, (directive.sender, directive.subject, directive.signer, directive.recipient))
    )
    for name, pattern in _FIELDS:
        if name == "signer" and asked.wants(Wanted.DAY, Wanted.DATE, Wanted.NUMBER):
            continue
        value = getattr(directive, name)
        match = pattern.search(squeeze(asked.text))
        if value and match and _is_about(asked, head, 1.0):
            return _composition(_field_statements(name, value, directive, shelf))
    return None


def _is_about(asked: Asked, text: str, share: float) -> bool:
    """Whether so much of what the question speaks of is in `text` or said of any letter: a memo
    answers for itself, not for another letter or another agency."""
    known = squeeze(f"{text} {_LETTER_WORDS}")
    held = [
        any(all(word in known for word in form) for form in concept.forms)
        for concept in asked.concepts
    ]
    return sum(held) >= share * len(held)


def _field_statements(
    name: str, value: str, directive: DirectiveRow, shelf: Shelf
) -> list[Statement]:
    text = wording.FIELDS[name].format(value=value)
    quotes = [shelf.printed(value)]
    if name == "signer" and directive.signer_post:
        quotes += [shelf.printed(line, after=value) for line in directive.signer_post.split("\n")]
        text += " " + " ".join(directive.signer_post.split("\n"))
    held = tuple(quote for quote in quotes if quote is not None)
    return [Statement(text, held)]


def _studies(asked: Asked, directive: DirectiveRow, shelf: Shelf) -> Composition | None:
    """The documents an instruction names, when the question asks which they are."""
    if not (asked.wants(Wanted.LIST, Wanted.COUNT) and _STUDY.search(asked.key)):
        return None
    instruction = _closest(asked, [i for i in directive.instructions if i.documents])
    if instruction is None or not _is_about(asked, _whole(shelf), _MOSTLY):
        return None
    quotes = [shelf.printed(title, after=instruction.text[:20]) for title in instruction.documents]
    whole = shelf.printed(instruction.text)
    if whole is None:
        return None
    opening = wording.STUDY_COUNT.format(count=len(instruction.documents))
    items = [
        Statement(f"{at}. {title}", (found,))
        for at, (title, found) in enumerate(zip(instruction.documents, quotes, strict=True), 1)
        if found is not None
    ]
    return _composition([Statement(opening, (whole,), frame=True), *items])


def _orders(asked: Asked, directive: DirectiveRow, shelf: Shelf) -> Composition | None:
    """All instructions, when the question asks what is ordered."""
    if not (_ORDERS.search(squeeze(asked.text)) and directive.instructions):
        return None
    found = [shelf.printed(instruction.text) for instruction in directive.instructions]
    held = [quote for quote in found if quote is not None]
    if len(held) < len(directive.instructions) or not _is_about(asked, _whole(shelf), _MOSTLY):
        return None
    opening = wording.INSTRUCTION_COUNT.format(count=len(held))
    return _composition(
        [
            Statement(opening, tuple(held), frame=True),
            *(
                Statement(f"{instruction.number}. {quote.text}", (quote,))
                for instruction, quote in zip(directive.instructions, held, strict=True)
            ),
        ]
    )


def _order(asked: Asked, directive: DirectiveRow, shelf: Shelf) -> Composition | None:
    """The instruction that begins with the verb of "ต้อง…อะไร"."""
    if not asked.wants(Wanted.LIST, Wanted.OTHER):
        return None
    for instruction in directive.instructions:
        verb = next(iter(words(instruction.text)), "")
        found = shelf.printed(instruction.text)
        if not _is_about(asked, _whole(shelf), _MOSTLY):
            return None
        if found and re.search(rf"(?:ต้อง|ให้){re.escape(verb)}\S{{0,12}}(?:อะไร|ใด|ไหน)", asked.key):
            return _composition([Statement(found.text, (found,))])
    return None


def _closest(asked: Asked, instructions: Sequence[InstructionRow]) -> InstructionRow | None:
    def shared(instruction: InstructionRow) -> int:
        return len(asked.words & set(words(instruction.text)))

    return max(instructions, key=shared, default=None)


def _whole(shelf: Shelf) -> str:
    return " ".join(passage.text for passage in shelf.passages)


def _composition(statements: list[Statement]) -> Composition | None:
    usable = [statement for statement in statements if statement.quotes]
    return Composition(tuple(usable)) if usable else None
