"""Decides which composers may answer a question, and asks back when plans fit it equally."""

from assistant import suggesting, wording
from assistant.composers import choices
from assistant.draft import Draft, Tools
from db.models import AnswerStatus


def route(draft: Draft, tools: Tools) -> None:
    """Fill `draft.route`; settle as CLARIFY, or name the one edition in force that fits."""
    with tools.database.reading() as session:
        editions = choices.fitting(session, draft)
    if len(editions) == 1:
        draft.named = editions
        draft.notices.append(wording.UNDERSTOOD_EDITION.format(title=editions[0].title))
    elif editions:
        draft.ask_back(choices.clarify(draft, editions))
    elif not draft.named and choices.is_bare(draft.understood()):
        _ask_subject(draft, tools)
    draft.route = draft.route_of(draft.understood(), draft.named)


def _ask_subject(draft: Draft, tools: Tools) -> None:
    """Ask of what the question is; the example is one that has an answer."""
    with tools.database.reading() as session:
        example = suggesting.example(session, draft)
    draft.suggestions = [example] if example else []
    shown = wording.SUCH_AS.format(example=example) if example else ""
    draft.settle(AnswerStatus.CLARIFY, f"{wording.WHICH_SUBJECT}{shown}")
