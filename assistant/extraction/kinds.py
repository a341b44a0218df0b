"""Whether a text holds the kind of thing a question wants: a date, an amount, somebody."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, pairwise, product

from assistant.question.reading import Asked
from assistant.question.synonyms import synonyms
from assistant.question.wants import Wanted
from db.thai import squeeze, words

PRECISE = (
    Wanted.DAY,
    Wanted.DATE,
    Wanted.TIME,
    Wanted.MONEY,
    Wanted.NUMBER,
    Wanted.COUNT,
    Wanted.OFTEN,
    Wanted.WHO,
)

_MONTH = "มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม"
_NUMERAL = r"(?<!\d)\d++|หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ|ร้อย"
_CLASSIFIER = "ด้าน|ประการ|ข้อ|ประเด็น|เรื่อง|รายการ|ฉบับ|แห่ง|หน่วยงาน|โครงการ|คน|ราย|ตัว"
_SPELL = "วัน|เดือน|ปี|ชั่วโมง|นาที|สัปดาห์|ไตรมาส"
_HOLDS: Mapping[Wanted, re.Pattern[str]] = {
    Wanted.DAY: re.compile(
        rf"\d{{1,2}}\s?(?:{_MONTH})|วัน(?:จันทร์|อังคาร|พุธ|พฤหัสบดี|ศุกร์|เสาร์|อาทิตย์|ทาการ|ถัด)"
        rf"|วันที่\s?\d+|(?:{_NUMERAL})\s?วัน|{_MONTH}ของทุกปี|สิ้น(?:เดือน|ปี|ไตรมาส)"
    ),
    Wanted.DATE: re.compile(
        rf"(?:{_MONTH})|(?<!\d)(?:2[45]\d\d|20[0-3]\d)(?!\d)"
        rf"|(?:{_NUMERAL})\s?(?:{_SPELL})|วัน(?:ทาการ|ถัด|จันทร์|อังคาร|พุธ|พฤหัสบดี|ศุกร์|เสาร์|อาทิตย์)"
        r"|ทุก(?:วัน|เดือน|ปี|สัปดาห์|ไตรมาส|สิ้น|ต้น)|ก่อน|เมื่อ|นับแต่|ตั้งแต่|หลังจาก|ภายใน|ระหว่าง"
        r"|\d{1,2}[.:]\d{2}\s?(?:-|น)|(?:ต้น|กลาง|สิ้น|ปลาย)(?:เดือน|ปี|สัปดาห์|ไตรมาส)|ตลอดเวลา|24\s?ชั่วโมง"
    ),
    Wanted.TIME: re.compile(
        r"\d{1,2}[.:]\d{2}|\d{1,2}\s?(?:น\.|นาฬิกา|โมง)|เที่ยง|(?:ใน)?เวลาราชการ|24\s?ชั่วโมง|ตลอดเวลา"
    ),
    Wanted.MONEY: re.compile(
        r"(?<!\d)(?<!\d\.)\d[\d.]*+\s?(?:ล้าน|แสน|หมื่น|พัน)*+บาท|ไม่(?:มี|เสีย|คิด)ค่า|ฟรี"
        r"|ร้อยละ\s?\d[\d.]*+\s?ของ\s?(?:ราคา|วงเงิน|มูลค่า|ค่า|เงิน)"
    ),
    Wanted.NUMBER: re.compile(rf"\d|กึ่ง|ครึ่ง|เท่าตัว|(?:{_NUMERAL})(?:เท่า|ใน|วัน|คน|ครั้ง)"),
    Wanted.COUNT: re.compile(_NUMERAL),
    Wanted.OFTEN: re.compile(
        rf"ทุก|ละ\s?(?:{_NUMERAL})|ราย(?:{_SPELL})|ประจา(?:{_SPELL})|(?:{_NUMERAL})\s?ครั้ง|ต่อเนื่อง|สม่าเสมอ"
    ),
    Wanted.PLACE: re.compile(
        r"เว็บ|https?:|www\.|หัวข้อ|สถานที่|ณ\s|อาคาร|ห้อง|ถนน|จังหวัด|อาเภอ|ตาบล|ศูนย์|สานัก|ที่ตั้ง|ชั้น"
        r"|ระบบ|แอป|เคาน์เตอร์|จุดบริการ|กอง|ฝ่าย|ผ่าน|ทาง(?!การ|ราชการ|อิเล็กทรอนิกส์)|อีเมล|@"
    ),
    Wanted.WHO: re.compile(
        r"กระทรวง|กรม|สานัก|คณะ|องค์กร|องค์การ|หน่วยงาน|เทศบาล|อาเภอ|จังหวัด|"
        r"นาย|นาง|ผู้|ศูนย์|สถาบัน|บริษัท|รัฐมนตรี|กอง|ฝ่าย|กลุ่มงาน|งาน|ปลัด|อธิบดี|อธิการ|คณบดี|"
        r"ประธาน|เลขา|หัวหน้า|เจ้าหน้าที่|เจ้าพนักงาน|กรรมการ|ดร\.|สภา|ส่วนราชการ|ประชาชน|บุคคล"
    ),
}
_SPAN = re.compile(r"\d{4}\s?-\s?\d{4}")
_WHICH = frozenset({"ใด", "ไหน", "อะไร", "ใดบ้าง", "ใคร"})
# Said before "ใด" or "ไหน" they ask for a kind, not for a thing of that name.
_KIND_NOUNS = """
    วัน ปี เดือน เวลา ช่วง ที่ เมื่อ คือ เป็น มี ทา ต้อง ได้ ใช้ แบบ อย่าง ว่า
    ของ ผู้ แห่ง วันที่ ตอน คน ให้ ชื่อ หมายถึง หมายความ หมายความว่า หน่วยงาน
    ใด และ กับ เรื่อง ใน ทาง เบอร์ ประกอบด้วย จาก ด้วย อยู่ ไป เกิด กี่
"""
_NO_NOUN = frozenset(_KIND_NOUNS.split())
_SUBJECT = re.compile(
    r"^(?:คาว่า)?[“\"]?(.{2,140}?)[”\"]?(?:นั้น)?(?:คืออะไร|หมายถึง|หมายความว่า|แปลว่า|ย่อมาจาก|คือ|คือใคร)"
)
_MEANING_OF = re.compile(
    r"(?:ความหมาย|นิยาม|คาจากัดความ)(?:ของ)?(?:คาว่า)?[“\"]?(.{2,60}?)[”\"]?(?:ไว้|ว่า|อย่างไร|คือ|เป็น|$)"
)
_THE_WORD = re.compile(r"คาว่า[“\"]?(.{2,60}?)[”\"]?(?:นั้น|ตาม|ใน|คือ|หมาย|แปล|ย่อ|มีความหมาย)")
_QUOTED = re.compile(r"[“\"]([^“”\"]{2,60})[”\"]")
_SAYS_WHAT = "(?:หมายความว่า|หมายถึง|ย่อมาจาก|คือ|เป็น|:)"
_DEFINING = rf"[”\"]?(?:\([^()]{{1,60}}\))?{_SAYS_WHAT}"
# "แผนพัฒนา X ของประเทศ: …" says nothing of X: with an owner the term begins the line.
_OWNED = rf"[”\"]?ของ.{{2,60}}?{_SAYS_WHAT}"
_BEGUN = r"(?:[#*•“\"(-]|ข้อ\d+|\d[\d.]*[.)]?)*"
_ASKS = re.compile(
    r"^(?:กี่|เท่าไร|เท่าใด|เท่าไหร่|เท่า|ใคร|ใด|ไหน|อะไร|เมื่อไร|เมื่อใด|เมื่อไหร่|ที่ไหน|ที่ใด|อย่างไร|ยังไง|ไหม|มั้ย"
    r"|หรือไม่|หรือเปล่า|ทาไม)"
)
_BARE_TERM = re.compile(r"^(?:คาว่า)?[“\"]?((?:(?!ของ|ตาม|ใน|ที่).){2,40}?)[”\"]?คืออะไร$")
_MOST_IN_TERM = 3
_MEANS = re.compile("หมายความ|หมายถึง|ย่อมาจาก|แปลว่า|ความหมาย|นิยาม|คาจากัดความ")
_TERM = re.compile(r"[“\"][^“”\"]{1,60}[”\"](?:หมายความว่า|หมายถึง)")
_NOT_LAID_DOWN = re.compile(r"ไม่ได้(?:กำหนด|ระบุ)")
# The number of an order, a meeting, a letter: "214/2569".
_PAPER_NUMBER = re.compile(r"(?<![\d.])\d+/2[45]\d\d(?!\d)")
_NUMBERED = re.compile(
    r"(?:ยุทธศาสตร์|กลยุทธ์|เป้าหมาย|แผนงาน|มาตรการ|โครงการ|ตัวชี้วัด|ข้อ|มาตรา|หมวด|ครั้ง|ระยะ|งวด|ฉบับ"
    r"|รุ่น|ชุด|กลุ่ม|ไตรมาส|ประเด็น|แนวทาง|ด้าน|พันธกิจ|บท|ส่วน|วาระ|ขั้นตอน|ขั้น|ภาคผนวก|เฟส)(?:การพัฒนา|ยุทธศาสตร์|หลัก)?"
    r"(?:ที่)?\d{1,3}(?!\d)(?:\.\d+)*"
)
_PERSON = r"(?:นาย|นาง|นางสาว|ดร\.|ศาสตราจารย์|พลเอก|พันเอก)"
_OFFICE = (
    "(?:ปลัด|นายก|ผู้อานวยการ|คณะกรรมการ|คณะทางาน|คณะอนุกรรมการ|สภา|หัวหน้า|อธิบดี|รัฐมนตรี|ผู้บริหาร|ประธาน"
    "|เจ้าของ|เจ้าหน้าที่|ผู้ว่าราชการ|นายอาเภอ|สานัก|กอง|กรม|กระทรวง)"
)
_SOMEBODY = re.compile(
    rf"{_PERSON}(?!ก)\s?[ก-๎]{{2,}}|(?:ให้|โดย)[^\n]{{2,60}}(?:เป็น|รับผิดชอบ|รักษาการ|อนุมัติ|ดาเนินการ|วินิจฉัย)"
    rf"|(?:ให้|โดย|เสนอ|ต่อ|แจ้ง)\s?{_OFFICE}"
    r"|เป็น(?:ผู้|ประธาน|รองประธาน|กรรมการ|เลขา|หน่วยงาน|เจ้าภาพ)|ผู้รับผิดชอบ|มอบหมาย|ติดต่อ|อนุมัติ"
)
_NEVER_DEFINED = (Wanted.PLACE, Wanted.MANNER, Wanted.OFTEN, Wanted.MONEY, Wanted.TIME, Wanted.DAY)
_PERSON_ASKED, _STANDS_FOR = re.compile("ใคร|ผู้ใด"), "ย่อมาจาก"
_REFERS = re.compile("อ้าง(?:ถึง|อิง)(?!ได้)[:.]?|สิ่งที่ส่งมาด้วย")
_REFERS_ASKED = re.compile("อ้าง|สิ่งที่ส่งมา|เอกสารแนบ|แนบ")
_MOST_TERMS = 16
_SIGNATURE = re.compile(rf"\(\s?{_PERSON}[^()\d]{{4,60}}\)$")
_DEPUTY = re.compile("รอง|ผู้ช่วย|อดีต")
_NO_DEPUTY = "(?<!รอง)(?<!ผู้ช่วย)(?<!อดีต)"
_POST = re.compile(
    f"{_NO_DEPUTY}(ประธาน|เลขานุการ|ผู้อานวยการ|ปลัด|อธิบดี|อธิการบดี|นายก|คณบดี|หัวหน้า|ผู้ว่าราชการ)"
)
_REFERENCE = re.compile(r"(?:ที่|ว|เลขที่|ฉบับที่)\s?\d+|พ\.?ศ\.?\s?\d{4}|\d+/\d{4}")
_HEAD_WORDS = 2
_UNDER = re.compile("ไม่เกิน|ต่ากว่า|น้อยกว่า|ภายใต้")
_OVER = re.compile("(?<!ไม่)เกิน|มากกว่า|สูงกว่า")


def holds(asked: Asked, key: str) -> bool:
    """Whether a folded text holds every kind of thing asked for.

    The years of a plan's title and the numbers of the question itself tell nothing new.
    """
    key = _SPAN.sub("", key)
    for number in asked.numbers:
        key = re.sub(rf"(?<!\d){re.escape(number)}(?!\d)", "", key)
    needed = [pattern for kind, pattern in _HOLDS.items() if kind in _needed(asked)]
    return all(pattern.search(key) for pattern in needed) and _counts(asked, key)


def counts_in_row(asked: Asked, packed: str) -> bool:
    """Whether a squeezed row gives figures of what "กี่" counts: its unit has a cell of its own."""
    figures = re.search(r"\d", packed)
    return bool(asked.counted and asked.counted in packed and figures)


def is_typed(asked: Asked) -> bool:
    """Whether a kind of thing is asked for that can be told by how it is written."""
    return asked.wants(*_HOLDS)


def asked_noun(asked: Asked) -> str | None:
    """The noun before "ใด", "ไหน" or "อะไร": what answers is one ("เว็บไซต์ใด", "กองไหน")."""
    said = words(asked.full)
    for noun, which in pairwise(said):
        if which in _WHICH and noun not in _NO_NOUN and len(noun) > 1:
            return noun
    return None


def asked_of(asked: Asked) -> frozenset[str]:
    """The telling words next to the word that asks: what is asked of the subject.

    "ค่าปรับ…เท่าไร" asks for a fine, "ใครอนุมัติ" for who approves.
    """
    said = words(asked.text)
    at = next((at for at, word in enumerate(said) if _ASKS.match(word)), None)
    telling = asked.words
    if at is None:
        # "ตัวชี้วัดของแผน…" asks without a word that asks: what comes first is what is asked for.
        return frozenset(
            list(dict.fromkeys(word for word in said if word in telling))[:_HEAD_WORDS]
        )
    before = next((word for word in reversed(said[:at]) if word in telling), None)
    after = next((word for word in said[at + 1 : at + 4] if word in telling), None)
    return frozenset(word for word in (before, after) if word)


def names_the_noun(noun: str | None, packed: str) -> float:
    """How far squeezed words hold what `asked_noun` tells; a half where it tells nothing.

    "ฉบับไหน" is answered by the number or the year of a paper.
    """
    if noun is None:
        return 0.5
    found = _REFERENCE.search(packed) if noun == "ฉบับ" else squeeze(noun) in packed
    return float(bool(found))


def asks_outright(asked: Asked) -> bool:
    """Whether a question holds a word that asks."""
    return any(_ASKS.match(word) for word in words(asked.text))


def defined_subject(asked: Asked) -> str | None:
    """What the meaning of is asked, as a squeezed key."""
    if not asked.wants(Wanted.MEANING):
        return None
    key = squeeze(asked.text)
    found = (
        _QUOTED.search(key)
        or _THE_WORD.search(key)
        or _MEANING_OF.search(key)
        or _SUBJECT.match(key)
    )
    return re.split("ของ|ตาม|(?<!ภาย)ใน|(?<=.)ด้าน", found[1])[0] or None if found else None


def terms(asked: Asked) -> tuple[str, ...]:
    """What the meaning of is asked, and how else it may be called, as squeezed keys.

    In Thai what describes comes last: "open data" is also looked for as data, open.
    """
    subject = defined_subject(asked)
    if not subject:
        return ()
    said = list(_spelling(words(asked.text), subject))
    others = [(word, *synonyms(word)) for word in said]
    told = list(islice(product(*others), _MOST_TERMS))
    found = ["".join(one) for one in told] + ["".join(reversed(one)) for one in told[1:]]
    return tuple(dict.fromkeys([subject, *found]))


def asks_meaning(asked: Asked) -> bool:
    """Whether the meaning of a term is asked for in so many words."""
    return bool(_MEANS.search(asked.key))


def asks_of_a_term(asked: Asked) -> bool:
    """Whether it is asked what a short term is, and nothing beside it ("ทะเบียนกลางคืออะไร")."""
    found = _BARE_TERM.match(squeeze(asked.text))
    return found is not None and len(words(found[1])) <= _MOST_IN_TERM


def defines_another(called: Sequence[str], packed: str) -> bool:
    """Whether a squeezed line says what another term than that of `terms` means."""
    return bool(called and _TERM.match(packed) and not defines(called, packed))


def defines(called: Sequence[str], packed: str) -> bool:
    """Whether a squeezed text says what a term, as `terms` call it, means."""
    return any(
        re.search(re.escape(term) + _DEFINING, packed)
        or re.match(_BEGUN + re.escape(term) + _OWNED, packed)
        for term in called
    )


def only_defines(asked: Asked, packed: str) -> bool:
    """Whether a squeezed line defines a term where a place, a time, an amount is asked for, or
    tells what an abbreviation stands for where a person is."""
    if _PERSON_ASKED.search(asked.key) and _STANDS_FOR in packed:
        return True
    return asked.wants(*_NEVER_DEFINED) and bool(_TERM.match(packed))


def only_refers(asked: Asked, packed: str) -> bool:
    """Whether a squeezed line only lists the papers referred to, which are not asked for."""
    return bool(_REFERS.match(packed)) and not _REFERS_ASKED.search(asked.key)


def names_somebody(said: str) -> bool:
    """Whether a folded text names a person, or says who is or does something."""
    return bool(_SOMEBODY.search(said))


def other_post(asked: str, packed: str) -> bool:
    """Whether squeezed words name only the deputy of the post asked of ("รองประธาน")."""
    posts = [post for post in _POST.findall(asked) if not _DEPUTY.search(asked)]
    return any(post in packed and not _alone(post, packed) for post in posts)


def _alone(post: str, packed: str) -> bool:
    return re.search(f"{_NO_DEPUTY}{post}", packed) is not None


def signs(said: str) -> bool:
    """Whether a folded line is the name under a paper."""
    return bool(_SIGNATURE.match(said.strip()))


def is_not_laid_down(text: str) -> bool:
    """Whether a text says that something is not laid down: that answers any question of it."""
    return bool(_NOT_LAID_DOWN.search(text))


def same_numbered(asked: Asked, packed: str) -> bool:
    """Whether each numbered thing of the question ("ยุทธศาสตร์ที่ 9") stands in squeezed words."""
    key = squeeze(asked.full)
    numbered = [match[0].replace("ที่", "") for match in _NUMBERED.finditer(key)]
    return all(re.search(f"{_spelt(name)}(?!\\d)", packed) for name in numbered) and all(
        re.search(rf"(?<!\d){paper}(?!\d)", packed) for paper in paper_numbers(key)
    )


def paper_numbers(packed: str) -> list[str]:
    """The numbers of orders, meetings and letters ("214/2569") in squeezed words."""
    return _PAPER_NUMBER.findall(packed)


def other_years(asked: Asked, packed: str) -> bool:
    """Whether squeezed names of a paper give years from and to that are not those asked of."""
    wanted, given = set(_SPAN.findall(squeeze(asked.full))), set(_SPAN.findall(packed))
    return bool(wanted and given) and wanted.isdisjoint(given)


def _spelt(numbered: str) -> str:
    """ "ยุทธศาสตร์4" also matches "ยุทธศาสตร์ที่4"."""
    kind = numbered.rstrip("0123456789.")
    return f"{re.escape(kind)}(?:ที่)?{re.escape(numbered.removeprefix(kind))}"


def opposed(asked: str, said: str) -> bool:
    """Whether squeezed keys speak of opposite sides of a limit."""
    mine, other = _side(asked), _side(said)
    return None not in {mine, other} and mine != other


def _side(key: str) -> str | None:
    """On which side of a limit a text speaks, over it or up to it; None for both or neither."""
    under, over = bool(_UNDER.search(key)), bool(_OVER.search(key))
    if under == over:
        return None
    return "under" if under else "over"


def _needed(asked: Asked) -> frozenset[Wanted]:
    """The kinds asked for; how often is told by a number of times or without."""
    return asked.wanted - {Wanted.COUNT} if asked.wants(Wanted.OFTEN) else asked.wanted


def _spelling(said: Sequence[str], subject: str) -> Iterator[str]:
    """The words that together spell a subject."""
    left = subject
    for word in said:
        if left and left.startswith(word):
            left = left[len(word) :]
            yield word


def _counts(asked: Asked, key: str) -> bool:
    """Whether a number stands before what "กี่" counts, or before the classifier after it."""
    if Wanted.COUNT not in _needed(asked) or not asked.counted:
        return True
    thing = re.escape(asked.counted)
    before = rf"(?:{_NUMERAL})\s?{thing}"
    after = rf"{thing}\D{{0,30}}(?:{_NUMERAL})\s?(?:{_CLASSIFIER})"
    return re.search(f"{before}|{after}", key) is not None
