"""Parts a KPI's statement into its title and the target it ends with."""

import re
from dataclasses import replace

from db.models import DraftKind, FigureKind, Operator
from db.proposal import ProposedFigure
from db.skeleton import skeleton
from ingest.proposal.sightings import Sighting
from ingest.proposal.text import RunningText

_OPERATORS = {
    "ไม่น้อยกว่า": Operator.AT_LEAST,
    "ไม่ต่ำกว่า": Operator.AT_LEAST,
    "อย่างน้อย": Operator.AT_LEAST,
    "ตั้งแต่": Operator.AT_LEAST,
    "ไม่เกิน": Operator.AT_MOST,
    "ไม่มากกว่า": Operator.AT_MOST,
    "มากกว่า": Operator.MORE_THAN,
    "เกินกว่า": Operator.MORE_THAN,
    "น้อยกว่า": Operator.LESS_THAN,
    "คิดเป็น": Operator.EQUAL,
    "เท่ากับ": Operator.EQUAL,
}
_BY_SKELETON = {skeleton(words): operator for words, operator in _OPERATORS.items()}
_NOT = skeleton("ไม่")
_BETTER_LOWER = {
    Operator.AT_LEAST: Operator.AT_MOST,
    Operator.MORE_THAN: Operator.LESS_THAN,
}
_UNITS = {skeleton("ร้อยละ"): "percent", skeleton("อันดับ"): "rank", skeleton("คะแนน"): "score"}
_LEAD = re.compile(skeleton(r"\s*ภายใน\s*(?:ปี?\s*)?(?:พ\.\s?ศ\.\s*)?(25\d\d)\s*"))
_YEAR = re.compile(skeleton(r"(?:ภายใน|ใน)\s*(?:ปี?\s*)?(?:พ\.\s?ศ\.\s*)?(25\d\d)"))
_WRAPPED = "|".join(_BY_SKELETON).replace(_NOT, _NOT + r"\s?")  # a line may end within a word
_TARGET = re.compile(
    rf"(?P<operator>{_WRAPPED})\s*(?P<unit>{'|'.join(_UNITS)})?(?:{skeleton('ที่')})?\s*"
    r"(?P<value>\d[\d,]*(?:\.\d+)?)(?!\d)\s*(?P<after>%|[ก-ๆ/]*)"
)
_FOOTNOTE = re.compile(skeleton(r"(?<!ที่)(?<!ปี)(?<!\.)(?<!\d)(?<!-)\s+\d{1,3}\s*$"))
_TABLE = re.compile(
    skeleton(
        r"\s(?:ร้อยละ|อันดับ|จำนวน|กิจกรรม)\s+(?:ร้อยละ|อันดับ|N/A|[\d/])|\s\d[\d,.]*\s+(?:\d|N/A|-\s)"
    )
)


def part(text: RunningText, sighting: Sighting) -> tuple[Sighting, ProposedFigure | None]:
    """A sighting without the cells of a flattened table, footnote numbers and target; the target.

    A rank is better when it is lower: "not below rank 40" is AT_MOST 40.
    """
    words = text.skeleton[sighting.start : sighting.limit]
    table = _TABLE.search(words)
    clean = table.start() if table else len(words)
    whole = replace(sighting, limit=sighting.start + clean)
    if sighting.kind is not DraftKind.KPI:
        return _tidy(text, whole), None
    lead = _LEAD.match(words)
    start = sighting.start + (lead.end() if lead else 0)
    targets = _TARGET.finditer(words, lead.end() if lead else 0)
    found = [target for target in targets if target.start() < clean]
    if not found:
        return _tidy(text, replace(whole, start=start)), None
    last = found[-1]
    title = replace(sighting, start=start, limit=sighting.start + last.start(), closed=True)
    return _tidy(text, title), _target(text, sighting, last, lead or _YEAR.search(words[:clean]))


def _tidy(text: RunningText, sighting: Sighting) -> Sighting:
    footnote = _FOOTNOTE.search(text.skeleton[sighting.start : sighting.limit])
    return replace(sighting, limit=sighting.start + footnote.start()) if footnote else sighting


def _target(
    text: RunningText, sighting: Sighting, found: re.Match[str], year: re.Match[str] | None
) -> ProposedFigure:
    operator = _BY_SKELETON["".join(found["operator"].split())]
    unit = _UNITS.get(found["unit"] or "", "percent" if found["after"] == "%" else "item")
    if unit == "item" and found["after"].startswith(skeleton("คะแนน")):
        unit = "score"
    if unit == "rank":
        operator = _BETTER_LOWER.get(operator, operator)
    end = sighting.start + found.end()
    return ProposedFigure(
        kind=FigureKind.TARGET,
        quote=text.quote(sighting.start, end),
        value=float(found["value"].replace(",", "")),
        year=int(year[1]) if year else None,
        operator=operator,
        unit=unit,
        text=text.words(sighting.start + found.start(), end),
    )
