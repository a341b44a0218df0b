"""Which parts of the plans a project serves, when a question asks it: by the alignment."""

import re

from sqlmodel import Session

from assistant import wording
from assistant.alignment import align_within
from assistant.alignment.outcome import Level, Match
from assistant.alignment.project import Project
from assistant.draft import Composition, Draft, Statement
from assistant.question.reading import Asked
from db.errors import InvalidInput

_MOST = 5
_ASKED = re.compile(
    r"(?:นี้)?(?:มีความ)?(?:สอดคล้อง|เชื่อมโยง|ตอบสนอง|รองรับ|เข้ากับ|เกี่ยวข้อง|ตอบโจทย์|ตรง)(?:กับ)?\s*\S{0,12}"
    r"(?:ยุทธศาสตร์|แผน|เป้าหมาย|มาตรการ|โครงการ).*$",
    re.DOTALL,
)


def compose(session: Session, draft: Draft) -> Composition | None:
    """The parts that the project in a question serves most; None where it serves none."""
    if draft.index is None:
        return None
    editions = [edition.code for edition in draft.named]
    try:
        project = Project.from_text(_project(draft.understood()))
    except InvalidInput:  # nothing is left of the question but what it asks
        return None
    found = align_within(session, project, draft.index.embedder, draft.on, editions)
    served = [match for match in found.matches if match.level is not Level.CONFLICTING]
    if not served:
        return None
    statements = [_statement(match) for match in served[:_MOST]]
    quotes = tuple(quote for statement in statements for quote in statement.quotes)
    opening = Statement(wording.ALIGNED, quotes, frame=True)
    return Composition((opening, *statements), (wording.FIRST_LOOK,))


def _project(asked: Asked) -> str:
    """The project's words, without what is asked of it."""
    return _ASKED.sub("", asked.text).strip() or asked.text


def _statement(match: Match) -> Statement:
    return Statement(f"{match.edition_title}: {match.plan_quote}", (match.quote,))
