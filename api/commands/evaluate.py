"""`sodklong evaluate`: measures the product on test collections, questions and projects."""

import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from api.commands.output import AsJson, note, say, say_json
from db.errors import InvalidInput

app = typer.Typer(help="Measure the product on a test collection.", no_args_is_help=True)


@app.callback()
def evaluate() -> None:
    """Measure the product on a test collection."""


@app.command()
def retrieval(
    directory: Annotated[
        Path, typer.Argument(help="Holds corpus.jsonl, queries.jsonl and qrels.tsv.")
    ],
    baseline: Annotated[
        list[str] | None,
        typer.Option(
            help="Compare with: whitespace-bm25, word-bm25, dense, rrf, langchain. "
            "May be given several times."
        ),
    ] = None,
    run: Annotated[Path | None, typer.Option(help="Write our ranked ids here as TSV.")] = None,
    as_json: AsJson = False,
) -> None:
    """Index a collection in a throw-away directory by the product's own way, and search it."""
    from api.commands.baselines import BASELINES
    from api.commands.benches import collection_bench
    from assistant.evaluation.retrieval import measure, read_collection

    collection = read_collection(directory)
    unknown = sorted(set(baseline or ()) - set(BASELINES))
    if unknown:
        raise InvalidInput(f"ไม่รู้จัก baseline {', '.join(unknown)} (มี {', '.join(BASELINES)})")
    with collection_bench(collection) as bench:
        begun = time.perf_counter()
        ours = measure(collection, bench.ours)
        seconds = (time.perf_counter() - begun) / max(1, len(collection.queries))
        systems: dict[str, Mapping[str, float]] = {"sodklong": ours.scores}
        for name in baseline or ():
            note(f"เปรียบเทียบกับ {name}")
            systems[name] = measure(collection, BASELINES[name](bench)).scores
    if run is not None:
        _write_run(run, ours.rankings)
    result = dict(ours.scores) | {
        "queries": len(collection.queries),
        "seconds_index": round(bench.seconds_index, 3),
        "seconds_query": round(seconds, 5),
        "systems": systems,
    }
    if as_json:
        say_json(result)
    else:
        _print(directory, result)


@app.command()
def answers(
    directory: Annotated[
        Path, typer.Argument(help="Holds set.json, questions.jsonl and, may be, documents/.")
    ],
    half: Annotated[str, typer.Option(help="Which half of the set: dev, held or all.")] = "all",
    hide_gold: Annotated[
        bool, typer.Option(help="Ask again with the answering passages taken away.")
    ] = False,
    curve: Annotated[
        bool, typer.Option(help="Trace what other thresholds of confidence would do.")
    ] = False,
    run: Annotated[
        Path | None, typer.Option(help="Write each question's outcome here as JSON lines.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Ask a set of questions over its documents in a throw-away directory; judge the answers."""
    from api.commands.benches import question_bench
    from api.commands.outcomes import measured, print_result, write_outcomes
    from assistant.evaluation.sets import read_set

    questions = read_set(directory, half)
    with question_bench(questions) as services:
        verdicts, result = measured(
            questions, services.tools, half=half, hide_gold=hide_gold, curve=curve
        )
    if run is not None:
        write_outcomes(run, verdicts)
    if as_json:
        say_json(result)
    else:
        print_result(result)


@app.command()
def alignment(
    directory: Annotated[Path, typer.Argument(help="Holds set.json and projects.jsonl.")],
    half: Annotated[str, typer.Option(help="Which half of the set: dev, held or all.")] = "all",
    baseline: Annotated[
        list[str] | None,
        typer.Option(
            help="Compare with: keyword-counts, nearest-vector, word-bm25. "
            "May be given several times."
        ),
    ] = None,
    baselines_only: Annotated[bool, typer.Option(help="Leave the product itself out.")] = False,
    as_json: AsJson = False,
) -> None:
    """Align a set of projects with the plans in force; compare with what they are labelled."""
    from api.commands.alignments import measured, print_result

    result = measured(directory, half, baseline or (), without_ours=baselines_only)
    if as_json:
        say_json(result)
    else:
        print_result(result)


def _write_run(path: Path, rankings: Mapping[str, Sequence[str]]) -> None:
    lines = (
        f"{query}\t{rank}\t{document}\n"
        for query, documents in rankings.items()
        for rank, document in enumerate(documents, 1)
    )
    path.write_text("".join(lines), encoding="utf-8")


def _print(directory: Path, result: Mapping[str, Any]) -> None:
    say(f"{directory.name}: {result['queries']} queries, index {result['seconds_index']} s")
    names = list(next(iter(result["systems"].values())))
    say(f"{'':<18}" + "".join(f"{name:>12}" for name in names))
    for system, scores in result["systems"].items():
        say(f"{system:<18}" + "".join(f"{scores[name]:>12.3f}" for name in names))
