"""What `sodklong evaluate answers` tells: one object for machines, tables for people."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from api.commands.output import note, say
from assistant.draft import Tools
from assistant.evaluation.asking import ask_all, ask_without_gold, retrieve_all
from assistant.evaluation.curve import Point, trace
from assistant.evaluation.judging import Verdict
from assistant.evaluation.leaning import lean
from assistant.evaluation.scores import (
    by_kind,
    summarise,
    summarise_hidden,
    summarise_retrieval,
)
from assistant.evaluation.sets import QuestionSet

_EVERY = 20


def measured(
    questions: QuestionSet, tools: Tools, *, half: str, hide_gold: bool, curve: bool
) -> tuple[list[Verdict], dict[str, Any]]:
    """The verdict on each question, and the whole result."""
    cases = questions.cases
    verdicts = ask_all(cases, tools, _tell)
    result: dict[str, Any] = {
        "set": questions.name,
        "version": questions.version,
        "half": half,
        **asdict(summarise(verdicts)),
        "retrieval": asdict(summarise_retrieval(retrieve_all(cases, tools))),
        "kinds": {kind: asdict(scores) for kind, scores in by_kind(verdicts).items()},
    }
    if hide_gold:
        slugs = [path.stem for path in questions.documents]
        result["hidden"] = asdict(summarise_hidden(ask_without_gold(cases, tools, slugs, _tell)))
    if curve:
        result["curve"] = [asdict(point) for point in _curve(questions, tools)]
    return verdicts, result


def write_outcomes(path: Path, verdicts: Sequence[Verdict]) -> None:
    """One JSON object a question: what was asked, what came back, how it was judged."""
    lines = (json.dumps(_outcome(verdict), ensure_ascii=False) + "\n" for verdict in verdicts)
    path.write_text("".join(lines), encoding="utf-8")


def print_result(result: Mapping[str, Any]) -> None:
    """The result as tables."""
    say(f"{result['set']}-{result['version']} ({result['half']})")
    _print_pairs({k: v for k, v in result.items() if isinstance(v, int | float | None)})
    for part in ("retrieval", "hidden"):
        if part in result:
            say(f"\n{part}")
            _print_pairs(result[part])
    say()
    _print_rows(list(_kind_rows(result["kinds"])))
    if "curve" in result:
        say()
        _print_rows(result["curve"])


def _curve(questions: QuestionSet, tools: Tools) -> list[Point]:
    return trace(lean(questions.cases, tools))


def _outcome(verdict: Verdict) -> dict[str, Any]:
    case, answer = verdict.case, verdict.answer
    return {
        "id": case.id,
        "half": case.half,
        "kind": case.kind,
        "question": case.question,
        "status": str(answer.status),
        "answer": answer.text,
        "right": verdict.right,
        "wrong": verdict.wrong,
        "unsupported": verdict.unsupported,
        "quotes": [{"document": q.document, "page": q.page, "text": q.text} for q in answer.quotes],
        "seconds": round(verdict.seconds, 4),
    }


def _kind_rows(kinds: Mapping[str, Mapping[str, int]]) -> list[dict[str, Any]]:
    return [{"kind": kind, **scores} for kind, scores in kinds.items()]


def _print_pairs(values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        shown = "-" if value is None else value
        say(f"{name:<24}{shown:>10}")


def _print_rows(rows: Sequence[Mapping[str, Any]]) -> None:
    say("".join(f"{name:<18}" for name in rows[0]))
    for row in rows:
        say("".join(f"{value!s:<18}" for value in row.values()))


def _tell(done: int, total: int) -> None:
    if done % _EVERY == 0:
        note(f"ถามแล้ว {done} จาก {total} ข้อ")
