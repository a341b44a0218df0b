"""Pictures of lines with numbers in them and what stands where, to train `digits` on.

Every line is drawn by chance from a seeded generator: years, money, dates, clauses, telephone
numbers between Thai and Latin words, in freely licensed fonts, then spoilt as scanners spoil paper.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Final

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from ingest.memo.dates import MONTHS
from ingest.ocr.digits import ALPHABET, BASELINE, BLANK, CONSONANT, HEIGHT, OTHER, STEP

WIDTH: Final = 320
"""Pixels of a training picture; `STEP` pixels have one label."""
IGNORED: Final = -1

_CORE: Final = 0.22
"""The part of a character's width, to both sides of its middle, that must be told."""

_THAI: Final = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_BEFORE: Final = ("พ.ศ.", "ข้อ", "มาตรา", "ที่", "ร้อยละ", "ปี", "วันที่", "หน้า", "โทร.", "ระยะ", "(")
_AFTER: Final = ("บาท", "ล้านบาท", "ปี", "คน", "แห่ง", "วัน", "น.", "โครงการ", ")", "%", "และ", "ถึง")
_LATIN: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Face:
    """A font file, the family it belongs to and the licence it comes under."""

    path: Path
    family: str
    licence: str


@dataclass(frozen=True, slots=True)
class Sample:
    """A picture, shape (HEIGHT, WIDTH), 0 is ink, and a label for every STEP pixels."""

    picture: NDArray[np.uint8]
    labels: NDArray[np.int8]


def find_faces(folder: Path, licence: str) -> list[Face]:
    """The fonts under a folder that have a glyph of their own for every character of ALPHABET;
    a family is what comes before a file name's first dash or underscore.
    """
    files = sorted(folder.rglob("*.ttf"))
    return [
        Face(file, re.split("[-_]", file.stem)[0], licence) for file in files if _complete(file)
    ]


def draw(rng: Generator, faces: Sequence[Face], words: Sequence[str]) -> Sample:
    """One line by chance in one of the faces, about consonants of CONSONANT pixels."""
    families = sorted({face.family for face in faces})
    family = families[rng.integers(len(families))]
    among = [face for face in faces if face.family == family]
    font, tall = _sized(str(among[rng.integers(len(among))].path), int(rng.integers(11, 27)))
    text = _text(rng, words)
    paper, edges = _typeset(rng, text, font, tall, words)
    scale = CONSONANT / tall * rng.uniform(0.85, 1.2)
    wide = scale * rng.uniform(0.85, 1.15)
    paper = _scanned(rng, paper, (wide, scale))
    return _cut(rng, paper, _labels(text, [edge * wide for edge in edges]), 3 * tall * scale)


def _complete(file: Path) -> bool:
    font = ImageFont.truetype(file, 40, layout_engine=ImageFont.Layout.BASIC)
    absent = bytes(font.getmask("\ufffe"))
    return all(bytes(font.getmask(each)) != absent for each in f"{ALPHABET}กAa")


@lru_cache(maxsize=4096)
def _sized(path: str, tall: int) -> tuple[ImageFont.FreeTypeFont, float]:
    """The font at the size that makes its consonants about `tall` pixels high, and their height."""
    high = _height(path)
    size = max(8, round(tall / high))
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC), high * size


@lru_cache(maxsize=1024)
def _height(path: str) -> float:
    """The height of a consonant of the font at size 1."""
    probe = ImageFont.truetype(path, 100, layout_engine=ImageFont.Layout.BASIC)
    top, bottom = probe.getbbox("น", anchor="ls")[1::2]
    return (bottom - top) / 100


def _text(rng: Generator, words: Sequence[str]) -> str:
    """Words and numbers up to more than a picture's width."""
    parts: list[str] = []
    while sum(map(len, parts)) < 36:
        parts.append(_phrase(rng, words))
        parts.append(_number(rng))
    return "".join(parts)


def _phrase(rng: Generator, words: Sequence[str]) -> str:
    """Thai or Latin words, a word that goes before a number, or only space."""
    kind = rng.random()
    if kind < 0.3:
        return " " * int(rng.integers(1, 4))
    if kind < 0.55:
        gap = " " * int(rng.integers(0, 2))
        return f"{gap}{rng.choice(_AFTER)} {rng.choice(_BEFORE)}{gap}"
    if kind < 0.7:
        return " " + "".join(rng.choice(list(_LATIN), int(rng.integers(1, 6)))) + " "
    joined = "".join(words[at] for at in rng.integers(len(words), size=rng.integers(1, 3)))
    return joined + " " * int(rng.integers(0, 2))


def _number(rng: Generator) -> str:
    """One of the numbers official papers hold, in Thai digits more often than in Arabic ones."""
    kinds: tuple[Callable[[Generator], str], ...] = (_year, _years, _money, _clause, _any, _day)
    text = kinds[rng.integers(len(kinds))](rng)
    return text.translate(_THAI) if rng.random() < 0.65 else text


def _year(rng: Generator) -> str:
    return str(rng.integers(2440, 2600))


def _years(rng: Generator) -> str:
    dash = rng.choice(["-", " - ", "/", ":"])
    return f"{rng.integers(2500, 2600)}{dash}{rng.integers(2500, 2600)}"


def _money(rng: Generator) -> str:
    amount = int(10 ** rng.uniform(2, 9))
    return f"{amount:,}{rng.choice(['', f'.{rng.integers(100):02d}', '%'])}"


def _clause(rng: Generator) -> str:
    parts = [str(rng.integers(1, 100)) for _ in range(rng.integers(1, 4))]
    return str(rng.choice(["{}", "({})", "{}.", "{})", "-{}-"])).format(".".join(parts))


def _any(rng: Generator) -> str:
    digits = "".join(str(digit) for digit in rng.integers(0, 10, rng.integers(1, 9)))
    return digits if rng.random() < 0.6 else f"{digits[:4]}/{digits[4:]}"


def _day(rng: Generator) -> str:
    return f"{rng.integers(1, 32)} {rng.choice(MONTHS)} {rng.integers(2500, 2600)}"


def _typeset(
    rng: Generator, text: str, font: ImageFont.FreeTypeFont, tall: float, words: Sequence[str]
) -> tuple[Image.Image, list[float]]:
    """The line in black on white with three consonants' height above and two below its baseline,
    and the left edge of every character and the right edge of the last.
    """
    edges = [0.0]
    apart = tall * max(0.0, rng.uniform(-0.3, 0.12))
    for character in text:
        edges.append(edges[-1] + font.getlength(character) + apart)
    paper = Image.new("L", (int(edges[-1]) + 8, int(5 * tall)), 255)
    pen = ImageDraw.Draw(paper)
    for character, left in zip(text, edges, strict=False):
        pen.text((left, 3 * tall), character, fill=0, font=font, anchor="ls")
    if rng.random() < 0.35:
        _crowd(rng, pen, font, tall, words)
    if rng.random() < 0.2:
        _rule(rng, pen, paper.size, tall)
    return paper, edges


def _crowd(
    rng: Generator,
    pen: ImageDraw.ImageDraw,
    font: ImageFont.FreeTypeFont,
    tall: float,
    words: Sequence[str],
) -> None:
    """The feet of a line above and the heads of one below."""
    for baseline in (3 - rng.uniform(2.2, 3.0), 3 + rng.uniform(2.2, 3.0)):
        text = "".join(words[at] for at in rng.integers(len(words), size=16))
        pen.text((0, baseline * tall), text, fill=0, font=font, anchor="ls")


def _rule(rng: Generator, pen: ImageDraw.ImageDraw, size: tuple[int, int], tall: float) -> None:
    """An underline, or the lines of a table."""
    thick = int(rng.integers(1, 3))
    below = (3 + rng.uniform(0.2, 0.7)) * tall
    if rng.random() < 0.5:
        pen.line((0, below, size[0], below), fill=0, width=thick)
    else:
        for at in rng.uniform(0, size[0], 3):
            pen.line((at, 0, at, size[1]), fill=0, width=thick)


def _scanned(rng: Generator, paper: Image.Image, scale: tuple[float, float]) -> Image.Image:
    """The line as it comes from a scanner, then brought to the recogniser's size."""
    if rng.random() < 0.3:
        slant = rng.uniform(-0.05, 0.25)
        shift = -slant * paper.height * 0.6
        paper = paper.transform(
            paper.size, Image.Transform.AFFINE, (1, slant, shift, 0, 1, 0), fillcolor=255
        )
    if rng.random() < 0.6:
        angle = float(rng.normal(0, 0.3))
        paper = paper.rotate(angle, Image.Resampling.BILINEAR, fillcolor=255)
    weight = rng.random()
    if weight < 0.08 and paper.height > 75:
        paper = paper.filter(ImageFilter.MinFilter(3))
    if rng.random() < 0.7:
        paper = paper.filter(ImageFilter.GaussianBlur(float(rng.uniform(0.2, 1.3))))
    paper = _exposed(rng, paper)
    size = (max(1, round(paper.width * scale[0])), max(1, round(paper.height * scale[1])))
    return paper.resize(size, Image.Resampling.BILINEAR)


def _exposed(rng: Generator, paper: Image.Image) -> Image.Image:
    """Contrast, grain, specks, then a threshold or JPEG, each by chance."""
    ink, white = rng.uniform(0, 110), rng.uniform(200, 255)
    values = ink + np.asarray(paper, np.float32) * ((white - ink) / 255)
    if rng.random() < 0.6:
        values += rng.normal(0, rng.uniform(2, 28), values.shape)
    if rng.random() < 0.25:
        specks = rng.random(values.shape) < rng.uniform(0.0003, 0.004)
        values[specks] = rng.choice([0, 255])
    if rng.random() < 0.2:
        values = np.where(values > (ink + white) / 2 + rng.normal(0, 22), 255.0, 0.0)
    spoilt = Image.fromarray(np.clip(values, 0, 255).astype(np.uint8))
    if rng.random() < 0.4:
        packed = BytesIO()
        spoilt.save(packed, "JPEG", quality=int(rng.integers(25, 85)))
        spoilt = Image.open(packed).convert("L")
    return spoilt


def _labels(text: str, edges: Sequence[float]) -> NDArray[np.int8]:
    """A label per STEP pixels: the middle of a character has its class, its rims stay open."""
    labels = np.full(int(edges[-1] / STEP) + 1, BLANK, np.int8)
    for character, left, right in zip(text, edges, edges[1:], strict=False):
        if character == " ":
            continue
        first, last = int(left / STEP), max(int(left / STEP) + 1, int(np.ceil(right / STEP)))
        known = ALPHABET.find(character)
        if known < 0:
            labels[first:last] = OTHER
            continue
        labels[first:last] = IGNORED
        labels[first] = BLANK if last - first > 2 else IGNORED
        middle, reach = (left + right) / 2 / STEP, max(0.5, (right - left) / STEP * _CORE)
        start = int(middle - reach + 0.5)
        labels[start : max(start + 1, int(middle + reach + 0.5))] = known + 2
    return labels


def _cut(rng: Generator, paper: Image.Image, labels: NDArray[np.int8], baseline: float) -> Sample:
    """A piece WIDTH wide whose baseline lies near BASELINE."""
    start = int(rng.integers(0, max(1, paper.width - WIDTH))) // STEP * STEP
    top = round(baseline - BASELINE + rng.normal(0, 1.0))
    piece = np.asarray(paper.crop((start, top, start + WIDTH, top + HEIGHT)))
    wanted = np.full(WIDTH // STEP, BLANK, np.int8)
    found = labels[start // STEP : (start + WIDTH) // STEP]
    wanted[: len(found)] = found
    wanted[:3] = wanted[-3:] = IGNORED
    return Sample(piece, wanted)
