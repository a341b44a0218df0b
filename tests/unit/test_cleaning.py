"""A page is made straight, even and of a good size, and left alone where it is so already."""

import numpy as np
import pytest

from ingest.ocr import cleaning
from ingest.ocr.pixels import scaled, tilted, turned


@pytest.fixture
def page():
    """Lines of upright strokes 17 pixels high, as Thai text at 200 dpi has them."""
    gray = np.full((1200, 900), 255, np.uint8)
    rng = np.random.default_rng(1)
    for top in range(100, 1100, 50):
        for left in range(90, 800, 14) + rng.integers(-5, 6, 51):
            gray[top : top + 17, left : left + 3] = 0
            gray[top : top + 2, left : left + 9] = 0
    return gray


def test_a_good_page_is_left_as_it_is(page):
    prepared = cleaning.prepare(page)
    assert np.array_equal(prepared.gray, page)
    assert prepared.angle == 0.0


@pytest.mark.parametrize("factor", [0.5, 1.0, 2.0])
def test_tesseract_gets_letters_of_one_size(page, factor):
    small = cleaning.prepare(scaled(page, factor)).small
    assert cleaning.consonant_height(small) == pytest.approx(cleaning.BEST_HEIGHT, abs=1.5)


@pytest.mark.parametrize("angle", [-2.0, -0.6, 1.2, 4.0])
def test_a_tilted_page_is_set_straight(page, angle):
    assert cleaning.tilt(tilted(page, angle)) == pytest.approx(-angle, abs=0.15)


@pytest.mark.parametrize("factor", [0.5, 1.0, 2.0])
def test_the_height_of_letters_is_found(page, factor):
    found = cleaning.consonant_height(scaled(page, factor))
    assert found == pytest.approx(17 * factor, abs=1.5)


def test_an_empty_page_has_no_letters():
    assert cleaning.consonant_height(np.full((300, 300), 255, np.uint8)) is None


def test_specks_are_told_from_print(page):
    rng = np.random.default_rng(2)
    specked = page.copy()
    specked[rng.random(page.shape) < 0.005] = 0
    assert cleaning.speckle(page) < 0.01
    assert cleaning.speckle(specked) > 0.05
    assert cleaning.speckle(cleaning.prepare(specked).gray) < 0.01


def test_a_shadow_is_lifted(page):
    shadow = np.linspace(1.0, 0.6, page.shape[1])
    shaded = (page * shadow).astype(np.uint8)
    assert cleaning.unevenness(shaded) > 80
    assert cleaning.unevenness(cleaning.evened(shaded)) < 12


@pytest.mark.parametrize(("quarters", "sideways"), [(0, False), (1, True), (2, False), (3, True)])
def test_a_page_on_its_side_is_seen(page, quarters, sideways):
    assert cleaning.lies_sideways(turned(page, quarters)) is sideways
