"""The choices that tables keep, described for GraphQL value by value."""

from enum import Enum
from typing import cast

import strawberry
from strawberry.types.enum import StrawberryEnumDefinition

from assistant.actionplan.checking import FindingKind as ActionPlanFindingKind
from assistant.actionplan.files import PaperFormat
from assistant.alignment.components import ComponentKind
from assistant.answer import Author
from assistant.papers.paper import Digits
from db.models import (
    ActionPlanState,
    AlignmentLevel,
    AlignmentStatus,
    AnswerStatus,
    AwaitedState,
    Confidence,
    DocumentKind,
    DraftKind,
    DraftState,
    EditionStatus,
    FeedbackReason,
    FigureKind,
    GapState,
    GenerationState,
    JobKind,
    JobState,
    JobUnit,
    NodeKind,
    Operator,
    Outdated,
    PageDecision,
    PageSource,
    PlannedLevel,
    Resolution,
    Role,
)
from ingest.differing import ChangeKind

__all__ = [
    "ActionPlanFindingKind",
    "ActionPlanState",
    "AlignmentLevel",
    "AlignmentStatus",
    "AnswerStatus",
    "Author",
    "AwaitedState",
    "ChangeKind",
    "ComponentKind",
    "Confidence",
    "Digits",
    "DocumentKind",
    "DraftKind",
    "DraftState",
    "EditionStatus",
    "FeedbackReason",
    "FigureKind",
    "GapState",
    "GenerationState",
    "JobKind",
    "JobState",
    "JobUnit",
    "NodeKind",
    "Operator",
    "Outdated",
    "PageDecision",
    "PageSource",
    "PaperFormat",
    "PlannedLevel",
    "Resolution",
    "Role",
    "UploadStatus",
]


class UploadStatus(Enum):
    """What became of a file that was sent."""

    ACCEPTED = "accepted"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


def _describe(choices: type[Enum], description: str, values: dict[str, str]) -> None:
    """Make `choices` a GraphQL enum; a member without its sentence fails the start."""
    strawberry.enum(choices, description=description)
    definition = cast(StrawberryEnumDefinition, vars(choices)["__strawberry_definition__"])
    for value in definition.values:
        value.description = values[value.name]


_describe(
    AlignmentLevel,
    "How a project, or a part of it, serves a part of a plan.",
    {
        "DIRECT": "What the project does is what the part of the plan is about.",
        "CONTRIBUTES": "Some of the project helps what the part is about.",
        "ENABLING": "The project provides means or a base for it.",
        "CONFLICTING": "Near to it, but a rule forbids it: years, units, editions.",
        "NONE": "It does not serve it, or there is no proof.",
    },
)
_describe(
    AlignmentStatus,
    "How a project stands to the plans it was held against.",
    {
        "ALIGNED": "It serves at least one part of a plan.",
        "NONE": "It serves none; an ordinary answer for work that is not digital.",
        "CONFLICTING": "It is near to parts of plans, and a rule forbids each of them.",
    },
)
_describe(
    ComponentKind,
    "What a component is in its project.",
    {
        "TITLE": "The title (ชื่อโครงการ).",
        "RATIONALE": "The reasons (หลักการและเหตุผล).",
        "OBJECTIVE": "An objective (วัตถุประสงค์).",
        "ACTIVITY": "What is done (กิจกรรม).",
        "OUTPUT": "What comes of it (ผลผลิต).",
        "KPI": "What is measured (ตัวชี้วัด).",
        "BUDGET": "A line of the budget (งบประมาณ).",
    },
)
_describe(
    AnswerStatus,
    "How a question ended.",
    {
        "ANSWERED": "Every sentence is supported by a quote.",
        "PARTIAL": "Some sentences were dropped because no quote supported them.",
        "CLARIFY": "The question may mean several things; the text asks which.",
        "REFUSED_NOT_IN_DOCUMENTS": "On topic, but the documents do not hold the answer.",
        "REFUSED_OFF_TOPIC": "About something the library does not cover.",
        "REFUSED_PERSONAL_DATA": "The question held personal data; it was not kept.",
        "REFUSED_UNSAFE": "The question tried to change how the assistant works.",
        "GREETING": "A greeting or thanks, answered in kind.",
        "ERROR_MODEL": "The language model failed.",
        "ERROR_TIMEOUT": "The answer took too long.",
        "ERROR_INDEX": "The search index does not answer.",
    },
)
_describe(
    Author,
    "Who put an answer together.",
    {
        "TABLES": "Counted and listed from the tables of plan data.",
        "RECORDS": "Read from the record of a memo.",
        "PASSAGES": "Quoted from passages.",
        "MODEL": "Written by a language model, every sentence checked against its quote.",
    },
)
_describe(
    AwaitedState,
    "What became of an announced document.",
    {
        "AWAITED": "Not out yet, as far as known.",
        "PUBLISHED": "It exists, and the library does not hold it.",
        "IN_LIBRARY": "Taken into the library.",
        "WITHDRAWN": "It will not come.",
    },
)
_describe(
    Confidence,
    "How far a fact may be relied on.",
    {
        "OFFICIAL": "Read in the official text itself.",
        "REPORTED": "Seen in a news item, a summary or an agency's page.",
        "RECALLED": "Known without a source at hand; never to be quoted as official.",
    },
)
_describe(
    DocumentKind,
    "What sort of paper a document is.",
    {
        "MEMO": "A memo or letter that orders something (หนังสือสั่งการ).",
        "PLAN": "The text of a plan (แผน).",
        "GUIDELINE": "A guideline or manual (แนวทาง, คู่มือ).",
        "CABINET": "A cabinet resolution (มติคณะรัฐมนตรี).",
        "FACTS": "Our own summary of plan data, not the text itself.",
        "OTHER": "Anything else.",
    },
)
_describe(
    EditionStatus,
    "How far an edition has come.",
    {
        "DRAFT": "Not approved.",
        "APPROVED": "Approved by its board or the cabinet.",
        "GAZETTED": "Published in the Royal Gazette.",
        "SUPERSEDED": "A later edition took its place.",
    },
)
_describe(
    FeedbackReason,
    "What was wrong with an answer.",
    {
        "WRONG_FACT": "It states something that is not so.",
        "WRONG_EDITION": "It answers from another edition than the one that counts.",
        "NOT_WHAT_I_ASKED": "It answers another question.",
        "MISSING_PART": "It leaves out part of what was asked.",
        "REFUSED_BUT_EXISTS": "It was refused although the documents answer it.",
        "HARD_TO_READ": "It is hard to understand.",
        "OTHER": "Something else; the comment may say what.",
    },
)
_describe(
    GenerationState,
    "How far an index generation has come.",
    {
        "BUILDING": "It is being built beside the one that answers.",
        "READY": "Built, checked and kept: it may answer.",
        "REFUSED": "Built, but it answers too few of the questions answered before.",
        "FAILED": "Building it ended before its time; nothing of it is kept.",
        "REMOVED": "It made way for newer ones; nothing of it is kept.",
    },
)
_describe(
    Outdated,
    "What became of the passages that an answer cites.",
    {
        "CHANGED": "A passage reads otherwise now; the quoted words still stand.",
        "GONE": "Quoted words stand no longer.",
    },
)
_describe(
    ChangeKind,
    "What became of a part of a text.",
    {
        "SAME": "It stayed.",
        "ADDED": "It came.",
        "REMOVED": "It went.",
        "CHANGED": "It reads otherwise.",
    },
)
_describe(
    NodeKind,
    "What a node of a plan's tree is called in the plan.",
    {
        "STRATEGY": "ยุทธศาสตร์",
        "GOAL": "เป้าหมาย",
        "MEASURE": "มาตรการ or แผนงาน",
        "PROJECT": "โครงการ",
        "DOMAIN": "ด้าน",
        "PHASE": "ระยะ",
        "FLAGSHIP": "กิจกรรมเร่งด่วน",
        "PRINCIPLE": "หลักการ",
        "FOCUS_AREA": "ด้านสำคัญ",
        "MECHANISM": "กลไก",
    },
)
_describe(
    Operator,
    "How an actual value is held against a target; a lower rank is better.",
    {
        "AT_LEAST": "The value or more.",
        "AT_MOST": "The value or less, as for ranks.",
        "EQUAL": "Exactly the value.",
        "MORE_THAN": "More than the value.",
        "LESS_THAN": "Less than the value.",
        "IMPROVE_BY": "Better than the baseline by the value.",
    },
)
_describe(
    PageDecision,
    "Why a page's text is what it is.",
    {
        "LAYER": "The file's own text, as it stands.",
        "REPAIRED": "The file's own text, mended.",
        "OCR_NO_TEXT": "The page is a picture, read by OCR.",
        "OCR_GARBLED": "The file's own text cannot be read; the page was read by OCR.",
        "BLANK": "There is nothing on the page.",
        "UNREAD": "The page needs OCR, which is not installed or failed on it.",
    },
)
_describe(
    PageSource,
    "How a page's text was obtained.",
    {"TEXT": "From the file's own text.", "OCR": "Read from an image of the page."},
)
_describe(
    Resolution,
    "Which reading of a conflict is held right.",
    {
        "PRINTED": "What the document prints.",
        "OTHER": "The other reading.",
        "OPEN": "Undecided.",
    },
)

_describe(
    Role,
    "What a caller may do; each may do what the ones before it may.",
    {
        "ANONYMOUS": "Nobody known: public plan data, and questions where they are open to all.",
        "STAFF": "Asks, and has conversations nobody else can read.",
        "EDITOR": "Takes documents in and decides on drafts of plan data.",
        "ADMIN": "Manages keys, the index, questions without answers, and reads the trail.",
    },
)

_describe(
    GapState,
    "How far a question without an answer has come.",
    {
        "OPEN": "Nobody sees to it yet.",
        "ASSIGNED": "Somebody sees to it.",
        "ANSWERED": "The documents answer it now.",
        "DISMISSED": "It needs no answer.",
    },
)

_describe(
    DraftKind,
    "What a proposed node would become.",
    {
        "STRATEGY": "A strategy (ยุทธศาสตร์).",
        "GOAL": "A goal (เป้าหมาย).",
        "KPI": "A KPI (ตัวชี้วัด).",
        "MEASURE": "A measure or programme (มาตรการ, แผนงาน).",
        "PROJECT": "A project (โครงการ).",
        "FOCUS_AREA": "A focus area (ด้านสำคัญ).",
    },
)
_describe(
    DraftState,
    "What an editor decided on a proposed node.",
    {
        "PROPOSED": "Nothing yet.",
        "CONFIRMED": "It is plan data.",
        "REJECTED": "It is refused.",
    },
)
_describe(
    FigureKind,
    "What a figure of a proposed node says.",
    {
        "TARGET": "What a KPI must reach.",
        "BUDGET": "The budget in million baht.",
        "YEARS": "The B.E. years.",
        "AGENCY": "An agency responsible.",
    },
)

_describe(
    ActionPlanState,
    "Whether an action plan is still being written.",
    {
        "DRAFT": "It is being written.",
        "FINAL": "It is closed; reopening a version makes it a draft.",
    },
)
_describe(
    PlannedLevel,
    "How a planned project serves a node or KPI.",
    {
        "DIRECT": "It does what the node asks for.",
        "CONTRIBUTES": "It does a part of it.",
        "ENABLING": "It makes possible what the node asks for.",
        "CONFLICTING": "It goes against the node.",
    },
)
_describe(
    ActionPlanFindingKind,
    "What a finding of the check of an action plan is about.",
    {
        "YEARS": "The plan is not for three years.",
        "NO_PROJECTS": "The plan has no projects.",
        "NO_KPI": "A project has no KPI.",
        "NO_UNIT": "A project has nobody responsible.",
        "NO_BUDGET": "A project has no budget.",
        "BUDGET_YEARS": "A project has money outside the plan's years.",
        "NO_ALIGNMENT": "A project serves nothing yet.",
        "ALIGNMENT_UNKNOWN": "A project names a node that is no longer known.",
        "ALIGNMENT_OLD": "A project names an edition that is not in force today.",
        "CONFLICTING": "A project goes against a node.",
        "SAME_TITLE": "Several projects have one title.",
        "APPROVAL": "A purchase of this size would need an approval.",
        "PLAN_NOT_SERVED": "A directive orders to follow a plan that no project serves.",
        "AWAITED": "A directive announces a document that is still to come.",
        "OUTDATED": "A document the plan depends on has arrived or changed.",
    },
)

_describe(
    PaperFormat,
    "What kind of file a paper is made into.",
    {"DOCX": "Word.", "PDF": "PDF, fonts inside.", "XLSX": "Excel."},
)
_describe(
    Digits,
    "Which digits a paper is printed with.",
    {"THAI": "๐ to ๙, as official papers have it.", "ARABIC": "0 to 9."},
)
_describe(
    JobKind,
    "What a job does.",
    {
        "READ": "Reads a file that was sent.",
        "PUBLISH": "Builds the index from all documents and lets it answer.",
        "ERASE": "Deletes a document and all that was made of it.",
    },
)
_describe(
    JobState,
    "How far a job has come.",
    {
        "QUEUED": "It waits for a worker, or for its next attempt.",
        "RUNNING": "A worker is at it.",
        "DONE": "It is done.",
        "FAILED": "It was given up; `failure` says why.",
        "CANCELLED": "Somebody stopped it.",
    },
)
_describe(
    JobUnit,
    "What a job counts.",
    {"PAGE": "Pages read.", "PASSAGE": "Passages embedded."},
)
_describe(
    UploadStatus,
    "What became of a file that was sent.",
    {
        "ACCEPTED": "It is kept, and a job reads it.",
        "UNCHANGED": "The library holds this content, or is about to.",
        "REJECTED": "It cannot be read; the message says why.",
    },
)
