"""Responses that are kept: how many bytes, under what, and when a caller has them already."""

import asyncio
from datetime import date

import pytest
from starlette.requests import Request

from api.caching import ResponseCache, is_unchanged, kept_response
from api.viewer import ANONYMOUS, Viewer
from db.models import Role


class Numbered:
    """Revisions that a test raises."""

    number = 1

    async def current(self):
        return self.number


@pytest.fixture
def revisions():
    return Numbered()


@pytest.fixture
def cache(revisions):
    return ResponseCache(revisions, 10_000)


def key_of(cache, text="{ a }", variables=None, name=None, viewer=ANONYMOUS):
    return asyncio.run(cache.key(text, variables, name, viewer))


def test_the_order_of_variables_does_not_matter(cache):
    assert key_of(cache, variables={"a": 1, "b": 2}) == key_of(cache, variables={"b": 2, "a": 1})
    assert key_of(cache, variables={}) == key_of(cache, variables=None)


def test_what_makes_a_response_another(cache, revisions):
    keys = {
        key_of(cache),
        key_of(cache, text="{ b }"),
        key_of(cache, variables={"a": 1}),
        key_of(cache, variables={"a": "1"}),
        key_of(cache, variables={"a": 1.0}),
        key_of(cache, name="a"),
        key_of(cache, viewer=Viewer(Role.STAFF, "key:a")),
        key_of(cache, viewer=Viewer(Role.STAFF, "key:b")),
        key_of(cache, viewer=Viewer(Role.EDITOR, "key:a")),
    }
    revisions.number += 1
    assert len(keys | {key_of(cache)}) == 10


def test_the_next_day_is_another(cache, monkeypatch):
    today = key_of(cache)
    monkeypatch.setattr("api.caching.today", lambda: date(2026, 1, 1))
    assert key_of(cache) != today


@pytest.mark.parametrize("value", [2**70, object()])
def test_what_has_no_key_is_not_kept(cache, value):
    assert key_of(cache, variables={"a": value}) is None


def test_a_cache_of_no_size_keeps_nothing(revisions):
    assert key_of(ResponseCache(revisions, 0)) is None


def test_what_was_used_longest_ago_makes_room(cache):
    for name in (b"a", b"b", b"c"):
        cache.keep(name, b"x" * 900)
    for _ in range(4):
        cache.find(b"a")
        cache.keep(b"new" + bytes([_]), bytes(range(256)) * 3)
    found = [name for name in (b"a", b"b", b"c") if cache.find(name)]
    assert found[0] == b"a"
    for number in range(200):
        cache.keep(b"%d" % number, b"x" * 600)
    assert sum(cache.find(b"%d" % number) is not None for number in range(200)) == 8


def test_what_is_larger_than_the_cache_is_given_and_not_kept(cache):
    kept = cache.keep(b"a", bytes(range(256)) * 50)
    assert kept.body
    assert cache.find(b"a") is None


def test_keeping_again_takes_no_more_room(cache):
    for _ in range(100):
        cache.keep(b"a", b"x" * 600)
        cache.keep(b"b", b"x" * 600)
    assert cache.find(b"a")
    assert cache.find(b"b")


@pytest.mark.parametrize(
    ("asked", "unchanged"),
    [
        ('W/"a"', True),
        ('"a"', True),
        ('"b", W/"a"', True),
        ("*", True),
        ('"b"', False),
        (None, False),
    ],
)
def test_a_tag_that_is_known(asked, unchanged):
    assert is_unchanged('W/"a"', asked) is unchanged


def request(method="GET", **headers):
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "method": method, "headers": raw})


def test_a_caller_who_has_it_is_sent_nothing(cache):
    kept = cache.keep(b"a", b"{}")
    response = kept_response(request(if_none_match=kept.etag), kept, Role.ANONYMOUS)
    assert (response.status_code, response.body) == (304, b"")
    assert response.headers["etag"] == kept.etag


def test_proxies_may_keep_what_nobody_showed_a_key_for(cache):
    kept = cache.keep(b"a", b"{}")
    public = kept_response(request(), kept, Role.ANONYMOUS).headers["cache-control"]
    assert public.startswith("public")
    assert kept_response(request(), kept, Role.STAFF).headers["cache-control"].startswith("private")
    assert "etag" not in kept_response(request("POST"), kept, Role.ANONYMOUS).headers


def test_it_is_packed_once_for_those_who_unpack(cache):
    kept = cache.keep(b"a", b"x" * 5_000)
    packed = kept_response(request(accept_encoding="br, gzip"), kept, Role.ANONYMOUS)
    assert packed.headers["content-encoding"] == "gzip"
    assert len(packed.body) < 100
    assert kept_response(request(), kept, Role.ANONYMOUS).body == b"x" * 5_000
