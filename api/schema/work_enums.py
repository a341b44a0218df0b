"""The choices of what is made and done: alignments, action plans, jobs, generations."""

from enum import Enum

from api.schema.choices import describe
from assistant.actionplan.checking import FindingKind as ActionPlanFindingKind
from assistant.actionplan.comparing import PlanDifference as ActionPlanDifference
from assistant.actionplan.files import PaperFormat
from assistant.alignment.components import ComponentKind
from assistant.papers.paper import Digits
from db.models import (
    ActionPlanState,
    AlignmentAuthor,
    AlignmentLevel,
    AlignmentStatus,
    GenerationState,
    JobKind,
    JobState,
    JobUnit,
    Outdated,
    PlannedLevel,
)
from ingest.differing import ChangeKind

__all__ = [
    "ActionPlanDifference",
    "ActionPlanFindingKind",
    "ActionPlanState",
    "AlignmentAuthor",
    "AlignmentLevel",
    "AlignmentStatus",
    "ChangeKind",
    "ComponentKind",
    "Digits",
    "GenerationState",
    "JobKind",
    "JobState",
    "JobUnit",
    "Outdated",
    "PaperFormat",
    "PlannedLevel",
    "UploadStatus",
]


class UploadStatus(Enum):
    """What became of a file that was sent."""

    ACCEPTED = "accepted"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


describe(
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
describe(
    AlignmentAuthor,
    "Who said what a project serves.",
    {
        "COMPARISON": "Our comparison of its words and meaning with the plans.",
        "MODEL": "A language model; we checked its quotes, its levels and the rules.",
    },
)
describe(
    AlignmentStatus,
    "How a project stands to the plans it was held against.",
    {
        "ALIGNED": "It serves at least one part of a plan.",
        "NONE": "It serves none; an ordinary answer for work that is not digital.",
        "CONFLICTING": "It is near to parts of plans, and a rule forbids each of them.",
    },
)
describe(
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
describe(
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
describe(
    Outdated,
    "What became of the passages that an answer cites.",
    {
        "CHANGED": "A passage reads otherwise now; the quoted words still stand.",
        "GONE": "Quoted words stand no longer.",
    },
)
describe(
    ChangeKind,
    "What became of a part of a text.",
    {
        "SAME": "It stayed.",
        "ADDED": "It came.",
        "REMOVED": "It went.",
        "CHANGED": "It reads otherwise.",
    },
)
describe(
    ActionPlanState,
    "Whether an action plan is still being written.",
    {
        "DRAFT": "It is being written.",
        "FINAL": "It is closed; reopening a version makes it a draft.",
    },
)
describe(
    PlannedLevel,
    "How a planned project serves a node or KPI.",
    {
        "DIRECT": "It does what the node asks for.",
        "CONTRIBUTES": "It does a part of it.",
        "ENABLING": "It makes possible what the node asks for.",
        "CONFLICTING": "It goes against the node.",
    },
)
describe(
    ActionPlanDifference,
    "What became of a project between two versions of an action plan.",
    {
        "HEAD": "The plan says something else of itself; no project.",
        "ADDED": "The later version has it alone.",
        "REMOVED": "The earlier version has it alone.",
        "CHANGED": "Both have it, with fields that differ.",
    },
)
describe(
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
        "EDITION_YEARS": "No year of the plan lies within an edition that its projects name.",
        "CONFLICTING": "A project goes against a node.",
        "SAME_TITLE": "Several projects have one title.",
        "APPROVAL": "A purchase of this size would need an approval.",
        "PLAN_NOT_SERVED": "A directive orders to follow a plan that no project serves.",
        "AWAITED": "A directive announces a document that is still to come.",
        "OUTDATED": "A document the plan depends on has arrived or changed.",
    },
)

describe(
    PaperFormat,
    "What kind of file a paper is made into.",
    {"DOCX": "Word.", "PDF": "PDF, fonts inside.", "XLSX": "Excel."},
)
describe(
    Digits,
    "Which digits a paper is printed with.",
    {"THAI": "๐ to ๙, as official papers have it.", "ARABIC": "0 to 9."},
)
describe(
    JobKind,
    "What a job does.",
    {
        "READ": "Reads a file that was sent.",
        "PUBLISH": "Builds the index from all documents and lets it answer.",
        "ERASE": "Deletes a document and all that was made of it.",
    },
)
describe(
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
describe(
    JobUnit,
    "What a job counts.",
    {"PAGE": "Pages read.", "PASSAGE": "Passages embedded."},
)
describe(
    UploadStatus,
    "What became of a file that was sent.",
    {
        "ACCEPTED": "It is kept, and a job reads it.",
        "UNCHANGED": "The library holds this content, or is about to.",
        "REJECTED": "It cannot be read; the message says why.",
    },
)
