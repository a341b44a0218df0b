"""Where a page's own frame lies on the display, and which strokes of a path are ruled lines."""

import pytest

from ingest.read.pdf.drawing import Window, straight_lines


def test_a_window_is_displayed_from_its_own_corner():
    window = Window(100.0, 50.0, 300.0, 150.0)
    assert window.size == (200.0, 100.0)
    assert window.offset
    assert window.point(110.0, 70.0, 0) == (10.0, 20.0)


@pytest.mark.parametrize(
    ("turns", "place"), [(1, (20.0, 190.0)), (2, (190.0, 80.0)), (3, (80.0, 10.0))]
)
def test_quarter_turns_are_clockwise(turns, place):
    assert Window(0.0, 0.0, 200.0, 100.0).point(10.0, 20.0, turns) == place


def test_what_lies_outside_is_not_shown():
    window = Window(100.0, 50.0, 300.0, 150.0)
    assert window.shows(100.0, 150.0)
    assert not window.shows(99.0, 60.0)


def test_pictures_count_as_far_as_they_are_displayed():
    window = Window(0.0, 0.0, 200.0, 100.0, turns=1)
    assert window.size == (100.0, 200.0)
    assert window.share([(100.0, -50.0, 400.0, 50.0)]) == pytest.approx(0.25)
    assert Window(0.0, 0.0, 0.0, 0.0).share([(0.0, 0.0, 9.0, 9.0)]) == 0.0


def test_moves_and_slanted_strokes_are_no_lines():
    path = [(False, 0.0, 0.0), (True, 50.0, 0.0), (True, 90.0, 40.0), (False, 0.0, 80.0)]
    assert list(straight_lines(path)) == [(0.0, 0.0, 50.0, 0.0)]
