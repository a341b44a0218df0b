"""Every act of editors and admins leaves its entry in the trail, in a chain that holds."""

import json
from base64 import b64encode
from contextlib import closing

import httpx2
import pytest
from graphql import build_schema, print_schema
from product import run_json, serving
from sqlmodel import col, select
from ways import WAYS

from api.schema import schema
from db.engine import default_url, open_database
from db.models import (
    Answer,
    AnswerStatus,
    AuditEntry,
    AwaitedDocument,
    Conversation,
    Document,
    DraftKind,
    DraftNode,
    JobKind,
    JobState,
    KnowledgeGap,
    PlanDraft,
    PlanEdition,
    Role,
)
from db.reads.access import broken_entry
from db.writes.jobs import enqueue
from db.writes.keys import create_key

KNOWN = build_schema(print_schema(schema._schema))
PAPER = "# แผนปฏิบัติการรายยุทธศาสตร์ พ.ศ. ๒๕๖๐\nข้อ ๑ ท่าเรือน้ำลึกเปิดทุกวัน\n"


def gid(kind, row):
    return b64encode(f"{kind}:{row}".encode()).decode()


@pytest.fixture(scope="module")
def house(copied, tmp_path_factory):
    """A data dir with two generations and something to decide of every sort, nobody at work."""
    home, inbox = copied(), tmp_path_factory.mktemp("inbox")
    for name in ("แผนงาน", "ฉบับลบ"):
        (inbox / f"{name}.md").write_text(PAPER + name, encoding="utf-8")
    run_json(home, "ingest", inbox)
    with closing(open_database(default_url(home))) as database:
        with database.writing() as session:
            leave_open(session)
            propose(session)
            made = create_key(session, "test", "ผู้ดูแล", Role.ADMIN)
        yield home, database, made.token


def leave_open(session):
    session.add(Conversation(id="c" * 32))
    session.flush()
    asked = Answer(
        conversation_id="c" * 32,
        question="ใครเป็นผู้อำนวยการ",
        status=AnswerStatus.REFUSED_NOT_IN_DOCUMENTS,
        text="ไม่พบ",
        sentences=[],
        notices=[],
        timings={},
    )
    session.add(asked)
    session.flush()
    session.add(KnowledgeGap(key="0" * 64, question="ใครเป็นผู้อำนวยการ", count=1,
                             last_status=asked.status, answer_id=asked.id))  # fmt: skip


def propose(session):
    paper = one(session, Document, Document.slug == "แผนงาน")
    edition = one(session, PlanEdition)
    paper_draft = PlanDraft(
        version_id=paper.current_version_id, edition_id=edition.id, mismatches=[]
    )
    session.add(paper_draft)
    session.flush()
    for at in (90, 92):
        session.add(
            DraftNode(
                draft_id=paper_draft.id,
                code=f"S{at}",
                position=at,
                number=str(at),
                kind=DraftKind.STRATEGY,
                title="ท่าเรือน้ำลึก",
                quote="ท่าเรือน้ำลึก",
                page_number=1,
                start=0,
                end=13,
                score=0.8,
            )
        )


@pytest.fixture(scope="module")
def call(house):
    """call(mutation, input, file) is what the admin's act gives."""
    with serving(house[0], workers="0") as address:

        def send(name, given, file=None):
            kind = KNOWN.mutation_type.fields[name].args["input"].type
            result = "{ __typename ... on Problem { message } }"
            query = f"mutation($input: {kind}) {{ {name}(input: $input) {result} }}"
            return act(address, house[2], {"query": query, "variables": {"input": given}}, file)

        yield send


def act(address, key, body, file):
    headers = {"authorization": f"Bearer {key}", "graphql-require-preflight": "1"}
    sent = {"json": body}
    if file is not None:
        places = json.dumps({"0": ["variables.input.files.0"]})
        sent = {"files": {"operations": (None, json.dumps(body)), "map": (None, places), "0": file}}
    found = httpx2.post(f"{address}/graphql", headers=headers, timeout=60, **sent).json()
    assert "errors" not in found, found
    (told,) = found["data"].values()
    return told


def one(session, table, *where):
    return session.exec(select(table).where(*where).order_by(col(table.id))).first()


def document(session, slug="แผนงาน"):
    return {"id": gid("Document", one(session, Document, Document.slug == slug).id)}


def gap(session):
    return {"id": gid("KnowledgeGap", one(session, KnowledgeGap).id)}


def draft(session, number):
    node = one(session, DraftNode, DraftNode.number == number)
    return {"nodes": [gid("DraftNode", node.id)]}


def pair(session, code):
    awaited = one(session, AwaitedDocument, AwaitedDocument.code == code)
    paper = one(session, Document, Document.slug == "แผนงาน")
    return {"awaited": gid("AwaitedDocument", awaited.id), "document": gid("Document", paper.id)}


def job(session, state):
    row = enqueue(session, JobKind.PUBLISH, "test", f"{state}", {})
    row.state = state
    session.flush()
    return {"id": gid("Job", row.id)}


def key(session):
    return {"key": create_key(session, "test", "ก", Role.STAFF).row.id}


# What each act is given, in an order in which all of them succeed, and what the trail calls it.
ACTS = {
    "createApiKey": (lambda _: {"name": "ก", "role": "STAFF"}, "key.create"),
    "revokeApiKey": (key, "key.revoke"),
    "uploadDocument": (lambda _: {"files": [None]}, "document.upload"),
    "updateDocument": (lambda s: document(s) | {"number": "ปท 1"}, "document.update"),
    "confirmDocument": (document, "document.confirm"),
    "assignKnowledgeGap": (lambda s: gap(s) | {"owner": "กองแผน"}, "gap.assigned"),
    "dismissKnowledgeGap": (lambda s: gap(s) | {"note": "ไม่เกี่ยว"}, "gap.dismissed"),
    "reopenKnowledgeGap": (gap, "gap.open"),
    "rejectPlanDraft": (lambda s: draft(s, "92") | {"note": "ซ้ำ"}, "draft.reject"),
    "confirmPlanDraft": (lambda s: draft(s, "90"), "draft.confirm"),
    "followAwaitedDocument": (
        lambda s: {"awaited": pair(s, "DGP2559/text")["awaited"], "follower": "คุณสมศรี"},
        "awaited.follow",
    ),
    "declineAwaitedDocument": (lambda s: pair(s, "DGP2559/text"), "awaited.decline"),
    "confirmAwaitedDocument": (lambda s: pair(s, "GUIDE2559/text"), "awaited.confirm"),
    "cancelJob": (lambda s: job(s, JobState.QUEUED), "job.cancel"),
    "retryJob": (lambda s: job(s, JobState.FAILED), "job.retry"),
    "reindex": (lambda _: {}, "index.rebuild"),
    "rollbackGeneration": (lambda _: {"fromNumber": 2}, "generation.activate"),
    "activateGeneration": (lambda _: {"id": gid("IndexGeneration", 2)}, "generation.activate"),
    "pauseAssistant": (lambda _: {"reason": "ปรับปรุง"}, "assistant.pause"),
    "resumeAssistant": (lambda _: {}, "assistant.resume"),
    "deleteDocument": (lambda s: document(s, "ฉบับลบ"), "document.delete"),
}


def test_every_act_of_editors_and_admins_is_tried_here():
    """A new mutation for them fails here until its entry in the trail is asked for."""
    needed = {
        way.removeprefix("Mutation.")
        for way, (least, _) in WAYS.items()
        if way.startswith("Mutation.") and least in ("EDITOR", "ADMIN")
    }
    assert needed == set(ACTS)


@pytest.mark.parametrize("name", ACTS)
def test_a_success_is_in_the_trail(call, house, name):
    given, wanted = ACTS[name]
    with house[1].writing() as session:
        input_ = given(session)
    before = entries(house[1])
    told = call(name, input_, ("ใหม่.txt", b"new paper") if name == "uploadDocument" else None)
    assert "message" not in told, told
    new = entries(house[1])[len(before) :]
    assert [entry.act for entry in new] == [wanted]
    assert new[0].actor.startswith("key:")


def test_a_paper_taken_in_on_the_machine_is_in_the_trail_too(house):
    acts = [(one.actor, one.act, one.target) for one in entries(house[1])]
    assert ("cli", "document.upload", "แผนงาน") in acts


def test_the_chain_holds(house):
    with house[1].reading() as session:
        assert broken_entry(session) is None


def entries(database):
    with database.reading() as session:
        return list(session.exec(select(AuditEntry).order_by(col(AuditEntry.id))))
