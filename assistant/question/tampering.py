"""Recognises attempts to turn the assistant: other orders, other roles, other people's secrets."""

import re

from db.thai import fold, squeeze

_LEET = str.maketrans("0134578@$!|", "oieastbasil")
_ENGLISH = re.compile(
    r"systemprompt|jailbreak|developermode|doanythingnow|youarenow"
    r"|(?:ignore|disregard|forget|override|bypass).{0,25}"
    r"(?:previous|above|prior|earlier|instruction|rules|guideline|prompt)"
    r"|(?:reveal|show|print|repeat|tellme|giveme).{0,20}"
    r"(?:prompt|instruction|apikey|password|secret|conversation)"
)
# Orders of an office are no orders of ours: "ละเว้นคำสั่งผู้บังคับบัญชา" is a question of law.
_ANOTHERS = r"(?!ผู้|ศาล|ทางปกครอง|นายก|ปลัด|อธิบดี|ที่|เลขที่|หัวหน้า|กระทรวง|กรม|คณะ|ของ(?!คุณ|ระบบ|เธอ|บอท))"
_ORDERS = re.compile(
    r"(?:ละเว้น|ลืม|เพิกเฉย|ไม่ต้องสนใจ|อย่าสนใจ|เลิกสนใจ|ไม่ต้องทาตาม|อย่าทาตาม|ข้าม|ฝ่าฝืน)(?:ต่อ)?"
    rf"(?:คาสั่ง{_ANOTHERS}|กติกา|กฎ(?!หมาย|กระทรวง|เกณฑ์|บัตร|ก\.?พ)|ข้อจากัดของ(?:คุณ|ระบบ))"
    r"|พรอ?้?มต์|พร้อมท์|พรอมพ์"
    r"|สวมบท|สมมติว่าคุณ|สมมุติว่าคุณ|แกล้งเป็น|ทาตัวเป็น|เล่นบท|จงเป็น"
    r"|(?:แสดง|เปิดเผย|เผย|บอก|ขอดู|ขอ|พิมพ์|คัดลอก)คาสั่ง(?:ระบบ|ของ(?:คุณ|ระบบ))"
    r"|(?:บทสนทนา|ประวัติ(?:การ)?(?:แชท|สนทนา|ถาม)|คาถาม)ของ(?:คน|ผู้(?:ใช้)?)(?:อื่น|ก่อนหน้า)"
    r"|ตอบ(?:กลับ)?(?:มา)?(?:เป็น|ด้วย|โดยใช้)(?:ลิงก์|ลิงค์|link|รูป|ภาพ|html|โค้ด|base64|สคริปต์)"
)
_SECRETS = re.compile(
    r"(?:แสดง|เปิดเผย|เผย|บอก|ขอดู|ขอ|พิมพ์|ส่ง)(?:ค่า)?"
    r"(?:apikey|คีย์api|กุญแจapi|accesstoken|secretkey|รหัสผ่าน(?:ของ|แอดมิน|ผู้ดูแล|ระบบ|$))"
)
_HOW = re.compile("อย่างไร|ยังไง|วิธี|ขั้นตอน|ที่ไหน|ที่ใด|ได้ไหม|ช่องทาง")
_MARKUP = re.compile(r"<\s*(?:script|img|iframe|svg|a\s)|javascript:|!?\[[^\]]*\]\(\s*https?:")


def is_tampering(text: str) -> bool:
    """Whether a text tries to change how we work or to get at what is not the asker's.

    White space, marks between letters and digits for letters hide nothing.
    """
    key = squeeze(text)
    letters = re.sub(r"[\W_]", "", key.translate(_LEET))
    asks_how = _HOW.search(key) is not None
    return bool(
        _ORDERS.search(key)
        or _ORDERS.search(re.sub(r"[\s.\-_*/|]", "", key))
        or _ENGLISH.search(letters)
        or _ENGLISH.search(re.sub(r"[\W_]", "", key))
        or (_SECRETS.search(key) and not asks_how)
        or _MARKUP.search(fold(text))
    )
