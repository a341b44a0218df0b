"""The lists and edges of the schema on both engines."""

import asyncio
from dataclasses import replace

import pytest
from sqlmodel import select

from api.context import Context
from api.schema import schema
from api.viewer import Viewer
from db.models import (
    Answer,
    AnswerStatus,
    Citation,
    Conversation,
    DocumentKind,
    PageSource,
    Passage,
    Role,
)
from db.writes.documents import (
    NewDocument,
    NewPage,
    NewPassage,
    NewVersion,
    add_version,
    describe,
)
from ingest.facts.loading import load_facts

ANNA = Viewer(Role.STAFF, "key:anna")
TEXT = "สวัสดี ข้อความ ท้าย"


@pytest.fixture
def run(services, database):
    """run(query, variables) is the data of an operation of Anna's over a database of our own."""
    with database.writing() as session:
        load_facts(session)
        about = describe(session, NewDocument("memo", "หนังสือ", DocumentKind.MEMO, None))
        pages = [NewPage(number, TEXT, None, PageSource.TEXT, 1.0, None) for number in (1, 2)]
        cuts = [NewPassage(page, start, start + 6, None, TEXT[start : start + 6])
                for page in (1, 2) for start in (0, 7)]  # fmt: skip
        add_version(session, about, NewVersion("0" * 64, "text-1", pages, [], cuts))
        answer(session)

    def send(query, **variables):
        context = Context(replace(services, database=database), ANNA)
        done = asyncio.run(schema.execute(query, variable_values=variables, context_value=context))
        assert done.errors is None, done.errors
        return done.data

    return send


def answer(session):
    """Anna's answer, which cites the first words of the document twice."""
    passage = session.exec(select(Passage).order_by(Passage.id)).first()
    talk = Conversation(owner=ANNA.subject)
    session.add(talk)
    session.flush()
    row = Answer(conversation_id=talk.id, status=AnswerStatus.ANSWERED, text="ตอบ", sentences=[],
                 notices=[], timings={})  # fmt: skip
    session.add(row)
    session.flush()
    for number in (1, 2):
        session.add(Citation(answer_id=row.id, number=number, version_id=passage.version_id,
                             page_number=1, section="", quote="สวัส", start=0, end=4,
                             passage_digest=passage.digest))  # fmt: skip


def walked(run, field, order, size):
    """The codes of a list read forwards, and read backwards."""
    query = f"""query($f: Int! = 20, $a: String, $l: Int, $b: String) {{
        page: {field}(orderBy: {order}, first: $f, after: $a, last: $l, before: $b) {{
        nodes {{ code }} pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} }} }}"""
    forth, back, after, before = [], [], None, None
    while page := run(query, f=size, a=after)["page"]:
        forth += [node["code"] for node in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    while page := run(query, l=size, b=before)["page"]:
        back = [node["code"] for node in page["nodes"]] + back
        before = page["pageInfo"]["startCursor"]
        if not page["pageInfo"]["hasPreviousPage"]:
            break
    return forth, back


def test_orders_with_and_without_values(run):
    for field, order in (
        ("planEditions", "APPROVED_ON_DESC"),
        ("planEditions", "IN_FORCE_FROM_ASC"),
        ("planNodes", "BUDGET_DESC"),
        ("kpis", "BASELINE_ASC"),
    ):
        forth, back = walked(run, field, order, 4 if field == "planEditions" else 60)
        assert forth == back, order
        assert len(set(forth)) == len(forth) > 4, order


def test_edges_that_rest_on_names_and_codes(run):
    edition = run(
        """{ planEdition(by: {code: "DGP2559"}) { derivedFromEdition { derivedEditions { code } }
            derivedFromNode { code } supersededBy { code } awaitedDocuments { code }
            directives { code } owner { awaitedDocuments { code } rules { code }
            directives { code } } sources { subject { __typename } source { facts(first: 2) {
            totalCount nodes { subject { id } } } } } } }"""
    )["planEdition"]
    assert edition["derivedFromEdition"] == {"derivedEditions": [{"code": "DGP2559"}]}
    assert edition["derivedFromNode"] == {"code": "NDP2559/S4"}
    assert edition["awaitedDocuments"] == [{"code": "DGP2559/text"}]
    assert edition["owner"]["awaitedDocuments"] == [{"code": "DGP2559/text"}]
    assert {one["subject"]["__typename"] for one in edition["sources"]} == {"PlanEdition"}


def test_passages_page_by_page_with_the_answers_that_cite_them(run):
    query = """query($a: String) { documents(filter: {text: "หนังสือ"}) { nodes { version {
        pageCount pages(from: 2) { number passages { start } }
        passages(first: 3, after: $a) { totalCount nodes { position citedCount answers {
            totalCount nodes { text } } } pageInfo { endCursor hasNextPage } } } } } }"""
    version = run(query)["documents"]["nodes"][0]["version"]
    assert version["pages"] == [{"number": 2, "passages": [{"start": 0}, {"start": 7}]}]
    assert (version["pageCount"], version["passages"]["totalCount"]) == (2, 4)
    # The third passage has the words of the first, so it is cited as well.
    assert [one["citedCount"] for one in version["passages"]["nodes"]] == [1, 0, 1]
    assert version["passages"]["nodes"][0]["answers"]["nodes"] == [{"text": "ตอบ"}]
    after = version["passages"]["pageInfo"]["endCursor"]
    rest = run(query, a=after)["documents"]["nodes"][0]["version"]["passages"]
    assert [one["position"] for one in rest["nodes"]] == [3]
    assert not rest["pageInfo"]["hasNextPage"]


FILTERS = [
    ("planEditions", '{agency: "dg_agency", inForceOn: "2024-01-01", text: "๒๕๖๖"}'),
    ("planNodes", '{agency: "dg_agency", year: 2567, text: "โครงการ กลาง"}'),
    ("kpis", '{agency: "dg_agency", unit: "rank", plan: "DGP"}'),
    ("agencies", '{text: "สพร."}'),
    ("rules", '{on: "2026-01-01", millionBaht: 150}'),
    ("observations", '{code: "egdi_rank", yearFrom: 2561}'),
    ("documents", '{text: "MEMO", kind: MEMO}'),
    ("conflicts", '{subject: "NDP2559"}'),
]


def test_filters(run):
    given = '{agency: "dla", datedTo: "2030-01-01", text: "แผน"}'
    run(f"{{ directives(filter: {given}) {{ totalCount }} }}")
    for field, given in FILTERS:
        found = run(f"{{ {field}(filter: {given}) {{ totalCount nodes {{ id }} }} }}")[field]
        assert len(found["nodes"]) == min(20, found["totalCount"]) > 0, field
