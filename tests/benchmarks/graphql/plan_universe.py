"""Plans of a size that no country has: what the GraphQL benchmarks read.

    python tests/benchmarks/graphql/plan_universe.py sqlite:///universe.sqlite3
    python tests/benchmarks/graphql/plan_universe.py postgresql://user@host/database

writes 50 plans of one edition each, 10 strategies an edition, 10 measures a strategy, 5 KPIs a
measure and 2 targets a KPI: 5,500 nodes, 25,000 KPIs, 50,000 targets. Titles are Thai, put
together at random from words of our own; a seed gives the same rows in any database.
"""

import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import insert, text
from sqlmodel import SQLModel

from db.engine import Database, open_database
from db.models import (
    Confidence,
    EditionStatus,
    Kpi,
    KpiTarget,
    NodeKind,
    Operator,
    Plan,
    PlanEdition,
    PlanNode,
)
from db.schema import migrate

DEEDS = ("พัฒนา", "ยกระดับ", "บูรณาการ", "ขยาย", "ปรับปรุง", "เชื่อมโยง", "ส่งเสริม", "ทดสอบ")
THINGS = (
    "ระบบบริการออนไลน์",
    "ฐานข้อมูลกลาง",
    "โครงข่ายสื่อสาร",
    "ทักษะดิจิทัล",
    "ศูนย์ข้อมูล",
    "แพลตฟอร์มแลกเปลี่ยนข้อมูล",
    "มาตรฐานข้อมูลเปิด",
    "ความมั่นคงปลอดภัยไซเบอร์",
    "ระบบยืนยันตัวตน",
    "นวัตกรรมบริการ",
)
FIELDS = (
    "การเกษตร",
    "การศึกษา",
    "สาธารณสุข",
    "การท่องเที่ยว",
    "การคมนาคม",
    "พลังงาน",
    "สิ่งแวดล้อม",
    "แรงงาน",
    "สวัสดิการผู้สูงอายุ",
    "การค้าชายแดน",
    "การจัดการน้ำ",
    "ท้องถิ่น",
)
GAUGES = (
    "ร้อยละของหน่วยงานที่ใช้",
    "จำนวนผู้ใช้",
    "ความพึงพอใจต่อ",
    "ระยะเวลาเฉลี่ยของ",
    "จำนวนชุดข้อมูลจาก",
)
UNITS = ("percent", "person", "percent", "day", "set")
_BATCH = 5_000


@dataclass(frozen=True, slots=True)
class Extent:
    """How many of each there are in one of the kind above."""

    plans: int = 50
    strategies: int = 10
    measures: int = 10
    kpis: int = 5
    targets: int = 2


@dataclass(slots=True)
class Universe:
    """The rows of each table, as dictionaries by column."""

    plans: list[dict[str, Any]] = field(default_factory=list)
    editions: list[dict[str, Any]] = field(default_factory=list)
    nodes: list[dict[str, Any]] = field(default_factory=list)
    kpis: list[dict[str, Any]] = field(default_factory=list)
    targets: list[dict[str, Any]] = field(default_factory=list)


def generate(extent: Extent | None = None, seed: int = 2566) -> Universe:
    """The rows; the same `extent` and `seed` give the same rows."""
    return _Writer(extent or Extent(), random.Random(seed)).universe()


def write(database: Database, universe: Universe) -> None:
    """Write the rows, in one transaction, into a database that holds no plans yet."""
    with database.writing() as session:
        for table, rows in _tables(universe):
            for batch in _batches(rows):
                session.execute(insert(table), batch)
        if session.get_bind().dialect.name == "postgresql":
            _go_on_counting(session)
    with database.engine.connect() as connection:
        connection.execute(text("ANALYZE"))
        connection.commit()


class _Writer:
    def __init__(self, extent: Extent, chance: random.Random) -> None:
        self._extent, self._chance, self._made = extent, chance, Universe()

    def universe(self) -> Universe:
        for number in range(1, self._extent.plans + 1):
            self._plan(number)
        return self._made

    def _plan(self, number: int) -> None:
        code, year = f"U{number:02}", 2540 + number
        topic = self._chance.choice(FIELDS)
        self._made.plans.append(
            {
                "id": number,
                "code": code,
                "title": f"แผนดิจิทัลเพื่อ{topic} ชุดที่ {number}",
                "title_en": f"Digital plan {number}",
            }
        )
        self._made.editions.append(
            {
                "id": number,
                "plan_id": number,
                "code": f"{code}E{year}",
                "title": f"แผนดิจิทัลเพื่อ{topic} ชุดที่ {number} (พ.ศ. {year}–{year + 4})",
                "title_en": f"Digital plan {number}, B.E. {year}-{year + 4}",
                "year_from": year,
                "year_to": year + 4,
                "status": EditionStatus.APPROVED,
                "confidence": Confidence.REPORTED,
            }
        )
        for strategy in range(1, self._extent.strategies + 1):
            self._strategy(self._made.editions[-1], strategy)

    def _strategy(self, edition: dict[str, Any], number: int) -> None:
        title = f"{self._chance.choice(DEEDS)}ดิจิทัลด้าน{self._chance.choice(FIELDS)}"
        node = self._node(edition, None, NodeKind.STRATEGY, f"{number}", title)
        for measure in range(1, self._extent.measures + 1):
            self._measure(edition, node, measure)

    def _measure(self, edition: dict[str, Any], above: dict[str, Any], number: int) -> None:
        thing, topic = self._chance.choice(THINGS), self._chance.choice(FIELDS)
        title = f"{self._chance.choice(DEEDS)}{thing}เพื่อ{topic}"
        place = f"{above['number']}.{number}"
        node = self._node(edition, above["id"], NodeKind.MEASURE, place, title)
        for kpi in range(self._extent.kpis):
            self._kpi(edition, node, kpi, f"{thing}ด้าน{topic}")

    def _node(
        self, edition: dict[str, Any], parent: int | None, kind: NodeKind, number: str, title: str
    ) -> dict[str, Any]:
        counted = self._extent.strategies * (1 + self._extent.measures)
        node = {
            "id": len(self._made.nodes) + 1,
            "edition_id": edition["id"],
            "parent_id": parent,
            "code": f"{edition['code']}/{number}",
            "kind": kind,
            "number": number,
            "position": len(self._made.nodes) % counted,
            "title": title,
            "title_en": None,
            "confidence": Confidence.REPORTED,
        }
        self._made.nodes.append(node)
        return node

    def _kpi(self, edition: dict[str, Any], node: dict[str, Any], order: int, what: str) -> None:
        extent, gauge = self._extent, order % len(GAUGES)
        counted = extent.strategies * extent.measures * extent.kpis
        baseline = float(self._chance.randint(5, 60))
        kpi = {
            "id": len(self._made.kpis) + 1,
            "edition_id": edition["id"],
            "node_id": node["id"],
            "code": f"{node['code']}/K{order + 1}",
            "number": f"{order + 1}",
            "position": len(self._made.kpis) % counted,
            "title": f"{GAUGES[gauge]}{what}",
            "unit": UNITS[gauge],
            "baseline": baseline,
            "baseline_year": edition["year_from"] - 1,
            "confidence": Confidence.REPORTED,
        }
        self._made.kpis.append(kpi)
        for step in range(1, extent.targets + 1):
            self._target(kpi["id"], edition["year_from"] + 2 * step, baseline + 10 * step)

    def _target(self, kpi: int, year: int, value: float) -> None:
        self._made.targets.append(
            {
                "id": len(self._made.targets) + 1,
                "kpi_id": kpi,
                "year": year,
                "operator": Operator.AT_LEAST,
                "value": value,
                "printed": f"ไม่น้อยกว่า {value:g}",
            }
        )


def _tables(universe: Universe) -> list[tuple[type[SQLModel], list[dict[str, Any]]]]:
    return [
        (Plan, universe.plans),
        (PlanEdition, universe.editions),
        (PlanNode, universe.nodes),
        (Kpi, universe.kpis),
        (KpiTarget, universe.targets),
    ]


def _batches(rows: Sequence[dict[str, Any]]) -> Iterator[Sequence[dict[str, Any]]]:
    for start in range(0, len(rows), _BATCH):
        yield rows[start : start + _BATCH]


def _go_on_counting(session: Any) -> None:
    """Rows came with their ids: PostgreSQL must not give the same ids again."""
    for table, _ in _tables(Universe()):
        name = table.__tablename__
        session.execute(
            text(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), max(id)) FROM {name}")
        )


def main() -> None:
    """Write the universe into the database whose URL is the one argument."""
    database = open_database(sys.argv[1])
    migrate(database)
    universe = generate()
    write(database, universe)
    database.close()
    counts = (f"{len(rows):,} {table.__tablename__}" for table, rows in _tables(universe))
    print(", ".join(counts))


if __name__ == "__main__":
    main()
