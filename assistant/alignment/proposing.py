"""Has a language model propose what a project serves, and keeps what its quotes prove.

The model is taken to be hostile, and so is the project: nothing it says is shown but levels that
the rubric allows and words that stand in the plan and in the project.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field

from assistant.alignment.asking import ASKING_VERSION, Proposed, asking, proposals
from assistant.alignment.candidates import Candidate, candidates
from assistant.alignment.hearing import Heard, Hearing
from assistant.alignment.levels import lower
from assistant.alignment.matching import made
from assistant.alignment.nodes import Atlas
from assistant.alignment.outcome import Level, Match
from assistant.alignment.themes import Knowledge
from assistant.model.calling import Call
from assistant.model.chat import Model
from assistant.model.locating import locate_in

_SHORTEST = 12
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is left of a model's proposal; `trouble` says why nothing is (a key of the wording),
    and is empty where something is."""

    matches: tuple[Match, ...] = ()
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class _Proved:
    """A proposal that passed: the part, the level it is given, the words of the project."""

    candidate: Candidate
    level: Level
    heard: Heard
    words: str


@dataclass(slots=True)
class _Jury:
    """What was let through, by the key of the part, and how much was not."""

    found: Sequence[Candidate]
    hearing: Hearing
    kept: dict[str, _Proved] = field(default_factory=dict)
    dropped: int = 0

    def take(self, said: Proposed) -> None:
        """Keep a proposal whose part exists and whose words stand where they are said to."""
        candidate = self._part(said.part)
        if candidate is None or not _holds(candidate.quote.text, said.plan_quote):
            self.dropped += 1
            return
        proof = _proof(self.hearing.heard, said.project_quote)
        if proof is None:
            self.dropped += 1
            return
        level = lower(said.level, candidate.most)
        self.kept.setdefault(candidate.node.key, _Proved(candidate, level, *proof))

    def _part(self, number: int) -> Candidate | None:
        return self.found[number - 1] if 1 <= number <= len(self.found) else None


async def propose(
    hearing: Hearing, atlases: Sequence[Atlas], known: Knowledge, model: Model
) -> Proposal | None:
    """What a model proposes of the parts that are near; None where none is, and it is not asked.

    Never raises for what the model does: that is the proposal's trouble.
    """
    found = candidates(hearing, atlases, known)
    if not found:
        return None
    jury = _Jury(found, hearing)
    call = Call(asking([one.component for one in hearing.heard], found), proposals())
    async with aclosing(call.hear(model)) as said:
        async for one in said:
            jury.take(one)
    _note(model, call, jury)
    trouble = _trouble(call, jury)
    return Proposal(trouble=trouble) if trouble else Proposal(tuple(_matches(jury.kept, known)))


def _holds(line: str, words: str) -> bool:
    return _located(line, words) is not None


def _proof(heard: Sequence[Heard], words: str) -> tuple[Heard, str] | None:
    """The component that says these words, with its own characters; None where none does."""
    for one in heard:
        located = _located(one.component.text, words)
        if located is not None:
            return one, located
    return None


def _located(text: str, words: str) -> str | None:
    """Words where a text prints them: the whole of it, or as much as tells something."""
    found = locate_in(text, words)
    if found is None or len(found.text) < min(_SHORTEST, len(text.strip())):
        return None
    return found.text


def _matches(kept: Mapping[str, _Proved], known: Knowledge) -> Iterator[Match]:
    """The matches; a part has at most the level that its strategy was given."""
    for one in kept.values():
        part, above = one.candidate, kept.get(one.candidate.node.strategy)
        level = lower(one.level, above.level) if above else one.level
        theme = known.themes[part.theme].title
        yield made(
            part.atlas, part.node, level, part.score, part.quote, one.heard, one.words, theme
        )


def _trouble(call: Call[Proposed], jury: _Jury) -> str:
    """Why not to believe it; a proposal of which most falls is no better than none."""
    if jury.kept and jury.dropped <= len(jury.kept):
        return ""
    if call.failure:
        return call.failure
    if call.dictation.is_absent and not jury.dropped:
        return "absent"
    return "unsupported" if jury.kept or jury.dropped else "garbled"


def _note(model: Model, call: Call[Proposed], jury: _Jury) -> None:
    """One line for the log, without a word of the project or the reply."""
    spent, _ = call.tokens()
    _log.info(
        "model %s, alignment prompt %d: %s, %d kept, %d dropped, %d + %d tokens, %.0f ms",
        model.name,
        ASKING_VERSION,
        call.failure or "done",
        len(jury.kept),
        jury.dropped,
        spent.prompt_tokens,
        spent.completion_tokens,
        call.took(),
    )
