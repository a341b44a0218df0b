"""An action plan as a file."""

from datetime import date
from enum import StrEnum

from sqlmodel import Session

from assistant.actionplan.checking import check
from assistant.actionplan.grounds import grounds_of
from assistant.actionplan.printing import print_plan
from assistant.actionplan.tables import tabulate
from assistant.papers.making import make_docx, make_pdf, make_xlsx
from assistant.papers.paper import Digits
from db.planned import KeptPlan

_MOST_NAME = 80
_MARKS = frozenset(map(chr, (0x0E31, *range(0x0E34, 0x0E3B), *range(0x0E47, 0x0E4F))))
_OFFICE = "application/vnd.openxmlformats-officedocument."


class PaperFormat(StrEnum):
    """What kind of file a paper is made into; the value is the file's suffix."""

    DOCX = "docx"
    PDF = "pdf"
    XLSX = "xlsx"

    @property
    def media_type(self) -> str:
        """Its name on the web."""
        kinds = {
            PaperFormat.DOCX: f"{_OFFICE}wordprocessingml.document",
            PaperFormat.PDF: "application/pdf",
            PaperFormat.XLSX: f"{_OFFICE}spreadsheetml.sheet",
        }
        return kinds[self]


def file_name(plan: KeptPlan, form: PaperFormat) -> str:
    """A name for the file that every system takes: the title, without signs."""
    plain = "".join(one if one.isalnum() or one in _MARKS else " " for one in plan.head.title)
    return f"{' '.join(plain.split())[:_MOST_NAME] or plan.id}.{form.value}"


def plan_file(
    session: Session, plan: KeptPlan, form: PaperFormat, digits: Digits, day: date
) -> bytes:
    """The file of a plan as it stands on a day."""
    grounds = grounds_of(session, plan, day)
    if form is PaperFormat.XLSX:
        return make_xlsx(tabulate(plan, grounds))
    paper = print_plan(plan, grounds, check(plan, grounds), day, digits)
    return make_pdf(paper) if form is PaperFormat.PDF else make_docx(paper)
