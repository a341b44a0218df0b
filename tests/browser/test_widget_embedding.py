"""The floating widget on somebody else's page."""

import pytest
from browsing import ask

HTML = """<!doctype html><html lang="th"><title>หน้าเว็บหน่วยงาน</title>
<script type="module" src="/widget.js"></script>
<main><h1>หน้าเว็บหน่วยงาน</h1></main>
<sodklong-chat id="one"></sodklong-chat><sodklong-chat id="two" mode="page"></sodklong-chat>"""


@pytest.fixture
def site(page, live_server):
    page.route(
        f"{live_server}/embedding", lambda route: route.fulfill(content_type="text/html", body=HTML)
    )
    page.goto(f"{live_server}/embedding")
    return page


def test_the_launcher_opens_and_escape_closes(site):
    launcher = site.get_by_role("button", name="ถามสอดคล้อง")
    assert launcher.get_attribute("aria-expanded") == "false"
    launcher.click()
    assert launcher.get_attribute("aria-expanded") == "true"
    assert site.get_by_role("dialog", name="สอดคล้อง").is_visible()
    site.keyboard.type("พิมพ์ได้ทันที")
    assert site.locator("#one textarea").input_value() == "พิมพ์ได้ทันที"
    site.keyboard.press("Escape")
    assert launcher.get_attribute("aria-expanded") == "false"
    assert site.locator("#one .launcher").evaluate("node => node.matches(':focus')")


def test_two_widgets_on_a_page_keep_their_conversations_apart(site):
    site.locator("#two textarea").fill("สวัสดี")
    site.keyboard.press("Enter")
    site.locator("#two .answer").wait_for()
    assert site.locator("#one .turn").count() == 0
    site.reload()
    site.locator("#two .answer").wait_for()
    assert site.locator("#one .turn").count() == 0


def test_the_panel_escapes_one_layer_at_a_time(site):
    site.evaluate("document.querySelector('#two').remove()")
    site.get_by_role("button", name="ถามสอดคล้อง").click()
    ask(site, "หน่วยงานต้องศึกษาเอกสารอะไรบ้าง")
    site.locator("#one .cite").first.click()
    site.locator("#one .source mark").wait_for()
    site.keyboard.press("Escape")
    assert site.locator("#one .conversation").is_visible()
    site.keyboard.press("Escape")
    assert not site.locator("#one .conversation").is_visible()
