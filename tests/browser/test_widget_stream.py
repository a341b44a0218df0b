"""The event parser, in the engine that will run it."""

import json

import pytest

READ = """async ([base, bytes, size]) => {
  const { readEvents } = await import(`${base}/static/widget/stream.js`);
  const chunks = [];
  for (let i = 0; i < bytes.length; i += size)
    chunks.push(new Uint8Array(bytes.slice(i, i + size)));
  const body = new ReadableStream({
    pull(controller) {
      if (chunks.length) controller.enqueue(chunks.shift());
      else controller.close();
    },
  });
  const events = [];
  for await (const event of readEvents(body)) if (event) events.push([event.event, event.data]);
  return events;
}"""
CUT = """async (base) => {
  const { cut } = await import(`${base}/static/widget/source-panel.js`);
  return cut("🏛 แผน ๑", 2, 5);
}"""
ANSWER = json.dumps({"ข้อความ": "แผนพัฒนาดิจิทัล 🏛 ๒๕๖๖"}, ensure_ascii=False)
WIRE = f": ping\r\n\r\nevent: next\r\ndata: {ANSWER}\r\n\r\nevent: complete\r\ndata: \r\n\r\n"
EVENTS = [["next", ANSWER], ["complete", ""]]


@pytest.fixture
def read(home, live_server):
    return lambda text, size: home.evaluate(READ, [live_server, list(text.encode()), size])


@pytest.mark.parametrize("ending", ["\r\n", "\n", "\r"])
def test_chunks_of_any_size_give_the_same_events(read, ending):
    wire = WIRE.replace("\r\n", ending)
    assert [read(wire, size) for size in (1, 2, 3, 7, 4096)] == [EVENTS] * 5


def test_lines_of_data_are_joined_and_unknown_fields_skipped(read):
    assert read("id: 9\nretry\ndata:a\ndata: b\n\n", 1) == [["message", "a\nb"]]


def test_an_event_without_its_blank_line_is_dropped(read):
    assert read("data: whole\n\ndata: half", 4) == [["message", "whole"]]


def test_offsets_count_code_points(home, live_server):
    assert home.evaluate(CUT, live_server) == ["🏛 ", "แผน", " ๑"]
