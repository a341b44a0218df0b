"""Answers, conversations and drafts by GraphQL: each for those whose they are to see."""

import asyncio

import pytest
from sqlalchemy import event
from sqlmodel import select
from strawberry import relay

from api.context import Context
from api.schema import schema
from api.services import open_services
from api.settings import Settings
from api.viewer import ANONYMOUS, Viewer
from db.models import (
    Answer,
    AnswerStatus,
    AuditEntry,
    Conversation,
    Document,
    DraftKind,
    DraftNode,
    KnowledgeGap,
    Page,
    PlanDraft,
    PlanEdition,
    Role,
)
from db.models.answers import Citation
from db.reads.documents import passages_of
from db.writes.keys import create_key

ANNA, BERT = (Viewer(Role.STAFF, f"key:{name}", name) for name in ("anna", "bert"))
ADMIN, EDITOR = Viewer(Role.ADMIN, "key:adam"), Viewer(Role.EDITOR, "key:edit")
PASSAGE = """{ document(by: {slug: "memo-2558"}) { version { passages(first: 1) { nodes {
    id citedCount answers { totalCount nodes { id text question } } } } } } }"""


def run(services, viewer, query, **variables):
    context = Context(services, viewer)
    done = asyncio.run(schema.execute(query, variable_values=variables, context_value=context))
    assert done.errors is None, done.errors
    return done.data


@pytest.fixture(scope="module")
def cited(services):
    """The key of Anna's answer, and of a stranger's, which both cite the memo's first passage."""
    with services.database.writing() as session:
        passage = passages_of(session, "memo-2558")[0]
        return {owner: answered(session, owner, passage) for owner in ("key:anna", None)}


def answered(session, owner, passage):
    talk = Conversation(owner=owner)
    answer = Answer(conversation_id=talk.id, question="ถาม", status=AnswerStatus.ANSWERED,
                    text="ตอบ", sentences=[], notices=[], timings={})  # fmt: skip
    session.add(talk)
    session.flush()
    session.add(answer)
    session.flush()
    for number in (1, 2):
        session.add(Citation(answer_id=answer.id, number=number, version_id=passage.version_id,
                             page_number=1, section="", quote="ด้วย", start=0, end=4,
                             passage_digest=passage.digest))  # fmt: skip
    return answer.id, talk.id


@pytest.mark.parametrize("viewer", [ANONYMOUS, BERT, EDITOR, ADMIN], ids=lambda v: v.role.value)
def test_nobody_sees_who_else_cites_a_passage(services, cited, viewer):
    (passage,) = run(services, viewer, PASSAGE)["document"]["version"]["passages"]["nodes"]
    assert passage["citedCount"] == 0
    assert passage["answers"] == {"totalCount": 0, "nodes": []}


def test_the_owner_sees_an_answer_once_however_often_it_cites(services, cited):
    (passage,) = run(services, ANNA, PASSAGE)["document"]["version"]["passages"]["nodes"]
    own = {"id": cited["key:anna"][0], "text": "ตอบ", "question": "ถาม"}
    assert passage["citedCount"] == 1
    assert passage["answers"] == {"totalCount": 1, "nodes": [own]}


FIND = "query($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }"


@pytest.mark.parametrize("viewer", [ANONYMOUS, BERT, EDITOR, ADMIN], ids=lambda v: v.role.value)
def test_an_answer_is_its_owners_node(services, cited, viewer):
    answer, talk = cited["key:anna"]
    mine = [{"__typename": "Answer", "id": answer}, {"__typename": "Conversation", "id": talk}]
    assert run(services, ANNA, FIND, ids=[answer, talk])["nodes"] == mine
    assert run(services, viewer, FIND, ids=[answer, talk])["nodes"] == [None, None]


def test_what_nobody_owns_is_whose_holds_its_id(services, cited):
    for viewer in (ANONYMOUS, BERT):
        found = run(services, viewer, FIND, ids=list(cited[None]))["nodes"]
        assert [thing["__typename"] for thing in found] == ["Answer", "Conversation"]


def test_a_lookup_of_what_is_somebodys_is_not_kept(services, cited):
    context = Context(services, ANNA)
    query = "query($ids: [ID!]!) { nodes(ids: $ids) { id } }"
    asyncio.run(schema.execute(query, {"ids": ["UGxhbjox"]}, context_value=context))
    assert not context.personal
    asyncio.run(schema.execute(query, {"ids": ["0" * 32]}, context_value=context))
    assert context.personal


@pytest.fixture(scope="module")
def press(copied, model_dir):
    """Services of our own with a draft of two nodes: their global ids, the parent first."""
    opened = open_services(Settings(data_dir=copied()), models=model_dir)
    with opened.database.writing() as session:
        memo = session.exec(select(Document).where(Document.slug == "memo-2558")).one()
        page = session.exec(select(Page).where(Page.version_id == memo.current_version_id)).one()
        edition = session.exec(select(PlanEdition).where(PlanEdition.code == "DGP2559")).one()
        draft = PlanDraft(version_id=memo.current_version_id, edition_id=edition.id)
        session.add(draft)
        session.flush()
        for at, (code, kind) in enumerate([("S9", DraftKind.STRATEGY), ("S9/G1", DraftKind.GOAL)]):
            session.add(
                DraftNode(
                    draft_id=draft.id,
                    code=code,
                    parent=code[:2] if at else None,
                    position=at,
                    kind=kind,
                    number="9",
                    title=f"ด้าน {code}",
                    page_number=1,
                    start=0,
                    end=9,
                    quote=page.text[:9],
                    score=0.9,
                )
            )
    yield opened
    opened.close()


DRAFTS = """{ planDrafts(filter: {document: "memo-2558", edition: "DGP2559"}) { totalCount nodes {
    id version { number draft { id } } edition { code } mismatches { kind }
    nodes { id code parentCode state page quote draft { id } figures { text } fact { id } } } } }"""
CONFIRM = """mutation($ids: [ID!]!) { confirmPlanDraft(input: {nodes: $ids}) { __typename
    ... on ConfirmedPlanDraft { confirmed { created conflicts { code }
        node { code state fact { ... on PlanNode { code title confidence } } } } }
    ... on Problem { code path } } }"""
REJECT = """mutation($ids: [ID!]!) { rejectPlanDraft(input: {nodes: $ids, note: "ไม่ใช่"}) {
    __typename ... on RejectedPlanDraft { rejected { code state note fact { id } } }
    ... on Problem { code path } } }"""


def drafted(press):
    (draft,) = run(press, EDITOR, DRAFTS)["planDrafts"]["nodes"]
    return draft


def test_drafts_are_for_editors(press):
    draft = drafted(press)
    ids = [draft["id"], *(node["id"] for node in draft["nodes"])]
    assert draft["version"]["draft"] == {"id": draft["id"]}
    assert run(press, EDITOR, FIND, ids=ids)["nodes"][0]["__typename"] == "PlanDraft"
    assert run(press, ANNA, FIND, ids=ids)["nodes"] == [None, None, None]


@pytest.mark.parametrize("ids", [[], ["UGxhbjox"], ["RHJhZnROb2RlOjA="] * 101])
def test_a_decision_on_nothing(press, ids):
    for query in (CONFIRM, REJECT):
        (done,) = run(press, EDITOR, query, ids=ids).values()
        assert (done["__typename"], done["path"]) == ("InvalidInput", ["input", "nodes"])


def test_a_node_confirmed_then_refused(press):
    above, below = drafted(press)["nodes"]
    done = run(press, EDITOR, CONFIRM, ids=[below["id"]])["confirmPlanDraft"]["confirmed"]
    assert [one["node"]["code"] for one in done] == ["S9", "S9/G1"]
    assert {one["node"]["fact"]["confidence"] for one in done} == {"OFFICIAL"}
    assert all(one["created"] and one["node"]["state"] == "CONFIRMED" for one in done)
    gone = run(press, EDITOR, REJECT, ids=[above["id"]])["rejectPlanDraft"]["rejected"]
    assert [(one["code"], one["state"], one["note"]) for one in gone] == [
        ("S9", "REJECTED", "ไม่ใช่"),
        ("S9/G1", "REJECTED", "ไม่ใช่"),
    ]
    with press.database.reading() as session:
        trail = session.exec(select(AuditEntry).order_by(AuditEntry.id)).all()
    acts = [(entry.actor, entry.act) for entry in trail]
    assert acts == [("key:edit", "draft.confirm"), ("key:edit", "draft.reject")]


@pytest.fixture(scope="module")
def locked(services, cited):
    """The global ids of a knowledge gap and of a key."""
    with services.database.writing() as session:
        gap = KnowledgeGap(key="k", question="ถาม", last_status=AnswerStatus.PARTIAL,
                           answer_id=cited[None][0])  # fmt: skip
        session.add(gap)
        session.flush()
        key = create_key(session, "cli", "ทดสอบ", Role.STAFF).row.id
        return [relay.to_base64("KnowledgeGap", gap.id), relay.to_base64("ApiKey", key)]


@pytest.mark.parametrize("viewer", [ANONYMOUS, ANNA, EDITOR], ids=lambda v: v.role.value)
def test_gaps_and_keys_are_nodes_for_admins_alone(services, locked, viewer):
    assert run(services, viewer, FIND, ids=locked)["nodes"] == [None, None]
    found = run(services, ADMIN, FIND, ids=locked)["nodes"]
    assert [thing["__typename"] for thing in found] == ["KnowledgeGap", "ApiKey"]
    assert [thing["id"] for thing in found] == locked


@pytest.mark.parametrize("name", ["", "zz", "0" * 12, "0" * 13, "ก" * 12, "-1"])
@pytest.mark.parametrize("kind", ["ApiKey", "KnowledgeGap"])
def test_a_gap_or_key_that_is_not_there(services, kind, name):
    ids = [relay.to_base64(kind, name)]
    assert run(services, ADMIN, FIND, ids=ids)["nodes"] == [None]


def test_what_an_admin_looked_up_is_not_kept(services, locked):
    context = Context(services, ADMIN)
    query = "query($ids: [ID!]!) { nodes(ids: $ids) { id } }"
    asyncio.run(schema.execute(query, {"ids": locked}, context_value=context))
    assert context.personal


ROUND = """query($ids: [ID!]!) { nodes(ids: $ids) { ... on Answer { conversation { id }
    citations { number quote passage { id text section { version { number } } } } } } }"""


def test_a_citation_reaches_its_passage_and_an_answer_its_conversation(services, cited):
    (answer,) = run(services, ANNA, ROUND, ids=[cited["key:anna"][0]])["nodes"]
    (passage,) = run(services, ANNA, PASSAGE)["document"]["version"]["passages"]["nodes"]
    assert answer["conversation"] == {"id": cited["key:anna"][1]}
    assert [one["passage"]["id"] for one in answer["citations"]] == [passage["id"]] * 2
    assert answer["citations"][0]["quote"] in answer["citations"][0]["passage"]["text"]


def test_passages_of_many_citations_are_read_at_once(services, cited):
    seen = []
    event.listen(services.database.engine, "before_cursor_execute",
                 note := lambda *told: seen.append(told[2]))  # fmt: skip
    run(services, ANNA, ROUND, ids=[cited["key:anna"][0], cited[None][0]])
    event.remove(services.database.engine, "before_cursor_execute", note)
    assert sum("passage.digest IN" in statement for statement in seen) == 1
