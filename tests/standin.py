"""A stand-in for a language model's server: OpenAI's and Ollama's wire, and every bad manner."""

import json
import re
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

USAGE = {"prompt_tokens": 300, "completion_tokens": 40, "total_tokens": 340}


def reply(*sentences, absent=False):
    """The JSON that a model is asked for; a sentence is (text, passage, quote)."""
    told = [{"passage": at, "quote": quote, "text": text} for text, at, quote in sentences]
    return json.dumps({"not_in_passages": absent, "sentences": told}, ensure_ascii=False)


def says(text, size=7):
    """Streams `text`, then counts its tokens."""

    def act(wire):
        wire.begin()
        for at in range(0, len(text), size):
            wire.tell(text[at : at + size])
        wire.finish()

    return act


def breaks_off(text):
    """Streams `text` and closes the connection without an end."""

    def act(wire):
        wire.begin()
        wire.tell(text)

    return act


def drips(text, pause):
    """Streams `text` character by character, `pause` seconds apart."""

    def act(wire):
        wire.begin()
        for character in text:
            wire.tell(character)
            wire.wait(pause)
        wire.finish()

    return act


def stops_short(text):
    """Streams `text` and then nothing more, holding the line."""

    def act(wire):
        wire.begin()
        wire.tell(text)
        wire.wait(60)

    return act


def goes_on(text):
    """Streams `text` over and over until nobody listens."""

    def act(wire):
        wire.begin()
        while wire.is_open:
            wire.tell(text)

    return act


def copies(needle):
    """Answers with the line of a passage that holds `needle`, as it was told it."""

    def act(wire):
        told = wire.request["messages"][-1]["content"]
        for block in re.findall(r"⟦ข้อความที่ (\d+)\n(.*?)\n⟧", told, re.DOTALL):
            for line in block[1].split("\n")[1:]:
                if needle in line:
                    says(reply((line, int(block[0]), line)))(wire)
                    return
        says(reply(absent=True))(wire)

    return act


def floods(wire):
    """A line without an end."""
    wire.begin()
    wire.raw(b"data: ")
    while wire.is_open:
        wire.raw(b"x" * 65_536)


def redirects(address):
    """Sends the caller, and what it carries, somewhere else."""
    return lambda wire: wire.answer(307, "", location=address)


def fails(status, message="no"):
    """An HTTP error."""
    return lambda wire: wire.answer(status, json.dumps({"error": {"message": message}}))


def answers(text, status=200):
    """A whole body that is no stream."""
    return lambda wire: wire.answer(status, text)


def hangs(wire):
    """Takes the question and never answers."""
    wire.wait(60)


class StandIn(ThreadingHTTPServer):
    """Answers each request by the next act, the last one again and again."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.acts, self.requests, self.headers = [], [], []
        self.asked, self.left = threading.Event(), threading.Event()
        self.closing = threading.Event()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    @property
    def seen(self):
        """All that the model was told."""
        return json.dumps(self.requests, ensure_ascii=False)

    def play(self, *acts):
        """Forget what was, and act so from now on."""
        self.acts, self.requests, self.headers = list(acts), [], []
        self.asked.clear()
        self.left.clear()

    def next_act(self):
        return self.acts.pop(0) if len(self.acts) > 1 else self.acts[0]

    def handle_error(self, request, client_address):
        """A caller who hangs up is no news."""


class Wire:
    """One reply on its way; knows both dialects."""

    def __init__(self, handler):
        self._handler, self._server = handler, handler.server
        self._is_ollama = handler.path.startswith("/api/")
        self.request = handler.server.requests[-1]
        self.is_open = True

    def begin(self):
        kind = "application/x-ndjson" if self._is_ollama else "text/event-stream"
        self._handler.send_response(200)
        self._handler.send_header("content-type", kind)
        self._handler.end_headers()

    def tell(self, text):
        if self._is_ollama:
            self._send({"model": "m", "message": {"role": "assistant", "content": text}})
        else:
            self._chunk([{"index": 0, "delta": {"role": "assistant", "content": text}}])

    def finish(self):
        if self._is_ollama:
            counts = {"prompt_eval_count": 300, "eval_count": 40, "done_reason": "stop"}
            message = {"role": "assistant", "content": ""}
            self._send({"model": "m", "message": message, "done": True, **counts})
            return
        self._chunk([{"index": 0, "delta": {}, "finish_reason": "stop"}])
        self._chunk([], usage=USAGE)
        self.raw(b"data: [DONE]\n\n")

    def answer(self, status, body, **headers):
        data = body.encode()
        self._handler.send_response(status)
        self._handler.send_header("content-type", "application/json")
        self._handler.send_header("content-length", str(len(data)))
        for name, value in headers.items():
            self._handler.send_header(name, value)
        self._handler.end_headers()
        self.raw(data)

    def wait(self, seconds):
        """Waits, unless the play is over or the caller has left."""
        step = min(seconds, 0.02)
        self._handler.connection.settimeout(step)
        while seconds > 0 and self.is_open and not self._server.closing.is_set():
            try:
                if not self._handler.connection.recv(1):
                    self._leave()
            except TimeoutError:
                seconds -= step
            except OSError:
                self._leave()
        self._handler.connection.settimeout(None)

    def _chunk(self, choices, **more):
        head = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m"}
        data = json.dumps({**head, "choices": choices, **more}, ensure_ascii=False)
        self.raw(f"data: {data}\n\n".encode())

    def _send(self, message):
        self.raw((json.dumps(message, ensure_ascii=False) + "\n").encode())

    def raw(self, data):
        """Bytes as they are."""
        if not self.is_open:
            return
        try:
            self._handler.wfile.write(data)
            self._handler.wfile.flush()
        except OSError:
            self._leave()

    def _leave(self):
        self.is_open = False
        self._server.left.set()


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.requests.append(json.loads(body))
        self.server.headers.append(dict(self.headers))
        self.server.asked.set()
        self.close_connection = True
        self.server.next_act()(Wire(self))

    def log_message(self, *_):
        """Silence."""


@contextmanager
def standing_in():
    """A running stand-in."""
    server = StandIn()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()
