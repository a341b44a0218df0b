"""What rules a clause out as an answer, however much of the question it speaks of."""

import re
from collections.abc import Sequence

from assistant.extraction.kinds import asked_noun, paper_numbers
from assistant.question.reading import Asked
from assistant.question.synonyms import synonyms
from assistant.question.wants import Wanted
from db.thai import arabic_digits, fold, squeeze

# Shorter nouns are parts of too many words.
_NOUN = 4

# The lines of a summary that say where its own headings come from.
_OF_SOURCES = re.compile(r"ที่มาของ|ที่มา:|อ้างอิง:")
_NOT_LAID_DOWN = re.compile(r"ไม่ได้(?:กาหนด|ระบุ)")
# What is asked for by its own name and is written in its own way.
_ADDRESSES: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (
        re.compile(r"(?:อีเมล|e-?mail|ไปรษณีย์อิเล็กทรอนิกส์)\S{0,80}(?:คือ|อะไร|ใด|ไหน)"),
        re.compile(r"\S@\S"),
    ),
    (
        re.compile(r"(?:เบอร์|โทรศัพท์|หมายเลขโทร)\S{0,80}(?:คือ|อะไร|ใด|ไหน|เท่า)"),
        re.compile(r"\d{2,}-?\d{3,}|\d{4}"),
    ),
    (re.compile(r"(?:เล่ม|ตอนพิเศษ)(?:ที่)?(?:เท่า|ใด|ไหน)"), re.compile(r"(?:เล่ม|ตอน)\S{0,8}\d")),
)
# "ถ้าไม่ส่งจะเป็นอย่างไร" is answered by what follows, not by the duty itself.
_CONSEQUENCE_ASKED = re.compile(
    r"ไม่\S*(?:จะ(?:เป็น|เกิด|โดน|ถูก|มี(?:ผล|โทษ))|เป็น(?:อะไร|ไร)|มี(?:ผล|โทษ|ความผิด)|โดน|ถูก(?:ปรับ|ลงโทษ))"
    r"\S*(?:อย่างไร|ยังไง|อะไร|ไหม|หรือไม่|หรือเปล่า|เท่าไร|บ้าง|มั้ย)|(?:บทลงโทษ|มีโทษ|ผลเสีย)\S*(?:อย่างไร|ยังไง|อะไร|ไหม|หรือไม่|บ้าง)"
)
_CONSEQUENCE = re.compile(
    "ระงับ|(?:ไม่มี|ตัด|เสีย|หมด|ถอน)สิทธิ|(?:ค่า|เสีย|ถูก|โทษ)ปรับ|ปรับ(?:วันละ|เป็นเงิน|ไม่เกิน)|โทษ|เพิกถอน|ชดใช้|รับผิด(?!ชอบ)|ความผิด"
    "|วินัย|ยกเลิก|ถือว่า|เรียกคืน|ริบ|หมดอายุ|ดาเนินคดี|ไม่รับ|ไม่ได้รับ|ไม่สามารถ|หาก|ถ้า|กรณี|ตักเตือน"
)
_WHEN = re.compile(r"เมื่อ(?:ไร|ไหร่|ใด)|วันที่")
_DAY = re.compile(r"วัน|เดือน|เมื่อ|คม(?:\d|$)|ยน(?:\d|$)|พันธ์(?:\d|$)")
_RECIPIENT_ASKED = re.compile(
    r"(?:รายงาน|เสนอ|ยื่น|ส่ง|แจ้ง|นาส่ง|ขอ)\S{0,40}(?:ต่อ|ถึง|ให้(?:แก่|กับ)?|กับ|แก่)(?:ใคร|ผู้ใด|หน่วยงาน(?:ใด|ไหน))"
)
_RECIPIENT = re.compile(
    r"(?:ต่อ|ถึง|ให้|แก่|กับ|เสนอ|แจ้ง|ไปยัง|มายัง|เรียน)[ก-๎]{0,24}?(?:กระทรวง|กรม|สานัก|คณะ|องค์|หน่วยงาน|เทศบาล|อาเภอ"
    r"|จังหวัด|นาย|ผู้|ศูนย์|สถาบัน|รัฐมนตรี|กอง|ฝ่าย|ปลัด|อธิบดี|ประธาน|เลขา|หัวหน้า|เจ้าหน้าที่|กรรมการ|สภา)"
    # A short name ("ส่งให้ สพร. ทราบ") is consonants alone.
    r"|(?:ให้|ต่อ|ถึง|แก่|กับ|ไปยัง)[ก-ฮ]{2,6}(?=ทราบ|พิจารณา|เพื่อ|ภายใน|ตรวจ|อนุมัติ|$)"
)
_BARE_NAME = re.compile(r"^\(?(?:นาย|นาง|นางสาว|ดร|ว่าที่ร้อย)(?!ก)[ก-๎.]{4,60}\)?$")
_NAME_ASKED = re.compile("ใคร|ชื่อ|ลงนาม|ลงชื่อ|ผู้")

_TARGET = re.compile("เป้าหมาย|ตัวชี้วัด")
_SPENT = re.compile("งบ|เงิน|บาท|ค่าใช้จ่าย|ราคา|มูลค่า|รายได้")
_SUM = re.compile(r"\d(?:ล้าน|พัน|แสน|หมื่น)?บาท")


# What things are counted off by in a paper: ด1, บข.2, ว 418; not a year, not a decimal.
_CODE = re.compile(r"(?<![ก-๎\d])([ก-ฮ]{1,2})\s?(\d{1,3})(?![\d.,/]*\d|\s?(?:บาท|คน|วัน|ปี|เดือน|ล้าน))")
_SUBJECT_LINE = re.compile(r"^เรื่อง(?!ที่|ร้อง|เดิม|นี้)")
_SUBJECT_ASKED = re.compile("เรื่อง(?:อะไร|ใด|ไหน)|ชื่อ|หัวข้อ|เกี่ยวกับ")
_OWNED_ASKED = re.compile(r"^([ก-๎]{4,24}?)ของ.{4,}(?:มี)?(?:อะไร|ใคร|ใด)บ้าง$")
_ANY_THING = re.compile("รายละเอียด|สาระ|เนื้อหา|ข้อมูล|ตัวอย่าง|ความหมาย|ชื่อ|ผู้|ส่วน|องค์ประกอบ|สมาชิก")
_PAGE_AT_END = re.compile(r"(?:\s|\.{2}|…)(\d{1,3})(?:\s?(?:ถึง|-|–)\s?\d{1,3})?\s*$")
_CONTENTS, _MOST = 3, 0.6
_ISSUE = re.compile(r"ฉบับที่(\d{1,3})(?!\d)")


def names_another_code(asked: Asked, texts: Sequence[str]) -> bool:
    """Whether a thing is asked of by its code ("ตัวชี้วัด ด1") and only others of its kind are named
    there or above."""
    wanted = set(_CODE.findall(fold(asked.text)))
    if not wanted:
        return False
    told = {code for text in texts for code in _CODE.findall(fold(text))}
    kinds = {letters for letters, _ in wanted - told}
    return any(letters in kinds for letters, _ in told)


def is_a_subject_line(asked: Asked, packed: str) -> bool:
    """Whether a line only names the subject of a paper, and that is not what is asked."""
    return bool(_SUBJECT_LINE.match(packed)) and not _SUBJECT_ASKED.search(asked.key)


def lacks_owned(asked: Asked, texts: Sequence[str]) -> bool:
    """Whether it is asked what things of something there are ("พันธกิจของสำนักงาน…มีอะไรบ้าง") and
    such things are named neither there nor above."""
    found = _OWNED_ASKED.match(squeeze(asked.text)) if asked.wants(Wanted.LIST) else None
    if found is None or _ANY_THING.search(found[1]):
        return False
    return not _speak_of(found[1], texts)


def lacks_listed_noun(asked: Asked, under: Sequence[object], texts: Sequence[str]) -> bool:
    """Whether some kind of things is asked for ("คุณสมบัติอะไรบ้าง") and a list is of others."""
    noun = asked_noun(asked) if under and asked.wants(Wanted.LIST) else None
    return noun is not None and len(noun) >= _NOUN and not _speak_of(noun, texts)


def _speak_of(noun: str, texts: Sequence[str]) -> bool:
    packed = squeeze(" ".join(texts))
    return any(squeeze(word) in packed for word in (noun, *synonyms(noun)))


def is_contents(texts: Sequence[str]) -> bool:
    """Whether lines are a table of contents: most end in the number of a page, and these rise."""
    found = [match for text in texts if (match := _PAGE_AT_END.search(arabic_digits(text)))]
    pages = [int(match[1]) for match in found]
    return len(pages) >= _CONTENTS and len(pages) >= _MOST * len(texts) and pages == sorted(pages)


def is_of_another_issue(asked: Asked, title: str, packed: str) -> bool:
    """Whether an issue of a paper is asked of by its number and this paper is another issue."""
    wanted, mine = set(_ISSUE.findall(squeeze(asked.full))), set(_ISSUE.findall(squeeze(title)))
    return bool(wanted and mine) and wanted.isdisjoint(mine | set(_ISSUE.findall(packed)))


def only_names(asked: Asked, packed: str) -> bool:
    """Whether a line is a bare name, as under a paper, where no name is asked for."""
    if asked.wants(Wanted.WHO) or _NAME_ASKED.search(squeeze(asked.text)):
        return False
    return bool(_BARE_NAME.match(packed))


def lacks_recipient(asked: Asked, packed: str) -> bool:
    """Whether it is asked to whom something goes and nobody it goes to is named."""
    key = squeeze(asked.text)
    return bool(_RECIPIENT_ASKED.search(key)) and not _RECIPIENT.search(packed)


_ALLOWANCE_ASKED = re.compile(r"ได้(?:สูงสุด|มากสุด|นาน|ครั้งละ|คนละ|ไม่เกิน|นานสุด)*(?:กี่|เท่า(?:ไร|ใด|ไหร่))")
_LEAST = re.compile("ไม่น้อยกว่า|ไม่ต่ากว่า|อย่างน้อย|ล่วงหน้า")
_ALLOWED = re.compile("ได้|ไม่เกิน|สูงสุด|สิทธิ")


def demands_instead(asked: Asked, packed: str) -> bool:
    """Whether it is asked how much one may, and the least that one must is told."""
    if not _ALLOWANCE_ASKED.search(squeeze(asked.text)):
        return False
    return bool(_LEAST.search(packed)) and not _ALLOWED.search(packed)


def lacks_consequence(asked: Asked, packed: str) -> bool:
    """Whether it is asked what follows on not doing something and no sanction is spoken of."""
    key = squeeze(asked.text)
    return bool(_CONSEQUENCE_ASKED.search(key)) and not _CONSEQUENCE.search(packed)


_CALENDAR_ASKED = re.compile(
    r"(?:ออก|ประกาศ|จัดทา|ปรับปรุง|เผยแพร่|ลงนาม|สั่ง)(?:ครั้งล่าสุด|ไว้|ขึ้น)?เมื่อ(?:ไร|ไหร่|ใด)$"
)
_CALENDAR = re.compile(r"(?:2[45]|20)\d\d|วันที่\d|นับแต่|เมื่อพ้น|ตั้งแต่|ทุกปี|คม\d|ยน\d|พันธ์\d")
_WHOLE_ASKED = re.compile(
    r"(?:คู่มือ|หนังสือ|ระเบียบ|ประกาศ|คาสั่ง|รายงาน|เอกสาร|แนวปฏิบัติ|บันทึก)\S*(?:เกี่ยวกับ|พูดถึง|กล่าวถึง|ว่าด้วย)(?:เรื่อง)?(?:อะไร|ใด)(?:บ้าง)?$"
)
_LEAST_TOLD = 2


def asks_of_a_whole(asked: Asked) -> bool:
    """Whether it is asked what a paper as a whole is about: no line of it tells that."""
    return bool(_WHOLE_ASKED.search(squeeze(asked.text)))


def tells_too_little(asked: Asked) -> bool:
    """Whether a yes or no is asked of one thing alone, and not what of it."""
    return asked.wants(Wanted.WHETHER) and len(asked.concepts) < _LEAST_TOLD


def lacks_calendar(asked: Asked, packed: str) -> bool:
    """Whether it is asked when something was done, and only how long something may take is told."""
    return bool(_CALENDAR_ASKED.search(squeeze(asked.text))) and not _CALENDAR.search(packed)


def only_names_a_year(asked: Asked, packed: str) -> bool:
    """Whether it is asked when, and the line is a paper's subject with the year of its name."""
    whole = packed.startswith("เรื่อง") and not _DAY.search(packed)
    return whole and bool(_WHEN.search(squeeze(asked.text)))


def speaks_of_itself(text: str, names: Sequence[str]) -> bool:
    """Whether a line only repeats a title or heading it stands under, or names its sources."""
    packed = squeeze(text).lstrip("#")
    return bool(_OF_SOURCES.match(packed)) or packed in {squeeze(name) for name in names}


def is_of_another_paper(asked: Asked, packed: str) -> bool:
    """Whether a date or a name stands beside the number of another paper than the one asked of."""
    if not asked.wants(Wanted.DAY, Wanted.DATE, Wanted.WHO):
        return False
    mine, given = set(paper_numbers(squeeze(asked.full))), set(paper_numbers(packed))
    return bool(mine and given) and mine.isdisjoint(given)


def spends_instead(asked: Asked, packed: str) -> bool:
    """Whether a sum of money stands where a target is asked for."""
    if not _TARGET.search(asked.key) or _SPENT.search(squeeze(asked.full)):
        return False
    return bool(_SUM.search(packed))


def lacks_address(asked: Asked, packed: str) -> bool:
    """Whether an address or a number of a certain form is asked for and none stands there."""
    key = squeeze(asked.full)
    return any(a.search(key) and not written.search(packed) for a, written in _ADDRESSES)


def denies_another(asked: Asked, packed: str) -> bool:
    """Whether it says that something is not laid down, but not what is counted in the question."""
    counted = bool(asked.counted) and asked.counted not in packed
    return counted and bool(_NOT_LAID_DOWN.search(packed))
