"""The Tesseract program, one process per page, and what it made of a page.

Settings as measured on Thai official papers: LSTM engine, one column of lines of any size
(psm 4: psm 3 loses the lines beside tables), one thread per process.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from xml.etree import ElementTree

import numpy as np
from numpy.typing import NDArray

from db.errors import UnreadableFile

INSTALL: Final = "apt-get install tesseract-ocr tesseract-ocr-tha tesseract-ocr-eng"
TIMEOUT: Final = 60.0
"""Seconds for one page; noise makes Tesseract ten times slower than text does."""
LANGUAGES: Final = "tha+eng"

_PROGRAM: Final = "tesseract"
_OPTIONS: Final = ("-l", LANGUAGES, "--dpi", "200", "--oem", "1", "--psm", "4")
_OUTPUTS: Final = ("-c", "hocr_char_boxes=1", "txt", "hocr")
_BOX: Final = re.compile(r"x_bboxes (\d+) (\d+) (\d+) (\d+)")
_CONFIDENCE: Final = re.compile(r"x_wconf (\d+)")
PixelBox = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels from the upper left corner."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character as Tesseract read it; a space has no box.

    Confidence, 0 to 1, is that of its word: sound print has .85 to .97, scrawl and stamps less;
    that of single characters says nothing, it is .97 and more even in scrawl.
    """

    text: str
    box: PixelBox | None
    confidence: float


Line = tuple[Glyph, ...]


def missing() -> str | None:
    """Thai advice with the command to run when Tesseract or its models are absent, else None."""
    if shutil.which(_PROGRAM) is None:
        return f"เครื่องนี้ยังไม่มีโปรแกรม Tesseract สำหรับอ่านภาพเอกสาร โปรดติดตั้งด้วยคำสั่ง {INSTALL}"
    absent = [name for name in LANGUAGES.split("+") if name not in _installed_languages()]
    if absent:
        return f"Tesseract ยังไม่มีแบบจำลองภาษา {' '.join(absent)} โปรดติดตั้งด้วยคำสั่ง {INSTALL}"
    return None


def read_lines(gray: NDArray[np.uint8], timeout: float = TIMEOUT) -> list[Line]:
    """The lines of a page, shape (height, width), 0 is black; top to bottom as Tesseract has them.

    Raises UnreadableFile, in Thai, when Tesseract is absent, fails or takes longer than `timeout`.
    """
    with TemporaryDirectory(prefix="sodklong-ocr-") as folder:
        result = Path(folder, "page")
        _run([str(result), *_OPTIONS, *_OUTPUTS], gray, timeout)
        text = result.with_suffix(".txt").read_text(encoding="utf-8")
        markup = result.with_suffix(".hocr").read_text(encoding="utf-8")
    return _lines(text, _glyphs(markup))


def _installed_languages() -> list[str]:
    done = subprocess.run(
        [_PROGRAM, "--list-langs"], capture_output=True, text=True, timeout=TIMEOUT, check=False
    )
    return done.stdout.splitlines()[1:]


def _run(arguments: list[str], gray: NDArray[np.uint8], timeout: float) -> None:
    """Feeds the page to Tesseract as a portable graymap on its standard input."""
    height, width = gray.shape
    page = b"P5 %d %d 255\n" % (width, height) + np.ascontiguousarray(gray).tobytes()
    try:
        subprocess.run(
            [_PROGRAM, "-", *arguments],
            input=page,
            capture_output=True,
            timeout=timeout,
            check=True,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except FileNotFoundError as error:
        raise UnreadableFile(missing() or "เรียกโปรแกรม Tesseract ไม่ได้") from error
    except subprocess.TimeoutExpired as error:
        raise UnreadableFile(
            f"อ่านภาพของหน้านี้ไม่เสร็จใน {timeout:.0f} วินาที โปรดสแกนใหม่ให้คมชัดและไม่มีจุดรบกวน"
        ) from error
    except subprocess.CalledProcessError as error:
        raise UnreadableFile(
            missing() or "โปรแกรม Tesseract อ่านภาพของหน้านี้ไม่ได้ โปรดสแกนหน้านี้ใหม่"
        ) from error


def _glyphs(markup: str) -> Iterator[Glyph]:
    """The characters of an hOCR page in order, without white space."""
    confidence = 0.0
    for node in ElementTree.fromstring(markup.encode()).iter():
        title = node.get("title", "")
        if word := _CONFIDENCE.search(title):
            confidence = int(word[1]) / 100
        if node.get("class") == "ocrx_cinfo" and (box := _BOX.search(title)):
            left, top, right, bottom = map(int, box.groups())
            for character in "".join((node.text or "").split()):
                yield Glyph(character, (left, top, right, bottom), confidence)


def _lines(text: str, glyphs: Iterator[Glyph]) -> list[Line]:
    """The lines of Tesseract's text, which has the spaces, with the boxes, which hOCR has.

    Runs of spaces become one: they stand for gaps of any width, columns or not.
    """
    rows = (" ".join(row.split()) for row in text.splitlines())
    return [tuple(_placed(character, glyphs) for character in row) for row in rows if row]


def _placed(character: str, glyphs: Iterator[Glyph]) -> Glyph:
    """The next glyph of the page, or a space."""
    if character.isspace():
        return Glyph(" ", None, 1.0)
    glyph = next(glyphs, None)
    if glyph is None or glyph.text != character:
        raise UnreadableFile("ผลอ่านภาพของหน้านี้จาก Tesseract ไม่สมบูรณ์ โปรดสแกนหน้านี้ใหม่")
    return glyph
