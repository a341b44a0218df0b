"""Reads a Thai question: what kind of thing it wants, and about what."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from assistant.question.preamble import without_preamble
from assistant.question.wants import Wanted, wanted
from db.thai import arabic_digits, canonical, fold, squeeze, words


@dataclass(frozen=True, slots=True)
class Concept:
    """Something the question speaks of, in each form a text may use: a word, or the words of an
    abbreviation's expansion."""

    forms: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question understood.

    `text` is what the asker wrote without courtesies; `full` has abbreviations replaced by what
    they stand for, `query` holds both; `concepts` say what it is about; `wanted` what kind of
    thing would answer; `counted` is what "กี่" counts, as a key.
    """

    text: str
    full: str
    query: str
    key: str
    concepts: tuple[Concept, ...]
    numbers: frozenset[str]
    wanted: frozenset[Wanted]
    counted: str

    @property
    def words(self) -> frozenset[str]:
        """Every word of every form."""
        return frozenset(w for concept in self.concepts for form in concept.forms for w in form)

    def wants(self, *kinds: Wanted) -> bool:
        """Whether any of `kinds` would answer."""
        return not self.wanted.isdisjoint(kinds)


_COURTESY = re.compile(
    r"(?:นะ|น่ะ)?(?:ครับผม|ครับ|คับ|คร้าบ|ค่ะ|คะ|คะ่|จ้ะ|จ้า|จ๊ะ|ฮะ|ด้วยครับ|ด้วยค่ะ)(?=[\s?!.,]|$)"
)
_GREETING = re.compile(
    r"^(?:(?:สวัสดี|หวัดดี)(?:ตอน(?:เช้า|สาย|บ่าย|เย็น|ค่ำ))?|(?:กราบ)?เรียน(?=\s*(?:เจ้า|แอด|ผู้ดูแล|ท่าน|ทุกท่าน)))"
    r"\s*(?:เจ้าหน้าที่|แอดมิน|ผู้ดูแลระบบ|ท่าน|ทุกท่าน)?[\s,!.]*"
)
_OPENING = re.compile(
    r"^(?:(?:ผม|ดิฉัน|ฉัน|หนู|เรา)?\s*+(?:รบกวน|ขออนุญาต)?\s*+(?:ขอ|อยาก|ใคร่|ต้องการ)(?:จะ)?(?:สอบถาม|ถาม|ทราบ|รู้)"
    r"(?:เพิ่มเติม|หน่อย|ข้อมูล|รายละเอียด)*(?:ว่า|เรื่อง|เกี่ยวกับ)?"
    r"|(?:ช่วย|โปรด|กรุณา|รบกวน)(?:ช่วย)?(?:บอก|แจ้ง|อธิบาย|สรุป|ตอบ|สอบถาม)(?:ให้)?(?:หน่อย|ด้วย|ที)?(?:ว่า)?)\s*"
)
_CLOSING = re.compile(
    r"(?<![\s,.!])[\s,.!]*+(?:(?:ช่วย|โปรด|กรุณา)(?:ตอบ|แนะนำ|ชี้แจง)(?:หน่อย|ด้วย|ที)?|ขอบ(?:คุณ|พระคุณ|ใจ)(?:มาก|ล่วงหน้า|อย่างสูง|ๆ|\s)*+)$"
)
# "ได้ปะ" is "ได้ไหม" as it is said.
_SPOKEN_WHETHER = re.compile(r"(?<=[ก-๎])(?:หรือ|รึ)?(?<!เ)(?:ปะ|ป่ะ|ป่าว|ปล่าว)(?=[\s?!.,]|$)")
_SPOKEN_END = re.compile(r"(ไหน|ไร|ไหร่|ใคร|ไหม|ไง|ใด|บ้าง)(?:อะ|อ่ะ|หว่า|วะ)(?=[\s?!.,]|$)")
# Words that ask or join and say nothing of the subject, as keys.
_ASKING_WORDS = """
    กี่ อะไร ใด ไหน ใคร บ้าง เมื่อไร เมื่อไหร่ เมื่อใด เท่าไร เท่าใด เท่าไหร่ อย่างไร ยังไง ไหม หรือไม่
    หรือเปล่า มั้ย ทาไม เพราะ ผู้ใด รึเปล่า หรือ ไร ไหร่ เท่า
    คือ เป็น มี ให้ ได้ ที่ ซึ่ง อัน ของ ใน และ กับ แก่ แด่ ต่อ โดย จาก ถึง ว่า แล้ว จะ ต้อง ควร สามารถ
    นี้ นั้น นี่ นั่น ๆ ก็ อยู่ ไป มา ตาม เพื่อ สาหรับ ด้วย การ ความ เอา ไว้ ขึ้น ลง ออก เข้า ทั้ง
    กัน เอง อีก ยัง เคย ถูก ไม่ ไม่ใช่ ใช่ ครับ ค่ะ คะ จ้า หน่อย ทราบ ถาม บอก ช่วย พวก เรา ฉัน ผม ดิฉัน
    คุณ ท่าน ซึ่งเป็น หมายถึง เกี่ยวกับ เกี่ยว เรื่อง อย่าง แบบ เช่น กรณี พศ คศ วันที่ วัน ปี เดือน
    ที่ใด ณ the a an of in is are what who when how many which to for and
    ที่ไหน ได้ที่ไหน ละ ล่ะ ทา ทาได้ ช่วง
ฉบับ ฉบับที่ จานวน มีอะไร แต่ละ ทุก ระบุ กาหนดให้ ดังกล่าว ภายใน ข้อ ดัง ต่าง เป็นอย่างไร มีกี่ ได้แก่
"""
ASKING = frozenset(_ASKING_WORDS.split())
# Words of official Thai that stand for one another in questions about plans, as keys.
_SYNONYMS = (
    ("งบประมาณ", "วงเงิน"),
    ("จัดซื้อ", "จัดหา"),
    ("ลงนาม", "ลงชื่อ"),
    ("เสร็จ", "แล้วเสร็จ"),
    ("เจ้าของ", "รับผิดชอบ"),
    ("ยกเลิก", "เลิก"),
    ("แทน", "ทดแทน", "แทนที่"),
    ("อนุมัติ", "เห็นชอบ"),
    ("เปอร์เซ็นต์", "ร้อยละ"),
    ("คอม", "คอมพิวเตอร์"),
    ("เน็ต", "อินเทอร์เน็ต"),
    ("ปัจจุบัน", "ต่อมา"),
    ("เปลี่ยน", "ต่อมา", "ใช้ชื่อ"),
    ("เปลี่ยนชื่อ", "ต่อมา", "ใช้ชื่อ"),
)
_MINISTRY = "กระทรวง"
_MONTHS = frozenset({"ก.พ."})
_NUMBER = re.compile(r"\d+(?:\.\d+)*")


def read(text: str, abbreviations: Mapping[str, Iterable[str]]) -> Asked:
    """Understand a question; `abbreviations` maps each short form to what it may stand for."""
    plain = _plain(text)
    short = used(plain, spoken(abbreviations))
    full = expand(plain, short)
    key = fold(full)
    expansions = " ".join(long for longs in short.values() for long in longs)
    return Asked(
        text=plain,
        full=full,
        query=f"{plain} {expansions}".strip(),
        key=key,
        concepts=_concepts(plain, short),
        numbers=frozenset(_NUMBER.findall(fold(plain))),
        wanted=wanted(squeeze(plain)),
        counted=_counted(key),
    )


def spoken(abbreviations: Mapping[str, Iterable[str]]) -> dict[str, Iterable[str]]:
    """The abbreviations, with those of ministries as they are said: "กระทรวงไอซีที" for ก.ไอซีที."""
    found = dict(abbreviations)
    for short, longs in abbreviations.items():
        expansions = list(longs)
        if not any(long.startswith(_MINISTRY) for long in expansions):
            continue
        for said in (short.removeprefix("ก."), short.removeprefix("M")):
            name = f"{_MINISTRY}{said}"
            if len(said) > 2 and "." not in said and not expansions[0].startswith(name):
                found.setdefault(name, expansions)
    return found


def expand(text: str, abbreviations: Mapping[str, Iterable[str]]) -> str:
    """The text with each abbreviation replaced by what it stands for, longest first."""
    for short in sorted(abbreviations, key=len, reverse=True):
        text = _pattern(short).sub(f" {' '.join(abbreviations[short])} ", text)
    return re.sub(r"\s+", " ", text).strip()


def used(plain: str, abbreviations: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """The abbreviations a text uses, the longest first: one within another is not used."""
    rest, found = plain, {}
    for short in sorted(abbreviations, key=len, reverse=True):
        if _pattern(short).search(rest):
            rest = _pattern(short).sub(" ", rest)
            found[short] = tuple(abbreviations[short])
    return found


def _concepts(plain: str, used: Mapping[str, tuple[str, ...]]) -> tuple[Concept, ...]:
    rest = plain
    found = []
    for short in sorted(used, key=len, reverse=True):
        rest = _pattern(short).sub(" ", rest)
        forms = (short, *used[short])
        found.append(Concept(tuple(filter(None, (_telling(form) for form in forms)))))
    plain_words = (Concept(_alike(word)) for word in _telling(rest))
    return tuple(dict.fromkeys([*plain_words, *(concept for concept in found if concept.forms)]))


def _alike(word: str) -> tuple[tuple[str, ...], ...]:
    group = next((group for group in _SYNONYMS if word in group), (word,))
    return tuple((other,) for other in dict.fromkeys((word, *group)))


def _telling(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words(text) if _says_something(word)))


def _counted(key: str) -> str:
    match = re.search(r"(?:(?<!เ)กี่|^จานวน)\s*(\S.*)", key)
    following = words(match[1].replace("%", "ร้อยละ ")) if match else []
    return following[0] if following else ""


def _plain(text: str) -> str:
    text = re.sub(r"\s+", " ", canonical(text).replace("ดิจิตอล", "ดิจิทัล")).strip()
    text = _SPOKEN_END.sub(r"\1", _SPOKEN_WHETHER.sub("ไหม", _COURTESY.sub("", text)))
    text = without_preamble(text.strip(" ?!.,"))
    # What is left of a greeting or thanks alone is still what was asked.
    for pattern in (_GREETING, _OPENING, _CLOSING):
        text = pattern.sub("", text).strip(" ?!.,") or text
    return arabic_digits(text)


@lru_cache(maxsize=512)
def _pattern(short: str) -> re.Pattern[str]:
    """Where a text uses an abbreviation: with its dots also in the middle of unspaced text, with
    none only standing alone. After a number ก.พ. is February."""
    if short.startswith(_MINISTRY):
        return re.compile(
            rf"{_MINISTRY}\s?{re.escape(short.removeprefix(_MINISTRY))}", re.IGNORECASE
        )
    if "." not in short:
        return re.compile(rf"(?<![ก-๎A-Za-z]){re.escape(short)}(?![ก-๎A-Za-z])", re.IGNORECASE)
    letters = short.replace(".", "")
    core = r"\.?".join(map(re.escape, letters))
    before = "(?<!\\.)" if len(letters) > 2 else "(?<![ก-ฮ.])"
    before += r"(?<!\d)(?<!\d\s)" if short in _MONTHS else ""
    alone = rf"|(?<![ก-๎.]){core}(?![ก-๎.])" if len(letters) > 2 else ""
    return re.compile(rf"{before}{core}\.{alone}")


def _says_something(word: str) -> bool:
    return word not in ASKING and (len(word) > 1 or word.isdigit())
