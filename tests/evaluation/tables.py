"""Measures our own sets and the collections at hand, and writes the tables of docs/evaluation.md.

    python tests/evaluation/tables.py [COLLECTION ...]

A collection is a folder with corpus.jsonl, queries.jsonl and qrels.tsv. The table of one that is
not there stays as it was.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE, SETS = ROOT / "docs" / "evaluation.md", Path(__file__).parent / "sets"
SODKLONG = Path(sys.executable).with_name("sodklong")
BASELINES = ["whitespace-bm25", "word-bm25", "dense", "rrf", "langchain"]
SEARCHED = ["ndcg@10", "mrr@10", "recall@1", "recall@10", "all@10"]
SCORED = {
    "questions": "Questions",
    "answerable": "Answerable",
    "answered": "Answered, of the answerable",
    "accuracy": "Right, of those",
    "wrong": "Wrong answers, of all questions",
    "near_miss_refusal": "Near misses refused",
    "refusal_precision": "Refusal precision",
    "refusal_recall": "Refusal recall",
    "status_accuracy": "Status as expected",
    "quote_precision": "Quote precision",
    "quote_recall": "Quote recall",
    "notices": "Notices that are due",
    "unsupported_sentences": "Sentences without a supporting quote",
    "seconds_p50": "Seconds, median",
    "seconds_p95": "Seconds, 95th percentile",
}
FOUND = {
    "recall": "Gold quotes among ten passages",
    "all_gold": "Questions with all gold among ten",
    "several_all": "The same, of questions with several",
}
HIDDEN = {
    "questions": "Asked again without their answer",
    "refused": "… refused",
    "right": "… answered rightly from elsewhere",
    "leaked": "… answered from records",
    "wrong": "… answered wrongly",
}
HALVES = ("dev", "held")
ALIGNERS = ["keyword-counts", "nearest-vector", "word-bm25"]
ALIGNED = {
    "macro_f1": "Macro-F1, none among the classes",
    "primary": "Primary strategy right",
    "primary_strict": "The same, our first label alone",
    "none_precision": "None precision",
    "none_recall": "None recall",
    "quotes": "Both quotes verbatim",
    "calibration_error": "Calibration error",
    "seconds_p95": "Seconds, 95th percentile",
}
KINDS = ["questions", "right", "answered", "refused", "wrong"]
TRADED = ["answered", "wrong", "near_miss_refusal"]


def main(collections):
    """Measure, table by table, and write each as soon as it is there."""
    for folder in sorted(path.parent for path in SETS.glob("*/projects.jsonl")):
        write(folder.name, alignment_table({half: alignment(folder, half) for half in HALVES}))
    for folder in sorted(path.parent for path in SETS.glob("*/questions.jsonl")):
        halves = {half: answers(folder, half) for half in HALVES}
        write(folder.name, answers_table(halves))
    for folder in collections:
        write(folder.name, retrieval_table(retrieval(folder)))


def answers(folder, half):
    """The result of a half of a set."""
    return run("answers", folder, "--half", half, "--hide-gold", "--curve")


def retrieval(folder):
    """The result of a collection, beside every baseline."""
    return run("retrieval", folder, *(word for name in BASELINES for word in ("--baseline", name)))


def alignment(folder, half):
    """The result of a half of a set of projects, beside every baseline."""
    baselines = (word for name in ALIGNERS for word in ("--baseline", name))
    return run("alignment", folder, "--half", half, *baselines)


def run(*words):
    """The JSON object that `sodklong evaluate` prints."""
    command = [SODKLONG, "evaluate", *words, "--json"]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, cwd=ROOT)
    return json.loads(done.stdout)


def retrieval_table(result):
    """One row a system."""
    rows = [
        [system, *(f"{scores[name]:.3f}" for name in SEARCHED)]
        for system, scores in result["systems"].items()
    ]
    per_query = f"{result['seconds_query'] * 1000:.0f} ms a query"
    said = f"{result['queries']} queries; {result['seconds_index']:.0f} s to index, {per_query}."
    return f"{said}\n\n" + table(["", *SEARCHED], rows)


def alignment_table(halves):
    """Scores of each system over both halves, and what each put first."""
    systems = list(halves["dev"]["systems"])
    heads = [f"{half}: {name}" for half in halves for name in systems]
    told = [one["systems"][name] for one in halves.values() for name in systems]
    parts = [table(["", *heads], rows_of(ALIGNED, told))]
    for head, one in zip(heads, told, strict=True):
        parts += [
            confusion_table(head, edition, rows) for edition, rows in one["confusion"].items()
        ]
    return "\n\n".join(parts)


def confusion_table(head, edition, rows):
    """Primary labels down, what stood first across."""
    names = sorted(rows.keys() | {name for row in rows.values() for name in row})
    lines = [[gold, *(str(rows.get(gold, {}).get(name, 0)) for name in names)] for gold in names]
    return f"{head}, {edition}:\n\n" + table(["labelled", *names], lines)


def answers_table(halves):
    """Scores, kinds and the trade-off of both halves."""
    scores = [
        [said, *(shown(one[name]) for one in halves.values())] for name, said in SCORED.items()
    ]
    for part, names in (("retrieval", FOUND), ("hidden", HIDDEN)):
        scores += [
            [said, *(shown(one[part][name]) for one in halves.values())]
            for name, said in names.items()
        ]
    kinds = [
        [kind, half, *(str(counts[name]) for name in KINDS)]
        for half, one in halves.items()
        for kind, counts in one["kinds"].items()
    ]
    curve = [
        [f"{low['threshold']:.2f}", *(shown(one[name]) for one in (low, high) for name in TRADED)]
        for low, high in zip(*(one["curve"] for one in halves.values()), strict=True)
    ]
    heads = [f"{half}: {name.replace('_', ' ')}" for half in halves for name in TRADED]
    parts = [
        table(["", *halves], scores),
        "By kind of question:\n\n" + table(["kind", "half", *KINDS], sorted(kinds)),
        "If answers below a confidence were refused:\n\n" + table(["confidence", *heads], curve),
    ]
    return "\n\n".join(parts)


def rows_of(names, results):
    """A row for each name, a value for each result."""
    return [[said, *(shown(result[name]) for result in results)] for name, said in names.items()]


def shown(value):
    """A share with three decimals, a count as it is, a dash for nothing counted."""
    if value is None:
        return "–"
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def table(head, rows):
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def write(name, text):
    """Put a table in its place on the page and on the screen."""
    begin, end = f"<!-- {name}: written by make eval -->", f"<!-- end of {name} -->"
    page = PAGE.read_text(encoding="utf-8")
    place = re.compile(re.escape(begin) + ".*?" + re.escape(end), re.DOTALL)
    if not place.search(page):
        page += f"\n### {name}\n\n{begin}\n{end}\n"
    PAGE.write_text(place.sub(lambda _: f"{begin}\n{text}\n{end}", page), encoding="utf-8")
    print(f"{name}\n{text}\n")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
