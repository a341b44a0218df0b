"""A project as it comes in: pasted text or fields, in the words of whoever wrote it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.alignment import wording
from assistant.alignment.headings import parts_of
from db.errors import InvalidInput
from db.thai import canonical

MAX_LENGTH, MAX_SENT = 20_000, 200_000
MAX_ITEMS = 60
# Five texts and four lists of the longest together come to no more than MAX_LENGTH.
_FIELD, _FEW = 2_200, 12
_LISTS = ("objectives", "activities", "outputs", "kpis")
_TEXTS = ("title", "rationale", "budget", "agency", "years")
# What else people call the fields of a project in JSON.
_CALLED = {
    "name": "title",
    "project": "title",
    "reason": "rationale",
    "background": "rationale",
    "objective": "objectives",
    "goals": "objectives",
    "activity": "activities",
    "output": "outputs",
    "targets": "outputs",
    "kpi": "kpis",
    "indicators": "kpis",
    "owner": "agency",
    "unit": "agency",
    "year": "years",
    "period": "years",
}


@dataclass(frozen=True, slots=True)
class Project:
    """A project of a public body; what it does not say is empty."""

    title: str
    rationale: str = ""
    objectives: tuple[str, ...] = ()
    activities: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    kpis: tuple[str, ...] = ()
    budget: str = ""
    agency: str = ""
    years: str = ""

    @classmethod
    def from_text(cls, text: str) -> "Project":
        """The project in pasted text, split by its usual headings.

        Without headings the first line is the title and the rest the rationale. Raises
        InvalidInput for a text without a letter or over 200,000 characters.
        """
        if len(text) > MAX_SENT:
            raise InvalidInput(wording.TOO_LONG.format(limit=MAX_SENT), ("input", "text"))
        clean = canonical(text).strip()
        if not any(character.isalnum() for character in clean):
            raise InvalidInput(wording.EMPTY, ("input", "text"))
        return cls(**parts_of(clean))

    @classmethod
    def from_json(cls, given: Any) -> "Project":  # noqa: ANN401 (whatever a JSON text holds)
        """The project in decoded JSON: texts or lists of texts, a number for the budget.

        Raises InvalidInput for what cannot be a project.
        """
        if isinstance(given, str):
            return cls.from_text(given)
        if not isinstance(given, Mapping):
            raise InvalidInput(wording.NO_PROJECT, ("input",))
        fields = {_CALLED.get(str(key).lower(), str(key).lower()): v for key, v in given.items()}
        if isinstance(fields.get("text"), str) and not fields.get("title"):
            return cls.from_text(fields["text"])
        told: dict[str, Any] = {name: _text(name, fields.get(name)) for name in _TEXTS}
        made = cls(**told | {name: _items(name, fields.get(name)) for name in _LISTS})
        if not any(character.isalnum() for character in made.whole()):
            raise InvalidInput(wording.EMPTY, ("input", "title"))
        if len(made.whole()) > MAX_SENT:
            raise InvalidInput(wording.TOO_LONG.format(limit=MAX_SENT), ("input",))
        return made

    def whole(self) -> str:
        """All that the project says, field by field on lines of their own."""
        lists = (*self.objectives, *self.activities, *self.outputs, *self.kpis)
        return "\n".join(
            (self.title, self.rationale, *lists, self.budget, self.agency, self.years)
        ).strip()

    def shortened(self) -> "Project":
        """What is read of a long project: the beginning of each of its fields."""
        if not self.is_long():
            return self
        cut: dict[str, Any] = {name: getattr(self, name)[:_FIELD] for name in _TEXTS}
        for name in _LISTS:
            items = getattr(self, name)[:_FEW]
            cut[name] = tuple(item[: _FIELD // _FEW] for item in items)
        return replace(self, **cut)

    def is_long(self) -> bool:
        """Whether it says more than is read of a project."""
        return len(self.whole()) > MAX_LENGTH


def _text(name: str, value: Any) -> str:  # noqa: ANN401
    if value is None:
        return ""
    if isinstance(value, str):
        return canonical(value).strip()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:,.0f} บาท" if name == "budget" else str(value)
    if isinstance(value, Sequence):
        return "\n".join(_text(name, item) for item in value[:MAX_ITEMS])
    if isinstance(value, Mapping):
        pairs = list(value.items())[:MAX_ITEMS]
        return "\n".join(f"{canonical(str(key))}: {_text(name, item)}" for key, item in pairs)
    raise InvalidInput(wording.NO_FIELD.format(field=name), ("input", name))


def _items(name: str, value: Any) -> tuple[str, ...]:  # noqa: ANN401
    """The items of a list; a text is cut into its lines."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        if len(value) > MAX_ITEMS:
            raise InvalidInput(
                wording.TOO_MANY.format(field=name, limit=MAX_ITEMS), ("input", name)
            )
        items = [_text(name, item) for item in value]
    else:
        items = _text(name, value).splitlines()
    return tuple(item.strip() for item in items if item.strip())[:MAX_ITEMS]
