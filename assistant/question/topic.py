"""What a question speaks of beside the plan it names and the part of it that it asks for."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from assistant.extraction import relevance
from assistant.extraction.relevance import Weights
from assistant.question.reading import ASKING, Asked, Concept
from db.index import Index
from db.reads.plans import EditionRow
from db.thai import words

# Words that ask for a part of a plan, or join it to the plan, as keys.
_ASPECT_WORDS = """
    ยุทธศาสตร์ กลยุทธ์ เป้าหมาย เป้าประสงค์ แผนงาน มาตรการ โครงการ ระยะ หลักการ กิจกรรม
    เร่งด่วน flagship กลไก ขับเคลื่อน ด้าน สาคัญ focus area domain ตัวชี้วัด ชี้วัด ชี้ วัด
    ตัว kpi ค่า ค่าเป้าหมาย วิสัยทัศน์ พันธกิจ แผน ฉบับ ทั้งหมด รวม จานวน รายการ ข้อ ประกอบ
    ประกอบด้วย รายละเอียด ขยาย ขยายความ อธิบาย ชื่อ ชื่อว่า แบ่ง ออกเป็น แบ่งออกเป็น กาหนด
    ไว้ แต่ละ ภายใต้ หลัก รายชื่อ แสดง ขอ ดู อะไรบ้าง ปัจจุบัน พศ สาระ สาระสาคัญ ใจความ สรุป
    ลาดับ อันดับที่ แรก สุดท้าย เดิม ก่อน เก่า ใหม่ เพิ่มเติม บ้าง ทราบ ว่าด้วย หัวข้อ
    ประเด็น เนื้อหา ส่วน คือ มีกี่ กี่ตัว กี่ข้อ ตัวใด ข้อใด เรียก เรียกว่า
"""
# Words that ask for a quality of a thing: who, how much, when, below what.
_QUALITY_WORDS = """
    รับผิดชอบ ผู้รับผิดชอบ ผู้ เจ้าภาพ เจ้าของ หน่วยงาน ดูแล ดาเนินการ ดาเนินงาน ทา จัดทา
    ร่วม ใคร งบ งบประมาณ วงเงิน เงิน ใช้ เท่าไร บาท ล้าน ล้านบาท ระยะเวลา เวลา เริ่ม สิ้นสุด
    ปีงบประมาณ ช่วง ช่วงปี อยู่ สังกัด ภายใต้ ภาย ใต้ ยุทธศาสตร์ใด จัดอยู่ รองรับ กระทรวง
    กรม ส่วนราชการ องค์กร ประมาณ ราคา มูลค่า ต้นทุน จัดสรร ได้รับ
"""
# Words that the dictionary writes together with others: เป็นเจ้าภาพ, มีแผน, เปลี่ยนเป็น.
_BEFORE = ("เป็น", "มี", "ใช้", "การ", "ผู้", "ได้", "ให้", "ต้อง", "ทา")
_AFTER = ("เป็น", "ว่า", "ได้", "ไว้", "มา", "ไป", "ใด", "ไหน", "อะไร", "บ้าง")
_ASPECTS = frozenset(_ASPECT_WORDS.split())
_QUALITIES = _ASPECTS | frozenset(_QUALITY_WORDS.split())


def scope_of(editions: Sequence[EditionRow]) -> frozenset[str]:
    """The words of the names of editions: they are true of everything in them."""
    return frozenset(word for edition in editions for name in edition.names for word in words(name))


def topic(asked: Asked, scope: Collection[str]) -> list[Concept]:
    """The concepts of a question that neither name the plan nor ask for a part of it."""
    return _beside(asked, _ASPECTS.union(scope))


def subject(asked: Asked, scope: Collection[str]) -> list[Concept]:
    """The concepts of a question that do not ask for a quality either."""
    return _beside(asked, _QUALITIES.union(scope))


def unknown(asked: Asked, known: frozenset[str], text: str) -> list[Concept]:
    """The concepts of a question that are neither among `known` words nor in a key."""
    return [
        concept
        for concept in _beside(asked, known)
        if not any(all(word in text for word in form) for form in concept.forms)
    ]


def cover(asked: Asked, index: Index, concepts: Sequence[Concept], text: str) -> float:
    """The share of `concepts` by weight that a text speaks of, 0 to 1; 0 without concepts."""
    own = weigh(asked, index, concepts)
    return relevance.weighted(relevance.shares(own, text), own) if own else 0.0


def weigh(asked: Asked, index: Index, concepts: Sequence[Concept]) -> Weights:
    """How much each of some concepts of a question tells."""
    return relevance.weigh(replace(asked, concepts=tuple(concepts)), index)


def _beside(asked: Asked, known: frozenset[str]) -> list[Concept]:
    return [
        concept
        for concept in asked.concepts
        if not any(_is_known(form, known) or _is_number(form) for form in concept.forms)
    ]


def _is_known(form: Sequence[str], known: frozenset[str]) -> bool:
    return all(_is_composed(word, known) for word in form)


def _is_composed(word: str, known: frozenset[str]) -> bool:
    """Whether a word is a known or asking word, or one written together with a verb of being."""
    if word in known or word in ASKING:
        return True
    begun = (word.removeprefix(verb) for verb in _BEFORE if word.startswith(verb))
    ended = (word.removesuffix(verb) for verb in _AFTER if word.endswith(verb))
    return any(rest in known for rest in (*begun, *ended))


def _is_number(form: Sequence[str]) -> bool:
    return all(word.replace(".", "").isdigit() for word in form)
