"""Every table of Sodklong; importing this package registers them all."""

from db.models.access import ApiKey, AuditEntry, AuditHead, Role
from db.models.agencies import Abbreviation, Agency, AgencyName
from db.models.answers import Answer, AnswerStatus, Citation, Conversation
from db.models.directives import (
    AwaitedDocument,
    AwaitedState,
    Directive,
    Instruction,
    InstructionDocument,
)
from db.models.documents import (
    Document,
    DocumentKind,
    DocumentVersion,
    Page,
    PageDecision,
    PageSource,
    Passage,
    Section,
)
from db.models.drafts import DraftFigure, DraftKind, DraftNode, DraftState, FigureKind, PlanDraft
from db.models.facts import Confidence, Conflict, Resolution, Source, SourceRef
from db.models.feedback import Feedback, FeedbackReason
from db.models.gaps import GapState, KnowledgeGap
from db.models.generations import ActiveGeneration, GenerationState, IndexGeneration, StoredVector
from db.models.plans import (
    EditionStatus,
    Kpi,
    KpiTarget,
    NodeAgency,
    NodeKind,
    Observation,
    Operator,
    Plan,
    PlanAlias,
    PlanEdition,
    PlanNode,
)
from db.models.revision import DataRevision
from db.models.rules import Rule
from db.models.switch import AssistantSwitch

__all__ = [
    "Abbreviation",
    "ActiveGeneration",
    "Agency",
    "AgencyName",
    "Answer",
    "AnswerStatus",
    "ApiKey",
    "AssistantSwitch",
    "AuditEntry",
    "AuditHead",
    "AwaitedDocument",
    "AwaitedState",
    "Citation",
    "Confidence",
    "Conflict",
    "Conversation",
    "DataRevision",
    "Directive",
    "Document",
    "DocumentKind",
    "DocumentVersion",
    "DraftFigure",
    "DraftKind",
    "DraftNode",
    "DraftState",
    "EditionStatus",
    "Feedback",
    "FeedbackReason",
    "FigureKind",
    "GapState",
    "GenerationState",
    "IndexGeneration",
    "Instruction",
    "InstructionDocument",
    "KnowledgeGap",
    "Kpi",
    "KpiTarget",
    "NodeAgency",
    "NodeKind",
    "Observation",
    "Operator",
    "Page",
    "PageDecision",
    "PageSource",
    "Passage",
    "Plan",
    "PlanAlias",
    "PlanDraft",
    "PlanEdition",
    "PlanNode",
    "Resolution",
    "Role",
    "Rule",
    "Section",
    "Source",
    "SourceRef",
    "StoredVector",
]
