"""A language model over the wire, through LangChain: a prompt in, text out as it is written.

The packages are the extra `llm`; they are imported at the first question, not at start.
"""

import asyncio
import random
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import aclosing, suppress
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from assistant import wording
from assistant.model.breaker import Breaker
from assistant.model.prompts import Prompt
from db.errors import InvalidInput, ModelUnavailable

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel, LanguageModelInput
    from langchain_core.messages import BaseMessage
    from langchain_core.runnables import Runnable

_PASSING = frozenset({408, 409, 425, 429})
_FORMAT_REFUSED = frozenset({400, 415, 422, 501})
_WINDOW = 16_384
_GRACE = 0.2  # seconds in which a reply that is nearly over may end by itself


class Failure(StrEnum):
    """Why a model gave nothing, or not all."""

    DOWN = "down"
    TIMEOUT = "timeout"
    RESTING = "resting"


class ModelFailed(Exception):
    """The model did not answer; says nothing of what was sent, nor what came back."""

    def __init__(self, failure: Failure, detail: str = "") -> None:
        super().__init__(f"{failure} {detail}".strip())
        self.failure = failure


@dataclass(frozen=True, slots=True)
class Piece:
    """What came in: text, or the tokens read and written up to now."""

    text: str = ""
    prompt_tokens: int = 0
    completion_tokens: int = 0


@dataclass(frozen=True, slots=True)
class Terms:
    """What a call may take: seconds in all, to connect, between two pieces and before a second
    try; tries; tokens written. Prices are per million tokens, in any currency."""

    timeout: float = 30.0
    connect: float = 5.0
    pause: float = 10.0
    backoff: float = 0.5
    tries: int = 3
    max_tokens: int = 1_000
    price_in: float = 0.0
    price_out: float = 0.0

    def cost(self, piece: Piece) -> float:
        """What the tokens cost."""
        spent = piece.prompt_tokens * self.price_in + piece.completion_tokens * self.price_out
        return spent / 1_000_000


class Model(Protocol):
    """Writes; safe to be asked by several at once within one event loop."""

    @property
    def name(self) -> str:
        """Provider and model, for the log."""

    @property
    def terms(self) -> Terms:
        """What a call may take."""

    def stream(self, prompt: Prompt) -> AsyncGenerator[Piece, None]:
        """The answer as it is written; closing it ends the call. Raises ModelFailed."""


def open_model(name: str, base_url: str | None, key: str | None, terms: Terms) -> Model:
    """The model that LangChain's `init_chat_model` calls `name` (`openai:...`, `ollama:...`).

    Raises InvalidInput for a name or address that cannot be, ModelUnavailable when the package of
    its provider is not installed. Nothing is sent.
    """
    provider, _, model = name.partition(":")
    if not provider.isidentifier() or not model.strip():
        raise InvalidInput(wording.MODEL_NAME.format(name=name))
    if base_url and (urlsplit(base_url).scheme not in {"http", "https"} or " " in base_url):
        raise InvalidInput(wording.MODEL_ADDRESS)
    if provider == "openai" and not (base_url or key):
        raise InvalidInput(wording.MODEL_KEY)
    package = f"langchain_{provider}"
    if find_spec("langchain") is None or find_spec(package) is None:
        raise ModelUnavailable(
            wording.MODEL_PACKAGE.format(name=name, package=package.replace("_", "-"))
        )
    return ChatModel(name, base_url, key, terms)


class ChatModel:
    """A chat model of LangChain's, with limits of time, tries and tokens of our own."""

    def __init__(
        self,
        name: str,
        base_url: str | None,
        key: str | None,
        terms: Terms,
        breaker: Breaker | None = None,
    ) -> None:
        self.name, self.terms = name, terms
        self._base_url, self._key = base_url, key
        self._breaker = breaker or Breaker()
        self._takes_format = True

    def __repr__(self) -> str:
        return f"ChatModel({self.name!r})"

    async def stream(self, prompt: Prompt) -> AsyncGenerator[Piece, None]:
        """The answer as it is written; closing it ends the call. Raises ModelFailed."""
        if self._breaker.is_open:
            raise ModelFailed(Failure.RESTING)
        try:
            async with aclosing(self._tries(prompt)) as pieces:
                async for piece in pieces:
                    yield piece
        except ModelFailed:
            self._breaker.fail()
            raise
        self._breaker.succeed()

    async def _tries(self, prompt: Prompt) -> AsyncGenerator[Piece, None]:
        """Again after what passes by itself, as long as nothing has come in."""
        # The first time packages are imported, for seconds: that is not the server's fault.
        await asyncio.to_thread(lambda: self._plain)
        deadline = _now() + self.terms.timeout
        left = self.terms.tries
        formatted = self._takes_format
        while True:
            begun = False
            try:
                async with aclosing(self._once(prompt, formatted, deadline)) as pieces:
                    async for piece in pieces:
                        begun = True
                        yield piece
            except ModelFailed:
                raise
            except Exception as error:  # whatever a provider's package raises
                status = _status(error)
                if formatted and not begun and status in _FORMAT_REFUSED:
                    formatted = False
                    continue
                left -= 1
                if begun or left <= 0 or not _passes(error, status):
                    raise _failed(error) from None
                await _wait(self.terms.backoff * 2 ** (self.terms.tries - left - 1), deadline)
            else:
                self._takes_format = formatted
                return

    async def _once(
        self, prompt: Prompt, formatted: bool, deadline: float
    ) -> AsyncGenerator[Piece, None]:
        chat = self._formatted(prompt.schema) if formatted else self._plain
        messages = [("system", prompt.system), ("human", prompt.question)]
        chunks = chat.astream(messages)
        try:
            limit = deadline - _now()
            while (chunk := await _next(chunks, limit)) is not None:
                yield _piece(chunk)
                limit = min(deadline - _now(), self.terms.pause)
        finally:
            await _end(chunks)

    @cached_property
    def _plain(self) -> "BaseChatModel":
        """The chat model itself."""
        import langsmith
        from langchain.chat_models import init_chat_model

        # Its environment variables would send questions to a third party.
        langsmith.configure(enabled=False)
        chat: BaseChatModel = init_chat_model(self.name, **self._options())
        return chat

    def _formatted(self, schema: Mapping[str, Any]) -> "Runnable[LanguageModelInput, BaseMessage]":
        """The chat model bound to the form of a reply; not every server knows how."""
        if self.name.startswith("ollama:"):
            return self._plain.bind(format=schema)
        if self.name.startswith("openai:"):
            # As an extra the reply stays a plain stream, which may end early and be broken.
            extra = {"response_format": _response_format(schema), "temperature": 0}
            return self._plain.bind(extra_body=extra, stream_usage=True)
        return self._plain

    def _options(self) -> dict[str, Any]:
        import httpx

        from assistant.model.wire import client_options

        terms, wire = self.terms, client_options(self.terms.connect)
        address = {"base_url": self._base_url} if self._base_url else {}
        if self.name.startswith("openai:"):
            return address | {
                # An empty key would be looked for in the environment, and sent to any server.
                "api_key": self._key or "none",
                "max_tokens": terms.max_tokens,
                "max_retries": 0,
                "use_responses_api": False,
                "stream_chunk_timeout": None,
                "http_async_client": httpx.AsyncClient(**wire),
            }
        if self.name.startswith("ollama:"):
            bearer = {"Authorization": f"Bearer {self._key}"} if self._key else {}
            return address | {
                "num_predict": terms.max_tokens,
                "num_ctx": _WINDOW,
                "temperature": 0,
                "async_client_kwargs": wire | {"headers": bearer},
            }
        secret = {"api_key": self._key} if self._key else {}
        return address | secret | {"max_tokens": terms.max_tokens, "max_retries": 0}


def _response_format(schema: Mapping[str, Any]) -> dict[str, Any]:
    named = {"name": schema["title"], "strict": True, "schema": schema}
    return {"type": "json_schema", "json_schema": named}


def _now() -> float:
    return asyncio.get_running_loop().time()


async def _next(chunks: "AsyncIterator[BaseMessage]", limit: float) -> "BaseMessage | None":
    """The next chunk, None at the end; raises ModelFailed when it takes over `limit` seconds."""
    try:
        async with asyncio.timeout(max(0.0, limit)):
            return await anext(chunks, None)
    except TimeoutError:
        raise ModelFailed(Failure.TIMEOUT) from None


async def _end(chunks: "AsyncIterator[BaseMessage]") -> None:
    """End a reply from within its wait for the network, where the connection is closed at once:
    closing the outermost of the generators leaves the inner ones to the garbage collector."""
    with suppress(Exception):
        async with asyncio.timeout(_GRACE):
            async for _ in chunks:
                pass


async def _wait(seconds: float, deadline: float) -> None:
    """Before another try, not all callers at once; raises ModelFailed if none would be in time."""
    seconds *= random.uniform(0.5, 1.0)
    if _now() + seconds >= deadline:
        raise ModelFailed(Failure.TIMEOUT)
    await asyncio.sleep(seconds)


def _piece(chunk: "BaseMessage") -> Piece:
    usage = getattr(chunk, "usage_metadata", None) or {}
    return Piece(str(chunk.text), usage.get("input_tokens", 0), usage.get("output_tokens", 0))


def _status(error: Exception) -> int | None:
    """The HTTP status that a provider's error carries."""
    status = getattr(error, "status_code", None)
    return status if isinstance(status, int) else None


def _passes(error: Exception, status: int | None) -> bool:
    """Whether another try may help: too many requests, a fault of the server, no connection."""
    import httpx

    if status is not None and status > 0:
        return status in _PASSING or status >= 500
    return any(isinstance(e, OSError | httpx.TransportError) for e in (error, error.__cause__))


def _failed(error: Exception) -> ModelFailed:
    """The messages of providers may hold keys, questions and answers; their names do not."""
    status = _status(error)
    return ModelFailed(Failure.DOWN, f"{type(error).__name__} {status or ''}".strip())
