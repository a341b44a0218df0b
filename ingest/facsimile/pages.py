"""Pictures of pages as their files show them, drawn when asked for by a process of its own."""

import os
import subprocess
import sys
from collections import OrderedDict
from collections.abc import Sequence
from enum import IntEnum
from pathlib import Path
from threading import Lock
from typing import Final

import orjson

from db.errors import UnreadableFile
from ingest.facsimile import REFUSED
from ingest.originals import original_of
from ingest.pictures import picture_of

WORKER: Final = (sys.executable, "-P", "-m", "ingest.facsimile.worker")
NO_ORIGINAL: Final = "ระบบไม่ได้เก็บไฟล์ต้นฉบับของเอกสารฉบับนี้ไว้ โปรดนำเข้าไฟล์เดิมอีกครั้งเพื่อให้เห็นภาพของหน้า"
_TOO_HEAVY: Final = "วาดภาพหน้านี้ไม่สำเร็จ หน้าอาจซับซ้อนเกินกำหนด โปรดดาวน์โหลดไฟล์ต้นฉบับเพื่อเปิดดู"
_KEPT: Final = ("PATH", "LANG", "LC_ALL", "HOME", "PYTHONPATH", "TMPDIR")
_SECONDS: Final = 30.0
_MOST_BYTES: Final = 16 * 1024 * 1024


class Size(IntEnum):
    """How many pixels the longer side of a picture has at most."""

    FIT = 1_600
    LARGE = 3_200


class Facsimiles:
    """Draws pages and keeps those drawn last in memory, `cache` bytes of them: nothing of a
    document goes to a place from which it would have to be erased.

    Each drawing takes a process; the caller sees to it that there are few at once.
    """

    def __init__(
        self,
        data_dir: Path,
        cache: int = 48 * 1024 * 1024,
        command: Sequence[str] = WORKER,
    ) -> None:
        self._data_dir = data_dir
        self._command = command
        self._lock = Lock()
        self._cache = cache
        self._drawn: OrderedDict[tuple[str, int, Size], bytes] = OrderedDict()

    def draw(self, sha256: str, page: int, size: Size = Size.FIT) -> bytes:
        """The picture (JPEG) of a page of the file with this digest; raises UnreadableFile, in
        Thai, where there is none. Who may see the page was asked before.
        """
        key = (sha256, page, size)
        with self._lock:
            if key in self._drawn:
                self._drawn.move_to_end(key)
                return self._drawn[key]
        made = self._made(sha256, page, size)
        self._keep(key, made)
        return made

    def _made(self, sha256: str, page: int, size: Size) -> bytes:
        path = original_of(self._data_dir, sha256)
        if path is None:
            scan = picture_of(self._data_dir, sha256, page)
            if scan is None:
                raise UnreadableFile(NO_ORIGINAL)
            return scan.read_bytes()
        return self._run({"path": str(path.resolve()), "page": page, "side": int(size)})

    def _run(self, order: dict[str, str | int]) -> bytes:
        environment = {key: os.environ[key] for key in _KEPT if key in os.environ}
        try:
            done = subprocess.run(
                self._command,
                input=orjson.dumps(order),
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment,
                timeout=_SECONDS,
                check=False,
                start_new_session=True,
            )
        except subprocess.TimeoutExpired as error:
            raise UnreadableFile(_TOO_HEAVY) from error
        if done.returncode == REFUSED:
            raise UnreadableFile(done.stdout[:2_000].decode(errors="replace"))
        if done.returncode != 0 or not done.stdout or len(done.stdout) > _MOST_BYTES:
            raise UnreadableFile(_TOO_HEAVY)
        return done.stdout

    def _keep(self, key: tuple[str, int, Size], made: bytes) -> None:
        with self._lock:
            self._drawn[key] = made
            self._drawn.move_to_end(key)
            while sum(map(len, self._drawn.values())) > self._cache and len(self._drawn) > 1:
                self._drawn.popitem(last=False)
