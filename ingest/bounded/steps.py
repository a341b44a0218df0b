"""The steps of reading one file: told as they happen, kept when finished, found when resumed."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from ingest.bounded.journal import Journal

FAILED = "failed"

Result = Mapping[str, Any]
Tell = Callable[[Mapping[str, int]], None]


class Steps:
    """The steps of one file; without a journal nothing is kept, without a folder no pictures are.

    `tell` hears {"pages": n, "finished": n}, {"begin": page} and {"done": page}.
    """

    def __init__(
        self,
        journal: Journal | None = None,
        tell: Tell = lambda _event: None,
        pictures: Path | None = None,
    ) -> None:
        self._journal = journal
        self._tell = tell
        self._pictures = pictures

    def expect(self, pages: int, finished: int = 0) -> None:
        """Say how many pages there are, and how many of them are finished."""
        self._tell({"pages": pages, "finished": finished})

    def begin(self, page: int) -> None:
        """Say that a step on a page begins: should the process die now, it is this page's doing."""
        self._tell({"begin": page})

    def done(self, page: int) -> None:
        """Say that a page is finished."""
        self._tell({"done": page})

    def has_failed(self, page: int) -> bool:
        """Whether the process died of this page before."""
        return self.find(FAILED, page) is not None

    def find(self, kind: str, page: int) -> Result | None:
        """What a finished step gave."""
        return self._journal.find(kind, page) if self._journal else None

    def keep(self, kind: str, page: int, result: Result) -> None:
        """Keep what a step gave."""
        if self._journal:
            self._journal.keep(kind, page, result)

    def picture(self, page: int, draw: Callable[[], bytes]) -> None:
        """Keep the picture of a page (JPEG) for whoever checks what was read."""
        if self._pictures is not None:
            self._pictures.mkdir(exist_ok=True)
            (self._pictures / f"{page}.jpg").write_bytes(draw())

    def take(self, kind: str, page: int, work: Callable[[], Result]) -> Result:
        """What a step gives: found where it was finished, worked out and kept where it was not."""
        found = self.find(kind, page)
        if found is None:
            self.begin(page)
            found = work()
            self.keep(kind, page, found)
        return found
