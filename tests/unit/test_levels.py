"""The rubric of levels."""

import numpy as np
import pytest

from assistant.alignment.levels import part_level, strategy_level
from assistant.alignment.matching import at_home
from db.models import AlignmentLevel as Level


@pytest.mark.parametrize(
    ("affinity", "best", "level"),
    [(0.9, 0.9, Level.DIRECT), (0.5, 0.9, Level.CONTRIBUTES), (0.3, 0.3, Level.CONTRIBUTES),
     (0.2, 0.2, Level.NONE), (0.4, 0.9, Level.NONE)],
)  # fmt: skip
def test_a_strategy_is_served_by_its_share(affinity, best, level):
    assert strategy_level(affinity, best, is_means=False) is level


def test_means_enable_and_no_more():
    assert strategy_level(0.9, 0.9, is_means=True) is Level.ENABLING
    assert strategy_level(0.1, 0.1, is_means=True) is Level.NONE


def test_a_part_is_never_above_its_strategy():
    assert part_level(Level.DIRECT, 0.9) is Level.DIRECT
    assert part_level(Level.DIRECT, 0.5) is Level.CONTRIBUTES
    assert part_level(Level.ENABLING, 0.9) is Level.ENABLING
    assert part_level(Level.CONTRIBUTES, 0.9) is Level.CONTRIBUTES


def test_a_theme_that_no_node_is_about_is_nowhere_at_home():
    homes = at_home(np.array([[0.9, 0.3], [0.2, 0.1]], np.float32))
    assert homes[0, 0] == pytest.approx(1.0)
    assert homes[0, 1] < 0.1
    assert homes[1].max() == 0
