"""What `sodklong evaluate alignment` tells: one object for machines, tables for people."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from api.commands.aligners import BASELINES, baseline, ours
from api.commands.benches import PlanBench, plan_bench
from api.commands.output import note, say
from assistant.evaluation.alignment import Align, try_all
from assistant.evaluation.alignment_scores import by_class, confusion, summarise_alignment
from assistant.evaluation.projects import ProjectSet, read_projects
from db.errors import InvalidInput

OURS = "sodklong"
_SHOWN = (
    "macro_f1",
    "primary",
    "primary_strict",
    "none_precision",
    "none_recall",
    "quotes",
    "calibration_error",
    "seconds_p95",
)


def measured(
    directory: Path, half: str, names: Sequence[str], *, without_ours: bool
) -> dict[str, Any]:
    """The scores of our engine and of each baseline over a half of a set.

    Raises what `read_projects` does, and InvalidInput for an unknown baseline or a set that was
    labelled by other editions than those in force on its day.
    """
    if unknown := sorted(set(names) - set(BASELINES)):
        raise InvalidInput(f"ไม่รู้จัก baseline {', '.join(unknown)} (มี {', '.join(BASELINES)})")
    projects, dev = read_projects(directory, half), read_projects(directory, "dev")
    with plan_bench(projects.on) as bench:
        _check(projects, bench)
        systems = {} if without_ours else {OURS: _told(ours(bench), projects, bench)}
        for name in names:
            note(f"เปรียบเทียบกับ {name}")
            systems[name] = _told(baseline(name, bench, dev.projects), projects, bench)
    return {
        "set": projects.name,
        "version": projects.version,
        "half": half,
        "projects": len(projects.projects),
        "aligned": sum(project.aligned for project in projects.projects),
        "systems": systems,
    }


def print_result(result: Mapping[str, Any]) -> None:
    """The scores side by side, then the confusions of each system."""
    counts = f"{result['projects']} projects, {result['aligned']} aligned"
    say(f"{result['set']}-{result['version']} ({result['half']}): {counts}")
    systems = result["systems"]
    say(f"{'':<20}" + "".join(f"{name:>18}" for name in systems))
    for score in _SHOWN:
        values = (_number(told[score]) for told in systems.values())
        say(f"{score:<20}" + "".join(f"{value:>18}" for value in values))
    for name, told in systems.items():
        for edition, rows in told["confusion"].items():
            say(f"\n{name}, {edition}: labelled (down), found first (across)")
            _print_confusion(rows)


def _told(align: Align, projects: ProjectSet, bench: PlanBench) -> dict[str, Any]:
    trials = try_all(projects.projects, align)
    scores = summarise_alignment(trials, projects.editions, bench.strategies.stored)
    classes = by_class(trials, projects.editions)
    return {
        **asdict(scores),
        "classes": {name: asdict(one) for name, one in classes.items()},
        "confusion": {edition: confusion(trials, edition) for edition in projects.editions},
    }


def _check(projects: ProjectSet, bench: PlanBench) -> None:
    labelled, current = sorted(projects.editions), sorted(bench.strategies.editions)
    if labelled != current:
        raise InvalidInput(
            f"ชุดโครงการให้ป้ายตามแผน {', '.join(labelled)} แต่แผนที่มีผลคือ {', '.join(current)}"
        )


def _print_confusion(rows: Mapping[str, Mapping[str, int]]) -> None:
    names = sorted(rows.keys() | {name for row in rows.values() for name in row})
    say(f"{'':<8}" + "".join(f"{name:>6}" for name in names))
    for name in names:
        counts = rows.get(name, {})
        say(f"{name:<8}" + "".join(f"{counts.get(other, 0):>6}" for other in names))


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
