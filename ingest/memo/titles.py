"""The documents an instruction names: titles in a row, who publishes them, which edition each is.

Every `printed` is cut from the instruction as it stands there.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from db.thai import squeeze
from ingest.memo.dates import find_date, find_month

_PAPER = (
    r"(?:\(ร่าง\)\s*|ร่าง)?(?:แผน|แนวทาง|แนวปฏิบัติ|คู่มือ|หลักเกณฑ์|ระเบียบ|ข้อบังคับ|ข้อกำหนด|ประกาศ|คำสั่ง"
    r"|มาตรฐาน|นโยบาย|ยุทธศาสตร์|พระราชบัญญัติ|พระราชกฤษฎีกา|พ\.ร\.บ\.|กฎกระทรวง|หนังสือ|มติ|รายงาน|แบบฟอร์ม)"
)
_AGENCY = (
    r"(?:กระทรวง|กรม|สำนัก|กอง(?!ทุน)|ศูนย์|สถาบัน|องค์การ|องค์กร|คณะกรรมการ|คณะรัฐมนตรี|จังหวัด|อำเภอ|เทศบาล"
    r"|มหาวิทยาลัย|ธนาคาร|บริษัท|[ก-ฮ]{1,4}\.)"
)
_STUDY = re.compile(r"ศึกษา|ทบทวน|ทำความเข้าใจ|ปฏิบัติตาม|ดำเนินการตาม|ยึดถือ(?:ตาม)?|อ้างอิง(?:ตาม)?")
_LIMIT = 2_000  # no instruction is longer; white space without end would cost its square
_REACH = 40  # a verb further in belongs to another clause
_CLAUSE_END = re.compile(
    r"\s+(?:เพื่อ|แล้ว|ก่อน|โดย|พร้อมทั้ง|ทั้งนี้|ให้|ซึ่ง|ที่คาดว่า|ตามสิ่งที่ส่งมาด้วย|ตามเอกสาร"
    r"|และ(?:ให้|จัดทำ|รายงาน|ดำเนินการ|แจ้ง|ส่ง|นำ|ตรวจสอบ|พิจารณา))"
)
# The lookbehind keeps a long gap from being tried from each of its characters.
_NEXT = re.compile(rf"(?:\s*[,;]\s*|(?<!\s)\s+)(?:(?:และ|รวมทั้ง|ตลอดจน|กับ)\s*)?(?={_PAPER})")
_GLUED = re.compile(rf"(?:และ|กับ)(?={_PAPER})")
_PUBLISHER = re.compile(rf"\s*ของ(?={_AGENCY})")
_EXPECTED = re.compile(r"\s*(?:ซึ่ง|ที่)คาดว่า(?:จะ)?")
_ANNOUNCED = re.compile(rf"(?:^|\s|จัดทำ|ติดตาม|ออก|ปรับปรุง|และ|กับ|คือ)(?P<title>{_PAPER})")
_BRACKETED = re.compile(r"\([^)]*\)")
_COUNTRY = re.compile("(?:ของ)?ประเทศไทย")
_YEARS = re.compile(r"(?:พ\.?ศ\.?|พศ)?(25\d\d)(?:(?:[-–]|ถึง)(25\d\d))?")


@dataclass(frozen=True, slots=True)
class NamedDocument:
    """A document as an instruction prints it; `edition_code` where it is a known plan."""

    printed: str
    publisher_printed: str | None
    edition_code: str | None


@dataclass(frozen=True, slots=True)
class AnnouncedDocument:
    """A document that is to come; `expected_on` is the last day of a month that stands alone."""

    title: str
    publisher: str | None
    expected_printed: str | None
    expected_on: date | None


def named_documents(text: str, known_titles: Mapping[str, str]) -> Iterator[NamedDocument]:
    """The documents an instruction tells its readers to study or to follow."""
    text = text[:_LIMIT]
    verb = _STUDY.search(text[:_REACH])
    if verb is None:
        return
    rest = text[verb.end() :].lstrip()
    if not re.match(_PAPER, rest):
        return
    end = _CLAUSE_END.search(rest)
    for item in _items(rest[: end.start()] if end else rest, known_titles):
        title, publisher = _parts(item)
        yield NamedDocument(title, publisher, edition_of(title, known_titles))


def announced_documents(text: str) -> Iterator[AnnouncedDocument]:
    """The documents an instruction says are expected, and by when."""
    text, begin = text[:_LIMIT], 0
    for match in _EXPECTED.finditer(text):
        found = _last_title(text[begin : match.start()])
        begin = match.end()
        if found is None:
            continue
        title, publisher = _parts(found)
        following = text[match.end() :].split("ที่คาดว่า")[0]
        expected = find_date(following) or find_month(following)
        yield AnnouncedDocument(
            title,
            publisher,
            expected.printed if expected else None,
            expected.on if expected else None,
        )


def edition_of(printed: str, known_titles: Mapping[str, str]) -> str | None:
    """The edition a printed title means: digits, ำ, brackets and short forms apart.

    Years decide only where a title alone fits several editions: memos misprint them.
    """
    wanted, years = _bare(printed), _years(printed)
    fitting = {title: code for title, code in known_titles.items() if _bare(title) == wanted}
    codes = set(fitting.values())
    if len(codes) > 1:
        codes = {code for title, code in fitting.items() if _years(title) == years}
    return codes.pop() if len(codes) == 1 else None


def _items(clause: str, known_titles: Mapping[str, str]) -> Iterator[str]:
    for item in _NEXT.split(clause):
        yield from _unglued(item.strip(" ,;\n"), known_titles)


def _unglued(item: str, known_titles: Mapping[str, str]) -> Iterator[str]:
    """Titles joined by a bare และ part where the first is a title we know."""
    for match in _GLUED.finditer(item):
        title, _ = _parts(item[: match.start()])
        if edition_of(title, known_titles):
            yield item[: match.start()]
            yield from _unglued(item[match.end() :], known_titles)
            return
    if item:
        yield item


def _parts(item: str) -> tuple[str, str | None]:
    """A title and who publishes it."""
    found = _PUBLISHER.search(item)
    if found is None:
        return item.strip(), None
    return item[: found.start()].strip(), item[found.end() :].strip()


def _last_title(text: str) -> str | None:
    """The title that ends a stretch of text: it begins where the last run of words with one does.

    The first place in that run, since titles hold others (คู่มือการจัดทำแผน).
    """
    start, begin = -1, 0
    while match := _ANNOUNCED.search(text, begin):
        begin = match.start("title")
        if start < 0 or re.search(r"\s", text[start:begin]):
            start = begin
        begin += 1
    return text[start:] if start >= 0 else None


@lru_cache(maxsize=1024)
def _bare(title: str) -> str:
    key = squeeze(_BRACKETED.sub("", title))
    return _COUNTRY.sub("", _YEARS.sub("", key))


def _years(title: str) -> tuple[str, ...]:
    match = _YEARS.search(squeeze(title))
    return tuple(year for year in match.groups() if year) if match else ()
