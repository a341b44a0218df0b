"""A real Chromium on the real server, and a way to make that server fail."""

import os
from pathlib import Path

import pytest
from console_house import furnish, sign_in
from needs import absent
from product import serving

from db.models import Role

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SIZES = {"wide": {"width": 1280, "height": 860}, "phone": {"width": 360, "height": 740}}


@pytest.fixture(scope="module")
def chromium():
    executable = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    if not Path(executable).exists():
        absent(f"no Chromium at {executable}")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        absent("playwright is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def context(chromium):
    context = chromium.new_context(viewport=SIZES["wide"], locale="th-TH", reduced_motion="reduce")
    context.set_default_timeout(30_000)
    yield context
    context.close()


@pytest.fixture
def page(context):
    return context.new_page()


@pytest.fixture
def expect(chromium):
    from playwright.sync_api import expect

    expect.set_options(timeout=30_000)
    return expect


@pytest.fixture(scope="module")
def house(copied):
    """(address, keys by role)"""
    folder = copied()
    keys = furnish(folder)
    with serving(folder, rate_points="100000000") as address:
        yield address, keys


@pytest.fixture
def admin(page, house):
    return sign_in(page, house[0], house[1][Role.ADMIN])


@pytest.fixture
def home(page, live_server):
    page.goto(f"{live_server}/")
    page.get_by_role("textbox", name="คำถามของคุณ").wait_for()
    return page


@pytest.fixture
def phone(home):
    home.set_viewport_size(SIZES["phone"])
    return home


@pytest.fixture
def broken(home, live_server):
    """broken(status=500, ...) makes the next calls of the endpoint answer so; "" mends it."""

    def answer(**response):
        home.unroute(f"{live_server}/graphql")
        if response:
            home.route(f"{live_server}/graphql", lambda route: route.fulfill(**response))

    return answer
