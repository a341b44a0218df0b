"""The second reader knows all ten Thai digits and calls letters letters."""

from pathlib import Path

import pytest

from ingest.ocr.digits import BASELINE, CONSONANT, HEIGHT, read_signs
from ingest.ocr.pixels import read_pictures, strip

PAGE = Path(__file__).with_name("pictures") / "page.png"
# Of the picture's letters, in pixels.
BASELINES = (57, 132, 207, 282)
TALL = 20


@pytest.fixture(scope="module")
def page():
    return next(read_pictures(PAGE.read_bytes()))


def _line(page, baseline):
    scale = CONSONANT / TALL
    top = baseline - BASELINE / scale
    return strip(page, (0, top, page.shape[1], top + HEIGHT / scale), HEIGHT)


def _read(picture):
    return "".join(sign.text for sign in read_signs(picture)).split("x")


@pytest.mark.parametrize(
    ("baseline", "numbers"),
    [
        (BASELINES[0], ["๕", "๒๕๖๖-๒๕๗๐"]),
        (BASELINES[1], ["๔", "๑,๒๗๘,๙๐๐"]),
        (BASELINES[2], ["๙", "๒๕๖๘", "0", "26126000"]),
        (BASELINES[3], []),
    ],
)
def test_numbers_of_a_line(page, baseline, numbers):
    found = [part.strip("().,-:/") for part in _read(_line(page, baseline))]
    assert [part for part in found if any(sign.isdigit() for sign in part)] == numbers
