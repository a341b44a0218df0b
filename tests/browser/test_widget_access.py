"""Small screens, assistive technology, colour schemes."""

import pytest
from browsing import ask
from needs import absent

QUESTION = "หน่วยงานต้องศึกษาเอกสารอะไรบ้าง"
OVERFLOWING = """() => {
  const roots = [document, document.querySelector("sodklong-chat").shadowRoot];
  const nodes = roots.flatMap((root) => [...root.querySelectorAll("*")]);
  return nodes.filter((node) => node.getBoundingClientRect().right > innerWidth + 1)
    .map((node) => `${node.tagName}.${node.className}`);
}"""
SMALL_TARGETS = """() => {
  const root = document.querySelector("sodklong-chat").shadowRoot;
  return [...root.querySelectorAll("button, summary, a")].filter((node) => {
    const { width, height } = node.getBoundingClientRect();
    return width > 0 && (width < 24 || height < 24);
  }).map((node) => node.textContent || node.ariaLabel);
}"""


@pytest.mark.parametrize("width", [360, 320])
def test_a_phone_shows_everything_without_sideways_scrolling(home, width):
    home.set_viewport_size({"width": width, "height": 740})
    assert home.evaluate(OVERFLOWING) == []
    ask(home, QUESTION)
    assert home.evaluate(OVERFLOWING) == []
    home.locator(".cite").first.click()
    home.locator(".source mark").wait_for()
    assert home.evaluate(OVERFLOWING) == []
    assert home.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_phone_the_source_covers_the_conversation_and_keeps_the_focus_off_it(phone):
    ask(phone, QUESTION)
    phone.locator(".cite").first.click()
    phone.locator(".source mark").wait_for()
    assert phone.locator(".conversation").evaluate("node => node.inert")
    phone.keyboard.press("Escape")
    assert not phone.locator(".conversation").evaluate("node => node.inert")


def test_targets_are_large_enough_to_touch(phone):
    ask(phone, QUESTION)
    assert phone.evaluate(SMALL_TARGETS) == []


def test_only_the_start_and_the_finished_answer_are_spoken(home):
    home.evaluate(
        """() => {
        const status = document.querySelector("sodklong-chat").shadowRoot
          .querySelector("[role=status]");
        window.spoken = [];
        new MutationObserver(() => status.textContent && spoken.push(status.textContent))
          .observe(status, { childList: true });
      }"""
    )
    ask(home, QUESTION)
    home.locator(".cite").first.wait_for()
    # The page's policy forbids the eval that wait_for_function polls with.
    for _ in range(100):
        if home.evaluate("spoken.at(-1) ?? ''").startswith("ได้คำตอบแล้ว"):
            break
        home.wait_for_timeout(50)
    assert home.evaluate("spoken.at(-1)").startswith("ได้คำตอบแล้ว")
    assert home.evaluate("spoken.length") <= 2
    assert home.locator(".scroller").get_attribute("aria-live") is None


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(home, scheme):
    axe = axe_core()
    home.emulate_media(color_scheme=scheme)
    assert serious(axe.run(home)) == []
    ask(home, QUESTION)
    home.locator(".cite").first.click()
    home.locator(".source mark").wait_for()
    assert serious(axe.run(home)) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_on_the_cited_page(home, scheme):
    axe = axe_core()
    ask(home, QUESTION)
    home.goto(home.locator(".sources a").first.evaluate("a => a.href"))
    home.emulate_media(color_scheme=scheme)
    assert serious(axe.run(home)) == []


def axe_core():
    try:
        from axe_playwright_python.sync_playwright import Axe
    except ImportError:
        absent("axe-playwright-python is not installed")
    return Axe()


def serious(results):
    found = [rule for rule in results.response["violations"] if rule["impact"] in LEVELS]
    return [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found]


LEVELS = {"serious", "critical"}
