"""Seals of evaluation sets: every file of a set is compared with the digest written in set.json."""

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from db.errors import InvalidInput, NotFound, UnreadableFile

QUESTIONS, PROJECTS, DOCUMENTS, ABOUT = (
    "questions.jsonl",
    "projects.jsonl",
    "documents",
    "set.json",
)
ASKED = (QUESTIONS, PROJECTS)
HALVES = ("dev", "held", "all")


def read_about(directory: Path, half: str = "all") -> dict[str, Any]:
    """What set.json tells of a set whose files are all as they were sealed.

    Raises NotFound when there is no set, UnreadableFile when a file is not what it was or set.json
    has another form, InvalidInput for an unknown half.
    """
    if half not in HALVES:
        raise InvalidInput(f"ไม่รู้จักส่วน {half} (มี {', '.join(HALVES)})")
    if not (directory / ABOUT).is_file():
        raise NotFound(f"ไม่พบไฟล์ {directory / ABOUT}")
    try:
        about: dict[str, Any] = json.loads((directory / ABOUT).read_text(encoding="utf-8"))
        sealed: Mapping[str, str] = about["sha256"]
        found = digests(directory)
        names = sorted(found.keys() | sealed.keys())
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnreadableFile(f"{directory / ABOUT} ไม่ตรงรูปแบบ ({error!r})") from error
    changed = [name for name in names if found.get(name) != sealed.get(name)]
    if changed:
        raise UnreadableFile(
            f"ชุดทดสอบใน {directory} ถูกแก้ไข ({', '.join(changed)}) โปรดคืนไฟล์เดิม หรือทำเป็นชุดรุ่นใหม่"
        )
    return about


def digests(directory: Path) -> dict[str, str]:
    """The SHA-256 of what a set asks and of each of its documents, by name in the set."""
    asked = [directory / name for name in ASKED if (directory / name).is_file()]
    paths = [*asked, *sorted((directory / DOCUMENTS).glob("*"))]
    return {
        path.relative_to(directory).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in paths
    }
