"""Sets of questions with what their answers must hold: read, and refused when they were changed."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from db.errors import InvalidInput, NotFound, UnreadableFile
from db.models import AnswerStatus

QUESTIONS, ABOUT, DOCUMENTS = "questions.jsonl", "set.json", "documents"
HALVES = ("dev", "held", "all")
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

    set.json holds the SHA-256 of every other file, and every file is compared with it. Raises
    NotFound when there is no set, UnreadableFile when a file is not what it was or has another
    form, InvalidInput for an unknown half.
    """
    if half not in HALVES:
        raise InvalidInput(f"ไม่รู้จักส่วน {half} (มี {', '.join(HALVES)})")
    if not (directory / ABOUT).is_file():
        raise NotFound(f"ไม่พบไฟล์ {directory / ABOUT}")
    try:
        about = json.loads((directory / ABOUT).read_text(encoding="utf-8"))
        _check(directory, about["sha256"])
        cases = _cases(directory / QUESTIONS, date.fromisoformat(about["as_of"]))
        return QuestionSet(
            name=about["name"],
            version=about["version"],
            with_bundle=about["with_bundle"],
            documents=tuple(directory / name for name in about["sha256"] if name != QUESTIONS),
            cases=tuple(case for case in cases if half in ("all", case.half)),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise UnreadableFile(f"ชุดคำถามใน {directory} ไม่ตรงรูปแบบ ({error!r})") from error


def digests(directory: Path) -> dict[str, str]:
    """The SHA-256 of the questions and of each document of a set, by name."""
    documents = sorted((directory / DOCUMENTS).glob("*"))
    names = [QUESTIONS, *(f"{DOCUMENTS}/{path.name}" for path in documents)]
    return {name: sha256((directory / name).read_bytes()).hexdigest() for name in names}


def _check(directory: Path, sealed: Mapping[str, str]) -> None:
    found = digests(directory)
    changed = [
        name for name in sorted(found.keys() | sealed.keys()) if found.get(name) != sealed.get(name)
    ]
    if changed:
        raise UnreadableFile(
            f"ชุดคำถามใน {directory} ถูกแก้ไข ({', '.join(changed)}) โปรดคืนไฟล์เดิม หรือทำเป็นชุดรุ่นใหม่"
        )


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
