"""A second reader, for numbers only: a small convolutional network over one line of a page.

Debian's Thai model has no ๔ ๖ ๗ ๘ ๙. This one knows the ten Thai and ten Arabic digits and the
marks within numbers, and calls all else a letter. `train_digits` made its weights and wrote down
beside them on which fonts, and how many digits it reads in fonts it has never seen.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Final

import numpy as np

# Else it tells its makers of every start, and keeps an id in the home of whoever runs us.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")

import onnxruntime
from numpy.typing import NDArray

ALPHABET: Final = "๐๑๒๓๔๕๖๗๘๙0123456789.,/-()%:"
BLANK: Final = 0
OTHER: Final = 1
"""The classes before those of ALPHABET: nothing there, and a letter."""
HEIGHT: Final = 32
BASELINE: Final = 25
CONSONANT: Final = 14
"""A line's picture is HEIGHT pixels high, its baseline at row BASELINE, its consonants about
CONSONANT high (a sixth more or less does no harm)."""
STEP: Final = 2
"""Pixels from one place the network looks at to the next."""
WEIGHTS: Final = Path(__file__).with_name("digits.onnx")

_FAINT: Final = 32.0


@dataclass(frozen=True, slots=True)
class Sign:
    """A character of ALPHABET, or "x" for a run of letters; from `left` to `right` in pixels of
    the line's picture. Confidence is 0 to 1.
    """

    text: str
    left: float
    right: float
    confidence: float


def read_signs(picture: NDArray[np.uint8]) -> list[Sign]:
    """What stands in a line's picture, shape (HEIGHT, width), 0 is black, from left to right."""
    height, width = picture.shape
    padded = np.full((1, height, max(width + width % STEP, 8 * STEP)), 255, np.uint8)
    padded[0, :, :width] = picture
    odds = _session().run(None, {"pictures": stretch(padded)[:, None]})[0][0]
    return list(_signs(_shares(odds)))


def stretch(pictures: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Pictures, shape (n, height, width), with paper as 0 and ink as 1."""
    flat = pictures.reshape(len(pictures), -1)
    ink, paper = np.percentile(flat, (1, 90), axis=1).astype(np.float32)[:, :, None, None]
    spread: NDArray[np.float32] = (paper - pictures) / np.maximum(paper - ink, _FAINT)
    return spread


@lru_cache(maxsize=1)
def _session() -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(WEIGHTS, options, providers=["CPUExecutionProvider"])


def _shares(odds: NDArray[np.float32]) -> NDArray[np.float32]:
    """Log odds (classes, places) as probabilities."""
    raised = np.exp(odds - odds.max(axis=0))
    shares: NDArray[np.float32] = raised / raised.sum(axis=0)
    return shares


def _signs(shares: NDArray[np.float32]) -> Iterator[Sign]:
    """Neighbouring places of one class are one sign."""
    best = shares.argmax(axis=0)
    for kind, places in groupby(range(len(best)), best.__getitem__):
        if kind != BLANK:
            run = list(places)
            text = "x" if kind == OTHER else ALPHABET[kind - 2]
            confidence = float(shares[kind, run].max())
            yield Sign(text, run[0] * STEP, (run[-1] + 1) * STEP, confidence)
