"""Decides which composers may answer a question, and in which order."""

from assistant.draft import Draft, Tools
from assistant.routes import choose


def route(draft: Draft, _tools: Tools) -> None:
    """Fill `draft.route`."""
    draft.route = choose(draft.understood(), draft.named)
