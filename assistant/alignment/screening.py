"""What must be told or hidden of a project before it is read: it is data and orders nothing."""

import re
from dataclasses import fields, replace
from typing import Any

from assistant.alignment import wording
from assistant.alignment.orders import is_order
from assistant.alignment.project import MAX_LENGTH, Project
from assistant.question.privacy import holds_personal_data
from assistant.question.tampering import is_tampering
from db.thai import familiar

_PERSON_NUMBER = re.compile(r"\+?[\d๐-๙](?:[\s./()_,=*~•·:-]{0,3}[\d๐-๙]){8,}")
_EMAIL = re.compile(r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]++\s?@\s?[A-Za-z0-9.-]+")
_THAI = re.compile("[ก-๎]")
_LETTER = re.compile(r"[^\W\d_]")
_FAMILIAR, _SHORT = 0.55, 6


def screen_project(project: Project) -> tuple[Project, list[str]]:
    """What is read of a project, without what is private in it, and Thai notices of what was
    found."""
    notices = [wording.LONG.format(limit=MAX_LENGTH)] if project.is_long() else []
    project = project.shortened()
    whole = project.whole()
    if any(map(is_order, whole.split("\n"))) or is_tampering(whole):
        notices.append(wording.TAMPERING)
    if holds_personal_data(whole):
        project = _hidden(project)
        notices.append(wording.PERSONAL)
    if whole == project.title:
        notices.append(wording.TITLE_ONLY)
    return project, notices


def is_nonsense(project: Project) -> bool:
    """Whether a project's text is no words of Thai, nor of another script."""
    whole = project.whole()[:4_000]
    letters = _LETTER.findall(whole)
    if len(set(letters)) <= 2:
        return True
    thai = len(_THAI.findall(whole))
    return thai >= _SHORT and thai > len(letters) / 3 and familiar(whole) < _FAMILIAR


def is_foreign(project: Project) -> bool:
    """Whether a project is written in another script than Thai."""
    whole = project.whole()[:4_000]
    return len(_THAI.findall(whole)) < 0.2 * max(1, len(_LETTER.findall(whole)))


def _hidden(project: Project) -> Project:
    given: dict[str, Any] = {
        field.name: _masked(getattr(project, field.name)) for field in fields(project)
    }
    return replace(project, **given)


def _masked(value: str | tuple[str, ...]) -> str | tuple[str, ...]:
    if isinstance(value, tuple):
        return tuple(_mask(item) for item in value)
    return _mask(value)


def _mask(text: str) -> str:
    """The text with long numbers and addresses hidden; where that is not enough, hidden whole."""
    if not holds_personal_data(text):
        return text
    shorter = _EMAIL.sub(wording.HIDDEN, _PERSON_NUMBER.sub(wording.HIDDEN, text))
    if not holds_personal_data(shorter):
        return shorter
    lines = (wording.HIDDEN if holds_personal_data(line) else line for line in text.split("\n"))
    return "\n".join(lines)
