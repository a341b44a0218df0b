"""Proposes what a document is from its own words: an editor confirms it or says otherwise."""

import re
from collections.abc import Mapping
from datetime import date

from db.models import DocumentKind
from ingest.memo.dates import find_date
from ingest.memo.directives import DirectiveRecord
from ingest.memo.titles import edition_of

# What says when a paper was approved, printed or comes into force stands at its ends.
_END = 20_000
_REACH = 200
_DAYS: Mapping[str, re.Pattern[str]] = {
    "dated_on": re.compile(r"(?:ประกาศ|ให้ไว้|สั่ง|กำหนด|กําหนด|กาหนด)\s*ณ\s*วันที่"),
    "approved_on": re.compile(
        r"(?:คณะรัฐมนตรี|คณะกรรมการ)[^\n]{0,120}?(?:มีมติ|เห็นชอบ|อนุมัติ)[^\n]{0,60}?วันที่"
        r"|(?:มติ|ความเห็นชอบ)[^\n]{0,80}?เมื่อวันที่"
    ),
    "gazetted_on": re.compile("ราชกิจจานุเบกษา"),
    "in_force_from": re.compile(r"(?:ใช้บังคับ|มีผล|บังคับใช้)[^\n]{0,30}?(?:ตั้งแต่|นับแต่)\s*วันที่"),
}
_NUMBER = re.compile(r"(?:ฉบับที่|ครั้งที่)\s*[0-9๐-๙]+(?:\s*/\s*[0-9๐-๙]{2,4})?")
_KINDS: tuple[tuple[re.Pattern[str], DocumentKind], ...] = (
    (re.compile(r"มติคณะรัฐมนตรี|เรื่องที่คณะรัฐมนตรี"), DocumentKind.CABINET),
    (
        re.compile(
            r"^\W*(?:\(?ร่าง\)?\s*)?(?:แนวทาง|แนวปฏิบัติ|คู่มือ|หลักเกณฑ์|ระเบียบ|ประกาศ|มาตรฐาน|ข้อกำหนด)"
        ),
        DocumentKind.GUIDELINE,
    ),
    (re.compile(r"^\W*(?:\(?ร่าง\)?\s*)?(?:แผน|นโยบายและแผน|ยุทธศาสตร์)"), DocumentKind.PLAN),
)


def propose_details(
    text: str, title: str, record: DirectiveRecord | None, known_titles: Mapping[str, str]
) -> dict[str, str]:
    """What a text says it is: `title`, `kind`, `edition` (its code), `number`, `issuer` and days
    as ISO under the names of `DocumentRecord`; nothing for what it does not say.

    `record` is what was read of a letter; `known_titles` maps titles of plans to editions' codes.
    """
    kind = DocumentKind.MEMO if record else _kind(title)
    found: dict[str, str | None] = {
        "title": title,
        "kind": kind.value if kind else None,
        "edition": edition_of(title, known_titles),
        "number": record.number if record else _number(title),
        "issuer": record.sender if record else None,
        **({} if record else _days(text)),
    }
    if record and record.dated_on:
        found["dated_on"] = record.dated_on.isoformat()
    return {name: value for name, value in found.items() if value}


def _kind(title: str) -> DocumentKind | None:
    return next((kind for pattern, kind in _KINDS if pattern.search(title)), None)


def _number(title: str) -> str | None:
    match = _NUMBER.search(title)
    return match[0] if match else None


def _days(text: str) -> dict[str, str | None]:
    ends = text if len(text) <= 2 * _END else f"{text[:_END]}\n{text[-_END:]}"
    days = {name: _day(ends, said) for name, said in _DAYS.items()}
    return {name: day.isoformat() if day else None for name, day in days.items()}


def _day(text: str, said: re.Pattern[str]) -> date | None:
    """The first day within reach of words that say what day it is."""
    for match in said.finditer(text):
        found = find_date(text[match.end() : match.end() + _REACH])
        if found is not None:
            return found.on
    return None
