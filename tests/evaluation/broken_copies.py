"""What broken text costs retrieval: recall over broken copies of a collection, beside the clean."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from damage import damages

_PROGRAM = Path(sys.executable).with_name("sodklong")
_SHOWN = ("recall@5", "ndcg@10")


def main(collection: Path) -> None:
    """Print a line for the clean copy and for each way to break it."""
    clean = _measure(collection, lambda text: text)
    _print("clean", clean, clean)
    for name, damage in damages().items():
        _print(name, _measure(collection, damage), clean)


def _measure(collection: Path, damage: Callable[[str], str]) -> dict[str, float]:
    with TemporaryDirectory() as work:
        folder = Path(work)
        for name in ("queries.jsonl", "qrels.tsv"):
            (folder / name).write_bytes((collection / name).read_bytes())
        with (folder / "corpus.jsonl").open("w", encoding="utf-8") as corpus:
            for line in (collection / "corpus.jsonl").read_text("utf-8").splitlines():
                row = json.loads(line)
                broken = {key: damage(row.get(key) or "") for key in ("title", "text")}
                corpus.write(json.dumps(row | broken, ensure_ascii=False) + "\n")
        command = [_PROGRAM, "evaluate", "retrieval", work, "--json"]
        done = subprocess.run(command, capture_output=True, check=True)
        return json.loads(done.stdout)


def _print(name: str, measured: dict[str, float], clean: dict[str, float]) -> None:
    figures = "  ".join(
        f"{key} {measured[key]:.4f} ({100 * (measured[key] - clean[key]):+.1f})" for key in _SHOWN
    )
    print(f"{name:<26}{figures}", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
