"""The plain extractors that readers are measured against."""

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import pdfplumber
import pypdfium2
from PIL import Image

_DIGIT = re.compile("[0-9๐-๙]")
_OCR_SCALE = 200 / 72


def plain_extractors() -> Mapping[str, Callable[[Path], list[str]]]:
    """Name → the pages of a PDF as that program gives them; poppler where it is installed."""
    found = {"pypdfium2": _pypdfium2, "pdfplumber": _pdfplumber}
    if shutil.which("pdftotext"):
        found |= {"poppler": _poppler("-layout"), "poppler -raw": _poppler("-raw")}
    return found


def plain_ocr(path: Path) -> list[str]:
    """The pages as Tesseract reads them when nothing is set but the language."""
    document = pypdfium2.PdfDocument(path)
    images = [page.render(scale=_OCR_SCALE, grayscale=True).to_pil() for page in document]
    document.close()
    return [_tesseract(image) for image in images]


def without_margins(pages: list[str]) -> str:
    """The text without lines that stand on half of the pages, numbers apart, and page numbers."""
    lines = [[line.strip() for line in page.splitlines() if line.strip()] for page in pages]
    seen = Counter(key for page in lines for key in {_DIGIT.sub("#", line) for line in page})
    often = max(2, len(pages) / 2)
    return "\n".join(
        line
        for page in lines
        for line in page
        if seen[_DIGIT.sub("#", line)] < often
        and not re.fullmatch(r"(หน้า\s*)?[-–\s]*[0-9๐-๙]+[-–\s]*", line)
    )


def _pypdfium2(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    pages = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return pages


def _pdfplumber(path: Path) -> list[str]:
    with pdfplumber.open(path) as document:
        return [page.extract_text() or "" for page in document.pages]


def _poppler(layout: str) -> Callable[[Path], list[str]]:
    def extract(path: Path) -> list[str]:
        command = ["pdftotext", layout, "-enc", "UTF-8", str(path), "-"]
        text = subprocess.run(command, capture_output=True, check=True, timeout=120).stdout
        return text.decode("utf-8", "replace").split("\f")[:-1]

    return extract


def _tesseract(image: Image.Image) -> str:
    done = subprocess.run(
        ["tesseract", "-", "-", "-l", "tha"],
        input=_png(image),
        capture_output=True,
        check=True,
        timeout=300,
    )
    return done.stdout.decode("utf-8", "replace")


def _png(image: Image.Image) -> bytes:
    from io import BytesIO

    held = BytesIO()
    image.save(held, "PNG")
    return held.getvalue()
