"""`sodklong evaluate`: measures the product on a test collection."""

import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from api.commands.output import AsJson, note, say, say_json
from db.errors import InvalidInput

app = typer.Typer(help="Measure the product on a test collection.", no_args_is_help=True)

POOL = 500


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
        typer.Option(help="Compare with: whitespace-bm25, dense. May be given twice."),
    ] = None,
    run: Annotated[Path | None, typer.Option(help="Write our ranked ids here as TSV.")] = None,
    as_json: AsJson = False,
) -> None:
    """Index a collection in a throw-away directory by the product's own way, and search it."""
    from assistant.evaluate import measure, read_collection

    collection = read_collection(directory)
    unknown = sorted(set(baseline or ()) - set(BASELINES))
    if unknown:
        raise InvalidInput(f"ไม่รู้จัก baseline {', '.join(unknown)} (มี {', '.join(BASELINES)})")
    with _indexed(collection) as bench:
        begun = time.perf_counter()
        ours = measure(collection, bench.ours)
        seconds = (time.perf_counter() - begun) / max(1, len(collection.queries))
        systems: dict[str, Mapping[str, float]] = {"sodklong": ours.scores}
        for name in baseline or ():
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


@dataclass(slots=True)
class _Bench:
    """A collection indexed as the product would, and ways to rank it."""

    services: Any
    home: Path
    slugs: Mapping[int, str]
    texts: Mapping[int, str]
    seconds_index: float

    def ours(self, query: str) -> list[str]:
        from assistant.evaluate import distinct
        from assistant.search import find

        found = find(self.services.database, self.services.tools.live.current(), query, POOL)
        return distinct(evidence.passage.slug for evidence in found.evidence)

    def documents(self, ids: Iterable[int]) -> list[str]:
        from assistant.evaluate import distinct

        return distinct(self.slugs[key] for key in ids)


def _whitespace_bm25(bench: _Bench) -> Callable[[str], Sequence[str]]:
    """BM25 as search engines have it by default: words end at spaces."""
    from db.keywords import KeywordIndex

    ids, texts = list(bench.texts), list(bench.texts.values())
    index = KeywordIndex.build(bench.home / "whitespace", ids, texts, str.split)
    return lambda query: bench.documents(index.search(query, POOL))


def _dense(bench: _Bench) -> Callable[[str], Sequence[str]]:
    """Our vectors alone."""
    index = bench.services.tools.live.current()
    return lambda query: bench.documents(index.search(query, POOL).dense)


BASELINES: Mapping[str, Callable[[_Bench], Callable[[str], Sequence[str]]]] = {
    "whitespace-bm25": _whitespace_bm25,
    "dense": _dense,
}


@contextmanager
def _indexed(collection: Any) -> Iterator[_Bench]:  # noqa: ANN401 (a Collection, imported late)
    """The collection read, cut and indexed in a directory that goes away afterwards."""
    from api.services import open_services
    from api.settings import read_settings
    from db.reads.documents import index_rows

    settings = read_settings()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        throwaway = settings.model_copy(update={"data_dir": home, "database_url": None})
        services = open_services(throwaway, models=settings.data_dir)
        begun = time.perf_counter()
        _take(services, collection)
        seconds = time.perf_counter() - begun
        with services.database.reading() as session:
            rows = index_rows(session)
        slugs = _slugs(services)
        texts = {row.id: f"{row.title}\n{row.text}" for row in rows}
        yield _Bench(services, home, slugs, texts, seconds)
        services.close()


def _take(services: Any, collection: Any) -> None:  # noqa: ANN401
    from db.models import DocumentKind
    from ingest.library import Text
    from ingest.publish import publishing

    with publishing(services.data_dir):
        for at, document in enumerate(collection.documents, 1):
            content = document.text.encode()
            services.library.take(
                Text(document.id, content, DocumentKind.OTHER, document.title or " ")
            )
            if at % 200 == 0:
                note(f"อ่านแล้ว {at} จาก {len(collection.documents)} เอกสาร")
        services.library.publish()


def _slugs(services: Any) -> dict[int, str]:  # noqa: ANN401
    from db.reads.documents import passages_by_id

    index = services.tools.live.current()
    ids = [int(key) for key in index.keywords.ids]
    found: dict[int, str] = {}
    with services.database.reading() as session:
        for start in range(0, len(ids), 500):
            rows = passages_by_id(session, ids[start : start + 500])
            found |= {key: row.slug for key, row in rows.items()}
    return found


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
