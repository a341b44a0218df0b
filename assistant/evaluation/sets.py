"""Sets of questions with what their answers must hold: read, and refused when they were changed."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from assistant.evaluation.seals import QUESTIONS, read_about
from db.errors import UnreadableFile
from db.models import AnswerStatus

UNANSWERABLE = frozenset(
    {"near_miss", "off_topic", "opinion", "personal_data", "unsafe", "greeting"}
)

Alternatives = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gold:
    """Words of a document that answer."""

    document: str
    text: str


@dataclass(frozen=True, slots=True)
class Case:
    """A question and what is demanded of its answer.

    `turns` are asked before it in the same conversation. An answer is right when its status is one
    of `status` and it holds one of each of `holds` (strings) and `numbers`, and nothing
    `forbidden`. `quotes` are what answers, `notice` what a notice must say.
    """

    id: str
    half: str
    kind: str
    style: str
    question: str
    status: frozenset[AnswerStatus]
    holds: tuple[Alternatives, ...]
    numbers: tuple[Alternatives, ...]
    forbidden: tuple[str, ...]
    quotes: tuple[Gold, ...]
    notice: str | None
    on: date
    turns: tuple[str, ...]

    @property
    def answerable(self) -> bool:
        """Whether the documents answer it."""
        return self.kind not in UNANSWERABLE


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """A version of a set: its cases, the files to take in, whether the product's own come too."""

    name: str
    version: int
    with_bundle: bool
    documents: tuple[Path, ...]
    cases: tuple[Case, ...]


def read_set(directory: Path, half: str = "all") -> QuestionSet:
    """The set in `directory`, or the half of it that is named.

    Raises what `read_about` does, and UnreadableFile when the questions have another form.
    """
    about = read_about(directory, half)
    try:
        cases = _cases(directory / QUESTIONS, date.fromisoformat(about["as_of"]))
        return QuestionSet(
            name=about["name"],
            version=about["version"],
            with_bundle=about["with_bundle"],
            documents=tuple(directory / name for name in about["sha256"] if name != QUESTIONS),
            cases=tuple(case for case in cases if half in ("all", case.half)),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnreadableFile(f"ชุดคำถามใน {directory} ไม่ตรงรูปแบบ ({error!r})") from error


def _cases(path: Path, on: date) -> list[Case]:
    lines = path.read_text(encoding="utf-8").splitlines()
    cases = [_case(json.loads(line), on) for line in lines if line.strip()]
    if len({case.id for case in cases}) != len(cases):
        raise ValueError("two questions have one id")
    return cases


def _case(row: Mapping[str, Any], on: date) -> Case:
    return Case(
        id=row["id"],
        half=row["half"],
        kind=row["kind"],
        style=row.get("style", "plain"),
        question=row["question"],
        status=frozenset(AnswerStatus(name) for name in row["status"]),
        holds=_alternatives(row.get("holds", ())),
        numbers=_alternatives(row.get("numbers", ())),
        forbidden=tuple(row.get("forbidden", ())),
        quotes=tuple(Gold(quote["document"], quote["text"]) for quote in row.get("quotes", ())),
        notice=row.get("notice"),
        on=date.fromisoformat(row["as_of"]) if "as_of" in row else on,
        turns=tuple(row.get("turns", ())),
    )


def _alternatives(wanted: Sequence[str | Sequence[str]]) -> tuple[Alternatives, ...]:
    return tuple((one,) if isinstance(one, str) else tuple(one) for one in wanted)
