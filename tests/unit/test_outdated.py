"""Answers and alignments whose cited passages have changed or gone are flagged, and told so."""

from dataclasses import asdict
from datetime import date

import pytest
from sqlmodel import select

from assistant.alignment.project import Project
from assistant.alignment.record import recall_alignment
from assistant.record import recall
from db.models import (
    Alignment,
    AlignmentCitation,
    AlignmentStatus,
    Answer,
    AnswerStatus,
    DocumentKind,
    DraftKind,
    DraftNode,
    Outdated,
    Passage,
    PlanDraft,
)
from db.writes.alignments import store as store_alignment
from db.writes.answers import NewAnswer, NewCitation, store
from ingest.comparing import compare_generations, compare_versions
from ingest.differing import ChangeKind
from ingest.library import Text
from ingest.pointing import rollback
from ingest.publish import PublishTerms

BEFORE = "# ระเบียบ\n## ข้อ ๑ การคืน\nส่งคืนภายใน ๑๕ วัน\nให้แจ้งล่วงหน้า"
KEY = "0" * 32


@pytest.fixture
def put(library):
    def make(text):
        library.take(Text("rule", text.encode(), DocumentKind.OTHER))
        return library.publish()

    return make


@pytest.fixture
def asked(put, sqlite):
    """An answer that quotes the days."""
    put(BEFORE)
    with sqlite.writing() as session:
        passage = session.exec(select(Passage)).first()
        quote = NewCitation(passage.version_id, 1, "", "ภายใน ๑๕ วัน", 0, 1, passage.digest)
        store(
            session,
            NewAnswer(
                KEY, KEY, "ภายในกี่วัน", AnswerStatus.ANSWERED, "๑๕ วัน", [], ["ระวัง"], {}, 1, [quote]
            ),
        )


@pytest.fixture
def flag(sqlite):
    def read():
        with sqlite.reading() as session:
            return session.get_one(Answer, KEY).outdated

    return read


@pytest.mark.parametrize(
    ("after", "outdated"),
    [
        (BEFORE.replace("๑๕", "๓๐"), Outdated.GONE),
        (BEFORE.replace("แจ้ง", "บอก"), Outdated.CHANGED),
    ],
)
def test_what_becomes_of_an_answer(asked, put, flag, after, outdated):
    put(after)
    assert flag() is outdated


def test_an_answer_stands_while_other_documents_change(asked, library, flag):
    library.take(Text("other", "# ใหม่\nเรื่องใหม่".encode(), DocumentKind.OTHER))
    assert library.publish().changed
    assert flag() is None


def test_a_rollback_takes_the_flag_back(asked, put, flag, sqlite, home, trigrams):
    put(BEFORE.replace("๑๕", "๓๐"))
    rollback(sqlite, home, trigrams, PublishTerms(), "test")
    assert flag() is None


def test_an_answer_read_again_says_that_it_is_outdated(asked, put, sqlite):
    put(BEFORE.replace("๑๕", "๓๐"))
    with sqlite.reading() as session:
        (answer,) = recall(session, [session.get_one(Answer, KEY)])
    assert answer.outdated is Outdated.GONE
    assert "โปรดถามใหม่" in answer.notices[0]
    assert answer.notices[1:] == ("ระวัง",)


def test_generations_are_compared_with_the_answers_they_outdate(asked, put, sqlite):
    put(BEFORE.replace("๑๕", "๓๐"))
    found = compare_generations(sqlite, 1, 2)
    (document,) = found.documents
    assert (document.slug, document.before, document.after) == ("rule", 1, 2)
    assert [part.text for part in document.sections[0].words if part.kind != "same"] == ["๑๕", "๓๐"]
    assert [(one.id, one.outdated) for one in found.answers] == [(KEY, Outdated.GONE)]
    assert compare_versions(sqlite, "rule", 1, 2).documents == found.documents
    assert compare_generations(sqlite, 1, 1).documents == ()


def test_documents_that_came_and_went(put, library, sqlite):
    put(BEFORE)
    library.take(Text("new", "# ใหม่\nเรื่องใหม่".encode(), DocumentKind.OTHER))
    library.publish()
    (came,) = compare_generations(sqlite, 1, 2).documents
    (went,) = compare_generations(sqlite, 2, 1).documents
    assert (came.kind, came.slug, went.kind) == ("added", "new", "removed")


@pytest.fixture
def aligned(put, sqlite):
    """An alignment that quotes the days."""
    put(BEFORE)
    project = Project(title="โครงการคืนของ")
    with sqlite.writing() as session:
        passage = session.exec(select(Passage)).first()
        row = Alignment(id=KEY, project=asdict(project), as_of=date(2026, 11, 1), confidence=0.9,
                        status=AlignmentStatus.ALIGNED, explanation="ตรง", statement=[], gaps=[],
                        cells=[], notices=["ระวัง"])  # fmt: skip
        quote = AlignmentCitation(alignment_id=KEY, number=0, version_id=passage.version_id,
                                  page_number=1, section="", quote="ภายใน ๑๕ วัน", start=0, end=1,
                                  passage_digest=passage.digest)  # fmt: skip
        store_alignment(session, row, [], [quote])


def recalled(sqlite):
    with sqlite.reading() as session:
        return recall_alignment(session, KEY, None)


@pytest.mark.parametrize(
    ("after", "outdated", "told"),
    [
        (BEFORE.replace("๑๕", "๓๐"), Outdated.GONE, "นำออก"),
        (BEFORE.replace("แจ้ง", "บอก"), Outdated.CHANGED, "รอบส่วน"),
    ],
)
def test_what_becomes_of_an_alignment(aligned, put, sqlite, after, outdated, told):
    assert recalled(sqlite).outdated is None
    put(after)
    kept = recalled(sqlite)
    assert kept.outdated is outdated
    assert told in kept.found.notices[0]
    put(BEFORE)
    assert recalled(sqlite).outdated is None


def test_alignments_are_told_with_the_generations_compared(aligned, put, sqlite):
    put(BEFORE.replace("๑๕", "๓๐"))
    (change,) = compare_generations(sqlite, 1, 2).alignments
    assert (change.title, change.outdated) == ("โครงการคืนของ", Outdated.GONE)
    assert compare_generations(sqlite, 2, 2).alignments == ()


def test_plan_data_that_two_versions_propose_differently_is_told(put, sqlite):
    put(BEFORE)
    put(BEFORE + "\nใหม่")
    for number, title in ((1, "วางท่อประปา"), (2, "วางท่อประปาใหม่")):
        propose(sqlite, number, {"S1": title, f"S{number + 1}": "ถนน"})
    (document,) = compare_versions(sqlite, "rule", 1, 2).documents
    assert [(one.kind, one.before, one.after) for one in document.facts] == [
        (ChangeKind.CHANGED, "1 วางท่อประปา", "1 วางท่อประปาใหม่"),
        (ChangeKind.ADDED, "", "3 ถนน"),
        (ChangeKind.REMOVED, "2 ถนน", ""),
    ]


def propose(sqlite, version, titles):
    """Have a version propose strategies, by their codes."""
    with sqlite.writing() as session:
        draft = session.exec(select(PlanDraft).where(PlanDraft.version_id == version)).first()
        draft = draft or PlanDraft(version_id=version)
        session.add(draft)
        session.flush()
        for at, (code, title) in enumerate(titles.items()):
            session.add(DraftNode(draft_id=draft.id, code=code, position=at, number=code[1:],
                                  kind=DraftKind.STRATEGY, title=title, quote=title, page_number=1,
                                  start=0, end=1, score=0.8))  # fmt: skip
