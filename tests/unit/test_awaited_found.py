"""Awaited documents: what may be one, and what follows when an editor says that it is."""

import pytest

from assistant.actionplan import editing
from db.errors import InvalidInput, NotFound
from db.models import (
    AuditEntry,
    AwaitedDocument,
    AwaitedState,
    Document,
    DocumentKind,
)
from db.planned import PlanHead
from db.reads.actionplans import action_plan
from db.reads.tracking import LibraryPaper, Tracked, library_papers, tracked
from ingest.awaited import candidates, decide, follow

TITLE = "แผนปฏิบัติการรายยุทธศาสตร์"


def waiting(title=TITLE, code="memo/2/1", **more):
    row = AwaitedDocument(id=1, code=code, title=title, state=AwaitedState.AWAITED)
    return Tracked(row, None, **{"decided": frozenset(), "announced_by": None, **more})


def paper(key, title, edition=None, beginning=""):
    return LibraryPaper(key, title, edition, beginning)


def found(one, *papers):
    return [candidate.document_id for candidate in candidates(one, papers)]


def test_a_title_that_fits_is_proposed_and_others_are_not():
    fits = paper(1, "แผนปฏิบัติการ รายยุทธศาสตร์ (พ.ศ. ๒๕๖๐)")
    assert found(waiting(), paper(2, "ประกาศประกวดราคา"), fits) == [1]


def test_the_first_lines_tell_what_a_file_name_does_not():
    assert found(waiting(), paper(1, "scan001", beginning=f"กระทรวง\n{TITLE}\nพ.ศ. ๒๕๖๐")) == [1]


def test_the_letter_that_announces_it_is_not_it():
    memo = paper(7, "หนังสือ", beginning=TITLE)
    assert found(waiting(announced_by=7), memo) == []
    assert found(waiting(decided=frozenset({7})), memo) == []


def test_another_years_plan_is_less_likely():
    one = waiting("แผนดิจิทัล พ.ศ. 2559 (ตัวบทเต็ม)", "P2559/text")
    assert found(one, paper(1, "แผนดิจิทัล พ.ศ. ๒๕๖๖"), paper(2, "แผนดิจิทัล พ.ศ. ๒๕๕๙")) == [2]


def test_the_text_of_its_edition_is_likely_whatever_it_is_called():
    one = waiting("แผนดิจิทัล (ตัวบทเต็ม)", "P2559/text")
    assert found(one, paper(1, "แผนดิจิทัลเพื่อเศรษฐกิจ", "P2559"), paper(2, "เล่ม 133")) == [1]


@pytest.fixture
def house(sqlite):
    """A database with an awaited document, a paper that is it, and a summary."""
    with sqlite.writing() as session:
        session.add(AwaitedDocument(id=1, code="memo/2/1", title=TITLE, state=AwaitedState.AWAITED))
        session.add(Document(id=1, slug="a", title=TITLE, kind=DocumentKind.PLAN))
        session.add(Document(id=2, slug="facts-a", title=TITLE, kind=DocumentKind.FACTS))
    return sqlite


def track(database):
    with database.reading() as session:
        (one,) = tracked(session, [session.get_one(AwaitedDocument, 1)])
        return one, candidates(one, library_papers(session))


def test_what_an_editor_confirms_flags_the_plans_that_wait(house):
    plan = editing.create(house, "key:me", PlanHead("ก", "ข", 2568, 2570))
    assert [one.document_id for one in track(house)[1]] == [1]
    assert decide(house, "key:editor", 1, 1, confirmed=True) == [plan.id]
    one, left = track(house)
    assert (one.row.state, left) == (AwaitedState.IN_LIBRARY, [])
    with house.reading() as session:
        assert TITLE in action_plan(session, plan.id, "key:me").outdated
        assert session.get_one(AuditEntry, 1).act == "awaited.confirm"
    with pytest.raises(InvalidInput):
        decide(house, "key:editor", 1, 1, confirmed=True)


def test_what_is_declined_is_not_proposed_again(house):
    assert decide(house, "key:editor", 1, 1, confirmed=False) == []
    one, left = track(house)
    assert (one.row.state, left) == (AwaitedState.AWAITED, [])


def test_a_summary_is_never_the_text(house):
    with pytest.raises(InvalidInput):
        decide(house, "key:editor", 1, 2, confirmed=True)
    for pair in ((1, 99), (99, 1)):
        with pytest.raises(NotFound):
            decide(house, "key:editor", *pair, confirmed=True)


def test_somebody_follows_it(house):
    follow(house, "key:editor", 1, " ฝ่ายแผน ")
    assert track(house)[0].follower == "ฝ่ายแผน"
    follow(house, "key:editor", 1, "")
    assert track(house)[0].follower is None
    with pytest.raises(InvalidInput):
        follow(house, "key:editor", 1, "ก" * 201)
