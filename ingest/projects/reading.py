"""Reads projects from an Excel file that may be hostile, in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Mapping
from typing import Any, Final

import orjson

from db.errors import UnreadableFile
from db.planned import unpack
from ingest.projects.found import FoundProjects, RejectedRow

MAX_BYTES: Final = 10 * 1024 * 1024
SECONDS: Final = 90.0
WORKER: Final = (sys.executable, "-P", "-m", "ingest.projects.worker")
_KEPT = ("PATH", "LANG", "LC_ALL", "HOME", "PYTHONPATH", "TMPDIR")
_TOO_BIG = f"ไฟล์ใหญ่เกิน {MAX_BYTES // 1024 // 1024} MB โปรดแบ่งไฟล์ก่อนนำเข้า"
_TOO_HEAVY = "ไฟล์ซับซ้อนเกินเวลาหรือหน่วยความจำที่กำหนด โปรดคัดลอกเฉพาะตารางไปไว้ในไฟล์ใหม่ แล้วนำเข้าอีกครั้ง"


def read_projects(data: bytes) -> FoundProjects:
    """The projects in an .xlsx file, row by row; raises UnreadableFile, in Thai, for the whole
    file when it cannot be read."""
    if len(data) > MAX_BYTES:
        raise UnreadableFile(_TOO_BIG)
    told = _run(data)
    if "refused" in told:
        raise UnreadableFile(str(told["refused"]))
    return FoundProjects(
        projects=tuple(map(unpack, told["projects"])),
        rejected=tuple(RejectedRow(**row) for row in told["rejected"]),
        notices=tuple(told["notices"]),
    )


def _run(data: bytes) -> Mapping[str, Any]:
    environment = {key: os.environ[key] for key in _KEPT if key in os.environ}
    try:
        done = subprocess.run(
            WORKER,
            input=data,
            capture_output=True,
            env=environment,
            timeout=SECONDS,
            check=False,
            start_new_session=True,
        )
        told = orjson.loads(done.stdout) if done.returncode == 0 else None
    except (subprocess.TimeoutExpired, orjson.JSONDecodeError):
        told = None
    if not isinstance(told, dict):
        raise UnreadableFile(_TOO_HEAVY)
    return told
