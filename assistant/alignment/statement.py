"""The paragraph that says how a project serves the plans, ready for หลักการและเหตุผล."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from assistant.alignment.outcome import Level, Match, Statement
from assistant.alignment.project import Project
from assistant.answer import Quote
from assistant.wording import LEVELS
from db.models import NodeKind

_PARTS, _AND = 2, " และ"
_SERVES = frozenset({Level.DIRECT, Level.CONTRIBUTES, Level.ENABLING})
_OPENING = "โครงการ{title} {serves}"
_FURTHER = "ทั้งยัง{serves}"
_BESIDE = "นอกจากนี้ ยัง{serves}"
_AIM = "โดยมีสาระของโครงการคือ “{words}”"
_BELOW = "เชื่อมโยงกับ{parts}"


def write_statement(project: Project, matches: Sequence[Match]) -> Statement:
    """The statement over the matches that serve; empty where none does.

    Each sentence comes with the quotes of the plan lines that it speaks of. The project is named
    once, with the first edition.
    """
    serving = [match for match in matches if match.level in _SERVES]
    editions = groupby(sorted(serving, key=lambda m: m.edition), key=lambda m: m.edition)
    held = sorted((list(group) for _, group in editions), key=lambda group: -group[0].score)
    told = (_sentences(None if at else project, group) for at, group in enumerate(held))
    return Statement(tuple(sentence for group in told for sentence in group))


def _sentences(
    project: Project | None, matches: Sequence[Match]
) -> Iterator[tuple[str, tuple[Quote, ...]]]:
    """What is said of one edition: its first part, what hangs below it, what else is served.

    It begins with the project, or goes on from another edition where there is none.
    """
    tops = [match for match in matches if match.kind == NodeKind.STRATEGY] or list(matches[:1])
    first, others = tops[0], tops[1 : _PARTS + 1]
    aim = _aim(project, first) if project is not None else ""
    serves = _serves([first])
    said = _FURTHER.format(serves=serves) if project is None else _opening(project, serves)
    yield f"{said} {aim}".rstrip(), (first.quote,)
    below = [m for m in matches if m.strategy == first.node and m is not first][:_PARTS]
    if below and first.kind == NodeKind.STRATEGY:
        text = ("และ" if aim else "โดย") + _BELOW.format(parts=_parts(below))
        yield text, tuple(match.quote for match in below)
    if others:
        yield _BESIDE.format(serves=_serves(others)), tuple(match.quote for match in others)


def _opening(project: Project, serves: str) -> str:
    title = project.title.removeprefix("โครงการ").strip()
    return _OPENING.format(title=title or "นี้", serves=serves)


def _aim(project: Project, match: Match) -> str:
    words = match.project_quote
    return "" if words == project.title else _AIM.format(words=words)


def _serves(matches: Sequence[Match]) -> str:
    """How parts of one edition are served, each by the words of its level."""
    levels = groupby(matches, key=lambda match: match.level)
    said = ["".join(LEVELS[level.name]) + _parts(group) for level, group in levels]
    return f"{_AND.join(said)} ของ{matches[0].edition_title}"


def _parts(matches: Iterable[Match]) -> str:
    return _AND.join(f"{match.place} “{match.title}”" for match in matches)
