"""Places of characters come back from their packing, and a run is outlined line by line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.boxes import NOWHERE, outline_of, pack, unpack

side = st.integers(0, 10_000)


@given(st.lists(st.tuples(side, side, side, side)))
def test_boxes_come_back(boxes):
    assert unpack(pack(boxes)) == boxes


def test_a_box_beyond_the_page_ends_at_its_edge():
    assert unpack(pack([(-5, 10, 20_000, 30)])) == [(0, 10, 10_000, 30)]


@pytest.mark.parametrize(
    ("boxes", "lines"),
    [
        ([], []),
        ([NOWHERE], []),
        ([(10, 10, 20, 20), NOWHERE, (30, 9, 40, 21)], [(10, 9, 40, 21)]),
        ([(80, 10, 90, 20), (10, 30, 20, 40)], [(80, 10, 90, 20), (10, 30, 20, 40)]),
        ([(50, 10, 60, 20), (10, 10, 20, 20)], [(50, 10, 60, 20), (10, 10, 20, 20)]),
    ],
)
def test_a_run_is_outlined_line_by_line(boxes, lines):
    assert outline_of(boxes) == lines
