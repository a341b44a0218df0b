"""What counts as spent in the last minute."""

import pytest

from api.minutes import Minutes


class Clock:
    """Seconds that a test sets."""

    now = 1_000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def minutes(clock):
    return Minutes(clock)


def test_what_was_spent_is_forgotten_bit_by_bit_in_the_next_minute(minutes, clock):
    minutes.spend("a", 60)
    for passed, counted in [(0, 60), (59, 60), (60, 60), (75, 45), (90, 30), (119.5, 0)]:
        clock.now = 1_000 + passed
        assert minutes.spent("a") == counted


@pytest.mark.parametrize("passed", [120, 121, 600, 10_000.5])
def test_nothing_is_left_after_two_minutes(minutes, clock, passed):
    minutes.spend("a", 60)
    clock.now += passed
    assert minutes.spent("a") == 0


def test_both_minutes_count(minutes, clock):
    minutes.spend("a", 60)
    clock.now += 90
    minutes.spend("a", 5)
    assert minutes.spent("a") == 35
    assert minutes.spent("b") == 0


@pytest.mark.parametrize(("begun", "cost"), [(0, 1), (10, 3), (59, 8), (70, 6), (110, 10)])
def test_after_the_wait_there_is_room_and_not_long_before(minutes, clock, begun, cost):
    minutes.spend("a", 7)
    clock.now += begun
    minutes.spend("a", 3)
    wait = minutes.wait("a", cost, 10)
    clock.now += wait - 1.001
    full = minutes.spent("a") + cost > 10
    clock.now += 1.001
    assert minutes.spent("a") + cost <= 10
    assert full or wait == 1


def test_what_never_fits_is_told_to_come_back_when_all_is_forgotten(minutes):
    assert minutes.wait("a", 11, 10) > 120


def test_who_stays_away_takes_no_memory(minutes, clock):
    for number in range(100):
        minutes.spend(f"caller {number}", 1)
    clock.now += 130
    minutes.spend("a", 1)
    assert len(minutes._now) + len(minutes._before) == 1
