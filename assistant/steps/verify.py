"""Lets through only what its quotes support, whoever wrote it."""

from assistant import wording
from assistant.draft import Draft, Tools
from assistant.refusal import refuse
from assistant.saying import leaves_address, sayable
from assistant.support import supported
from db.models import AnswerStatus


def verify(draft: Draft, tools: Tools) -> None:
    """Settle with the first composition of which something is supported, or as a refusal."""
    with tools.database.reading() as session:
        for composition in draft.compositions:
            kept = sayable(supported(session, composition.statements))
            if kept:
                whole = composition.whole and len(kept) == len(composition.statements)
                draft.statements, draft.author = kept, composition.author
                draft.notices.extend(composition.notices)
                if leaves_address(kept):
                    draft.notices.append(wording.ADDRESS_NOTICE)
                text = "\n".join(statement.text for statement in kept)
                draft.settle(AnswerStatus.ANSWERED if whole else AnswerStatus.PARTIAL, text)
                return
    refuse(draft, tools)
