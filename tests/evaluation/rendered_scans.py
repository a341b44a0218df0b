"""How well numbers are read from scans: `make eval`, plain Tesseract beside ours.

Pages are drawn from the product's own Thai texts in Debian's fonts that the second reader of
numbers never saw in training, then spoilt as scanners spoil paper. Same pages on every run.
"""

import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from io import BytesIO
from itertools import product
from pathlib import Path
from time import perf_counter

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from rapidfuzz.distance import Levenshtein

from db.thai import canonical
from ingest.ocr.pixels import Gray
from ingest.ocr.reader import read_page
from ingest.page import Doubt
from ingest.read.scans import Picture, Scan, finish_scans

FONTS = Path("/usr/share/fonts/truetype/tlwg")
FACES = ("Kinnari.ttf", "Laksaman.ttf", "Laksaman-Bold.ttf")
LEVELS = ("clean", "light", "medium")
PAGES = 2

_DATA = Path(__file__).parents[2] / "ingest" / "data"
_TEXT = re.compile('"([^"{}]*[ก-๎][^"{}]*)"')
_NUMBER = re.compile(r"[0-9๐-๙]+(?:[.,/][0-9๐-๙]+)*")
_YEAR = re.compile("[2๒][45๔๕][0-9๐-๙]{2}")
_WORD = re.compile(r"\S{1,60}(?![ัิ-ฺ็-๎ะาำ])")
_DIGITS = (
    str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"),
    str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789"),
)
_SIZE, _TYPE, _MARGIN, _LEADING, _LINES = (1654, 2339), 40, 190, 64, 30
_COLUMNS = 60
_THIS_YEAR = 2569


@dataclass(frozen=True, slots=True)
class Spoiling:
    """What a scanner does: blur and grain in grey levels, degrees of tilt, the rest as shares."""

    blur: float
    grain: float
    tilt: float
    contrast: float
    shade: float
    specks: float
    jpeg: int


_SPOILINGS = {
    "light": Spoiling(0.6, 8, 0.5, 0.9, 8, 0.0, 75),
    "medium": Spoiling(0.9, 16, 1.2, 0.8, 18, 0.0004, 60),
}


@dataclass(frozen=True, slots=True)
class Score:
    """Counts over numbers: of the truth those found and all, the same of years; of those read
    the wrong ones, the doubts, and the wrong ones with a doubt.
    """

    found: int
    numbers: int
    years_found: int
    years: int
    wrong: int
    doubted: int
    wrong_doubted: int


def main() -> None:
    """Print a row for each face and level, then the sums."""
    if not FONTS.is_dir():
        sys.exit("rendered scans: skipped, install Debian's fonts-thai-tlwg")
    sums: list[tuple[Score, Score]] = []
    print("Rendered pages, numbers then years right: plain Tesseract, ours")
    for face, level in product(FACES, LEVELS):
        pages = [(text, spoil(draw(text, face), level)) for text in texts()]
        plain, ours, seconds = _read(pages)
        print(f"{face:<20}{level:<8}{_row(plain, ours)}  {seconds / len(pages):.1f} s/page")
        sums.append((plain, ours))
    print(f"{'all':<28}{_row(*(add(part) for part in zip(*sums, strict=True)))}")


def texts() -> list[str]:
    """The pages' texts, in lines: Thai digits and Arabic ones by turns."""
    found = [match for file in sorted(_DATA.rglob("*.yaml")) for match in _TEXT.findall(_of(file))]
    told = [text for text in dict.fromkeys(found) if _NUMBER.search(text)]
    lines = [line for text in told for line in _wrapped(text)]
    pages = ["\n".join(lines[at * _LINES : (at + 1) * _LINES]) for at in range(PAGES)]
    return [text.translate(_DIGITS[at % 2]) for at, text in enumerate(pages)]


def draw(text: str, face: str) -> Gray:
    """A4 at 200 dpi with the text's lines."""
    font = ImageFont.truetype(FONTS / face, _TYPE)
    paper = Image.new("L", _SIZE, 255)
    pen = ImageDraw.Draw(paper)
    for at, line in enumerate(text.split("\n")):
        pen.text((_MARGIN, _MARGIN + at * _LEADING), line, 0, font)
    return np.asarray(paper)


def spoil(page: Gray, level: str, seed: int = 1) -> Gray:
    """The page as a scan of it would be; "clean" leaves it as it is."""
    if level not in _SPOILINGS:
        return page
    how, rng = _SPOILINGS[level], np.random.default_rng(seed)
    image = Image.fromarray(page).rotate(how.tilt, Image.Resampling.BICUBIC, fillcolor=255)
    ink = 255.0 - np.asarray(image.filter(ImageFilter.GaussianBlur(how.blur)), np.float64)
    shade = np.linspace(0, how.shade, page.shape[1])
    grey = 255 - ink * how.contrast - shade + rng.normal(0, how.grain, page.shape)
    grey[rng.random(page.shape) < how.specks] = 0
    held = BytesIO()
    Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8)).save(held, "JPEG", quality=how.jpeg)
    return np.asarray(Image.open(held))


def plain_ocr(gray: Gray) -> str:
    """The page as Tesseract reads it when nothing is set but the language."""
    held = BytesIO()
    Image.fromarray(gray).save(held, "PNG")
    command = ["tesseract", "-", "-", "-l", "tha", "--psm", "3"]
    done = subprocess.run(
        command, input=held.getvalue(), capture_output=True, check=True, timeout=300
    )
    return canonical(done.stdout.decode("utf-8", "replace"))


def score(truth: str, text: str, doubts: Sequence[Doubt] = ()) -> Score:
    """Holds the numbers of a reading against the truth, each in its place; one that stands
    elsewhere, as cells of tables may, is right where the truth has one more of it.
    """
    places = _places(truth, text)
    wanted = {match.span(): match[0] for match in _NUMBER.finditer(truth)}
    read = {match.span(): match[0] for match in _NUMBER.finditer(text)}
    placed = {span: places[span] for span in read if places.get(span) in wanted}
    left = {span: wanted[span] for span in wanted.keys() - placed.values()}
    for span in sorted(read.keys() - placed.keys()):
        if same := next((at for at in sorted(left) if left[at] == read[span]), None):
            placed[span] = same
            del left[same]
    wrong = read.keys() - placed.keys()
    years = {span for span, number in wanted.items() if _YEAR.fullmatch(number)}
    return Score(
        len(placed),
        len(wanted),
        len(years - left.keys()),
        len(years),
        len(wrong),
        sum(_is_doubted(span, doubts) for span in read),
        sum(_is_doubted(span, doubts) for span in wrong),
    )


def add(scores: Sequence[Score]) -> Score:
    """The sum of scores."""
    return Score(*map(sum, zip(*map(astuple, scores), strict=True)))


def _of(file: Path) -> str:
    return file.read_text("utf-8")


def _wrapped(text: str) -> Iterator[str]:
    """Lines of at most _COLUMNS characters where there are spaces to part them at."""
    line = ""
    for word in _WORD.findall(canonical(text).replace("–", "-")):
        if line and len(line) + len(word) > _COLUMNS:
            yield line
            line = ""
        line = f"{line} {word}".strip()
    yield line


def _read(pages: Sequence[tuple[str, Gray]]) -> tuple[Score, Score, float]:
    plain, ours, seconds = [], [], 0.0
    for text, gray in pages:
        plain.append(score(text, plain_ocr(gray)))
        start = perf_counter()
        scan = Scan(Picture(1, 595, 842, lambda gray=gray: gray), read_page(gray))
        (page,) = finish_scans([scan], _THIS_YEAR)
        seconds += perf_counter() - start
        ours.append(score(text, page.text, page.doubts))
    return add(plain), add(ours), seconds


def _places(truth: str, text: str) -> dict[tuple[int, int], tuple[int, int]]:
    """For each number of the text that the truth has letter by letter, where the truth has it."""
    inked, wanted = _inked(text), _inked(truth)
    matches = Levenshtein.opcodes(
        [truth[at] for at in wanted], [text[at] for at in inked]
    ).as_list()
    same = {
        inked[to + step]: wanted[start + step]
        for kind, start, end, to, _ in matches
        if kind == "equal"
        for step in range(end - start)
    }
    return {
        (first, last): (same[first], same[last - 1] + 1)
        for first, last in (match.span() for match in _NUMBER.finditer(text))
        if first in same and same.get(last - 1) == same[first] + last - 1 - first
    }


def _inked(text: str) -> list[int]:
    return [at for at, letter in enumerate(text) if not letter.isspace()]


def _is_doubted(span: tuple[int, int], doubts: Sequence[Doubt]) -> bool:
    return any(doubt.start < span[1] and span[0] < doubt.end for doubt in doubts)


def _row(plain: Score, ours: Score) -> str:
    return (
        f"{plain.found}→{ours.found} of {ours.numbers:<5}{plain.years_found}→{ours.years_found}"
        f" of {ours.years:<5}wrong {ours.wrong}, doubts {ours.doubted}, both {ours.wrong_doubted}"
    )


if __name__ == "__main__":
    main()
