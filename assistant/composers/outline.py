"""Answers which parts of a kind a paper has, by its own numbered headings and lines."""

import re
from collections.abc import Sequence

from sqlmodel import Session

from assistant import wording
from assistant.answer import Quote
from assistant.draft import Composition, Draft, Statement
from assistant.question.papers import name_papers
from assistant.question.reading import Asked
from assistant.question.topic import unknown
from assistant.question.wants import Wanted
from assistant.quoting import Shelf
from db.reads.papers import PaperRow
from db.thai import squeeze, words

MOST = 10
# A line that numbers what it names ("ประเด็นการพัฒนาที่ 1 …") tells by what word parts are called.
_FIRST = re.compile(r"[#*]*([ก-๎]{2,30}?)(?:ที่)?1(?![\d./,])")
# What is numbered so and is no part of a paper: clauses, days, meetings.
_NO_KINDS = frozenset(
    ("ข้อ", "มาตรา", "วัน", "เดือน", "ปี", "ครั้ง", "หน้า", "หมู่", "ฉบับ", "ชั้น", "ลาดับ", "ระดับ", "ชุด")
)
_TAIL = "(?:การพัฒนา|หลัก|สาคัญ)"
_ASKED = (
    "(?:กี่|จานวน)(?:{kind})|(?:{kind})" + _TAIL + "?(?:ทั้งหมด)?(?:มี|ประกอบด้วย|ได้แก่|คือ|แบ่งเป็น)?"
    "(?:อะไร|ใด|ไหน|เรื่องอะไร|กี่(?:ข้อ|ด้าน|ประการ|ตัว|โครงการ|ประเด็น|เรื่อง))"
)
_ONE = r"(?:{kind})(?:ที่)?(\d+)(?![\d.]).*(?:คืออะไร|ชื่อ(?:ว่า)?อะไร|ว่าอะไร|เรื่องอะไร)$"
_MARKS = r"[#*\s]*"
_WORDS = """
    คือ ที่ ว่า มี กี่ อะไร ใด ไหน บ้าง ทั้งหมด จานวน ประกอบ ประกอบด้วย ได้แก่ แบ่ง ออกเป็น แบ่งออกเป็น แบ่งเป็น
    กาหนด ไว้ หลัก สาคัญ การพัฒนา พัฒนา ข้อ ด้าน ประการ ตัว เรื่อง ฉบับ แผน ปี พศ ระยะ เอกสาร ระบุ
    ใหม่ เดิม ก่อน เก่า ล่าสุด ปัจจุบัน ชื่อ ชื่อว่า ตาม
"""


def compose(session: Session, draft: Draft) -> Composition | None:
    """The numbered parts of the one paper a question names; None when it asks beyond them.

    They answer only when their numbers run from one without a gap.
    """
    asked = draft.understood()
    named = name_papers(asked.full, draft.library, draft.on)
    if len(named) != 1:
        return None
    key, shelf = squeeze(asked.text), Shelf(session, named[0].slug)
    kinds = _kinds(shelf)
    for kind, said in kinds:
        if (one := re.search(_ONE.format(kind=said), key)) is not None:
            return _one(session, asked, named[0], kind, int(one[1]))
    kind = next((k for k, said in kinds if re.search(_ASKED.format(kind=said), key)), "")
    if not kind or not asked.wants(Wanted.LIST, Wanted.COUNT):
        return None
    if _asks_beyond(asked, named[0], kind):
        return None
    lines = _numbered(shelf, kind)
    if len(lines) < 2:
        return None
    counted = None if asked.wants(Wanted.LIST) else _counted(shelf, kind, len(lines))
    if counted is not None:
        return Composition((Statement(_plain(counted.text), (counted,)),))
    return _composition(draft, named[0], lines)


def _kinds(shelf: Shelf) -> list[tuple[str, str]]:
    """What the numbered lines of a paper are called, longest first, each with how it may be said:
    "ประเด็น" for ประเด็นการพัฒนา."""
    found = {m[1] for q in shelf.lines(_FIRST) if (m := _FIRST.match(squeeze(q.text)))}
    kinds = sorted(found - _NO_KINDS, key=lambda kind: (-len(kind), kind))
    return [(kind, "|".join({kind, re.sub(f"(?<=..){_TAIL}$", "", kind)})) for kind in kinds]


def _one(
    session: Session, asked: Asked, paper: PaperRow, kind: str, number: int
) -> Composition | None:
    """The line that names the part of a number."""
    lines = [] if _asks_beyond(asked, paper, kind) else _numbered(Shelf(session, paper.slug), kind)
    if not 0 < number <= len(lines):
        return None
    line = lines[number - 1]
    return Composition((Statement(_plain(line.text), (line,)),))


def _asks_beyond(asked: Asked, paper: PaperRow, kind: str) -> bool:
    """Whether a question speaks of something that neither names the paper nor the parts."""
    known = frozenset((*_WORDS.split(), *words(paper.title), *words(kind), kind))
    return bool(unknown(asked, known, squeeze(paper.title)))


def _numbered(shelf: Shelf, kind: str) -> list[Quote]:
    """The lines "ยุทธศาสตร์ที่ 1 …" of a kind in the order of their numbers: the first of each."""
    pattern = re.compile(rf"{_MARKS}{re.escape(kind)}(?:ที่)?(\d+)(?![\d.])")
    lines: dict[int, Quote] = {}
    for line in shelf.lines(pattern):
        match = pattern.match(squeeze(line.text))
        if match:
            lines.setdefault(int(match[1]), line)
    run = [lines[number] for number in sorted(lines)]
    return run if sorted(lines) == list(range(1, len(lines) + 1)) else []


def _counted(shelf: Shelf, kind: str, count: int) -> Quote | None:
    """The line that says how many there are, as they are."""
    said = re.compile(rf".*(?:มี|รวม|เป็น|ประกอบด้วย){count}{re.escape(kind)}")
    return min(shelf.lines(said), key=lambda line: len(line.text), default=None)


def _composition(draft: Draft, paper: PaperRow, lines: Sequence[Quote]) -> Composition:
    kind = _printed_kind(lines[0].text)
    opening = wording.COUNT_LIST.format(title=paper.title, count=len(lines), kind=kind)
    rest = list(lines)[draft.skip :] or list(lines)
    left = len(rest) - MOST
    notices = (wording.MORE.format(count=left),) if left > 0 else ()
    if left > 0:
        draft.suggestions.append(wording.REST)
    items = (Statement(_plain(line.text), (line,)) for line in rest[:MOST])
    return Composition((Statement(opening, tuple(lines), frame=True), *items), notices)


def _plain(text: str) -> str:
    return re.sub(r"^[#*\s]+", "", text)


def _printed_kind(text: str) -> str:
    """The kind as the paper writes it, before "ที่ 1" or "1"."""
    return re.split(r"ที่\s*[\d๐-๙]|[\d๐-๙]", text.lstrip("#* "))[0].strip()
