"""One call of a language model: what is heard of its reply, what it takes, how it fails."""

import asyncio
import logging
import time
from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress
from dataclasses import dataclass, field
from typing import Generic

from assistant.model.chat import Failure, Model, ModelFailed, Piece
from assistant.model.dictation import Dictation, Said
from assistant.model.prompts import Prompt

_LAST_WORD = 1.0
# More than any call takes: a server may name any number.
_MOST_TOKENS = 10_000_000
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Call(Generic[Said]):
    """A call with what was heard; `failure` is None where the reply came to its end."""

    request: Prompt
    dictation: Dictation[Said]
    spent: Piece = field(default_factory=Piece)
    pieces: int = 0
    failure: Failure | None = None
    begun: float = field(default_factory=time.perf_counter)

    async def hear(self, model: Model) -> AsyncGenerator[Said, None]:
        """The items of the reply as they come in; closing it ends the model's work."""
        try:
            async with aclosing(model.stream(self.request)) as pieces:
                async for piece in pieces:
                    self._count(piece)
                    for item in self.dictation.hear(piece.text):
                        yield item
                    if self.dictation.is_over:
                        await self._hear_out(pieces)
                        return
        except ModelFailed as problem:
            self.failure = problem.failure
            _log.warning("model %s failed: %s", model.name, problem)

    def tokens(self) -> tuple[Piece, bool]:
        """What was read and written, and whether that is estimated: a call that is left early is
        not counted by the server. A piece is mostly a token, a token about two letters of Thai."""
        if self.spent.prompt_tokens or not self.pieces:
            return self.spent, False
        length = len(self.request.system) + len(self.request.question)
        return Piece("", length // 2, self.pieces), True

    def took(self) -> float:
        """Milliseconds since it began."""
        return (time.perf_counter() - self.begun) * 1000

    def _count(self, piece: Piece) -> None:
        """Some servers tell the tokens once, some the sum up to now in every piece."""
        self.pieces += bool(piece.text)
        self.spent = Piece(
            "",
            min(_MOST_TOKENS, max(self.spent.prompt_tokens, piece.prompt_tokens)),
            min(_MOST_TOKENS, max(self.spent.completion_tokens, piece.completion_tokens)),
        )

    async def _hear_out(self, pieces: AsyncGenerator[Piece, None]) -> None:
        """Wait a moment for the count of tokens, which ends a reply."""
        with suppress(TimeoutError, ModelFailed):
            async with asyncio.timeout(_LAST_WORD):
                async for piece in pieces:
                    self._count(piece)
