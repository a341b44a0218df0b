"""Makes a picture of a page fit to be read: straight, even, free of specks, of a good size.

Every step is taken only where the picture needs it: on clean scans each of them does harm.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ingest.ocr.pixels import Gray, scaled, tilted, turned, without_specks

BEST_HEIGHT: Final = 12.0
"""Pixels of a consonant that Tesseract reads best, on clean scans and still more on noisy ones."""

_GOOD_HEIGHTS: Final = (10.5, 13.5)
_WIDTH: Final = 700
_LEAST_ANGLE: Final = 0.3
_SEARCH: Final = ((5.0, 1.0), (1.0, 0.2), (0.2, 0.05))
_TILE: Final = 32
_UNEVEN: Final = 24.0
_SPECKLED: Final = 0.05
_STEMS: Final = range(6, 90)
_FEW_STEMS: Final = 20


@dataclass(frozen=True, slots=True)
class Prepared:
    """A page ready to be read, and how it came from the picture: turned counter-clockwise by
    `quarters`, then by `angle` degrees. `small` is `gray` times `scale`, for Tesseract.
    """

    gray: Gray
    small: Gray
    quarters: int
    angle: float
    scale: float


def prepare(gray: Gray, quarters: int = 0) -> Prepared:
    """The page made ready, after so many quarter turns counter-clockwise."""
    page = turned(gray, quarters)
    if unevenness(page) > _UNEVEN:
        page = evened(page)
    if speckle(page) > _SPECKLED:
        page = without_specks(page)
    angle = tilt(page)
    if abs(angle) <= _LEAST_ANGLE:
        angle = 0.0
    page = tilted(page, angle)
    scale = _scale(consonant_height(page))
    return Prepared(page, scaled(page, scale), quarters, angle, scale)


def lies_sideways(gray: Gray) -> bool:
    """Whether lines of text run from top to bottom: then columns differ more than rows do."""
    ink = _small_ink(gray)
    return _sharpness(ink.T) > _sharpness(ink)


def tilt(gray: Gray) -> float:
    """Degrees to turn counter-clockwise so that lines lie level, within 6.2.

    The projection profile's method, on a page leaned over column by column, which for small
    angles is turning it: level lines make the sums of rows differ the most.
    """
    ink = _small_ink(gray)
    rows, columns = np.nonzero(ink)
    weights, angle = ink[rows, columns], 0.0
    for reach, step in _SEARCH:
        candidates = np.arange(angle - reach, angle + reach + step / 2, step)
        sharp = [_lean_sharpness(rows, columns, weights, each) for each in candidates]
        angle = float(candidates[int(np.argmax(sharp))])
    return angle


def speckle(gray: Gray) -> float:
    """The share of dark pixels that stand alone."""
    dark = np.pad(gray < _threshold(gray), 1)
    rows = dark[:-2].astype(np.uint8) + dark[1:-1] + dark[2:]
    around = rows[:, :-2] + rows[:, 1:-1] + rows[:, 2:]
    inner = dark[1:-1, 1:-1]
    return float((inner & (around <= 2)).sum() / max(1, inner.sum()))


def unevenness(gray: Gray) -> float:
    """How much the paper's grey differs over the page: between its 5th and 95th hundredth."""
    low, high = np.percentile(_paper(gray), (5, 95))
    return float(high - low)


def evened(gray: Gray) -> Gray:
    """The picture with its paper made white everywhere."""
    paper = _paper(gray)
    grid = np.clip(paper, 1, 255).astype(np.uint8)
    rows = np.linspace(0, grid.shape[0] - 1, gray.shape[0])
    columns = np.linspace(0, grid.shape[1] - 1, gray.shape[1])
    smooth = _between(_between(grid.astype(np.float32), rows).T, columns).T
    return np.clip(gray * (255.0 / smooth), 0, 255).astype(np.uint8)


def consonant_height(gray: Gray) -> float | None:
    """Pixels of a consonant: the length most of the upright strokes have; None without text."""
    lengths = _runs(gray < _threshold(gray))
    counts = np.bincount(lengths[lengths < _STEMS.stop], minlength=_STEMS.stop)
    weights = np.convolve(counts, np.ones(3), "same") * np.arange(len(counts)) ** 2
    stem = _STEMS.start + int(weights[_STEMS.start :].argmax())
    return float(stem) if counts[stem - 1 : stem + 2].sum() >= _FEW_STEMS else None


def _scale(tall: float | None) -> float:
    """What to enlarge a page by whose consonants are so many pixels high."""
    if tall is None or _GOOD_HEIGHTS[0] <= tall <= _GOOD_HEIGHTS[1]:
        return 1.0
    return BEST_HEIGHT / tall


def _small_ink(gray: Gray) -> NDArray[np.float32]:
    """The page about _WIDTH wide, ink 1 and paper 0."""
    small = scaled(gray, min(1.0, _WIDTH / gray.shape[1]))
    ink = np.clip((255.0 - small) / 255, 0, 1).astype(np.float32)
    ink[ink < 0.25] = 0
    return ink


def _sharpness(ink: NDArray[np.float32]) -> float:
    return float((np.diff(ink.sum(axis=1)) ** 2).sum())


def _lean_sharpness(
    rows: NDArray[np.int64], columns: NDArray[np.int64], weights: NDArray[np.float32], angle: float
) -> float:
    leaned = rows - np.rint(columns * np.tan(np.radians(angle))).astype(np.int64)
    sums = np.bincount(leaned - leaned.min(initial=0), weights)
    return float((np.diff(sums) ** 2).sum())


def _threshold(gray: Gray) -> float:
    """Otsu's threshold: parts ink from paper where the two differ the most."""
    counts = np.bincount(gray.ravel(), minlength=256).astype(np.float64)
    below = counts.cumsum()
    above = below[-1] - below
    weight = (counts * np.arange(256)).cumsum()
    with np.errstate(divide="ignore", invalid="ignore"):
        apart = weight / below - (weight[-1] - weight) / above
        between = np.nan_to_num(below * above * apart**2)
    return float(between.argmax()) + 1


def _paper(gray: Gray) -> NDArray[np.float32]:
    """The paper's grey in tiles of _TILE pixels."""
    height, width = (side // _TILE * _TILE for side in gray.shape)
    tiles = gray[:height, :width].reshape(height // _TILE, _TILE, width // _TILE, _TILE)
    return np.percentile(tiles, 80, axis=(1, 3)).astype(np.float32)


def _between(values: NDArray[np.float32], at: NDArray[np.float64]) -> NDArray[np.float32]:
    """Rows between rows, by straight lines."""
    low = at.astype(int)
    high = np.minimum(low + 1, len(values) - 1)
    part = (at - low)[:, None]
    mixed: NDArray[np.float32] = values[low] * (1 - part) + values[high] * part
    return mixed


def _runs(dark: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Lengths of the unbroken dark runs in all columns."""
    columns = np.pad(dark.T, ((0, 0), (1, 1))).astype(np.int8)
    edges = np.diff(columns, axis=1)
    return np.nonzero(edges < 0)[1] - np.nonzero(edges > 0)[1]
