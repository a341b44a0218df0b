"""The paragraph that says how a project serves the plans, ready for หลักการและเหตุผล."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from assistant.alignment.outcome import Level, Match, Statement
from assistant.alignment.project import Project
from assistant.answer import Quote
from db.models import NodeKind

_PARTS = 2
_JOIN = {
    Level.DIRECT: "สอดคล้องโดยตรงกับ",
    Level.CONTRIBUTES: "มีส่วนสนับสนุน",
    Level.ENABLING: "เป็นพื้นฐานรองรับ",
}
_OPENING = "โครงการ{title}{serves}{place} “{name}” ของ{edition}"
_BELOW = "ทั้งนี้ สัมพันธ์กับ{parts} ของ{edition}"
_BESIDE = "นอกจากนี้ โครงการยังมีส่วนสนับสนุน{places} ของ{edition}"
_AIM = "โดยมีสาระของโครงการคือ “{words}”"


def write_statement(project: Project, matches: Sequence[Match]) -> Statement:
    """The statement over the matches that serve; empty where none does.

    Each sentence comes with the quotes of the plan lines that it speaks of.
    """
    serving = [match for match in matches if match.level in _JOIN]
    editions = groupby(sorted(serving, key=lambda m: m.edition), key=lambda m: m.edition)
    held = sorted((list(group) for _, group in editions), key=lambda group: -group[0].score)
    return Statement(tuple(s for group in held for s in _sentences(project, group)))


def _sentences(
    project: Project, matches: Sequence[Match]
) -> Iterator[tuple[str, tuple[Quote, ...]]]:
    """What is said of one edition: its first part, what hangs below it, what else is served."""
    tops = [match for match in matches if match.kind == NodeKind.STRATEGY] or list(matches[:1])
    first, others = tops[0], tops[1:]
    yield _first(project, first), (first.quote,)
    below = [m for m in matches if m.strategy == first.node and m is not first][:_PARTS]
    if below and first.kind == NodeKind.STRATEGY:
        parts = _and([f"{match.place} “{match.title}”" for match in below])
        text = _BELOW.format(parts=parts, edition=first.edition_title)
        yield text, tuple(match.quote for match in below)
    if others:
        places = _and([f"{match.place} “{match.title}”" for match in others[:_PARTS]])
        text = _BESIDE.format(places=places, edition=first.edition_title)
        yield text, tuple(match.quote for match in others[:_PARTS])


def _first(project: Project, match: Match) -> str:
    title = project.title.removeprefix("โครงการ").strip()
    text = _OPENING.format(
        title=f"{title} " if title else "นี้",
        serves=_JOIN[match.level],
        place=match.place,
        name=match.title,
        edition=match.edition_title,
    )
    words = match.project_quote
    return text if words == project.title else f"{text} {_AIM.format(words=words)}"


def _and(names: Sequence[str]) -> str:
    return " และ".join(names)
