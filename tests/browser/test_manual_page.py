"""The manual in a browser: examples run, for keyboards, screen readers and phones."""

import pytest
from test_widget_access import axe_core, serious

OVERFLOWING = """() => [...document.querySelectorAll("body *")].filter((node) => {
    const { right, width } = node.getBoundingClientRect();
    return width > 1 && right > innerWidth + 1 && !node.closest(".source, .result");
  }).map((node) => `${node.tagName}.${node.className}`)"""


@pytest.fixture
def manual_page(page, live_server):
    page.goto(f"{live_server}/docs")
    return page


def example(page, name):
    return page.locator(f"#example-{name}")


@pytest.fixture
def expect(chromium):
    from playwright.sync_api import expect  # here, where it is known to be installed

    return expect


@pytest.fixture
def press(manual_page, expect):
    """press(name) runs an example by keyboard and waits until it has ended."""

    def run(name):
        button = example(manual_page, name).get_by_role("button")
        button.focus()
        manual_page.keyboard.press("Enter")
        expect(example(manual_page, name).locator(".result")).to_be_visible()
        expect(button).to_have_attribute("aria-disabled", "false")

    return run


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("plans", '"code": "DGP"'),
        ("lookup", '"__typename": "Plan"'),
        ("rate", '"__typename": "Feedback"'),
        ("follow", '"status": "ANSWERED"'),
        ("empty", '"code": "INVALID_INPUT"'),
    ],
)
def test_an_example_runs_and_says_so(manual_page, press, expect, name, told):
    press(name)
    expect(example(manual_page, name).locator(".result")).to_contain_text(told)
    expect(example(manual_page, name).get_by_role("status")).to_contain_text("ได้ผลแล้ว")


def test_an_example_that_may_not_run_shows_why(manual_page, press, expect):
    press("gaps")
    expect(example(manual_page, "gaps").locator(".result")).to_contain_text("UNAUTHENTICATED")
    expect(example(manual_page, "gaps").get_by_role("status")).to_contain_text("มีข้อผิดพลาด")


def test_a_server_that_does_not_answer_is_told(manual_page, expect):
    manual_page.route("**/graphql", lambda route: route.abort())
    example(manual_page, "plans").get_by_role("button").click()
    expect(example(manual_page, "plans").get_by_role("status")).to_contain_text("ติดต่อระบบไม่ได้")


def test_what_would_change_plan_data_has_no_button(manual_page):
    assert example(manual_page, "confirm").get_by_role("button").count() == 0


@pytest.mark.parametrize("width", [1280, 360, 320])
def test_nothing_is_wider_than_the_screen(manual_page, press, width):
    manual_page.set_viewport_size({"width": width, "height": 740})
    press("directives")
    assert manual_page.evaluate(OVERFLOWING) == []
    assert manual_page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_on_the_manual(manual_page, press, scheme):
    manual_page.emulate_media(color_scheme=scheme)
    press("plans")
    assert serious(axe_core().run(manual_page)) == []


def test_the_links_of_the_contents_lead_somewhere(manual_page):
    links = manual_page.locator("nav a").evaluate_all("all => all.map((a) => a.hash.slice(1))")
    ids = manual_page.locator("main [id]").evaluate_all("all => all.map((node) => node.id)")
    assert links
    assert set(links) <= set(ids)
