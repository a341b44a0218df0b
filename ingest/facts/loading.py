"""Plan facts into tables: our data files are the truth, the tables are made to say the same."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import delete, update
from sqlmodel import Session, SQLModel, col, select

from db.models import (
    Abbreviation,
    Agency,
    AgencyName,
    AwaitedDocument,
    AwaitedState,
    Conflict,
    Document,
    InstructionDocument,
    Kpi,
    KpiTarget,
    NodeAgency,
    Observation,
    Plan,
    PlanAlias,
    PlanDraft,
    PlanEdition,
    PlanNode,
    Rule,
    Source,
    SourceRef,
)
from db.reads.drafts import held
from ingest.facts.files import DATA, debts, placed_kpis, placed_nodes, read_facts
from ingest.facts.format import EditionEntry, FactsFiles, FactsInvalid

__all__ = ["FactsInvalid", "FactsReport", "load_facts"]

Row = dict[str, Any]
Ids = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class FactsReport:
    """How many rows a load touched."""

    added: int
    changed: int
    removed: int
    unchanged: int


def load_facts(session: Session, folder: Path = DATA) -> FactsReport:
    """Make the tables say what the data files say; the caller commits.

    Every row of the tables written here belongs to the files, except awaited documents that a
    directive announced, of which only the state and the note are ours, and what an editor confirmed
    from a plan's own text, which no file changes or removes.
    """
    facts = read_facts(folder)
    load = _Load(session)
    sources = load.put(Source, "key", _sources(facts))
    agencies = _load_agencies(load, facts)
    editions = _load_plans(load, facts, agencies)
    _load_trees(load, facts, agencies, editions)
    load.put(Rule, ("code", "valid_from"), (_plain(rule) for rule in facts.rules))
    load.put(Observation, ("code", "year"), _observations(facts))
    load.put(Conflict, "code", _conflicts(facts, sources))
    _load_awaited(load, facts)
    load.put(SourceRef, ("subject", "field", "source_id"), _source_refs(facts, sources))
    return load.finish()


class _Table:
    """The rows of one table by natural key: those found, and which of them are still wanted."""

    def __init__(self, session: Session, model: type[SQLModel], key: tuple[str, ...]) -> None:
        self.model, self.key = model, key
        self.rows = {self.key_of(row): row for row in session.exec(select(model))}
        self.wanted: set[tuple[Any, ...]] = set()

    def key_of(self, row: SQLModel) -> tuple[Any, ...]:
        return tuple(getattr(row, name) for name in self.key)


class _Load:
    """One load: rows are put table by table, and what nobody put is removed at the end."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._held = held(session)
        self._tables: dict[type[SQLModel], _Table] = {}
        self._added = self._changed = self._unchanged = 0

    def table(self, model: type[SQLModel], key: str | tuple[str, ...]) -> _Table:
        names = (key,) if isinstance(key, str) else key
        if model not in self._tables:
            self._tables[model] = _Table(self.session, model, names)
        return self._tables[model]

    def put(
        self, model: type[SQLModel], key: str | tuple[str, ...], rows: Iterable[Row]
    ) -> dict[Any, int]:
        """Add or change rows; their ids by the first part of the key."""
        table = self.table(model, key)
        put = [self._put(table, row) for row in rows if not self._held.shuts(model, row)]
        self.session.flush()
        return {table.key_of(row)[0]: row.id for row in put}  # type: ignore[attr-defined]

    def finish(self) -> FactsReport:
        """Remove rows nobody put, children first, and say what was done."""
        removed = 0
        for table in reversed(self._tables.values()):
            unwanted = (row for key, row in table.rows.items() if key not in table.wanted)
            stale = [row for row in unwanted if not self._held.keeps(row)]
            self._remove(table.model, [row.id for row in stale])  # type: ignore[attr-defined]
            removed += len(stale)
        return FactsReport(self._added, self._changed, removed, self._unchanged)

    def _put(self, table: _Table, values: Row) -> SQLModel:
        key = tuple(values[name] for name in table.key)
        table.wanted.add(key)
        row = table.rows.get(key)
        if row is None:
            row = table.rows[key] = table.model(**values)
            self.session.add(row)
            self._added += 1
            return row
        open_to_us = values.keys() - self._held.decided(row)
        changes = {name: values[name] for name in open_to_us if getattr(row, name) != values[name]}
        for name, value in changes.items():
            setattr(row, name, value)
        self._changed += bool(changes)
        self._unchanged += not changes
        return row

    def _remove(self, model: type[SQLModel], ids: list[int]) -> None:
        """One statement a table, so that parents and children of a tree may go together."""
        if not ids:
            return
        if model is PlanEdition:
            for holder in (Document, InstructionDocument, PlanDraft):
                stale = col(holder.edition_id).in_(ids)
                self.session.execute(update(holder).where(stale).values(edition_id=None))
        if model is Agency:
            gone = col(NodeAgency.agency_id).in_(ids)
            self.session.execute(update(NodeAgency).where(gone).values(agency_id=None))
        self.session.execute(delete(model).where(model.id.in_(ids)))  # type: ignore[attr-defined]


def _sources(facts: FactsFiles) -> Iterator[Row]:
    return (source.model_dump() for source in facts.sources)


def _plain(entry: Any) -> Row:  # noqa: ANN401 (any of our entries)
    return dict(entry.model_dump(exclude={"sources"}))


def _load_agencies(load: _Load, facts: FactsFiles) -> Ids:
    ids = load.put(Agency, "code", ({"code": agency.code} for agency in facts.agencies))
    names = (
        {"agency_id": ids[agency.code], **_plain(name)}
        for agency in facts.agencies
        for name in agency.names
    )
    load.put(AgencyName, ("agency_id", "name"), names)
    shorts = (
        {
            **entry.model_dump(exclude={"sources", "agency"}),
            "agency_id": ids[entry.agency] if entry.agency else None,
        }
        for entry in facts.abbreviations
    )
    load.put(Abbreviation, ("short", "expansion"), shorts)
    return ids


def _load_plans(load: _Load, facts: FactsFiles, agencies: Ids) -> Ids:
    plans = load.put(
        Plan, "code", (file.plan.model_dump(exclude={"sources"}) for file in facts.plans)
    )
    waiting = [(file.plan.code, edition) for file in facts.plans for edition in file.editions]
    ids: dict[str, int] = {}
    while waiting:  # an edition waits for the one it supersedes, whose id it carries
        ready = [one for one in waiting if one[1].supersedes is None or one[1].supersedes in ids]
        if not ready:
            raise FactsInvalid("plans", waiting[0][1].code, "supersedes วนกลับมาที่เดิม")
        rows = (_edition(edition, plans[plan], agencies, ids) for plan, edition in ready)
        ids |= load.put(PlanEdition, "code", rows)
        waiting = [one for one in waiting if one[1].code not in ids]
    load.put(PlanAlias, ("edition_id", "name"), _aliases(facts, ids))
    return ids


def _edition(edition: EditionEntry, plan_id: int, agencies: Ids, editions: Ids) -> Row:
    apart = {"sources", "years", "owner", "supersedes", "aliases", "fields", "kpis", "nodes"}
    return {
        **edition.model_dump(exclude=apart),
        "plan_id": plan_id,
        "year_from": edition.years[0],
        "year_to": edition.years[1],
        "owner_id": agencies[edition.owner] if edition.owner else None,
        "supersedes_id": editions[edition.supersedes] if edition.supersedes else None,
    }


def _aliases(facts: FactsFiles, editions: Ids) -> Iterator[Row]:
    for file in facts.plans:
        for edition in file.editions:
            for name in edition.aliases:
                yield {"edition_id": editions[edition.code], "name": name}


def _load_trees(load: _Load, facts: FactsFiles, agencies: Ids, editions: Ids) -> None:
    entries = [edition for file in facts.plans for edition in file.editions]
    placed = [node for edition in entries for node in placed_nodes(edition)]
    nodes: dict[str, int] = {}
    for depth in range(1 + max((node.depth for node in placed), default=0)):
        level = (node for node in placed if node.depth == depth)
        apart = {"sources", "code", "years", "agencies", "kpis", "nodes"}
        rows = (
            {
                **node.entry.model_dump(exclude=apart),
                "code": node.code,
                "edition_id": editions[node.edition],
                "parent_id": nodes[node.parent] if node.parent else None,
                "position": node.position,
                "year_from": node.entry.years[0],
                "year_to": node.entry.years[1],
            }
            for node in level
        )
        nodes |= load.put(PlanNode, "code", list(rows))
    known = _agency_of(facts)
    named = (
        {
            "node_id": nodes[node.code],
            "position": position,
            "name": name,
            "agency_id": agencies.get(known(name) or ""),
        }
        for node in placed
        for position, name in enumerate(node.entry.agencies)
    )
    load.put(NodeAgency, ("node_id", "position"), named)
    _load_kpis(load, entries, editions, nodes)


def _load_kpis(load: _Load, entries: list[EditionEntry], editions: Ids, nodes: Ids) -> None:
    placed = [kpi for edition in entries for kpi in placed_kpis(edition)]
    rows = (
        {
            **kpi.entry.model_dump(exclude={"sources", "targets", "code"}),
            "code": kpi.code,
            "edition_id": editions[kpi.edition],
            "node_id": nodes[kpi.node] if kpi.node else None,
            "position": kpi.position,
        }
        for kpi in placed
    )
    ids = load.put(Kpi, "code", rows)
    targets = (
        {"kpi_id": ids[kpi.code], **target.model_dump()}
        for kpi in placed
        for target in kpi.entry.targets
    )
    load.put(KpiTarget, ("kpi_id", "year", "horizon_years", "revision"), targets)


def _agency_of(facts: FactsFiles) -> Callable[[str], str | None]:
    """Who a printed name means: a name, a short form, or either before a bracket."""
    codes = {name.name: agency.code for agency in facts.agencies for name in agency.names}
    codes |= {one.short: one.agency for one in facts.abbreviations if one.agency}
    return lambda name: codes.get(name) or codes.get(name.split(" (")[0])


def _observations(facts: FactsFiles) -> Iterator[Row]:
    for series in facts.observations:
        for year, value in series.values.items():
            fixed = series.model_dump(exclude={"sources", "values"})
            yield {**fixed, "year": year, "value": value}


def _conflicts(facts: FactsFiles, sources: Ids) -> Iterator[Row]:
    for conflict in facts.conflicts:
        yield {
            "printed_text": conflict.printed,
            "printed_value": conflict.value,
            "other_text": conflict.other,
            "source_id": sources[conflict.source],
            **conflict.model_dump(exclude={"source", "other_sources", "printed", "value", "other"}),
        }


def _load_awaited(load: _Load, facts: FactsFiles) -> None:
    table = load.table(AwaitedDocument, "code")
    rows: list[Row] = []
    for entry in facts.awaited:
        row = entry.model_dump(exclude={"sources", "confidence"})
        found = table.rows.get((entry.code,))
        if isinstance(found, AwaitedDocument):
            row = {name: value for name, value in row.items() if name not in _theirs(found)}
        rows.append(row)
    load.put(AwaitedDocument, "code", rows)
    announced = ((key, row) for key, row in table.rows.items() if row.instruction_id is not None)  # type: ignore[attr-defined]
    table.wanted.update(key for key, _ in announced)


def _theirs(row: AwaitedDocument) -> set[str]:
    """The columns that are not ours to change: a directive's words, and having found the text."""
    announced = {"title", "publisher", "expected_on"} if row.instruction_id is not None else set()
    return announced | ({"state"} if row.state is AwaitedState.IN_LIBRARY else set())


def _source_refs(facts: FactsFiles, sources: Ids) -> Iterator[Row]:
    for _, subject, field, keys in debts(facts):
        for key in dict.fromkeys(keys):
            yield {"subject": subject, "field": field, "source_id": sources[key]}
