"""What overrides nearness: years, units, owners, and domains that a plan does not have."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.alignment import wording
from assistant.alignment.hearing import Hearing
from assistant.alignment.measures import NAMES, measure_of, measures_in
from assistant.alignment.nodes import KPI, Atlas
from assistant.alignment.outcome import Level, Match
from assistant.alignment.project import Project
from assistant.alignment.themes import Knowledge
from assistant.question.naming import years_of
from db.models import NodeKind
from db.reads.plans import EditionRow
from db.thai import fold, squeeze

_MAIN = 0.5
_SPAN = re.compile(r"(2[45]\d\d)\s*(?:-|ถึง)\s*(2[45]\d\d)")


def override(
    matches: Sequence[Match], project: Project, hearing: Hearing, atlas: Atlas, known: Knowledge
) -> tuple[list[Match], list[str]]:
    """The matches of one edition as the rules leave them, and Thai notices of what they changed."""
    notices: list[str] = []
    domain = missing_domain(hearing, atlas, known)
    if domain:
        notices.append(wording.NO_DOMAIN.format(title=atlas.edition.title, domain=domain))
        matches = [match for match in matches if match.kind != NodeKind.DOMAIN]
    if outside(project, atlas.edition):
        told = _years_told(project, atlas.edition)
        return [_against(match, told) for match in matches], [*notices, told]
    return [_owned(_measured(match, project, atlas), project, atlas) for match in matches], notices


def outside(project: Project, edition: EditionRow) -> bool:
    """Whether all years that a project tells lie before or after an edition's."""
    years = project_years(project)
    return bool(years) and (max(years) < edition.year_from or min(years) > edition.year_to)


def project_years(project: Project) -> set[int]:
    """The B.E. years in which a project says it is done; empty where it does not say."""
    told = f"{project.years} {project.budget}"
    if not years_of(told) and "แผน" not in project.title:
        told = project.title
    years = {year for year in years_of(told) if 2540 <= year <= 2620}
    for begin, end in _SPAN.findall(fold(told)):
        years |= set(range(int(begin), int(end) + 1)) if int(end) - int(begin) < 30 else set()
    return years


def missing_domain(hearing: Hearing, atlas: Atlas, known: Knowledge) -> str:
    """The field of life of a project that a plan of domains leaves out; empty where there is none.

    Education and health are no domains of the digital government plan of 2559, for one.
    """
    domains = [squeeze(node.title) for node in atlas.nodes if node.kind == NodeKind.DOMAIN]
    if not domains or not hearing.own.any():
        return ""
    theme = known.themes[int(hearing.own.argmax())]
    held = any(squeeze(theme.domain) in domain for domain in domains)
    return "" if held or hearing.own.max() < _MAIN else theme.domain


def _years_told(project: Project, edition: EditionRow) -> str:
    years = sorted(project_years(project))
    said = f"{years[0]}–{years[-1]}" if len(years) > 1 else str(years[0])
    return wording.OUT_OF_YEARS.format(
        years=said, title=edition.title, year_from=edition.year_from, year_to=edition.year_to
    )


def _against(match: Match, why: str) -> Match:
    return replace(match, level=Level.CONFLICTING, score=round(match.score * 0.5, 3), why=why)


def _measured(match: Match, project: Project, atlas: Atlas) -> Match:
    """A KPI of the plan that no KPI of the project can be counted towards: units differ."""
    mine = [measure for kpi in project.kpis for measure in sorted(measures_in(kpi))]
    if match.kind != KPI or not mine:
        return match
    unit = next((node.unit for node in atlas.nodes if node.key == match.node), "")
    theirs = sorted(measure_of(unit, f"{match.title} {match.plan_quote}"))
    if not theirs or set(theirs) & set(mine):
        return match
    told = " และ".join(NAMES[measure] for measure in dict.fromkeys(mine))
    return _against(match, wording.UNIT.format(mine=told, theirs=NAMES[theirs[0]]))


def _owned(match: Match, project: Project, atlas: Atlas) -> Match:
    """A project of the plan belongs to those it names; others support it."""
    agencies = next((node.agencies for node in atlas.nodes if node.key == match.node), ())
    if match.kind != NodeKind.PROJECT or not agencies or match.level is not Level.DIRECT:
        return match
    if _is_among(project.agency, agencies):
        return match
    why = wording.NOT_OWNER.format(agencies=", ".join(agencies))
    return replace(match, level=Level.CONTRIBUTES, why=why)


def _is_among(agency: str, agencies: Iterable[str]) -> bool:
    key = squeeze(agency)
    return bool(key) and any(squeeze(one) in key or key in squeeze(one) for one in agencies)
