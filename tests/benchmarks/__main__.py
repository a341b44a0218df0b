"""Speed and memory of the real server over the default corpus and a large one: `make bench`.

Figures of a shared machine are ratios: a bare request to the same server in the same run
stands beside them.
"""

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from asking import measure
from crowd import fill
from served import resident, served

QUESTIONS, CROWD = 240, 20_000


def main() -> None:
    """Print a table of what was measured."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as large:
        first = _report_start(folder, "first start (builds the model, embeds the corpus)")
        later = _report_start(folder, "later start")
        print(f"{'start ratio, first to later':<52}{first / later:>9.1f}")
        _serve_and_measure(folder, "default corpus")
        begun = time.perf_counter()
        passages = fill(Path(large), Path(folder), CROWD)
        (Path(large) / "models").symlink_to(Path(folder) / "models")
        _report(f"{passages:,} passages read and indexed, s", time.perf_counter() - begun)
        _report_start(large, f"later start, {passages:,} passages")
        _serve_and_measure(large, f"{passages:,} passages")


def _serve_and_measure(folder: str, name: str) -> None:
    print(f"-- {name}")
    with served(folder) as (url, process):
        _report("memory idle, MB", resident(process))
        measure(url, QUESTIONS)
        _report("memory after asking, MB", resident(process))


def _report_start(folder: str, name: str) -> float:
    begun = time.perf_counter()
    with served(folder):
        seconds = time.perf_counter() - begun
    _report(f"{name}, s to /readyz", seconds)
    return seconds


def _report(name: str, value: float) -> None:
    print(f"{name:<52}{value:>9.1f}")


if __name__ == "__main__":
    main()
