"""Recognises attempts to turn the assistant: other orders, other roles, other people's secrets."""

import re

from assistant.question.disguise import heard, latin_pattern, letters, packed, thai_pattern
from db.thai import fold

# Where an order begins; what follows a subject ("ระเบียบนี้ยกเลิก…") tells of another's act.
_STARTS = (
    r"(?:^|(?<=[\s.,;:!?\"'()\[\]-])|(?<=จง)|(?<=โปรด)|(?<=กรุณา)|(?<=ช่วย)|(?<=ขอให้)|(?<=แล้ว)"
    r"|(?<=ให้คุณ)|(?<=ให้ระบบ)|(?<=ให้บอท)|(?<=ครับ)|(?<=ค่ะ))(?:จง|โปรด|กรุณา|ช่วย|ขอให้)?"
)
# Orders of an office are no orders of ours: "ละเว้นคำสั่งผู้บังคับบัญชา" is a question of law.
_ANOTHERS = (
    r"(?!_(?:ผู้|ศาล|ทางปกครอง|นายก|ปลัด|อธิบดี|ที่(?!ได้รับ|ให้|สั่ง|บอก|ผ่าน|แล้ว)|เลขที่|ลงวันที่|เรื่อง|ฉบับ"
    r"|หัวหน้า|กระทรวง|กรม|คณะ|แต่งตั้ง|ของ(?!คุณ|ระบบ|เธอ|บอท)))"
)
_EARLIER = (
    r"(?:ก่อน(?:หน้า|นี้)|เดิม|ข้างต้น|ข้างบน|ทั้งหมด|ทั้งปวง|ที่ผ่านมา|ที่(?:ได้รับ|ให้|สั่ง|บอก)|ตั้งต้น|ระบบ"
    r"|ของ_(?:คุณ|ระบบ))"
)
# What asks after an act does not order it.
_NO_QUESTION = (
    r"(?!(?:(?!แล้ว(?!หรือ|ใช่|ได้)|และ|\s(?!ใช่|จริง|หรือ|ได้|มี|ฉบับ|ต้อง|ควร|จะ|ของ|ที่|ใน)).){0,40}"
    r"(?:ใด|ไหน|ไหม|มั้ย|หรือ|อะไร|อย่างไร|ยังไง|กี่|เมื่อ|ใคร|เท่า(?:ใด|ไร|ไหร่|กับ)|บ้าง|โทษ|ความผิด))"
)
_LAW = r"(?!หมาย|กระทรวง|เกณฑ์|บัตร|ก_พ|ระเบียบ)"
_THEN = r"แล้ว_(?:จง|บอก|ตอบ|แสดง|เปิด|พิมพ์|ทำ|ให้|เล่า|สวม|เป็น)"
_WORK = rf"(?:คำสั่ง{_ANOTHERS}|กติกา|กฎ{_LAW}|ข้อจำกัด_ของ_(?:คุณ|ระบบ))"
_SAID = (
    r"(?:คำสั่ง|กติกา|กฎ|คำแนะนำ|ข้อความ|ข้อกำหนด|ข้อห้าม|ข้อจำกัด|เงื่อนไข|บทบาท"
    r"|สิ่งที่_(?:บอก|สั่ง|ได้รับ|กล่าว))"
)
_NOT_TO_MIND = (
    r"(?:(?<!อย่า)(?<!ไม่)(?<!หลง)ลืม|(?:ไม่ต้อง|อย่า|เลิก|หยุด)_(?:ไป)?_(?:สนใจ|ใส่ใจ|แคร์))_(?:ต่อ|เรื่อง)?_"
)
_NOT_TO_KEEP = (
    r"(?:ละเว้น|ละเลย|ละทิ้ง|เพิกเฉย|มองข้าม|ข้าม|ฝ่าฝืน|ยกเลิก|ล้าง|ลบ|เขียนทับ|ignore|bypass|override|reset"
    r"|(?:ไม่ต้อง|อย่า|เลิก|หยุด)_(?:ทำ|ปฏิบัติ)_ตาม|(?:ไม่ต้อง|อย่า|เลิก|หยุด)_(?:ยึด|เชื่อ))_(?:ต่อ)?_"
)
DROPPING = thai_pattern(
    rf"{_NOT_TO_MIND}(?:{_WORK}|{_SAID}_{_EARLIER})"
    rf"|{_STARTS}_{_NOT_TO_KEEP}{_SAID}_{_EARLIER}{_ANOTHERS}{_NO_QUESTION}"
    rf"|{_STARTS}_{_NOT_TO_KEEP}(?:คำสั่ง|กติกา|กฎ{_LAW})_(?:$|{_THEN})"
)
_ROLES = thai_pattern(
    rf"{_STARTS}_(?:สวมบท|เล่นบท|ทำตัวเป็น|แกล้งเป็น|ทำเป็นว่า_คุณ)|สวมบทบาท_(?:เป็น|ของ)|แกล้งเป็น|จงเป็น"
    r"|สมมุ?ติว่า_คุณ|ทำตัวเป็น_(?:แฮก|โจร|บอท|ai|เอไอ|ผู้ดูแล|แอดมิน)"
    r"|(?:ต่อไปนี้|จากนี้|ตั้งแต่(?:บัด|ตอน)?นี้)_(?:ไป|เป็นต้นไป)?_(?:คุณ|เธอ|บอท|เจ้า)_(?:คือ|เป็น|จะ|ต้อง)"
)
# An order what to answer, unless what follows asks: "ช่วยตอบว่าแผนคืออะไร" is a question.
_ANSWERING = thai_pattern(
    rf"{_STARTS}_(?:ให้|ต้อง)?_ตอบ(?:กลับ)?_(?:มา)?_(?:แค่|เพียง|แต่|เฉพาะ)?_(?:คำ)?ว่า{_NO_QUESTION}"
    r"|ตอบ(?:กลับ)?_(?:มา)?_(?:เป็น|ด้วย|โดยใช้)_(?:ลิงก์|ลิงค์|link|รูป|ภาพ|html|โค้ด|base64|สคริปต์)"
)
_SHOW = (
    r"(?:แสดง|เปิดเผย|เผย|บอก|ขอดู|ขอ|อยากดู|อยากรู้|อยากเห็น|พิมพ์|คัดลอก|ลอก|ส่ง|โชว์|ทวน|แปล|สรุป|พูด|เล่า|ดู)"
)
_PROMPT = r"(?:พรอ?้?มต์|พรอ?้?มท์|พร้อมท์|พร้อมพ์|prompts?(?!pay|ly|ness))"
_ITSELF = r"(?:ของ)?_(?:คุณ|เธอ|บอท|แชทบอท|แชตบอต|ระบบ(?!งาน|ราชการ)|ผู้ช่วย|ai|เอไอ)"
_INSIDE = thai_pattern(
    rf"{_SHOW}_(?:ตัว|เนื้อหา|ข้อความ)?_{_PROMPT}|{_PROMPT}_(?:{_ITSELF}|ตั้งต้น|เริ่มต้น|ลับ)|system_{_PROMPT}"
    rf"|{_SHOW}_คำสั่ง_(?:ของ_(?:คุณ|ระบบ|บอท|เธอ)|ระบบ_(?:ของ_คุณ|ทั้งหมด|มา|ให้|แล้ว|นี้|$)|ตั้งต้น|ลับ|ที่_คุณ)"
    rf"|{_SHOW}_(?:กฎ|กติกา|ข้อจำกัด|ข้อห้าม|ข้อกำหนด|เงื่อนไข)_(?:ภายใน|ลับ|ทั้งหมด)?_{_ITSELF}"
    r"|(?:แสดง|เปิดเผย|พิมพ์|คัดลอก|ลอก|ส่ง|ทวน|โชว์)_(?:ข้อความ|ทุกอย่าง|ทุกคำ|ทุกข้อความ|สิ่งที่)_(?:ทั้งหมด|ทุกอย่าง|ระบบ)?_"
    r"(?:ที่)?_(?:อยู่|ได้รับ|คุณได้รับ)?_(?:ข้างต้น|ข้างบน|ก่อนหน้า|ก่อนคำถาม|เหนือข้อความนี้)"
    r"|(?:แสดง|เปิดเผย|พิมพ์|ขอดู)_ข้อความ_(?:ระบบ(?!งาน)|ตั้งต้น|ลับ)"
)
_BEFORE = r"(?:คน|ผู้|ผู้ใช้|ผู้ใช้งาน|รายที่|ท่าน)_(?:คน|งาน|ท่าน|ราย)?_(?:อื่น|ก่อน(?:หน้า)?|ที่แล้ว)_(?:นี้|ๆ)?"
_TALK = (
    r"(?:บทสนทนา|(?:ประวัติ)?_(?:การ)?_(?:แชท|แชต|สนทนา|พูดคุย|ถามตอบ)|ประวัติ_(?:การ)?_(?:ใช้งาน|ถาม)|คำถาม)"
    r"_(?:ก่อนหน้า(?:นี้)?)?"
)
_OTHERS = thai_pattern(
    rf"{_TALK}_(?:ทั้งหมด)?_(?:ของ|จาก)_(?:{_BEFORE}|ทุกคน|เพื่อน|ใคร|นาย|นางสาว)"
    rf"|{_BEFORE}_(?:ได้|เขา|เคย)?_(?:ถาม|คุย|สนทนา|พิมพ์|แชท|แชต)(?!_บ่อย)"
    r"|ใคร_(?:ได้|เคย)?_(?:ถาม|คุย)_(?:อะไร|เรื่อง(?:อะไร|ใด))"
)
_SECRETS = thai_pattern(
    rf"{_SHOW}_(?:ค่า)?_(?:api_key|คีย์_api|กุญแจ_api|access_token|secret_key"
    r"|รหัสผ่าน_(?:ของ|แอดมิน|ผู้ดูแล|ระบบ|$))"
)
_HOW = thai_pattern("อย่างไร|ยังไง|วิธี|ขั้นตอน|ที่ไหน|ที่ใด|ได้ไหม|ช่องทาง")
_OWN = (
    "(?:your|system|initial|original|hidden|secret|internal|developer|previous|prior|earlier|above)"
)
_DROPS = latin_pattern(
    "(?:ignore|disregard|forget).{0,25}"
    "(?:previous|above|prior|earlier|instruction|rules|guideline|prompt)"
)
_ENGLISH = latin_pattern(
    "systemprompt|systemmessage|jailbreak|developermode|doanythingnow|youarenow|pretendtobe"
    "|(?:override|bypass).{0,15}(?:your|previous|prior|system|safety|instruction)"
    "|(?:reveal|show|print|repeat|tellme|giveme|output|display|writeout|whatare|whatis).{0,12}"
    f"(?:{_OWN}.{{0,10}}(?:prompt|instruction|rules|guideline|configuration)|otherusers|otherpeople)"
    "|(?:reveal|show|print|tellme|giveme|output).{0,12}"
    "(?:apikey|secret|password(?!polic|rule|manage|standard)|conversation)"
    "|(?:repeat|print|output|copy|show).{0,12}(?:everything|words|text|all|message).{0,8}above"
    "|(?:reveal|print|repeat|output|leak).{0,12}prompt(?!pay|ly)"
)
_MARKUP = re.compile(r"<\s*(?:script|img|iframe|svg|a\s)|javascript:|!?\[[^\[\]]*\]\(\s*https?:")
_THAI = (DROPPING, _ROLES, _ANSWERING, _INSIDE, _OTHERS)


def is_tampering(text: str) -> bool:
    """Whether a text tries to change how we work or to get at what is not the asker's.

    White space, marks between letters, look-alike letters and digits for letters hide nothing.
    """
    said = heard(text)
    forms = (said, packed(said))
    return (
        any(pattern.search(form) for form in forms for pattern in _THAI)
        or drops_in_english(said)
        or any(_ENGLISH.search(form) for form in letters(said))
        or any(_SECRETS.search(form) and not _HOW.search(form) for form in forms)
        or _MARKUP.search(fold(text)) is not None
    )


def drops_in_english(said: str) -> bool:
    """Whether a text as `heard` says in English to drop what was said before."""
    return any(_DROPS.search(form) for form in letters(said))
