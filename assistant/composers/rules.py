"""Answers who approves a purchase of which size, by the rules of the asked day."""

import re
from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from assistant import wording
from assistant.answer import Quote
from assistant.draft import Composition, Draft, Statement
from assistant.question.dates import BUDDHIST, say_date
from assistant.question.naming import years_of
from assistant.question.reading import Asked
from assistant.question.topic import unknown
from assistant.question.wants import Wanted
from assistant.quoting import Shelf
from db.models import Operator
from db.reads.rules import RULES_SLUG, RuleRow, rules
from db.thai import fold, squeeze

_AMOUNT = re.compile(r"(?<![\d.])(\d+(?:\.\d+)?)\s?(ล้าน|แสน|หมื่น|พัน)?\s?(บาท)?")
_MILLIONS = {"ล้าน": 1.0, "แสน": 0.1, "หมื่น": 0.01, "พัน": 0.001, "": 0.000_001}
_OLDER = re.compile("เดิม|ก่อนหน้า|แต่ก่อน|เมื่อก่อน|เก่า")
_BUYING_WORDS = """
    จัดซื้อ จัดหา ซื้อ เช่า จัดซื้อจัดจ้าง เสนอ ขอ อนุมัติ เห็นชอบ พิจารณา คณะกรรมการ ใคร
    ผ่าน ล้าน แสน หมื่น พัน บาท ล้านบาท เกิน ไม่เกิน มูลค่า ราคา วงเงิน งบ งบประมาณ
    หลักเกณฑ์ เกณฑ์ กาหนด ปัจจุบัน เดิม ใหม่ เก่า ใช้ เริ่ม โครงการ หน่วยงาน ต้องการ จะ ถ้า
    หาก ชุด ระดับ ตอนนี้ เมื่อก่อน แต่ก่อน อบต องค์การบริหารส่วนตาบล เทศบาล
    องค์กรปกครองส่วนท้องถิ่น วันนี้ กี่ เท่า ขั้นต่า สูงสุด กระทรวง กรม มากกว่า น้อยกว่า
    ต่ากว่า สูงกว่า ตั้งแต่ ขึ้นไป ประมาณ ครุภัณฑ์ อุปกรณ์ เครื่อง ด้าน
"""
_BUYING = frozenset(_BUYING_WORDS.split())


def compose(session: Session, draft: Draft) -> Composition | None:
    """The rules for the amount and day asked of, and those before where the amount was theirs."""
    asked = draft.understood()
    held = rules(session)
    if not held or not _is_about(asked, held):
        return None
    shelf = Shelf(session, RULES_SLUG)
    begin, end = _days(draft)
    said = _amount(asked.full)
    chosen = _chosen(asked, held, said, begin, end)
    lines = [line for rule in chosen if (line := _line(shelf, rule)) is not None]
    if not lines or len(chosen) == len(held) > 2:
        return None
    by_day = wording.BY_RULE.format(day=say_date(end))
    statements = tuple(Statement(line.text, (line,)) for line in dict.fromkeys(lines))
    return Composition(statements, (by_day,) if begin == end else ())


def _is_about(asked: Asked, held: Sequence[RuleRow]) -> bool:
    """Whether the question names no thing but what the rules are about."""
    told = squeeze(" ".join(f"{rule.title} {rule.approver}" for rule in held))
    return not unknown(asked, _BUYING, told)


def _days(draft: Draft) -> tuple[date, date]:
    """The asked day, or the whole of the last year that the question names."""
    years = years_of(draft.understood().full)
    if not years:
        return draft.on, draft.on
    year = max(years) - BUDDHIST
    return date(year, 1, 1), date(year, 12, 31)


def _amount(text: str) -> tuple[float, str] | None:
    """What is to be spent, in million baht, and on which side of it."""
    key = fold(text)
    for match in _AMOUNT.finditer(key):
        if match[2] or match[3]:
            before = key[: match.start()].rstrip()
            under = re.search(r"(?:ไม่เกิน|ไม่ถึง|ต่ากว่า|น้อยกว่า)$", before)
            over = re.search(r"(?:เกิน|มากกว่า|สูงกว่า)$", before)
            side = "under" if under else "over" if over else "at"
            return float(match[1]) * _MILLIONS[match[2] or ""], side
    return None


def _chosen(
    asked: Asked, held: Sequence[RuleRow], said: tuple[float, str] | None, begin: date, end: date
) -> list[RuleRow]:
    now = [rule for rule in held if rule.holds(begin, end)]
    older = [rule for rule in held if rule not in now]
    if said is None:
        known = older if _OLDER.search(asked.key) and older else now
        return _best_named(asked, known)
    amount, side = said
    of_amount = [rule for rule in held if rule.million_baht == amount]
    if asked.wants(Wanted.DAY, Wanted.DATE) and of_amount:
        return _best_named(asked, of_amount)
    fitting = [rule for rule in now if _fits(rule, amount, side)]
    exact = [rule for rule in older if rule.million_baht == amount and _is_side(rule, side)]
    return fitting + exact


def _best_named(asked: Asked, held: Sequence[RuleRow]) -> list[RuleRow]:
    """The rules whose approver the question names; all of them when it names none."""
    key = squeeze(asked.full)
    named = [rule for rule in held if squeeze(rule.approver) in key]
    if named:
        return named
    return [r for r in held if r.operator is Operator.MORE_THAN] if len(held) > 1 else list(held)


def _fits(rule: RuleRow, amount: float, side: str) -> bool:
    """Whether a rule may apply to what is "เกิน", "ไม่เกิน" or just the amount."""
    limit = rule.million_baht
    if rule.operator in (Operator.MORE_THAN, Operator.AT_LEAST):
        reached = amount > limit or (rule.operator is Operator.AT_LEAST and amount == limit)
        return reached or side == "over"
    return amount < limit if side == "over" else amount <= limit


def _is_side(rule: RuleRow, side: str) -> bool:
    over = rule.operator in (Operator.MORE_THAN, Operator.AT_LEAST)
    return side == "at" or (side == "over") == over


def _line(shelf: Shelf, rule: RuleRow) -> Quote | None:
    """The line that prints a rule."""
    limit = f"{rule.million_baht:,.12g}"
    over = "" if rule.operator in (Operator.MORE_THAN, Operator.AT_LEAST) else "ไม่"
    since = () if rule.valid_from is None else (say_date(rule.valid_from),)
    return shelf.line_with(f"{rule.title}: วงเงิน{over}", f"{limit} ล้านบาท", rule.approver, *since)
