"""Which plan editions a text names, by titles, short titles, other names, years and age."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from assistant.question.dates import BUDDHIST
from db.models import EditionStatus
from db.reads.plans import EditionRow
from db.thai import arabic_digits, fold, squeeze, words

# Words that many plans share: alone they name none.
_GENERIC_WORDS = (
    "แผน พัฒนา แผนพัฒนา ปฏิบัติการ แผนปฏิบัติการ นโยบาย และ ระดับ ชาติ แห่งชาติ ว่า ด้วย ว่าด้วย การ"
    " เศรษฐกิจ สังคม ด้าน ของ ประเทศ ร่าง plan"
)
_GENERIC = frozenset(_GENERIC_WORDS.split())
# What follows the name of another body's plan.
_ANOTHER = (
    *("จังหวัด", "อบต", "อบจ", "เทศบาล", "แห่งชาติ", "ฉบับที่", "กระทรวง", "กรม", "อาเภอ", "ตาบล"),
    *("หน่วยงาน", "ท้องถิ่น", "องค์การ", "องค์กร"),
)
_BODIES = ("สานัก", "กรม", "กระทรวง", "เทศบาล", "มหาวิทยาลัย", "โรงเรียน", "โรงพยาบาล", "บริษัท", "ศูนย์")
_OWNER = 12  # letters that tell one body from another
_ASKED = frozenset({"ใด", "ไหน", "อะไร", "ไหนบ้าง", "ใดบ้าง"})
_YEAR = re.compile(r"(?<!\d)(?:25\d\d|20[12]\d)(?!\d)")
_SHORT_SPAN = re.compile(r"(?<!\d)([56]\d)\s?-\s?([56]\d|7\d)(?!\d)")
_SHORT_YEAR = re.compile(r"ปี\s?([56]\d)(?!\d)")
_ENGLISH_PLAN = re.compile("([A-Za-z]{2,8}) plan", re.IGNORECASE)
_TITLE_TAIL = re.compile(r"\s+(?:ระยะ|ฉบับ|พ\.ศ\.|\()")
_OF_YEARS = re.compile("แผน|ฉบับ|ปี|นโยบาย|ช่วง")
_SHORT_SPAN_SAID = re.compile(
    r"(?<![\d./,-])(?<!ข้อ)(?<!มาตรา)(?<!หน้า)(?<!อายุ)(?<!ร้อยละ)"
    r"(?<!ข้อ )(?<!มาตรา )(?<!หน้า )(?<!อายุ )(?<!ร้อยละ )"
    r"([56]\d)\s?[-–]\s?([567]\d)(?!\d|[.,/]\d|\s?(?:ปี|คน|วัน|บาท|%|ล้าน|แห่ง))"
)
_SHORT_YEAR_SAID = re.compile(
    r"((?:ปี|พ\.ศ\.|ปีงบ|ปีงบประมาณ)\s?)([56]\d)(?!\d|[.,/]\d|\s?(?:ปี|คน|วัน|บาท|%))"
)
# No blanks before it, and none given back: a run of blanks is read once.
_TITLE_YEARS = re.compile(
    r"(?:\(\s*+)?(?:พศ\s*+)?(?:\(\s*+)?(?:พศ\s*+)?\d{4}\s*+-\s*+\d{4}(?:\s*+\))?"
)
_TERM = re.compile(r"(?:แผน|ระยะ|ฉบับ|ดิจิทัล)\s?(\d{1,2})\s?ปี")
_SIDE = re.compile(
    r"ต่างจาก|ต่างกับ|เทียบกับ|กับ|\svs\s|(?:และ|หรือ)(?=\s*(?:ของ)?(?:แผน|ฉบับ|ปี|พศ|นโยบาย|\d))"
)
_NOW = r"(?:ปัจจุบัน|ล่าสุด|ใหม่ล่าสุด|ใหม่|ที่(?:ยัง)?ใช้(?:อยู่)?(?:ใน)?(?:ปัจจุบัน|ตอนนี้|วันนี้|อยู่))"
_AGES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("current", re.compile(rf"ฉบับ(?:ที่เป็น)?{_NOW}|(?:ใน|ณ)ปัจจุบัน|ที่(?:ยัง)?ใช้(?:บังคับ)?อยู่(?!หรือ|ไหม)")),
    ("earlier", re.compile(r"ฉบับ(?:ก่อน(?:หน้า)?(?:นี้)?|เดิม|เก่า|ที่แล้ว|ที่ผ่านมา)")),
    ("first", re.compile(r"ฉบับแรก")),
    ("later", re.compile(r"ฉบับ(?:ถัดไป|ต่อไป|หน้า)")),
    ("draft", re.compile(r"ฉบับร่าง|ร่างแผน")),
)


@dataclass(frozen=True, slots=True)
class _Match:
    edition: EditionRow
    length: int
    whole: bool


def name_editions(text: str, editions: Sequence[EditionRow], on: date) -> list[EditionRow]:
    """The editions `text` names: first the plan by its name, then the edition by age or years.

    A name counts from its beginning, word by word: "แผนพัฒนาดิจิทัล" names the plan that goes on
    "เพื่อเศรษฐกิจ…", but words that many plans share name none. Without years an edition named
    in full is meant, otherwise the one in force. Years that no edition covers name none.
    """
    best = _best(text, editions)
    siblings = _siblings(best, editions)
    if not siblings:
        return []
    full = [match.edition for match in best if match.whole]
    age, years = _age(text), years_of(text)
    if age == "current" and years:
        return of_age(age, siblings, date(max(years) - BUDDHIST, 12, 31))
    if age and not (years and age == "draft"):
        return of_age(age, siblings, on)
    if years:
        return _of_years(full, siblings, years, on)
    if len(full) == 1:
        return full
    return _of_term(text, siblings, on) or in_force(siblings, on) or siblings[-1:]


def name_pair(text: str, editions: Sequence[EditionRow], on: date) -> list[EditionRow]:
    """The two editions a comparison speaks of, in its order; fewer when it does not tell.

    Two ages or spans of years of one plan; else what each side of "กับ" names; else the one edition
    named and the one it replaced.
    """
    plans = _siblings(_best(text, editions), editions)
    marked = _marked(text, plans, on) if len({e.plan for e in plans}) == 1 else []
    pair = marked if len(marked) >= 2 else _sides(text, editions, plans, on)
    if len(pair) == 1:
        pair = [*pair, *_before(pair[0], editions)]
    return pair[:2]


def without_age(text: str) -> str:
    """The text without the words that tell an edition's age: they are settled, not sought."""
    for _, pattern in _AGES:
        text = pattern.sub(" ", text)
    return re.sub(r"\s+", " ", text).strip()


def tells_age(text: str) -> bool:
    """Whether a text says which edition by its age."""
    return _age(text) is not None


def in_force(editions: Sequence[EditionRow], on: date) -> list[EditionRow]:
    """The newest edition of each plan that was no draft and had begun on a date."""
    begun = [
        edition
        for edition in editions
        if edition.status is not EditionStatus.DRAFT and edition.year_from <= on.year + BUDDHIST
    ]
    newest = {edition.plan: edition for edition in begun}
    return list(newest.values())


def of_age(age: str, siblings: Sequence[EditionRow], on: date) -> list[EditionRow]:
    """The edition of one plan that is current, earlier, first, later or a draft on a date."""
    current = in_force(siblings, on)
    final = [e for e in siblings if e.status is not EditionStatus.DRAFT]
    if age == "draft":
        return [e for e in siblings if e.status is EditionStatus.DRAFT]
    if age == "first":
        return final[:1]
    if age == "current" or not current:
        return current
    if age == "earlier":
        return _before(current[-1], siblings)
    return [e for e in final if e.year_from > current[-1].year_from][:1]


def edition_after(
    text: str, known: EditionRow, editions: Sequence[EditionRow]
) -> EditionRow | None:
    """The edition of the same plan that a text means by its age beside a known one, or by years."""
    siblings = [edition for edition in editions if edition.plan == known.plan]
    age = _age(text)
    if age == "earlier":
        return next(iter(_before(known, siblings)), None)
    if age == "later":
        return next((e for e in siblings if e.year_from > known.year_from), None)
    years = years_of(text)
    found = _of_years([], siblings, years, date.max) if years else []
    return found[0] if len(found) == 1 else None


def mention(text: str, editions: Sequence[EditionRow]) -> tuple[int, int] | None:
    """Where a text names a plan: the longest beginning of a name, with the years after it."""
    spans = [
        match.span()
        for edition in editions
        for name in edition.names
        for said in _name_words(name)
        for length in range(len(said), 1, -1)
        if not _GENERIC.issuperset(said[:length])
        and (match := _spelt(said[:length]).search(arabic_digits(text)))
    ]
    return max(spans, key=lambda span: span[1] - span[0], default=None)


def years_of(text: str) -> set[int]:
    """B.E. years of a text; "66-70" and "ปี 66" are of this century."""
    key = fold(text)
    found = {int(year) for year in _YEAR.findall(key)}
    short = {int(y) for pair in _SHORT_SPAN.findall(key) for y in pair}
    short |= {int(year) for year in _SHORT_YEAR.findall(key)}
    return {year if year > 2400 else year + BUDDHIST for year in found} | {2500 + y for y in short}


def with_plan_names(text: str, editions: Sequence[EditionRow]) -> str:
    """The text with "แผน DG" as the title of the plan that is also called "DG Plan"."""
    for edition in editions:
        for short in filter(None, map(_ENGLISH_PLAN.fullmatch, edition.names)):
            title = _TITLE_TAIL.split(edition.title)[0]
            said = re.compile(rf"แผน\s?{re.escape(short[1])}(?![A-Za-z])", re.IGNORECASE)
            text = said.sub(f"{title} ", text)
    return text


def with_full_years(text: str) -> str:
    """The text with "66-70" and "ปี 66", said of plans and years, as years of four digits."""
    if not _OF_YEARS.search(text):
        return text
    spans = _SHORT_SPAN_SAID.sub(lambda m: f"25{m[1]}-25{m[2]}" if m[1] < m[2] else m[0], text)
    return _SHORT_YEAR_SAID.sub(r"\g<1>25\2", spans)


def _best(text: str, editions: Sequence[EditionRow]) -> list[_Match]:
    """The editions of which most is said."""
    said = words(text)
    matches = [_longest(said, edition) for edition in editions]
    longest = max((match.length for match in matches), default=0)
    return [match for match in matches if match.length == longest] if longest else []


def _siblings(best: Sequence[_Match], editions: Sequence[EditionRow]) -> list[EditionRow]:
    plans = {match.edition.plan for match in best}
    return [edition for edition in editions if edition.plan in plans]


def _age(text: str) -> str | None:
    key = squeeze(text)
    return next((age for age, pattern in _AGES if pattern.search(key)), None)


def _before(edition: EditionRow, siblings: Sequence[EditionRow]) -> list[EditionRow]:
    """The edition that one replaced, or the final one before it."""
    replaced = [e for e in siblings if e.id == edition.supersedes]
    older = [
        e
        for e in siblings
        if e.plan == edition.plan
        and e.status is not EditionStatus.DRAFT
        and e.year_from < edition.year_from
    ]
    return replaced or older[-1:]


def _marked(text: str, siblings: Sequence[EditionRow], on: date) -> list[EditionRow]:
    """The editions of one plan that ages and spans of years name, in the order they are said."""
    key = fold(text)
    found: list[tuple[int, EditionRow]] = []
    for age, pattern in _AGES:
        found += [(m.start(), e) for m in pattern.finditer(key) for e in of_age(age, siblings, on)]
    for match in re.finditer(r"\d{2,4}\s?-\s?\d{2,4}|(?:25\d\d|20[12]\d)", key):
        years = years_of(match[0])
        found += [(match.start(), e) for e in _of_years([], siblings, years, on) if years]
    ordered = sorted(found, key=lambda item: item[0])
    return list({edition.id: edition for _, edition in ordered}.values())


def _sides(
    text: str, editions: Sequence[EditionRow], plans: Sequence[EditionRow], on: date
) -> list[EditionRow]:
    parts = _SIDE.split(fold(text))
    named = [found for part in parts for found in name_editions(part, editions, on)]
    distinct = list({edition.id: edition for edition in named}.values())
    return distinct or name_editions(text, plans, on)


@lru_cache(maxsize=4_096)
def _spelt(said: tuple[str, ...]) -> re.Pattern[str]:
    """Words of a key as a text may write them, with ำ and spaces, and years behind them."""
    core = r"\s*".join(re.escape(word).replace("า", "[าำ]") for word in said)
    years = r"(?:\s*(?:ฉบับ)?\s*\(?(?:พ\.?\s?ศ\.?|ปี)?\s*\d{4}(?:\s*[-–]\s*\d{4})?\)?)?"
    return re.compile(core + years, re.IGNORECASE)


def _longest(said: Sequence[str], edition: EditionRow) -> _Match:
    found = [
        _prefix(said, name, edition.owners)
        for title in edition.names
        for name in _name_words(title)
    ]
    length, whole = max(found, default=(0, False))
    return _Match(edition, length, whole)


def _name_words(name: str) -> list[tuple[str, ...]]:
    """The words of a name, and of it as people say it: แผนรัฐบาลดิจิทัล for แผนพัฒนารัฐบาลดิจิทัล."""
    key = _TITLE_YEARS.sub(" ", fold(name))
    spoken = key.replace("แผนพัฒนา", "แผน", 1) if key.startswith("แผนพัฒนา") else key
    return list(dict.fromkeys((words(key), words(spoken))))


def _prefix(said: Sequence[str], name: tuple[str, ...], owners: Sequence[str]) -> tuple[int, bool]:
    """How many words of the beginning of `name` stand in `said`, and whether all do.

    Some words of a name are no name of the plan where its owner does not follow but another body.
    """
    best = 0
    for start in range(len(said)):
        shared = 0
        while (
            shared < len(name)
            and said[start + shared : start + shared + 1] == name[shared : shared + 1]
        ):
            shared += 1
        rest = said[start + shared :]
        whole = shared == len(name)
        if shared > best and _distinguishes(name[:shared], rest, whole, owners):
            best = shared
    return best, bool(name) and best == len(name)


def _distinguishes(
    shared: tuple[str, ...], rest: Sequence[str], whole: bool, owners: Sequence[str]
) -> bool:
    if _GENERIC.issuperset(shared):
        return False
    return whole or not _is_anothers(rest, owners)


def _is_anothers(rest: Sequence[str], owners: Sequence[str]) -> bool:
    """Whether what follows a name gives the plan to another body ("ของ อบต."), not asks for one."""
    following = [word for word in rest if word != "ของ"]
    if not following or (len(following) > 1 and following[1] in _ASKED):
        return False
    body = "".join(following)
    own = any(body.startswith(squeeze(owner)[:_OWNER]) for owner in owners)
    bodies = (*_ANOTHER, *_BODIES) if rest[0] == "ของ" else _ANOTHER
    return following[0].startswith(bodies) and not own


def _of_term(text: str, siblings: Sequence[EditionRow], on: date) -> list[EditionRow]:
    """The edition of so many years: by a name that says so, else the newest of that length."""
    match = _TERM.search(fold(text))
    if not match:
        return []
    term = int(match[1])
    said = re.compile(rf"ระยะ{term}ปี")
    by_name = [e for e in siblings if any(said.search(squeeze(name)) for name in e.names)]
    long = [e for e in siblings if e.year_to - e.year_from + 1 == term]
    return by_name[:1] or in_force(long, on)


def _of_years(
    full: Sequence[EditionRow], siblings: Sequence[EditionRow], years: set[int], on: date
) -> list[EditionRow]:
    """The edition named in full if it covers a year; else of exactly these years, beginning or
    ending in one, or covering one."""
    named = [e for e in full if any(e.year_from <= year <= e.year_to for year in years)]
    exact = [e for e in siblings if {e.year_from, e.year_to} <= years]
    edge = [e for e in siblings if {e.year_from, e.year_to} & years]
    cover = [e for e in siblings if any(e.year_from <= year <= e.year_to for year in years)]
    final = [e for e in edge if e.status is not EditionStatus.DRAFT]
    covering = [e for e in cover if e.status is not EditionStatus.DRAFT]
    found = (named if len(named) == 1 else []) or exact or final or covering or edge or cover
    return found if len(found) == 1 else in_force(found, on)
