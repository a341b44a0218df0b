"""What does not match in a plan's text: counts, gaps in series, titles and figures that differ."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from db.models import DraftKind, FigureKind
from db.proposal import Mismatch, MismatchKind, ProposedFigure, ProposedNode
from db.skeleton import key, skeleton
from ingest.proposal.groups import Gathered, Group
from ingest.proposal.marks import Mark, Sign
from ingest.proposal.text import RunningText

KINDS = {
    DraftKind.STRATEGY: "ยุทธศาสตร์",
    DraftKind.GOAL: "เป้าหมาย",
    DraftKind.KPI: "ตัวชี้วัด",
    DraftKind.MEASURE: "มาตรการ",
    DraftKind.PROJECT: "โครงการ",
    DraftKind.FOCUS_AREA: "ด้านสำคัญ",
}
_WORDS = {
    DraftKind.STRATEGY: "ยุทธศาสตร์",
    DraftKind.GOAL: "เป้าหมาย|เป้าประสงค์",
    DraftKind.KPI: "ตัวชี้วัด",
    DraftKind.MEASURE: "มาตรการ|แผนงาน|กลยุทธ์",
    DraftKind.PROJECT: "โครงการ",
    DraftKind.FOCUS_AREA: "ด้าน",
}
_DIFFERENT = 3  # characters: less is a misprint


def find_counts(text: RunningText) -> list[tuple[DraftKind, int, int, int]]:
    """Counts that the text states ("มีโครงการสำคัญ จำนวน 8 โครงการ"): kind, count, start, end."""
    found = [
        (kind, int(match["count"]), match.start(), match.end())
        for kind, pattern in _COUNTS.items()
        for match in pattern.finditer(text.skeleton)
    ]
    return sorted(found, key=lambda count: count[2])


def wrong_counts(
    text: RunningText, marks: Sequence[Mark], gathered: Gathered
) -> Iterator[Mismatch]:
    """Stated counts that are not what was found; of strategies, only where no statement fits."""
    borders = [mark for mark in marks if mark.sign in {Sign.STRATEGY, Sign.CHAPTER}]
    starts = [mark.start for mark in borders]
    under = (group for group in gathered.groups if group.kind is not DraftKind.STRATEGY)
    told = {one.scope for group in under for one in group.sightings}
    overall: list[tuple[int, int, int]] = []
    for kind, count, start, end in find_counts(text):
        scope = bisect_right(starts, start)
        strategy = borders[scope - 1].number if scope else ""
        if kind is DraftKind.STRATEGY:
            overall.append((count, start, end))
        elif strategy and scope in told & gathered.scopes:
            found = _found(gathered.groups, kind, strategy)
            if found not in {0, count}:
                subject = f"S{strategy}"
                yield _wrong_count(text, kind, subject, (count, start, end), found)
    found = _found(gathered.groups, DraftKind.STRATEGY, None)
    if overall and found and found not in {count for count, _, _ in overall}:
        yield _wrong_count(text, DraftKind.STRATEGY, "", overall[0], found)


def gaps(groups: Sequence[Group]) -> Iterator[Mismatch]:
    """Numbers that are missing between the first and the last of a series."""
    series: dict[tuple[DraftKind, str | None, str], set[int]] = {}
    for group in groups:
        first, _, last = group.number.rpartition(".")
        if last.isdigit():
            under = None if group.kind is DraftKind.STRATEGY else group.strategy
            series.setdefault((group.kind, under, first), set()).add(int(last))
    for (kind, under, first), numbers in series.items():
        for number in sorted(set(range(1, max(numbers))) - numbers):
            name = f"{first}.{number}" if first else str(number)
            place = f"ของยุทธศาสตร์ที่ {under} " if under else ""
            yield Mismatch(
                MismatchKind.MISSING,
                f"S{under}" if under else "",
                f"ลำดับ{KINDS[kind]}{place}ขาดหมายเลข {name}",
            )


def outdone(text: RunningText, gathered: Gathered) -> Iterator[Mismatch]:
    """Statements with a number that others have more copies of."""
    for group in gathered.outdone:
        one = group.sightings[0]
        quote = text.quote(one.start, min(one.limit, one.start + 150))
        name = f"{KINDS[group.kind]}ที่ {group.number}"
        yield Mismatch(
            MismatchKind.TITLE,
            f"S{group.strategy}" if group.strategy else "",
            f"หน้า {quote.page} มี{name} อีกรายการที่ไม่ตรงกับที่เสนอ: {' '.join(quote.text.split())}",
            (quote,),
        )


def titles(node: ProposedNode) -> Iterator[Mismatch]:
    """Copies of a title that say something else than the title, misprints aside."""
    told: set[str] = set()
    for copy in node.copies:
        words = " ".join(copy.text.split())
        if key(words) in told or not _differ(key(node.title), key(words)):
            continue
        told.add(key(words))
        message = f"หน้า {copy.page} เขียนชื่อต่างไป: “{words}” (ที่เสนอ: “{node.title}”)"
        yield Mismatch(MismatchKind.TITLE, node.code, message, (node.quote, copy))


def figures(node: ProposedNode) -> Iterator[Mismatch]:
    """Two figures for the same thing: totals, or values of one year."""
    seen: dict[tuple[FigureKind, int | None], ProposedFigure] = {}
    for figure in node.figures:
        if figure.kind not in {FigureKind.BUDGET, FigureKind.TARGET}:
            continue
        other = seen.setdefault((figure.kind, figure.year), figure)
        if other.value != figure.value:
            both = (f"{one.quote.text} (หน้า {one.quote.page})" for one in (other, figure))
            message = f"พบตัวเลขสองค่า: {' และ '.join(both)}"
            yield Mismatch(MismatchKind.FIGURE, node.code, message, (other.quote, figure.quote))


def _found(groups: Sequence[Group], kind: DraftKind, strategy: str | None) -> int:
    is_one = (
        one.kind is kind and (kind is DraftKind.STRATEGY or one.strategy == strategy)
        for one in groups
    )
    return sum(is_one)


def _wrong_count(
    text: RunningText, kind: DraftKind, subject: str, stated: tuple[int, int, int], found: int
) -> Mismatch:
    count, start, end = stated
    quote = text.quote(start, end)
    name = f"{KINDS[kind]} {count} รายการ"
    where = f"ยุทธศาสตร์ที่ {subject[1:]} มี{name}" if subject else f"มี{name}"
    message = f"หน้า {quote.page} ระบุว่า{where} แต่อ่านพบ {found}"
    return Mismatch(MismatchKind.COUNT, subject, message, (quote,))


def _differ(one: str, other: str) -> bool:
    if one.startswith(other) or other.startswith(one):
        return False
    changes = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    return any(
        max(end - start, last - first) >= _DIFFERENT
        for kind, start, end, first, last in changes
        if kind != "equal"
    )


def _count_pattern(words: str) -> re.Pattern[str]:
    return re.compile(
        skeleton(
            rf"(?:มี|ประกอบด้วย|ทั้งหมด|รวม|ได้แก่|ไว้)(?:ประเด็น)?\s*(?:(?:{words})[ก-ๆ]*)?\s*(?:\([^)\n]*\))?"
            rf"\s*(?:จำนวน|ทั้งหมด|รวม)?\s*(?P<count>\d{{1,3}})\s*(?:{words})(?![ก-ๆ])"
        )
    )


_COUNTS: Mapping[DraftKind, re.Pattern[str]] = {
    kind: _count_pattern(words) for kind, words in _WORDS.items()
}
