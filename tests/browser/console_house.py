"""A served library with something in every section of the console, and ways to move in it."""

from sqlmodel import col, select

from db.engine import default_url, open_database
from db.models import (
    Answer,
    AnswerStatus,
    Conversation,
    DocumentVersion,
    DraftKind,
    DraftNode,
    Feedback,
    KnowledgeGap,
    PlanDraft,
    PlanEdition,
    Role,
)
from db.writes.keys import create_key

GAP = "ใครเป็นผู้อำนวยการกองแผนที่"
TITLES = ("สร้างเมืองใหม่", "วางรากเมืองเก่า", "ฟื้นเมืองร้าง")


def furnish(folder):
    """The keys of each role, by role; the data dir gets gaps, ratings and a draft."""
    database = open_database(default_url(folder))
    with database.writing() as session:
        _talk(session)
        _propose(session)
        keys = {
            role: create_key(session, "test", f"คุณ{role.value}", role).token
            for role in (Role.STAFF, Role.EDITOR, Role.ADMIN)
        }
    database.close()
    return keys


def _talk(session):
    session.add(Conversation(id="c" * 32))
    session.flush()
    for at in range(25):
        row = _answer(AnswerStatus.REFUSED_NOT_IN_DOCUMENTS if at else AnswerStatus.ANSWERED)
        session.add(row)
        session.flush()
        session.add(_gap(at, row))
    session.add(Feedback(answer_id=row.id, helpful=False, reasons=["OTHER"], comment="ยังไม่พอ"))


def _answer(status):
    return Answer(
        conversation_id="c" * 32,
        question=GAP,
        status=status,
        text="ตอบ",
        sentences=[],
        notices=[],
        timings={"screen": 5.0, "compose": 300.0},
    )


def _gap(at, row):
    return KnowledgeGap(
        key=f"{at:064}",
        question=f"{GAP} ที่ {at}" if at else GAP,
        count=at + 1,
        last_status=AnswerStatus.REFUSED_NOT_IN_DOCUMENTS,
        answer_id=row.id,
    )


def _propose(session):
    version = session.exec(select(DocumentVersion).order_by(col(DocumentVersion.id))).first()
    edition = session.exec(select(PlanEdition)).first()
    mismatch = {
        "kind": "count",
        "subject": "S9",
        "message": "แผนบอก 3 แต่มี 2",
        "quotes": [{"text": "มี 3 ข้อ", "page": 1}],
    }
    draft = PlanDraft(version_id=version.id, edition_id=edition.id, mismatches=[mismatch])
    session.add(draft)
    session.flush()
    for at, title in enumerate(TITLES, 90):
        session.add(
            DraftNode(
                draft_id=draft.id,
                code=f"S{at}",
                position=at,
                kind=DraftKind.STRATEGY,
                number=str(at),
                title=title,
                page_number=1,
                start=0,
                end=len(title),
                quote=title,
                score=0.83,
            )
        )


def sign_in(page, address, key, section=""):
    """Opens the console and enters the key as people do."""
    return enter(page, f"{address}/console{f'#{section}' if section else ''}", key)


def enter(page, address, key):
    """Opens a page that asks for a key and enters it."""
    page.goto(address)
    page.get_by_label("คีย์ API").fill(key)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="ออกจากระบบ").wait_for()
    return page


def go(page, name):
    """Opens a section by its link."""
    page.get_by_role("navigation", name="หมวดงาน").get_by_role("link", name=name).click()
    page.get_by_role("heading", level=1, name=name).wait_for()
