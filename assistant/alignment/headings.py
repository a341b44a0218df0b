"""Splits the pasted text of a project by the headings such papers have."""

import re
from typing import Any

from db.thai import fold

# A line's own number or mark before its words: "3.", "๓)", "(ก)", "-".
_MARK = r"[\s*#•·–—-]*+(?:\(?(?:\d{1,2}(?:\.\d{1,2})*|[ก-ฮ])[.)]?(?=[\s.)]))?[\s.)*]*+"
# Over keys, where ำ is written า. What follows a heading on its line belongs to it.
_HEADINGS: tuple[tuple[str, str], ...] = (
    ("title", "ชื่อโครงการ(?:/กิจกรรม)?|ชื่อแผนงาน|ชื่องาน|โครงการ(?=\\s*[:：])|เรื่อง(?=\\s*[:：])"),
    (
        "rationale",
        "หลักการ(?:และ|\\s*/\\s*)?เหตุผล(?:และความจาเป็น)?|เหตุผลและความจาเป็น|ความเป็นมา(?:และ\\S*)?|ความสาคัญ(?:ของ\\S*)?"
        "|สภาพปัญหา\\S*|ที่มา(?:และความสาคัญ\\S*)?|หลักการ",
    ),
    ("objectives", "วัตถุประสงค์(?:ของโครงการ)?|จุดประสงค์|ความมุ่งหมาย"),
    (
        "outputs",
        "เป้าหมาย(?:ของโครงการ|\\s*\\(?ผลผลิต\\S*|โครงการ|และผลผลิต|เชิง\\S+)?|ผลผลิต(?:ของโครงการ|และผลลัพธ์)?|ผลลัพธ์"
        "|ผลที่คาดว่า(?:จะ)?(?:ได้รับ)?|ประโยชน์ที่(?:คาดว่า)?(?:จะ)?ได้รับ|กลุ่มเป้าหมาย",
    ),
    (
        "activities",
        "กิจกรรม(?:และ\\S*|หลัก|ดาเนิน\\S*|โครงการ)?|วิธี(?:การ)?ดาเนิน(?:การ|งาน|โครงการ)?|ขั้นตอน(?:การ)?ดาเนิน\\S*"
        "|แผนการดาเนิน\\S*|แนวทางดาเนิน\\S*|การดาเนิน(?:งาน|การ)|รายละเอียด(?:โครงการ|กิจกรรม)?|ขอบเขต(?:ของ)?(?:งาน|โครงการ)?",
    ),
    (
        "kpis",
        "ตัวชี้วัด(?:ความสาเร็จ|ของโครงการ|โครงการ|และค่าเป้าหมาย|\\s*\\(?kpi\\S*)?|kpis?|เกณฑ์ความสาเร็จ"
        "|การ(?:ติดตาม(?:และ)?)?ประเมินผล(?:โครงการ)?",
    ),
    (
        "budget",
        "งบประมาณ(?:ดาเนิน\\S*|ที่ใช้|โครงการ|และ\\S+)?|วงเงิน(?:งบประมาณ)?|ค่าใช้จ่าย(?:โครงการ)?|ปีงบประมาณ(?=\\s*25\\d\\d.*บาท)|แหล่ง(?:เงิน|งบ)\\S*",
    ),
    (
        "years",
        "ระยะเวลา(?:ดาเนิน\\S*|โครงการ|ใน\\S*)?|กาหนดการ|ปีงบประมาณ(?=\\s*[:：]|\\s*25)|ปีที่ดาเนิน\\S*|ช่วงเวลา\\S*",
    ),
    (
        "agency",
        "(?:หน่วยงาน(?:ที่)?|ผู้|ส่วนราชการ(?:ที่)?)รับผิดชอบ(?:โครงการ|หลัก)?|หน่วยงาน(?:เจ้าของ\\S*|ที่ดาเนิน\\S*)?(?=\\s*[:：])"
        "|เจ้าของโครงการ|ผู้เสนอ(?:โครงการ)?|ผู้จัดทา(?:โครงการ)?",
    ),
    ("place", "(?:พื้นที่|สถานที่)(?:ดาเนิน\\S*|เป้าหมาย)?(?=\\s*[:：]|$|ดา)"),
)
_HEADING = re.compile(
    rf"^{_MARK}(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in _HEADINGS)
    + r")\s*(?:\([^)]{0,40}\))?\s*(?:[:：*#]+\s*|\s+|$)(?P<rest>.*)$"
)
_ITEM = re.compile(
    r"^[\s*•·–—-]*(?:\(?(?:[\d๐-๙]{1,2}(?:\.[\d๐-๙]{1,2})*|[ก-ฮ])[.)](?=\s|\D)"
    r"|[\d๐-๙]{1,2}\.[\d๐-๙]{1,2}(?=\s+(?!ล้าน|แสน|บาท|กม|กิโล|เมตร)))?[\s*•·–—-]*"
)
_SENTENCE, _HEAD = 400, 200
_NAMED = re.compile(r"^(?:โครงการ|งาน)?\s*[:：]\s*")


def parts_of(text: str) -> dict[str, Any]:
    """The fields of a project: `title`, `rationale` and so on, ready for `Project`.

    What stands before the first heading is the title (its first line) and rationale.
    """
    found = _gathered(text)
    before = found.pop("", [])
    if "title" not in found and before:
        found["title"] = [before.pop(0)]
    title, more = _title(found.get("title", []))
    reasons = [*more, *before, *found.get("rationale", []), *found.get("place", [])]
    return {
        "title": title,
        "rationale": "\n".join(reasons),
        **{
            name: tuple(
                filter(None, (_ITEM.sub("", line, count=1) for line in found.get(name, [])))
            )
            for name in ("objectives", "activities", "outputs", "kpis")
        },
        **{name: "\n".join(found.get(name, [])) for name in ("budget", "agency", "years")},
    }


def _gathered(text: str) -> dict[str, list[str]]:
    """The lines under each heading; under "" those before the first."""
    found: dict[str, list[str]] = {}
    under = ""
    for line in text.splitlines():
        name, rest = _read(line)
        if name is not None:
            under = name
        if rest.strip():
            found.setdefault(under, []).append(rest.strip())
    return found


def _read(line: str) -> tuple[str | None, str]:
    """The heading a line begins with and what follows it; None where it is no heading."""
    head, tail = line[:_HEAD], line[_HEAD:]
    match = _HEADING.match(fold(head))
    if match is None:
        return None, line
    name = next(name for name, _ in _HEADINGS if match[name])
    return name, _end(head, match["rest"]) + tail


def _end(head: str, key: str) -> str:
    """The end of a line's head whose key is `key`: as written, not as folded."""
    wanted = key.strip()
    if not wanted:
        return ""
    ends = (head[at:] for at in range(len(head)))
    return next((end for end in ends if fold(end).strip() == wanted), head)


def _title(lines: list[str]) -> tuple[str, list[str]]:
    """The title, and what is too long to belong to it."""
    if not lines:
        return "", []
    first = _NAMED.sub("", lines[0])
    if len(first) <= _SENTENCE:
        return first, lines[1:]
    cut = first.find(" ", 40)
    return (first[:cut], [first[cut:], *lines[1:]]) if 0 < cut <= _SENTENCE else ("", lines)
