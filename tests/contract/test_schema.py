"""The GraphQL schema: checked in as it is, and described throughout."""

import re
from pathlib import Path

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    build_schema,
    parse,
    validate,
)

import api
from api.schema import schema

CHECKED_IN = Path(api.__file__).parent / "schema.graphql"
TYPES = {
    name: kind
    for name, kind in build_schema(schema.as_str()).type_map.items()
    if not name.startswith("__")
}


def members(kind):
    """(path, described thing) of a type and all within it."""
    yield kind.name, kind
    if isinstance(kind, GraphQLEnumType):
        yield from ((f"{kind.name}.{name}", value) for name, value in kind.values.items())
    if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType):
        for name, field in kind.fields.items():
            yield f"{kind.name}.{name}", field
            for argument, described in getattr(field, "args", {}).items():
                yield f"{kind.name}.{name}({argument})", described


def test_the_checked_in_schema_is_the_schema():
    assert CHECKED_IN.read_text(encoding="utf-8") == schema.as_str() + "\n", (
        "run: sodklong schema > api/schema.graphql"
    )


@pytest.mark.parametrize("name", sorted(TYPES))
def test_everything_is_described(name):
    silent = [path for path, described in members(TYPES[name]) if not described.description]
    assert silent == []


@pytest.mark.parametrize(
    ("root", "fields"),
    [
        ("Query", "node nodes plan plans planNode planNodes kpis agencies directives"),
        ("Query", "awaitedDocuments conflicts document documents search conversation"),
        ("Query", "kpi agency directive rules observations sources planDrafts"),
        ("Mutation", "ask rateAnswer confirmPlanDraft rejectPlanDraft"),
        ("Query", "jobs"),
        ("Mutation", "uploadDocument updateDocument confirmDocument deleteDocument"),
        ("Mutation", "reindex cancelJob retryJob"),
        ("Subscription", "answer jobProgress"),
    ],
)
def test_the_names_other_programs_call(root, fields):
    assert set(fields.split()) <= set(TYPES[root].fields)


def test_every_list_is_a_connection():
    lists = [name for name in TYPES if name.endswith("Connection")]
    assert len(lists) == 26
    for name in lists:
        assert set(TYPES[name].fields) == {"edges", "nodes", "pageInfo", "totalCount"}


def pages():
    """(path, field) of every field that gives a connection."""
    for name, kind in TYPES.items():
        for path, field in getattr(kind, "fields", {}).items():
            if str(field.type).rstrip("!").endswith("Connection"):
                yield f"{name}.{path}", field


# Lists of those who keep order here; they are read forwards.
FORWARDS = {
    *("Query.apiKeys", "Query.awaitedTracking", "Query.knowledgeGaps", "Query.jobs"),
    *("Query.actionPlans", "Query.generations", "Query.outdatedAnswers", "Query.ratings"),
}


def test_every_connection_is_read_both_ways_and_bounded():
    for path, field in pages():
        wanted = {"first", "after"} | (set() if path in FORWARDS else {"last", "before"})
        assert wanted <= set(field.args), path
        assert field.args["first"].ast_node.default_value.value == "20", path


NOUNS = """Plan PlanEdition Strategy Kpi Agency Abbreviation Directive Instruction AwaitedDocument
    ApprovalRule Observation Source Conflict Document DocumentVersion Passage Conversation Answer
    PlanDraft DraftNode KnowledgeGap ApiKey ActionPlan Job"""


@pytest.mark.parametrize("name", NOUNS.split())
def test_what_has_an_identity_is_a_node(name):
    assert "Node" in {one.name for one in TYPES[name].interfaces}


# Each way of an edge, and the way back.
BOTH_WAYS = [
    ("Plan.editions", "PlanEdition.plan"),
    ("Plan.edition", "PlanEdition.plan"),
    ("PlanEdition.supersedes", "PlanEdition.supersededBy"),
    ("PlanEdition.derivedFromEdition", "PlanEdition.derivedEditions"),
    ("PlanEdition.derivedFromNode", "PlanNode.derivedEditions"),
    ("PlanEdition.nodes", "PlanNode.edition"),
    ("PlanEdition.kpis", "Kpi.edition"),
    ("PlanEdition.documents", "Document.planEdition"),
    ("PlanEdition.owner", "Agency.editions"),
    ("PlanEdition.directives", "InstructionDocument.edition"),
    ("PlanEdition.awaitedDocuments", "AwaitedDocument.edition"),
    ("PlanNode.children", "PlanNode.parent"),
    ("PlanNode.kpis", "Kpi.node"),
    ("PlanNode.agencies", "Agency.planNodes"),
    ("Agency.abbreviations", "Abbreviation.agency"),
    ("Agency.directives", "Directive.senderAgency"),
    ("Agency.rules", "ApprovalRule.approverAgency"),
    ("Agency.awaitedDocuments", "AwaitedDocument.publisherAgency"),
    ("Directive.document", "Document.directive"),
    ("Directive.instructions", "Instruction.directive"),
    ("Instruction.awaitedDocuments", "AwaitedDocument.instruction"),
    ("Document.versions", "DocumentVersion.document"),
    ("DocumentVersion.pages", "Page.version"),
    ("DocumentVersion.passages", "Passage.version"),
    ("DocumentVersion.draft", "PlanDraft.version"),
    ("Page.passages", "Passage.page"),
    ("Section.passages", "Passage.section"),
    ("Source.facts", "SourceRef.source"),
    ("Source.conflicts", "Conflict.printedIn"),
    ("Kpi.sources", "SourceRef.subject"),
    ("Kpi.conflicts", "Conflict.about"),
    ("PlanDraft.nodes", "DraftNode.draft"),
]


@pytest.mark.parametrize(("way", "back"), BOTH_WAYS)
def test_edges_go_both_ways(way, back):
    for path in (way, back):
        kind, field = path.split(".")
        assert field in TYPES[kind].fields, path


def deprecated():
    """(path, reason) of what is deprecated."""
    for name in sorted(TYPES):
        for path, described in members(TYPES[name]):
            if getattr(described, "deprecation_reason", None):
                yield path, described.deprecation_reason


def test_a_deprecation_names_what_to_use_instead():
    found = dict(deprecated())
    assert "Query.documents(kind)" in found
    for path, reason in found.items():
        assert reason.startswith("Use `"), path


def test_every_mutation_takes_one_input():
    for field in TYPES["Mutation"].fields.values():
        assert list(field.args) == ["input"]


EXAMPLES = (Path(api.__file__).parents[1] / "docs" / "graphql.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("example", re.findall(r"```graphql\n(.*?)```", EXAMPLES, re.DOTALL))
def test_the_examples_of_the_docs_are_valid(example):
    assert validate(build_schema(schema.as_str()), parse(example)) == []
