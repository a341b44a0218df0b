"""Spending points and questions, by caller and by place."""

import pytest

from api.rates import Budget, Rates, network
from api.viewer import ANONYMOUS, Viewer
from db.errors import RateLimited
from db.models import Role

STAFF = Viewer(Role.STAFF, "key:1", "a")
OTHER = Viewer(Role.STAFF, "key:2", "b")


@pytest.fixture
def rates():
    return Rates({Role.ANONYMOUS: Budget(10, 2), Role.STAFF: Budget(100, 3)})


def test_what_is_left_is_told(rates):
    spent = rates.spend_points(STAFF, "192.0.2.1", 30)
    assert (spent.limit, spent.remaining) == (100, 70)
    assert 1 <= spent.reset <= 60
    assert spent.headers()["ratelimit-remaining"] == "70"


def test_more_than_the_budget_is_refused_with_the_wait(rates):
    rates.spend_points(ANONYMOUS, "192.0.2.1", 8)
    with pytest.raises(RateLimited, match="วินาที") as refused:
        rates.spend_points(ANONYMOUS, "192.0.2.1", 3)
    assert 1 <= refused.value.wait <= 120
    rates.spend_points(ANONYMOUS, "192.0.2.1", 2)


def test_what_could_never_be_paid_is_refused_at_once(rates):
    with pytest.raises(RateLimited):
        rates.spend_points(ANONYMOUS, "192.0.2.1", 11)


def test_questions_have_a_budget_of_their_own(rates):
    for _ in range(2):
        rates.spend_question(ANONYMOUS, "192.0.2.1")
    with pytest.raises(RateLimited):
        rates.spend_question(ANONYMOUS, "192.0.2.1")
    rates.spend_points(ANONYMOUS, "192.0.2.1", 10)


def test_callers_do_not_spend_for_each_other(rates):
    rates.spend_points(STAFF, "192.0.2.1", 100)
    assert rates.spend_points(OTHER, "192.0.2.1", 1).remaining == 99
    assert rates.spend_points(ANONYMOUS, "192.0.2.2", 1).remaining == 9


def test_a_known_caller_spends_the_same_from_anywhere(rates):
    rates.spend_points(STAFF, "192.0.2.1", 60)
    with pytest.raises(RateLimited):
        rates.spend_points(STAFF, "198.51.100.7", 60)


def test_a_place_has_an_end_whoever_calls_from_it(rates):
    for number in range(10):
        rates.spend_points(Viewer(Role.STAFF, f"key:{number}"), "192.0.2.1", 100)
    with pytest.raises(RateLimited):
        rates.spend_points(Viewer(Role.STAFF, "key:new"), "192.0.2.1", 1)


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2::9", "2001:db8:1:2::"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("fe80::1%eth0", "fe80::"),
        ("", "unknown"),
        ("testclient", "testclient"),
    ],
)
def test_one_place(address, place):
    assert network(address) == place
