"""Gathers the sightings of one thing: the same statement is printed many times in a plan."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from db.models import DraftKind
from db.skeleton import key
from ingest.proposal.sightings import Sighting
from ingest.proposal.text import RunningText, alike

_STRATEGY_SAME = 0.75
_NUMBER_SAME = 0.55
_WORDS_SAME = 0.8
_STEM = 80
_MANY = 300


@dataclass(slots=True)
class Group:
    """All sightings of one node; `number` is the fullest one printed."""

    kind: DraftKind
    strategy: str | None
    number: str
    sightings: list[Sighting] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Gathered:
    """Groups that become nodes, in order, and those that another with their number outdid."""

    groups: tuple[Group, ...]
    outdone: tuple[Group, ...]
    scopes: frozenset[int]


def gather(text: RunningText, sightings: Sequence[Sighting]) -> Gathered:
    """Group the sightings: first the strategies, then what stands under them."""
    strategies, strangers = _strategies(text, sightings)
    scopes = {one.scope for group in strategies for one in group.sightings}
    numbers = {group.number for group in strategies}
    scopes |= {one.scope for one in sightings if _is_bare(text, one) and one.number in numbers}
    buckets: dict[tuple[str | None, DraftKind], list[Sighting]] = {}
    for sighting in sightings:
        if placed := _placed(sighting, scopes, numbers):
            buckets.setdefault((placed.strategy, placed.kind), []).append(placed)
    groups, outdone = [*strategies], [*strangers]
    for bucket in buckets.values():
        best, others = _contest(_numbered(_cluster(text, bucket)))
        groups += best
        outdone += others
    return Gathered(tuple(groups), tuple(outdone), frozenset(scopes))


def _strategies(
    text: RunningText, sightings: Sequence[Sighting]
) -> tuple[list[Group], list[Group]]:
    """For each number the title with most copies; copies that something stands under count most."""
    under = {one.scope for one in sightings if one.kind is not DraftKind.STRATEGY}
    found = [one for one in sightings if one.kind is DraftKind.STRATEGY]
    clusters: list[Group] = []
    for one in found:
        if not _is_bare(text, one):
            _join(text, clusters, one, _STRATEGY_SAME, _STRATEGY_SAME)

    def weight(group: Group) -> tuple[int, int]:
        copies = sum(3 if one.scope in under else 1 for one in group.sightings)
        return copies, -group.sightings[0].start

    best: list[Group] = []
    for number in sorted({group.number for group in clusters}, key=int):
        rivals = [group for group in clusters if group.number == number]
        best.append(max(rivals, key=weight))
    if any(one.scope in under for one in found):
        best = [group for group in best if {one.scope for one in group.sightings} & under]
    return best, [group for group in clusters if group not in best]


def _is_bare(text: RunningText, one: Sighting) -> bool:
    """A heading that gives a strategy's number and no title."""
    bare = one.limit - one.start < 3 or not text.words(one.start, one.limit).strip()
    return one.kind is DraftKind.STRATEGY and bare


def _placed(one: Sighting, scopes: set[int], numbers: set[str]) -> Sighting | None:
    """A sighting under the strategy it belongs to; None where it belongs to no strategy of ours."""
    if one.kind is DraftKind.STRATEGY:
        return None
    first, dot, _ = one.number.partition(".")
    if one.kind is DraftKind.PROJECT and dot and numbers:
        return replace(one, strategy=first) if first in numbers else None
    if one.strategy is None or one.scope in scopes:
        return one
    return None


def _cluster(text: RunningText, bucket: Sequence[Sighting]) -> list[Group]:
    """Groups of what is printed alike; of very many only what is printed the same."""
    clusters: list[Group] = []
    if len(bucket) <= _MANY:
        for one in bucket:
            _join(text, clusters, one, _NUMBER_SAME, _WORDS_SAME)
        return clusters
    same: dict[tuple[str, str], Group] = {}
    for one in bucket:
        group = Group(one.kind, one.strategy, one.number)
        same.setdefault((one.number, key(text.words(one.start, one.limit))), group)
        same[one.number, key(text.words(one.start, one.limit))].sightings.append(one)
    return list(same.values())


def _join(
    text: RunningText, clusters: list[Group], one: Sighting, numbered: float, worded: float
) -> None:
    """Put a sighting to the group it is most alike, or into a group of its own."""
    words = text.words(one.start, min(one.limit, one.start + _STEM))
    best, likeness = None, 0.0
    for group in clusters:
        needed = numbered if group.number == one.number else worded
        if group.number != one.number and not _may_be_one(group, one):
            continue
        alikeness = max(
            alike(words, text.words(other.start, min(other.limit, other.start + _STEM)))
            for other in group.sightings
        )
        if alikeness >= needed and alikeness + (group.number == one.number) > likeness:
            best, likeness = group, alikeness + (group.number == one.number)
    if best is None:
        best = Group(one.kind, one.strategy, one.number)
        clusters.append(best)
    best.sightings.append(one)
    best.number = max(best.number, one.number, key=_fullness)


def _fullness(number: str) -> tuple[int, int]:
    return number.count("."), len(number)


def _may_be_one(group: Group, one: Sighting) -> bool:
    """Whether two numbers may be of one thing: 1 and 2.1 of a KPI, 3 and 1.3 of a project."""
    dotted, plain = "." in group.number, "." in one.number
    if not group.number or not one.number:
        return True
    if one.kind is DraftKind.PROJECT:
        ends = {group.number.rpartition(".")[2], one.number.rpartition(".")[2]}
        return dotted != plain and len(ends) == 1
    return one.kind is DraftKind.KPI and dotted != plain


def _numbered(clusters: Sequence[Group]) -> list[Group]:
    """Projects that are counted 1, 2, 3 here and 1.1, 1.2, 1.3 there get the full number."""
    dotted = any("." in group.number for group in clusters)
    for group in clusters:
        is_project = group.kind is DraftKind.PROJECT and group.strategy is not None
        if dotted and is_project and group.number and "." not in group.number:
            group.number = f"{group.strategy}.{group.number}"
    return list(clusters)


def _contest(clusters: Sequence[Group]) -> tuple[list[Group], list[Group]]:
    """Of groups with one number that with most copies.

    Those without a number stay, and so do projects that each table counts anew.
    """
    best: dict[str, Group] = {}
    for group in clusters:
        rival = best.get(group.number)
        if _is_named(group) and (rival is None or len(group.sightings) > len(rival.sightings)):
            best[group.number] = group
    kept = [one for one in clusters if not _is_named(one) or best[one.number] is one]
    chosen = {id(group) for group in kept}
    return kept, [group for group in clusters if id(group) not in chosen]


def _is_named(group: Group) -> bool:
    return "." in group.number or (group.number != "" and group.kind is not DraftKind.PROJECT)
