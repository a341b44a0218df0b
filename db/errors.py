"""Everything that can be expected to go wrong, each with a code and a Thai sentence for users.

* ProblemError
  x InvalidInput
  x NotFound
  x Refused
    · Unauthenticated
    · Forbidden
    · RateLimited
  x UnreadableFile
  x DatabaseUnavailable
  x EmbedderUnavailable
  x RerankerUnavailable
  x IndexUnavailable
    · IndexMismatch
  x ModelUnavailable
  x LibraryBusy
  x AssistantPaused
  x FactsInvalid
"""


class ProblemError(Exception):
    """A failure users may meet; `str(problem)` is Thai and says what to do."""

    code = "PROBLEM"


class InvalidInput(ProblemError):
    """What the caller sent cannot be used; `path` names the argument."""

    code = "INVALID_INPUT"

    def __init__(self, message: str, path: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.path = path


class NotFound(ProblemError):
    """The thing asked for does not exist."""

    code = "NOT_FOUND"


class Refused(ProblemError):
    """The caller may not, or not now; whatever was asked for."""

    code = "REFUSED"


class Unauthenticated(Refused):
    """The caller did not say who they are, or what they showed opens nothing."""

    code = "UNAUTHENTICATED"


class Forbidden(Refused):
    """The caller's role does not reach so far."""

    code = "FORBIDDEN"


class RateLimited(Refused):
    """The caller asked for too much in too short a time; `wait` is in seconds."""

    code = "RATE_LIMITED"

    def __init__(self, message: str, wait: float) -> None:
        super().__init__(message)
        self.wait = wait


class UnreadableFile(ProblemError):
    """A file cannot be taken into the library."""

    code = "UNREADABLE_FILE"


class DatabaseUnavailable(ProblemError):
    """The database cannot be opened or does not answer."""

    code = "DATABASE_UNAVAILABLE"


class EmbedderUnavailable(ProblemError):
    """The embedding engine is missing or cannot be loaded."""

    code = "EMBEDDER_UNAVAILABLE"


class RerankerUnavailable(ProblemError):
    """The model that puts found passages in order is missing or cannot be used."""

    code = "RERANKER_UNAVAILABLE"


class IndexUnavailable(ProblemError):
    """There is no index to search."""

    code = "INDEX_UNAVAILABLE"


class IndexMismatch(IndexUnavailable):
    """The index was built with another embedder or other Thai keys than this program uses."""

    code = "INDEX_MISMATCH"


class ModelUnavailable(ProblemError):
    """The language model that is set cannot be used on this machine."""

    code = "MODEL_UNAVAILABLE"


class LibraryBusy(ProblemError):
    """Another process is publishing."""

    code = "LIBRARY_BUSY"


class AssistantPaused(ProblemError):
    """An admin turned the assistant off."""

    code = "ASSISTANT_PAUSED"


class FactsInvalid(ProblemError):
    """A data file of plan facts is wrong; names the file and the entry."""

    code = "FACTS_INVALID"
