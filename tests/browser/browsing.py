"""What the browser tests do over and over."""

import json

PAINTED = """() => [...document.querySelectorAll("h1, h2")]
  .filter((node) => getComputedStyle(node).backgroundColor !== "rgba(0, 0, 0, 0)")
  .map((node) => node.textContent)"""


def ask(page, question):
    """Types a question, sends it and waits until the widget is free again."""
    page.get_by_role("textbox", name="คำถามของคุณ").fill(question)
    page.keyboard.press("Enter")
    page.locator(".turn").last.locator(".answer").wait_for()


def next_event(**answer):
    data = json.dumps({"data": {"answer": answer}}, ensure_ascii=False)
    return f"event: next\r\ndata: {data}\r\n\r\n"


def stream(*events):
    """What page.route needs to answer with a stream of these events."""
    return {"content_type": "text/event-stream; charset=utf-8", "body": "".join(events)}
