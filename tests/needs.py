"""What a test does about a tool this machine lacks."""

import os

import pytest


def absent(reason):
    """Skips the test; fails it where every tool must be there (REQUIRE_ALL_TESTS=1)."""
    if os.environ.get("REQUIRE_ALL_TESTS") == "1":
        pytest.fail(reason)
    pytest.skip(reason)
