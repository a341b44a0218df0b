"""What no statement may carry: links of its own, markup, foreign script, orders to a machine."""

import re
import unicodedata

_MARKUP = re.compile(
    r"!?\[[^\]]*\]\s*\(|<\s*/?\s*[a-z!][^>]*>|(?:javascript|data|file|vbscript)\s*:|&#?\w{2,8};",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"(?:https?|ftp)\s*:|//|www\.|\b[\w-]+\.(?:com|net|org|io|co|th|info|me|ai|app|dev|ly)\b",
    re.IGNORECASE,
)
_TO_A_MACHINE = re.compile(
    r"(?:ละเว้น|เพิกเฉย|ไม่ต้องสนใจ|ลืม)\S{0,20}(?:คำสั่ง|ข้อความ|กฎ)(?:\S{0,12})(?:ก่อนหน้า|ข้างต้น|เดิม|ทั้งหมด)|"
    r"(?:system|developer)\s*prompt|ignore (?:all|any|previous|the above)|"
    r"ในฐานะ(?:โมเดล|แบบจำลอง|ปัญญาประดิษฐ์|เอไอ|ai)|(?:ฉัน|ผม|ดิฉัน|ข้าพเจ้า)(?:คือ|เป็น|ไม่สามารถ|ขอ|คิดว่า|เชื่อว่า)|"
    r"as an? (?:ai|(?:large )?language model)|i(?: am|'m|’m) an? (?:ai|(?:large )?language model)",
    re.IGNORECASE,
)


def is_plain(text: str, quoted: str) -> bool:
    """Whether a text is plain prose of the scripts its quotes use.

    An address may be named if the quotes print it; markup and orders to a machine never pass.
    """
    if _MARKUP.search(text) or _TO_A_MACHINE.search(text):
        return False
    links = (match[0] for match in _LINK.finditer(text))
    return all(link in quoted for link in links) and _foreign(text) <= _foreign(quoted)


def _foreign(text: str) -> frozenset[str]:
    """Letters and pictures that are neither Thai nor Latin."""
    return frozenset(
        char
        for char in text
        if not char.isascii()
        and not "\u0e00" <= char <= "\u0e7f"
        and unicodedata.category(char)[0] in "LSC"
        and not ("LATIN" in unicodedata.name(char, "") and char.isalpha())
    )
