"""Recognises a question after what is private of a person it names."""

import re

from db.thai import words

# Words of which a dictionary knows the longer ones: นายก, นายอำเภอ and คุณภาพ are other words.
_TITLES = frozenset(
    {"นาย", "นาง", "นางสาว", "นส", "คุณ", "ดช", "ดญ", "เด็กชาย", "เด็กหญิง", "mr", "mrs", "ms"}
)
# What follows "คุณ" where that speaks to us.
_NO_NAME_WORDS = """
    คือ อยู่ มี ใช้ อะไร เป็น ได้ ให้ ครับ ค่ะ คะ ที่ หรือ เท่าไร เท่าไหร่ ทา ด้วย นะ ไหม ว่า จะ ไม่ เอง กับ และ ของ ใน
    ต้อง ช่วย แล้ว ชื่อ ตอบ รู้ คิด ผู้ หน่อย ไหน ใด ล่ะ นั้น นี้
"""
_NO_NAME = frozenset(_NO_NAME_WORDS.split())
_NEAR, _AFTER = 8, 12
_PRIVATE = re.compile(
    r"เบอร์|หมายเลข|โทรศัพท์|มือถือ|อยู่|ที่พัก|บ้าน|อีเมล|e-?mail|ไลน์|lineid|เลข|บัตร|เกิด|เงินเดือน|บัญชี"
    r"|เดินทาง|ประวัติ|ภรรยา|สามี|อายุ|แต่งงาน|โสด|แฟน|ศาสนา|หนี้"
)
_ASKED_FOR = re.compile(
    r"(?:เบอร์(?:โทรศัพท์|โทร|มือถือ)?|หมายเลข(?:โทรศัพท์|โทร)|โทรศัพท์|มือถือ|ที่อยู่|ที่พัก|บ้าน(?:เลขที่)?|อีเมล|e-?mail|ไลน์(?:ไอดี)?|lineid"
    r"|เลข(?:ที่)?(?:บัตร)?(?:ประจาตัว)?(?:ประชาชน)?|บัตรประชาชน|วันเกิด|เงินเดือน|(?:เลข(?:ที่)?)?บัญชี(?:ธนาคาร)?|หนังสือเดินทาง"
    r"|ประวัติ(?:การรักษา|อาชญากรรม|ส่วนตัว)|ภรรยา|สามี)"
    r"(?:ส่วนตัว|บ้าน|มือถือ|ปัจจุบัน|ตามทะเบียนบ้าน|ติดต่อ|ของ|คือ){0,3}$"
)
# After a name only what no office has: papers print who signs them beside an office's telephone.
_ASKED_OF = re.compile(
    r"เบอร์(?:โทรศัพท์|โทร)?(?:ส่วนตัว|มือถือ|อะไร|เท่าไร|เท่าไหร่|คือ|$)|ที่อยู่บ้าน|บ้านเลขที่|(?:พัก|อาศัย)อยู่(?:ที่)?(?:ไหน|ใด)"
    r"|อายุ(?:เท่า|กี่)|แต่งงาน|โสด|มีแฟน|มีลูก|นับถือ|เป็นหนี้|เลข(?:ที่)?บัตรประ|เงินเดือน(?:เท่า|กี่)|เกิดวัน|วันเกิด"
)


def asks_of_person(text: str) -> bool:
    """Whether a text asks for the telephone, address, number or the like of a named person.

    Names alone are not private: papers name who signed them.
    """
    said = words(text)
    if _TITLES.isdisjoint(said) or not _PRIVATE.search("".join(said)):
        return False
    named = (at for at, word in enumerate(said[:-1]) if word in _TITLES)
    return any(
        said[at + 1] not in _NO_NAME
        and not said[at + 1][0].isdigit()
        and (
            _ASKED_FOR.search("".join(said[max(0, at - _NEAR) : at])) is not None
            or _ASKED_OF.search("".join(said[at + 1 : at + _AFTER])) is not None
        )
        for at in named
    )
