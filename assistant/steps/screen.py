"""Settles what must not or need not be looked up: personal data, tampering, small talk."""

import re
from zoneinfo import ZoneInfo

from assistant import wording
from assistant.draft import Draft, Tools
from assistant.question import keyboard
from assistant.question.courtesy import Talk, small_talk
from assistant.question.dates import say_date
from assistant.question.persons import asks_of_person
from assistant.question.privacy import holds_personal_data
from assistant.question.tampering import is_tampering
from db.models import AnswerStatus
from db.reads import generations
from db.thai import squeeze

_BANGKOK = ZoneInfo("Asia/Bangkok")
_BARRED = {AnswerStatus.REFUSED_PERSONAL_DATA, AnswerStatus.REFUSED_UNSAFE}
_LEAD = re.compile(r"^(?:แล้ว|และ|ส่วน|ตามด้วย|ต่อด้วย|คือ|เลข)++\s*")


def screen(draft: Draft, tools: Tools) -> None:
    """Settle the draft when its question is no question to the documents."""
    key = squeeze(draft.question)
    # What was typed in the other layout is read as meant, so it is screened as meant too.
    readings = dict.fromkeys((draft.question, keyboard.as_meant(draft.question)))
    bar(draft, *readings, *_joined(draft))
    if draft.status is not None:
        return
    talk = next(filter(None, map(small_talk, readings)), None)
    if talk is Talk.OPINION:
        draft.settle(AnswerStatus.REFUSED_OFF_TOPIC, wording.OPINION)
    elif talk is Talk.UP_TO_DATE:
        draft.settle(AnswerStatus.GREETING, _up_to_date(tools))
    elif talk is not None:
        draft.settle(AnswerStatus.GREETING, wording.TALK[talk])
    elif len(key) > 3 and len(set(key)) <= 2:
        draft.settle(AnswerStatus.REFUSED_OFF_TOPIC, wording.OFF_TOPIC)


def bar(draft: Draft, *texts: str) -> None:
    """Settle the draft when one of some texts holds or asks for what is private, or tampers."""
    if any(map(holds_personal_data, texts)):
        draft.settle(AnswerStatus.REFUSED_PERSONAL_DATA, wording.PERSONAL)
    elif any(map(asks_of_person, texts)):
        draft.settle(AnswerStatus.REFUSED_PERSONAL_DATA, wording.PERSONAL_OF_ANOTHER)
    elif any(map(is_tampering, texts)):
        draft.settle(AnswerStatus.REFUSED_UNSAFE, wording.UNSAFE)


def _joined(draft: Draft) -> list[str]:
    """The question as it goes on with the one before it: a number may be told in two parts."""
    before = draft.turns[-1] if draft.turns else None
    if before is None or before.status in _BARRED:
        return []
    return [f"{before.question} {_LEAD.sub('', draft.question)}"]


def _up_to_date(tools: Tools) -> str:
    """When what answers now was published."""
    with tools.database.reading() as session:
        generation = generations.active(session)
    if generation is None:
        return wording.NOTHING_PUBLISHED
    day = generation.created_at.astimezone(_BANGKOK).date()
    return wording.UP_TO_DATE.format(day=say_date(day))
