"""Our own data files, read and checked: codes are unique, whatever is named exists."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from ingest.facts.format import (
    AbbreviationsFile,
    AgenciesFile,
    AwaitedFile,
    ConflictsFile,
    EditionEntry,
    Entry,
    FactsFiles,
    FactsInvalid,
    KpiEntry,
    NodeEntry,
    NotesFile,
    ObservationsFile,
    PlanFile,
    RulesFile,
    SourcesFile,
)

DATA = Path(__file__).parents[1] / "data"
RECALL = "RECALL"
MEMO = "memo-2558"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C parser is ten times as fast
_NAMED_BY = ("code", "key", "short", "document", "name")

Debt = tuple[str, str, str, list[str]]
AnyFile = TypeVar("AnyFile", bound=Entry)


@dataclass(frozen=True, slots=True)
class PlacedNode:
    """A node with its whole code and its place in the tree; `position` counts through it."""

    code: str
    edition: str
    parent: str | None
    depth: int
    position: int
    entry: NodeEntry


@dataclass(frozen=True, slots=True)
class PlacedKpi:
    """A KPI with its whole code and what it belongs to."""

    code: str
    edition: str
    node: str | None
    position: int
    entry: KpiEntry


def read_facts(folder: Path = DATA) -> FactsFiles:
    """Every data file under a folder, checked one by one and against each other."""
    facts = FactsFiles(
        sources=_read(folder, "sources.yaml", SourcesFile).sources,
        agencies=_read(folder, "agencies.yaml", AgenciesFile).agencies,
        abbreviations=_read(folder, "abbreviations.yaml", AbbreviationsFile).abbreviations,
        plans=[_read(folder, name, PlanFile) for name in _names(folder, "plans")],
        rules=_read(folder, "rules.yaml", RulesFile).rules,
        observations=_read(folder, "observations.yaml", ObservationsFile).observations,
        conflicts=_read(folder, "conflicts.yaml", ConflictsFile).conflicts,
        awaited=_read(folder, "awaited.yaml", AwaitedFile).awaited,
        notes=[
            note
            for name in _names(folder, "notes")
            for note in _read(folder, name, NotesFile).notes
        ],
    )
    _check_codes(facts)
    _check_sources(facts)
    _check_names(facts)
    return facts


def placed_nodes(edition: EditionEntry) -> Iterator[PlacedNode]:
    """Every node of an edition, parents before children, in the plan's order."""
    for position, node in enumerate(_place(edition.code, None, 0, edition.code, edition.nodes)):
        yield replace(node, position=position)


def placed_kpis(edition: EditionEntry) -> Iterator[PlacedKpi]:
    """Every KPI of an edition and its nodes, in the plan's order."""
    own = [(edition.code, None, kpi) for kpi in edition.kpis]
    nodes = placed_nodes(edition)
    held = [(node.code, node.code, kpi) for node in nodes for kpi in node.entry.kpis]
    for position, (prefix, node, kpi) in enumerate([*own, *held]):
        yield PlacedKpi(f"{prefix}/{kpi.code}", edition.code, node, position, kpi)


def debts(facts: FactsFiles) -> Iterator[Debt]:
    """What each fact owes to sources: file, subject, field and source keys."""
    for agency in facts.agencies:
        keys = dict.fromkeys(key for name in agency.names for key in name.sources)
        yield "agencies.yaml", agency.code, "", list(keys)
    for plan in facts.plans:
        yield from _plan_debts(plan)
    for rule in facts.rules:
        since = rule.valid_from.isoformat() if rule.valid_from else ""
        yield "rules.yaml", rule.code, since, rule.sources
    for series in facts.observations:
        yield "observations.yaml", series.code, "", series.sources
    for awaited in facts.awaited:
        yield "awaited.yaml", awaited.code, "", awaited.sources
    yield from _abbreviation_debts(facts)
    yield from _conflict_debts(facts)


def _read(folder: Path, name: str, shape: type[AnyFile]) -> AnyFile:
    try:
        raw = yaml.load((folder / name).read_text(encoding="utf-8"), Loader=_LOADER)
    except (OSError, yaml.YAMLError) as error:
        raise FactsInvalid(name, "", str(error)) from error
    try:
        return shape.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        entry, field = _entry_at(raw, first["loc"])
        raise FactsInvalid(name, entry, f"{field}: {first['msg']}") from error


def _names(folder: Path, inner: str) -> list[str]:
    return sorted(f"{inner}/{path.name}" for path in (folder / inner).glob("*.yaml"))


def _entry_at(raw: Any, loc: tuple[int | str, ...]) -> tuple[str, str]:  # noqa: ANN401
    """The codes on the way down to an error, and the field it is in."""
    codes: list[str] = []
    for step in loc:
        try:
            raw = raw[step]
        except (KeyError, IndexError, TypeError):
            break
        if isinstance(raw, dict):
            codes += [str(raw[name]) for name in _NAMED_BY if name in raw][:1]
    return "/".join(codes), str(loc[-1]) if loc else ""


def _place(
    edition: str, parent: str | None, depth: int, prefix: str, nodes: list[NodeEntry]
) -> Iterator[PlacedNode]:
    for node in nodes:
        code = f"{prefix}/{node.code}"
        yield PlacedNode(code, edition, parent, depth, 0, node)
        yield from _place(edition, code, depth + 1, code, node.nodes)


def _plan_debts(file: PlanFile) -> Iterator[Debt]:
    name = f"plans/{file.plan.code}.yaml"
    yield name, file.plan.code, "", file.plan.sources
    for edition in file.editions:
        yield name, edition.code, "", edition.sources
        for field, keys in edition.fields.items():
            yield name, edition.code, field, keys
        for node in placed_nodes(edition):
            yield name, node.code, "", node.entry.sources
        for kpi in placed_kpis(edition):
            yield name, kpi.code, "", kpi.entry.sources


def _abbreviation_debts(facts: FactsFiles) -> Iterator[Debt]:
    """One subject a short form, whatever it stands for."""
    shorts: dict[str, list[str]] = {}
    for one in facts.abbreviations:
        shorts.setdefault(one.short, []).extend(one.sources)
    for short, keys in shorts.items():
        yield "abbreviations.yaml", f"abbreviation/{short}", "", list(dict.fromkeys(keys))


def _conflict_debts(facts: FactsFiles) -> Iterator[Debt]:
    for conflict in facts.conflicts:
        yield "conflicts.yaml", conflict.code, "printed", [conflict.source]
        yield "conflicts.yaml", conflict.code, "other", conflict.other_sources


def _check_codes(facts: FactsFiles) -> None:
    _unique("sources.yaml", (source.key for source in facts.sources))
    _unique("agencies.yaml", (agency.code for agency in facts.agencies))
    names = (f"{agency.code}/{name.name}" for agency in facts.agencies for name in agency.names)
    _unique("agencies.yaml", names)
    _unique("abbreviations.yaml", (f"{one.short}/{one.expansion}" for one in facts.abbreviations))
    _unique("rules.yaml", (f"{one.code}/{one.valid_from or ''}" for one in facts.rules))
    _unique("observations.yaml", (series.code for series in facts.observations))
    _unique("conflicts.yaml", (conflict.code for conflict in facts.conflicts))
    _unique("awaited.yaml", (awaited.code for awaited in facts.awaited))
    _unique("plans", _plan_codes(facts))


def _plan_codes(facts: FactsFiles) -> Iterator[str]:
    for file in facts.plans:
        yield file.plan.code
        for edition in file.editions:
            yield edition.code
            yield from (node.code for node in placed_nodes(edition))
            yield from (kpi.code for kpi in placed_kpis(edition))


def _unique(file: str, codes: Iterable[str]) -> None:
    for code, times in Counter(codes).items():
        if times > 1:
            raise FactsInvalid(file, code, "รหัสซ้ำ")


def _check_sources(facts: FactsFiles) -> None:
    known = {source.key for source in facts.sources}
    notes = (
        ("notes", note.heading, "", line.sources) for note in facts.notes for line in note.lines
    )
    for file, subject, _, keys in [*debts(facts), *notes]:
        for key in keys:
            if key not in known:
                raise FactsInvalid(file, subject, f"ไม่มีแหล่งข้อมูล {key}")


def _check_names(facts: FactsFiles) -> None:
    agencies = {agency.code for agency in facts.agencies}
    editions = {edition.code for file in facts.plans for edition in file.editions}
    for one in facts.abbreviations:
        _known("abbreviations.yaml", one.short, one.agency, agencies)
    for file in facts.plans:
        for edition in file.editions:
            name = f"plans/{file.plan.code}.yaml"
            _known(name, edition.code, edition.owner, agencies)
            _known(name, edition.code, edition.supersedes, editions - {edition.code})
            _known(name, edition.code, edition.derived_from, set(_plan_codes(facts)))
    subjects = {subject for _, subject, _, _ in debts(facts)} | {MEMO}
    for conflict in facts.conflicts:
        _known("conflicts.yaml", conflict.code, conflict.subject, subjects)


def _known(file: str, entry: str, code: str | None, codes: set[str]) -> None:
    if code is not None and code not in codes:
        raise FactsInvalid(file, entry, f"ไม่มีรหัส {code}")
