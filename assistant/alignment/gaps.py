"""What the forms and rules want of a project and it does not say."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from assistant.alignment.outcome import Gap
from assistant.alignment.printing import Papers
from assistant.alignment.project import Project
from assistant.question.dates import say_date
from db.models import Operator
from db.reads.rules import RULES_SLUG, RuleRow, rules
from db.thai import fold

_NOTES = "facts-notes"
_FORM = (_NOTES, "แบบ ผ.02 มีช่องที่")
_FISCAL = (_NOTES, "ปีงบประมาณเริ่มวันที่ 1 ตุลาคม")
_OURS = ()
_NUMBER = re.compile(r"\d")
_YEAR = re.compile(r"25\d\d|ปีที่\s*\d|ปีงบประมาณ\s*\d\d")
_BASE = re.compile(
    "ค่าฐาน|ฐานเดิม|ปัจจุบัน(?:อยู่|มี|ร้อยละ)|จากเดิม|จากร้อยละ|ข้อมูลฐาน|ปีฐาน|baseline|เพิ่มขึ้นจาก|ลดลงจาก"
)
_GROUP = re.compile(
    "กลุ่มเป้าหมาย|ประชาชน|ผู้สูงอายุ|นักเรียน|เยาวชน|บุคลากร|พนักงาน|เจ้าหน้าที่|ผู้ประกอบการ|เกษตรกร|ครัวเรือน|ชุมชน|ชาวบ้าน|ผู้พิการ"
)
_PLACE = re.compile(
    "ตาบล|อาเภอ|จังหวัด|เทศบาล|อบต|อบจ|หมู่ที่|หมู่บ้าน|ชุมชน|ในเขต|พื้นที่|สานักงาน|โรงเรียน|สถานที่"
)
_DATA = re.compile(
    "ข้อมูลส่วนบุคคล|pdpa|มั่นคงปลอดภัย|สารองข้อมูล|ธรรมาภิบาลข้อมูล|ความปลอดภัยของข้อมูล|สิทธิการเข้าถึง|ไซเบอร์|cyber|เข้ารหัส"
)
_DEVICES = re.compile("คอมพิวเตอร์|แม่ข่าย|server|กล้อง|อุปกรณ์|ครุภัณฑ์|เครื่องพิมพ์|แท็บเล็ต|ติดตั้ง|จัดซื้อ|เซ็นเซอร์")
_CRITERIA = re.compile("เกณฑ์ราคากลาง|คุณลักษณะ(?:เฉพาะ|พื้นฐาน)|ตามเกณฑ์|ราคากลาง|สืบราคา")
_MONEY = re.compile(r"(\d+(?:\.\d+)?)\s*(ล้าน|แสน|หมื่น|พัน)?\s*บาท|(\d+(?:\.\d+)?)\s*ล้าน")
_IN_YEAR = re.compile(r"(?<!\d)25\d\d(?!\d)")
_TIMES = {"ล้าน": 1.0, "แสน": 0.1, "หมื่น": 0.01, "พัน": 0.001}


@dataclass(frozen=True, slots=True)
class _Want:
    """One line of the checklist: when it is lacking, what to say, and the line that wants it
    (empty where it is our own advice). `of_systems` is wanted of digital work alone."""

    code: str
    lacks: Callable[[Project, str], bool]
    text: str
    advice: str
    source: tuple[str, ...]
    of_systems: bool = False


_WANTS = (
    _Want(
        "objective",
        lambda project, _: not project.objectives,
        "ยังไม่มีวัตถุประสงค์",
        "เขียนวัตถุประสงค์ที่วัดผลได้ 1–3 ข้อ",
        _FORM,
    ),
    _Want(
        "kpi",
        lambda project, _: not any(_NUMBER.search(fold(kpi)) for kpi in project.kpis),
        "ยังไม่มีตัวชี้วัดที่วัดได้เป็นตัวเลข",
        "ระบุตัวชี้วัดพร้อมหน่วยนับและค่าเป้าหมาย เช่น จำนวน ร้อยละ หรือระยะเวลา",
        _FORM,
    ),
    _Want(
        "kpi_baseline",
        lambda project, _: bool(project.kpis) and not _BASE.search(_joined(project.kpis)),
        "ตัวชี้วัดยังไม่มีค่าฐาน",
        "ระบุค่าที่วัดได้ก่อนเริ่มโครงการและปีที่วัด เพื่อให้เห็นผลที่เปลี่ยนไป",
        ("facts-dgp2566", "ตัวชี้วัด", "ค่าฐาน"),
    ),
    _Want(
        "kpi_year",
        lambda project, _: bool(project.kpis) and not _YEAR.search(_joined(project.kpis)),
        "ตัวชี้วัดยังไม่ระบุปีที่ต้องบรรลุ",
        "ระบุปี พ.ศ. ของค่าเป้าหมายแต่ละค่า",
        ("facts-dgp2566", "ตัวชี้วัด", "ภายในปี"),
    ),
    _Want(
        "outputs",
        lambda project, _: not project.outputs,
        "ยังไม่มีเป้าหมายหรือผลผลิตของโครงการ",
        "ระบุผลผลิตเป็นจำนวนและหน่วยนับ",
        _FORM,
    ),
    _Want(
        "target_group",
        lambda _, whole: not _GROUP.search(whole),
        "ยังไม่ระบุกลุ่มเป้าหมาย",
        "ระบุว่าใครได้ประโยชน์และจำนวนเท่าใด",
        _OURS,
    ),
    _Want(
        "place",
        lambda _, whole: not _PLACE.search(whole),
        "ยังไม่ระบุพื้นที่ดำเนินการ",
        "ระบุตำบล อำเภอ หรือหน่วยงานที่ดำเนินการ",
        _OURS,
    ),
    _Want(
        "duration",
        lambda project, _: not project.years and not _YEAR.search(fold(project.budget)),
        "ยังไม่ระบุระยะเวลาดำเนินการ",
        "ระบุวันเริ่มต้น วันสิ้นสุด และปีงบประมาณ",
        _FISCAL,
    ),
    _Want(
        "budget",
        lambda project, _: not _NUMBER.search(fold(project.budget)),
        "ยังไม่ระบุวงเงินงบประมาณ",
        "ระบุวงเงินและแหล่งเงิน",
        _FORM,
    ),
    _Want(
        "budget_per_year",
        lambda project, _: (
            bool(_NUMBER.search(fold(project.budget)))
            and not _YEAR.search(fold(f"{project.budget} {project.years}"))
        ),
        "งบประมาณยังไม่แยกรายปีงบประมาณ",
        "แยกวงเงินเป็นรายปีงบประมาณตามช่องของแบบ",
        _FORM,
    ),
    _Want(
        "agency",
        lambda project, _: not project.agency,
        "ยังไม่ระบุหน่วยงานรับผิดชอบหลัก",
        "ระบุสำนักหรือกองที่รับผิดชอบ",
        _FORM,
    ),
    _Want(
        "data_protection",
        lambda _, whole: not _DATA.search(whole),
        "ยังไม่กล่าวถึงการคุ้มครองข้อมูลส่วนบุคคลและความมั่นคงปลอดภัยของระบบ",
        "ระบุข้อมูลที่เก็บ สิทธิการเข้าถึง การสำรองข้อมูล และผู้รับผิดชอบ",
        _OURS,
        of_systems=True,
    ),
    _Want(
        "device_criteria",
        lambda _, whole: bool(_DEVICES.search(whole)) and not _CRITERIA.search(whole),
        "รายการอุปกรณ์ยังไม่บอกว่าเป็นไปตามเกณฑ์ราคากลางหรือไม่",
        "ระบุจำนวน ราคา คุณลักษณะ และว่าเป็นไปตามเกณฑ์ ไม่เป็นไปตามเกณฑ์ หรือไม่มีในเกณฑ์",
        (_NOTES, "รายการอุปกรณ์ในแบบฟอร์มโครงการดิจิทัล"),
    ),
)


def gaps(session: Session, project: Project, on: date, is_digital: bool) -> Iterator[Gap]:
    """The checklist of what is lacking, in the order of the forms, then who has to approve.

    The rules are those of the day on which the project is aligned. What no form or rule asks for
    has no source.
    """
    whole, papers = fold(project.whole()), Papers(session)
    for want in _WANTS:
        if want.lacks(project, whole) and (is_digital or not want.of_systems):
            source = papers.line(*want.source) if want.source else None
            yield Gap(want.code, want.text, want.advice, source)
    yield from _approval(session, papers, project, whole, on)


def million_baht(text: str) -> float | None:
    """What a text costs in million baht: the largest amount it tells, or what the amounts of
    different years come to where that is more; None where it tells no amount."""
    key, end, largest = fold(text), 0, None
    years: dict[str, float] = {}
    for found in _MONEY.finditer(key):
        before, end, amount = key[end : found.start()], found.end(), _amount(found)
        largest = amount if largest is None else max(largest, amount)
        told = _IN_YEAR.findall(before)
        if told and years.keys().isdisjoint(told):  # a year told again belongs to a sum
            years |= dict.fromkeys(told, 0.0) | {told[-1]: amount}
    return None if largest is None else max(largest, sum(years.values()))


def _amount(found: re.Match[str]) -> float:
    number, times, millions = found.groups()
    return float(millions) if millions else float(number) * _TIMES.get(times, 1e-6)


def _approval(
    session: Session, papers: Papers, project: Project, whole: str, on: date
) -> Iterator[Gap]:
    amount = million_baht(project.budget)
    rule = next(
        (one for one in rules(session) if amount is not None and _covers(one, amount, on)), None
    )
    if amount is None or rule is None or not _DEVICES.search(whole) or rule.approver in whole:
        return
    low = rule.operator in (Operator.AT_MOST, Operator.LESS_THAN)
    bound = "ไม่เกิน" if low else "เกิน"
    yield Gap(
        "approval",
        f"วงเงิน {amount:,.2f} ล้านบาท {bound} {rule.million_baht:,.0f} ล้านบาท "
        f"หากเป็นการจัดหาระบบคอมพิวเตอร์ต้องเสนอ{rule.approver}พิจารณา "
        f"ตามหลักเกณฑ์ที่ใช้ ณ วันที่ {say_date(on)}",
        "แนบแบบรายงานการจัดหาระบบคอมพิวเตอร์ และตรวจสอบกับ สถจ. หรือจังหวัดว่าต้องผ่านคณะกรรมการระดับใด",
        papers.line(RULES_SLUG, rule.approver, f"{bound} {rule.million_baht:,.0f} ล้านบาท"),
    )


def _covers(rule: RuleRow, amount: float, on: date) -> bool:
    if not rule.holds(on, on):
        return False
    if rule.operator is Operator.MORE_THAN:
        return amount > rule.million_baht
    return rule.operator is Operator.AT_MOST and amount <= rule.million_baht


def _joined(items: Sequence[str]) -> str:
    return fold("\n".join(items))
