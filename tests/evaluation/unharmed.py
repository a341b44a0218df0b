"""What mending does to texts that need none: `make eval` lists every change.

Reads the texts the product carries and, where they are given, the documents of collections.
"""

import json
import sys
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

from db.thai import canonical
from ingest.mending.document import mend

_CARRIED = Path(__file__).parents[2] / "ingest" / "data"
_SHOWN = 20


def main(collections: list[Path]) -> None:
    """Print how many characters of clean text were changed, and the first of the changes."""
    for name, texts in (("the product's own texts", _carried()), *map(_collection, collections)):
        clean = [canonical(text) for text in texts]
        mended = [mend([text])[0].text for text in clean]
        changes = [
            change
            for before, after in zip(clean, mended, strict=True)
            for change in _changes(before, after)
        ]
        print(f"clean text, {name}: {len(changes)} changes in {sum(map(len, clean)):,} characters")
        for before, after in changes[:_SHOWN]:
            print(f"    {before!r} → {after!r}")


def _carried() -> list[str]:
    paths = sorted(path for path in _CARRIED.rglob("*") if path.suffix in {".txt", ".yaml"})
    return [path.read_text("utf-8") for path in paths]


def _collection(folder: Path) -> tuple[str, list[str]]:
    lines = (folder / "corpus.jsonl").read_text("utf-8").splitlines()
    return folder.name, [json.loads(line)["text"] for line in lines]


def _changes(before: str, after: str) -> Iterator[tuple[str, str]]:
    if before == after:
        return
    for row, other in zip(before.split("\n"), after.split("\n"), strict=True):
        matcher = SequenceMatcher(None, row, other, autojunk=False)
        for kind, a, b, c, d in matcher.get_opcodes():
            if kind != "equal":
                yield row[max(0, a - 12) : b + 12], other[max(0, c - 12) : d + 12]


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
