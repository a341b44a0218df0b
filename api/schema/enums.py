"""The choices of plans, papers and answers, described value by value."""

from api.schema.choices import describe
from assistant.answer import Author
from db.models import (
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
    NodeKind,
    Operator,
    PageDecision,
    PageSource,
    Resolution,
    Role,
)
from ingest.sniff import Format as FileType

__all__ = [
    "AnswerStatus",
    "Author",
    "AwaitedState",
    "Confidence",
    "DocumentKind",
    "DraftKind",
    "DraftState",
    "EditionStatus",
    "FeedbackReason",
    "FigureKind",
    "FileType",
    "GapState",
    "NodeKind",
    "Operator",
    "PageDecision",
    "PageSource",
    "Resolution",
    "Role",
]

describe(
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
describe(
    Author,
    "Who put an answer together.",
    {
        "TABLES": "Counted and listed from the tables of plan data.",
        "RECORDS": "Read from the record of a memo.",
        "PASSAGES": "Quoted from passages.",
        "MODEL": "Written by a language model, every sentence checked against its quote.",
    },
)
describe(
    AwaitedState,
    "What became of an announced document.",
    {
        "AWAITED": "Not out yet, as far as known.",
        "PUBLISHED": "It exists, and the library does not hold it.",
        "IN_LIBRARY": "Taken into the library.",
        "WITHDRAWN": "It will not come.",
    },
)
describe(
    Confidence,
    "How far a fact may be relied on.",
    {
        "OFFICIAL": "Read in the official text itself.",
        "REPORTED": "Seen in a news item, a summary or an agency's page.",
        "RECALLED": "Known without a source at hand; never to be quoted as official.",
    },
)
describe(
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
describe(
    EditionStatus,
    "How far an edition has come.",
    {
        "DRAFT": "Not approved.",
        "APPROVED": "Approved by its board or the cabinet.",
        "GAZETTED": "Published in the Royal Gazette.",
        "SUPERSEDED": "A later edition took its place.",
    },
)
describe(
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
describe(
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
describe(
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
describe(
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
describe(
    PageSource,
    "How a page's text was obtained.",
    {"TEXT": "From the file's own text.", "OCR": "Read from an image of the page."},
)
describe(
    Resolution,
    "Which reading of a conflict is held right.",
    {
        "PRINTED": "What the document prints.",
        "OTHER": "The other reading.",
        "OPEN": "Undecided.",
    },
)

describe(
    Role,
    "What a caller may do; each may do what the ones before it may.",
    {
        "ANONYMOUS": "Nobody known: public plan data, and questions where they are open to all.",
        "STAFF": "Asks, and has conversations nobody else can read.",
        "EDITOR": "Takes documents in and decides on drafts of plan data.",
        "ADMIN": "Manages keys, the index, questions without answers, and reads the trail.",
    },
)

describe(
    GapState,
    "How far a question without an answer has come.",
    {
        "OPEN": "Nobody sees to it yet.",
        "ASSIGNED": "Somebody sees to it.",
        "ANSWERED": "The documents answer it now.",
        "DISMISSED": "It needs no answer.",
    },
)

describe(
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
describe(
    DraftState,
    "What an editor decided on a proposed node.",
    {
        "PROPOSED": "Nothing yet.",
        "CONFIRMED": "It is plan data.",
        "REJECTED": "It is refused.",
    },
)
describe(
    FigureKind,
    "What a figure of a proposed node says.",
    {
        "TARGET": "What a KPI must reach.",
        "BUDGET": "The budget in million baht.",
        "YEARS": "The B.E. years.",
        "AGENCY": "An agency responsible.",
    },
)

describe(
    FileType,
    "What a file is, told by its bytes.",
    {
        "PDF": "A PDF file; its pages can be seen.",
        "DOCX": "A Word file: text that flows, without pages of its own.",
        "HTML": "A web page, without pages of its own.",
        "TEXT": "Plain text or Markdown, without pages.",
        "IMAGE": "A picture of one or more pages.",
    },
    name="FileType",
)
