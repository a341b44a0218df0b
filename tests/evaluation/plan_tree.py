"""Holds the tree proposed from the gazetted plan against the plan data, and prints where they part.

Run as a script: python tests/evaluation/plan_tree.py [folder of evaluation data]
"""

import os
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from db.models import DraftKind, FigureKind
from db.proposal import Proposal, ProposedNode
from db.skeleton import key
from ingest.facts.files import placed_kpis, placed_nodes, read_facts
from ingest.proposal.tree import propose
from ingest.read.text import read_text

ROOT = Path(__file__).parents[2]
PLAN = Path("plan_texts") / "dgp2566_gazette_raw.md"
EDITION = "DGP2566"
KINDS = (DraftKind.GOAL, DraftKind.KPI, DraftKind.MEASURE, DraftKind.PROJECT)


@dataclass(frozen=True, slots=True)
class Fact:
    """What the plan data says of a node; `code` is without the edition's."""

    code: str
    kind: str
    title: str
    budget: float | None
    years: tuple[int | None, int | None]
    targets: tuple[tuple[int | None, str, float], ...]


def evaluation_folder() -> Path:
    """Where evaluation data lies, as the Makefile has it."""
    return ROOT / os.environ.get("EVALUATION", "../shared/data")


def read_proposal(path: Path) -> Proposal:
    """The proposal for a plan's text file, read as ingest reads it."""
    return propose(read_text(path.read_text(encoding="utf-8")).pages)


def plan_facts(edition: str = EDITION) -> dict[str, Fact]:
    """The strategies of an edition and what stands under them, as the data files say."""
    entry = next(one for file in read_facts().plans for one in file.editions if one.code == edition)
    found = {}
    for node in placed_nodes(entry):
        code, entry_ = node.code.removeprefix(f"{edition}/"), node.entry
        years = tuple(entry_.years)
        found[code] = Fact(code, entry_.kind, entry_.title, entry_.budget_million_baht, years, ())
    for kpi in placed_kpis(entry):
        code = kpi.code.removeprefix(f"{edition}/")
        targets = tuple((t.year, t.operator.value, t.value) for t in kpi.entry.targets)
        found[code] = Fact(code, "KPI", kpi.entry.title, None, (None, None), targets)
    return {code: fact for code, fact in found.items() if fact.kind in set(DraftKind)}


def counts(nodes: dict[str, str]) -> Counter[tuple[str, str]]:
    """How many of each kind, by strategy; `nodes` gives the kind of each code."""
    return Counter((code.split("/")[0], kind) for code, kind in nodes.items() if "/" in code)


def agreement(one: str, other: str) -> str:
    """How far two titles agree: same, shortened, or different."""
    first, second = key(one), key(other)
    if first == second:
        return "same"
    return "shortened" if first.startswith(second) or second.startswith(first) else "different"


def disagreements(proposal: Proposal, facts: dict[str, Fact]) -> list[str]:
    """Nodes and figures in which the text and the plan data part, a line each."""
    nodes = {node.code: node for node in proposal.nodes}
    lines = [f"{code}: in the data files only" for code in facts if code not in nodes]
    lines += [f"{code}: in the text only" for code in nodes if code not in facts]
    for code in facts.keys() & nodes.keys():
        lines += _differences(nodes[code], facts[code])
    return sorted(lines)


def budget_of(node: ProposedNode) -> float | None:
    """A node's budget in million baht: the total printed, or the sum of the years."""
    figures = [one for one in node.figures if one.kind is FigureKind.BUDGET]
    totals = [one for one in figures if one.year is None]
    return round(sum(one.value or 0 for one in totals[:1] or figures), 7) if figures else None


def report(proposal: Proposal, facts: dict[str, Fact]) -> list[str]:
    """The whole comparison in lines."""
    ours = counts({node.code: node.kind.value for node in proposal.nodes})
    theirs = counts({code: fact.kind for code, fact in facts.items()})
    lines = [f"{'':<4}" + "".join(f"{kind.value.lower():>14}" for kind in KINDS)]
    for strategy in sorted({code for code, _ in theirs}):
        cells = (f"{ours[strategy, k]}/{theirs[strategy, k]}" for k in map(str, KINDS))
        lines.append(f"{strategy:<4}" + "".join(f"{cell:>14}" for cell in cells))
    nodes = {node.code: node for node in proposal.nodes}
    titles = Counter(
        agreement(nodes[code].title, fact.title) for code, fact in facts.items() if code in nodes
    )
    lines.append("titles: " + ", ".join(f"{n} {how}" for how, n in sorted(titles.items())))
    budgets = [(budget_of(nodes[c]), f.budget) for c, f in facts.items() if c in nodes and f.budget]
    right = sum(ours == theirs for ours, theirs in budgets)
    lines.append(f"budgets: {right} of {len(budgets)} agree")
    lines.append("where text and plan data part:")
    lines += [f"  {line}" for line in disagreements(proposal, facts)]
    lines.append("what does not match within the text:")
    lines += [f"  {one.kind.value} {one.subject}: {one.message}" for one in proposal.mismatches]
    return lines


def _differences(node: ProposedNode, fact: Fact) -> list[str]:
    lines = []
    if agreement(node.title, fact.title) == "different":
        lines.append(f"{node.code}: title “{node.title}”, data “{fact.title}”")
    budget = budget_of(node)
    if budget != fact.budget:
        lines.append(f"{node.code}: budget {budget}, data {fact.budget}")
    years = [(one.year, one.year_to) for one in node.figures if one.kind is FigureKind.YEARS]
    if years and fact.years != years[0] and fact.kind == "PROJECT":
        lines.append(f"{node.code}: years {years[0]}, data {fact.years}")
    targets = {
        (one.year, one.operator.value if one.operator else "", one.value)
        for one in node.figures
        if one.kind is FigureKind.TARGET
    }
    if targets != set(fact.targets):
        lines.append(f"{node.code}: targets {sorted(targets)}, data {sorted(fact.targets)}")
    return lines


def main() -> None:
    """Print the comparison, or say that there is nothing to compare; exit 1 when a node that the
    data files hold is not found.
    """
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else evaluation_folder()
    path = folder / PLAN
    if not path.exists():
        sys.stdout.write(f"plan tree: skipped, no text at {path}\n")
        return
    proposal, facts = read_proposal(path), plan_facts()
    lines = report(proposal, facts)
    sys.stdout.write("\n".join(["plan tree (found/data files):", *lines]) + "\n")
    lost = facts.keys() - {node.code for node in proposal.nodes}
    if lost:
        sys.exit(f"not found in the text: {', '.join(sorted(lost))}")


if __name__ == "__main__":
    main()
