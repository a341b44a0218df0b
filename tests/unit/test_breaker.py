"""A neighbour that fails again and again is left alone for a while."""

from assistant.model.breaker import Breaker


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def test_it_opens_after_enough_failures_and_closes_with_time():
    clock = Clock()
    breaker = Breaker(patience=2, rest=60, clock=clock)
    breaker.fail()
    assert not breaker.is_open
    breaker.fail()
    assert breaker.is_open
    clock.now = 60
    assert not breaker.is_open


def test_one_more_failure_after_the_rest_opens_it_again():
    clock = Clock()
    breaker = Breaker(patience=2, rest=60, clock=clock)
    breaker.fail()
    breaker.fail()
    clock.now = 61
    breaker.fail()
    assert breaker.is_open


def test_a_success_forgives():
    breaker = Breaker(patience=2)
    breaker.fail()
    breaker.succeed()
    breaker.fail()
    assert not breaker.is_open
