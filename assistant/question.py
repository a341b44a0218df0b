"""Reads a Thai question: what kind of thing it wants, and about what."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from db.thai import arabic_digits, canonical, fold, squeeze, words


class Wanted(StrEnum):
    """The kind of thing that would answer."""

    COUNT = "count"
    LIST = "list"
    DATE = "date"
    MONEY = "money"
    NUMBER = "number"
    WHO = "who"
    MEANING = "meaning"
    MANNER = "manner"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question understood.

    `text` is what the asker wrote without courtesies; `query` adds what abbreviations stand for;
    `content` are the key words that say what it is about; `wanted` what would answer it.
    """

    text: str
    query: str
    key: str
    content: tuple[str, ...]
    numbers: frozenset[str]
    wanted: frozenset[Wanted]

    def wants(self, *kinds: Wanted) -> bool:
        """Whether any of `kinds` would answer."""
        return not self.wanted.isdisjoint(kinds)


_COURTESY = re.compile(
    r"(?:นะ|น่ะ)?(?:ครับผม|ครับ|คับ|คร้าบ|ค่ะ|คะ|คะ่|จ้ะ|จ้า|จ๊ะ|ฮะ|ด้วยครับ|ด้วยค่ะ)(?=[\s?!.,]|$)"
)
_OPENING = re.compile(
    r"^(?:สวัสดี(?:ครับ|ค่ะ|คะ)?[\s,]*)?"
    r"(?:(?:ขอ|อยาก|ใคร่)(?:สอบถาม|ถาม|ทราบ|รู้)(?:ว่า|หน่อย(?:ว่า)?|เรื่อง|ข้อมูล)?"
    r"|(?:ช่วย|โปรด|กรุณา)(?:บอก|แจ้ง|อธิบาย|สรุป)(?:หน่อย|ด้วย)?(?:ว่า)?|รบกวนสอบถาม(?:ว่า)?)\s*"
)
_WANTED: tuple[tuple[Wanted, str], ...] = (
    (Wanted.COUNT, r"กี่(?!บาท)|จานวนเท่า(?:ไร|ใด|ไหร่)|มีจานวน"),
    (Wanted.LIST, r"(?:อะไร|ใด|ไหน|ใคร)บ้าง|รายชื่อ|มีอะไร|ประกอบด้วย|ได้แก่|อะไร(?:ครับ|คะ)?$"),
    (
        Wanted.DATE,
        r"เมื่อ(?:ไร|ไหร่|ใด)|วัน(?:ที่)?(?:เท่าไร|เท่าใด|เท่าไหร่|ไหน|ใด|อะไร)|(?:ปี|เดือน)"
        r"(?:ไหน|ใด|อะไร|เท่าไร|เท่าใด)|ช่วงใด|ภายในเมื่อ|กาหนดเสร็จ|ถึงเมื่อ|ลงวันที่",
    ),
    (Wanted.MONEY, r"งบประมาณ.*(?:เท่า|กี่)|กี่บาท|วงเงิน|ราคา|(?:เท่า|กี่).*บาท|เงินเท่า"),
    (Wanted.NUMBER, r"เท่า(?:ไร|ใด|ไหร่)|ร้อยละ|อันดับ(?:ที่)?(?:เท่า|ใด|ไหน)|เลขที่|เบอร์|โทร"),
    (
        Wanted.WHO,
        r"ใคร|ผู้ใด|(?:หน่วยงาน|กระทรวง|กรม|องค์กร|ส่วนราชการ|คณะกรรมการ|สานักงาน)"
        r"(?:ใด|ไหน|อะไร)|ผู้รับผิดชอบ|เจ้าภาพ",
    ),
    (Wanted.MEANING, r"คืออะไร|หมายถึง|หมายความว่า|แปลว่า|ย่อมาจาก|คือ$"),
    (Wanted.MANNER, r"อย่างไร|ยังไง|วิธี|ขั้นตอน|เพราะอะไร|ทาไม"),
)
_ASKING = frozenset(
    """
    กี่ อะไร ใด ไหน ใคร บ้าง เมื่อไร เมื่อไหร่ เมื่อใด เท่าไร เท่าใด เท่าไหร่ อย่างไร ยังไง ไหม หรือไม่
    หรือเปล่า มั้ย ทาไม เพราะ ผู้ใด รึเปล่า หรือ ไร ไหร่ เท่า
    คือ เป็น มี ให้ ได้ ที่ ซึ่ง อัน ของ ใน และ กับ แก่ แด่ ต่อ โดย จาก ถึง ว่า แล้ว จะ ต้อง ควร สามารถ
    นี้ นั้น นี่ นั่น ๆ ก็ อยู่ ไป มา ตาม เพื่อ สาหรับ ด้วย การ ความ เอา ไว้ ขึ้น ลง ออก เข้า ทั้ง
    กัน เอง อีก ยัง เคย ถูก ไม่ ไม่ใช่ ใช่ ครับ ค่ะ คะ จ้า หน่อย ทราบ ถาม บอก ช่วย พวก เรา ฉัน ผม ดิฉัน
    คุณ ท่าน ซึ่งเป็น หมายถึง เกี่ยวกับ เกี่ยว เรื่อง อย่าง แบบ เช่น กรณี พศ คศ วันที่ วัน ปี เดือน
    ที่ใด ณ the a an of in is are what who when how many which to for and
    ฉบับ ฉบับที่ จานวน มีอะไร แต่ละ ทุก ระบุ กาหนดให้ ดังกล่าว ภายใน ข้อ ดัง ต่าง เป็นอย่างไร มีกี่
    """.split()
)
_NUMBER = re.compile(r"\d+(?:\.\d+)*")


def read(text: str, abbreviations: Mapping[str, Iterable[str]]) -> Asked:
    """Understand a question; `abbreviations` maps each short form to what it may stand for."""
    plain = _plain(text)
    query = expand(plain, abbreviations)
    key = fold(query)
    content = tuple(dict.fromkeys(word for word in words(query) if _says_something(word)))
    return Asked(
        text=plain,
        query=query,
        key=key,
        content=content,
        numbers=frozenset(_NUMBER.findall(key)),
        wanted=_wanted(squeeze(plain)),
    )


def expand(text: str, abbreviations: Mapping[str, Iterable[str]]) -> str:
    """The text with each abbreviation replaced by what it stands for, longest first."""
    for short in sorted(abbreviations, key=len, reverse=True):
        text = _pattern(short).sub(lambda _: f" {' '.join(abbreviations[short])} ", text)  # noqa: B023
    return re.sub(r"\s+", " ", text).strip()


def _plain(text: str) -> str:
    text = re.sub(r"\s+", " ", canonical(text)).strip()
    text = _OPENING.sub("", _COURTESY.sub("", text)).strip(" ?!.,")
    return arabic_digits(text)


def _pattern(short: str) -> re.Pattern[str]:
    """With its dots anywhere after a space or vowel-less start; without them only standing alone."""
    letters = re.escape(short.rstrip("."))
    if "." not in short:
        return re.compile(rf"(?<![ก-๎A-Za-z]){letters}(?![ก-๎A-Za-z])", re.IGNORECASE)
    bare = re.escape(short.replace(".", ""))
    dotted = rf"(?<![ก-ฮ.]){letters}\."
    alone = rf"(?<![ก-๎.]){bare}(?![ก-๎.])"
    return re.compile(rf"{dotted}|{alone}" if len(bare) > 2 else dotted)


def _wanted(key: str) -> frozenset[Wanted]:
    found = frozenset(kind for kind, pattern in _WANTED if re.search(pattern, key))
    return found or frozenset({Wanted.OTHER})


def _says_something(word: str) -> bool:
    return word not in _ASKING and (len(word) > 1 or word.isdigit())
