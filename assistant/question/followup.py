"""Makes a question that leans on the conversation stand alone.

What an earlier turn asked is carried over, never what it was answered, save for the numbered
choices and items that a reply may pick from. All of it is data: it is searched for, nothing else.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.draft import Turn
from assistant.question.naming import (
    edition_after,
    mention,
    name_editions,
    tells_age,
    without_age,
    years_of,
)
from assistant.question.reading import Asked, read
from assistant.question.topic import scope_of, subject
from assistant.question.wants import Wanted
from assistant.replies import item, pick, wants_rest
from assistant.tree import NUMBERED
from db.models import AnswerStatus
from db.reads.plans import EditionRow
from db.thai import squeeze

_BEARING = {
    AnswerStatus.ANSWERED,
    AnswerStatus.PARTIAL,
    AnswerStatus.CLARIFY,
    AnswerStatus.REFUSED_NOT_IN_DOCUMENTS,
}
# What is asked of a plan or a letter: with none named, of the one just spoken of.
_LEANING_WORDS = """
    คณะรัฐมนตรี ครม เห็นชอบ อนุมัติ ประกาศ ราชกิจจา ราชกิจจานุเบกษา ลงวันที่ ลงนาม
    ผู้ลงนาม เลขที่ เรียน ส่งถึง มีผล บังคับใช้ ใช้บังคับ บังคับ
"""
_LEANING = frozenset(_LEANING_WORDS.split())
_LEAD = re.compile(r"^(?:แล้ว(?:ถ้า|ก็)?|ส่วน|และ|งั้น|ถ้างั้น|ถ้า)\s*")
_TAIL = re.compile(r"(?<!\s)\s*+(?:ล่ะ|ละ|หล่ะ|น่ะ|อะ)[\s?]*+$")
_POINTING = re.compile(
    r"(?:โครงการ|แผน|ยุทธศาสตร์|มาตรการ|เป้าหมาย|ฉบับ|หน่วยงาน|เรื่อง|ข้อ|อัน|หนังสือ)?(?:นี้|นั้น|ดังกล่าว)(?!\S*วัน)|^มัน"
)
_YEARS = re.compile(r"(?:ฉบับ\s*)?\(?(?:พ\.ศ\.\s*|ปี\s*)?25\d\d(?:\s*[-–]\s*25\d\d)?\)?")
_AMOUNT = re.compile(r"(?:(?:ไม่เกิน|เกิน)|(?<!\s))\s*+\d[\d,.]*+\s*+(?:ล้าน|แสน|หมื่น|พัน)?\s*+(?:บาท)?")
_ASKING = re.compile(
    r"(?:ใคร|ผู้ใด|หน่วยงาน(?:ใด|ไหน|อะไร))(?:เป็น)?(?:ผู้)?(?:รับผิดชอบ|เจ้าภาพ|เจ้าของ|ลงนาม|ลงชื่อ|ดูแล|ทำ|จัดทำ)?(?:ใน|ของ)?"
    r"|(?:เป็น)?(?:ผู้)?รับผิดชอบ|เป็นเจ้าภาพ|(?:ใช้|มี)?(?:งบประมาณ|งบ|วงเงิน)(?:ของ|ประมาณ)?|(?:จำนวน)?เท่า(?:ไร|ใด|ไหร่)(?:บาท)?"
    r"|คือ(?:อะไร|หน่วยงาน(?:ใด|ไหน|อะไร)|ใคร)|ย่อมาจาก(?:อะไร|คำว่าอะไร)?|หมายถึงอะไร"
    r"|(?:อยู่|จัดอยู่)?(?:ใน|ภายใต้)?(?:ยุทธศาสตร์|แผน|เป้าหมาย)(?:ใด|ไหน|อะไร)"
    r"|มี(?:กี่)?\S{0,14}(?:อะไร|ใด|ไหน)?บ้าง|(?:มี)?กี่\S+|(?:เริ่ม|สิ้นสุด|ดำเนินการ|ประกาศ)?(?:เมื่อ(?:ใด|ไร|ไหร่)|วัน(?:ที่)?(?:ใด|ไหน|เท่าไร)|ปี(?:ใด|ไหน))"
    r"|อะไรบ้าง|อย่างไร|(?:มี)?เลขที่|ลงวันที่|(?:ลงนาม|ลงชื่อ)(?:โดย)?(?:ใคร)?|ส่งถึงใคร|เรียนถึงใคร|(?:ปัจจุบัน|เดิม)?ชื่อ(?:ว่า)?อะไร|รายละเอียดของ"
)


@dataclass(frozen=True, slots=True)
class Understood:
    """A question that stands alone; the first `skip` items of its list have been shown."""

    text: str
    skip: int = 0


@dataclass(frozen=True, slots=True)
class Reader:
    """What it takes to read a question: short forms, editions, the date it is asked of."""

    abbreviations: Mapping[str, Iterable[str]]
    editions: Sequence[EditionRow]
    on: date

    def read(self, text: str) -> Asked:
        """A question analysed."""
        return read(text, self.abbreviations)

    def edition(self, text: str) -> EditionRow | None:
        """The one edition a text names."""
        found = name_editions(self.read(text).full, self.editions, self.on)
        return found[0] if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class _Before:
    """The turn a question leans on: as it was understood, and what was said to it."""

    question: Understood
    status: AnswerStatus
    answer: str


def resolve(question: str, turns: Sequence[Turn], reader: Reader) -> Understood:
    """`question` with what it leaves out taken from the last turn that asked of the documents.

    A turn refused for private data, for tampering or as off topic lends nothing.
    """
    before: _Before | None = None
    for turn in turns:
        if turn.status in _BEARING:
            understood = _resolve(turn.question, before, reader)
            before = _Before(understood, turn.status, turn.text)
    return _resolve(question, before, reader)


def lean(question: str, earlier: str, reader: Reader) -> str:
    """`question` with what it leaves out taken from the one before it in the same message."""
    before = _Before(Understood(earlier), AnswerStatus.ANSWERED, "")
    return _lean(question, before, reader).text


def subject_of(earlier: str, reader: Reader) -> str:
    """What an earlier question was about, without what it asked of it."""
    edition, part = reader.edition(earlier), _numbered(earlier)
    if part and edition:
        return f"{part[0]} ของ{edition.title}"
    left = re.sub(r"\s+", " ", _ASKING.sub(" ", earlier)).strip(" ?")
    asked = reader.read(left)
    if edition and not subject(asked, scope_of([edition]) | _LEANING):
        return edition.title
    return left


def _resolve(question: str, before: _Before | None, reader: Reader) -> Understood:
    text = reader.read(question).text
    if before is None:
        return Understood(text)
    if before.status is AnswerStatus.CLARIFY:
        chosen = pick(reader.read(question).full, before.answer, _owners(reader))
        if chosen:
            return Understood(chosen)
    if wants_rest(text):
        return _rest(before)
    told = item(text, before.answer)
    if told:
        return Understood(_within(f"รายละเอียดของ{told}", before, reader))
    return _lean(text, before, reader)


def _owners(reader: Reader) -> dict[str, str]:
    return {edition.title: " ".join(edition.owners) for edition in reader.editions}


def _rest(before: _Before) -> Understood:
    """The rest of a list, or the list that was only counted."""
    lines = before.answer.count("\n")
    text = before.question.text
    if lines == 0:
        return Understood(text if "บ้าง" in text else f"{text} อะไรบ้าง")
    return Understood(text, before.question.skip + lines)


def _lean(text: str, before: _Before, reader: Reader) -> Understood:
    bare = _TAIL.sub("", _LEAD.sub("", text)).strip() or text
    pointing = _POINTING.search(bare) is not None
    bare = _POINTING.sub(" ", bare).strip() if pointing else bare
    asked = reader.read(bare)
    named = name_editions(asked.full, reader.editions, reader.on)
    # A place or thing of its own, or a plan with something asked of it, needs no other turn.
    unaged = reader.read(without_age(bare))
    own = bool(subject(unaged, scope_of(named) | _LEANING))
    asks = asked.wanted != frozenset({Wanted.OTHER})
    leans = pointing or bare != text
    if not leans and (own or named):
        return Understood(text)
    if named and asks and not pointing:
        return Understood(bare)
    return Understood(_completed(bare, asks, own, before, reader))


def _completed(bare: str, asks: bool, own: bool, before: _Before, reader: Reader) -> str:
    """A question without a subject, or with nothing but one, made whole."""
    earlier = before.question.text
    if not asks and not own:
        replaced = _replaced(bare, earlier, reader)
        if replaced:
            return replaced
    if own and not asks:
        aspect = " ".join(_ASKING.findall(earlier))
        return f"{bare} {aspect}".strip()
    if tells_age(bare):
        swapped = _edition_swapped(bare, earlier, reader)
        return f"{swapped[0]} {bare}" if swapped else _aged(bare, subject_of(earlier, reader))
    if NUMBERED.search(squeeze(bare)):
        return _within(bare, before, reader)
    return f"{subject_of(earlier, reader)} {bare}".strip()


def _replaced(bare: str, earlier: str, reader: Reader) -> str | None:
    """The earlier question with its amount, its edition or its number replaced."""
    if _AMOUNT.fullmatch(bare) and not years_of(bare) and (held := _AMOUNT.search(earlier)):
        return f"{earlier[: held.start()]} {bare} {earlier[held.end() :]}"
    swapped = _edition_swapped(bare, earlier, reader)
    if swapped:
        title, span = swapped
        return f"{earlier[: span[0]]}{title} {earlier[span[1] :]}" if span else f"{title} {earlier}"
    new, old = NUMBERED.search(squeeze(bare)), _numbered(earlier)
    if new and old and old[0].startswith(new[1]):
        return earlier.replace(old[0], f"{new[1]}ที่ {new[2]}", 1)
    if not new and (tells_age(bare) or years_of(bare)):
        return _aged(bare, earlier)
    if new:
        edition = reader.edition(earlier)
        return f"{bare} ของ{edition.title} คืออะไร" if edition else f"{bare} คืออะไร"
    return None


def _aged(bare: str, earlier: str) -> str:
    """A question of a paper, of the edition that years or words of age tell instead."""
    held = _YEARS.search(earlier)
    if held:
        return f"{earlier[: held.start()]} {bare} {earlier[held.end() :]}"
    return f"{without_age(earlier)} {bare}"


def _edition_swapped(
    bare: str, earlier: str, reader: Reader
) -> tuple[str, tuple[int, int] | None] | None:
    """The title of the edition meant, and where the earlier question names the other."""
    known = reader.edition(earlier)
    named = reader.edition(bare)
    if known is None and named is None:
        return None
    other = named or (edition_after(bare, known, reader.editions) if known else None)
    if other is None:
        return None
    return other.title, mention(earlier, reader.editions)


def _numbered(text: str) -> re.Match[str] | None:
    """A part named by number, as the text writes it."""
    return re.search(
        r"(?:ยุทธศาสตร์|กลยุทธ์|เป้าหมาย|แผนงาน|มาตรการ|โครงการ|กลไก)\s*(?:ที่)?\s*\d[\d.]*", text
    )


def _within(text: str, before: _Before, reader: Reader) -> str:
    """A part named by number, in the edition spoken of."""
    edition = reader.edition(before.question.text)
    if edition is None or edition.title in text:
        return text
    found = _numbered(text)
    at = found.end() if found else len(text)
    return f"{text[:at]} ของ{edition.title} {text[at:]}".strip()
