"""Four queries in the words of each schema, asking for the same values in the same order."""

import base64
import random
from collections.abc import Callable
from typing import Any

from plan_universe import DEEDS, FIELDS, THINGS, Universe

Json = Any

LIST, TREE, NODE, TEXT = "list", "tree", "node", "text"
NAMES = {
    LIST: "page of 100 KPIs with their targets, and the total",
    TREE: "tree of one plan: 10 strategies, 100 measures, 500 KPIs",
    NODE: "node by its id, with its edition and parent",
    TEXT: "nodes whose title holds a word: the first 20, and the total",
}
_PLANS, _LOOKED_UP = 20, 50

DOCUMENTS = {
    "ours": {
        LIST: """query Page($it: String!) { kpis(filter: {edition: $it}, first: 100) {
            totalCount nodes { code title unit baseline targets { year value printed } } } }""",
        TREE: """query Tree($it: String!) { planEdition(by: {code: $it}) { code title nodes {
            number title children { number title kpis { number title unit } } } } }""",
        NODE: """query Node($it: ID!) { node(id: $it) { ... on PlanNode {
            code number title edition { code title } parent { code title } } } }""",
        TEXT: """query Text($it: String!) { planNodes(filter: {text: $it}, first: 20) {
            totalCount nodes { code title } } }""",
    },
    "plain": {
        LIST: """query Page($it: String!) { kpis(edition: $it, limit: 100) {
            total items { code title unit baseline targets { year value printed } } } }""",
        TREE: """query Tree($it: String!) { edition(code: $it) { code title nodes {
            number title children { number title kpis { number title unit } } } } }""",
        NODE: """query Node($it: ID!) { node(id: $it) {
            code number title edition { code title } parent { code title } } }""",
        TEXT: """query Text($it: String!) { nodes(text: $it, limit: 20) {
            total items { code title } } }""",
    },
    "postgraphile": {
        LIST: """query Page($it: String!) { planEditionByCode(code: $it) {
            kpisByEditionId(first: 100, orderBy: POSITION_ASC) { totalCount nodes {
            code title unit baseline
            kpiTargetsByKpiId(orderBy: PRIMARY_KEY_ASC) { nodes { year value printed } } } } } }""",
        TREE: """query Tree($it: String!) { planEditionByCode(code: $it) { code title
            planNodesByEditionId(condition: {parentId: null}, orderBy: POSITION_ASC) { nodes {
            number title planNodesByParentId(orderBy: POSITION_ASC) { nodes {
            number title kpisByNodeId(orderBy: POSITION_ASC) { nodes { number title unit } }
            } } } } } }""",
        NODE: """query Node($it: ID!) { node(id: $it) { ... on PlanNode { code number title
            planEditionByEditionId { code title } planNodeByParentId { code title } } } }""",
        TEXT: """query Text($it: String!) { allPlanNodes(
            filter: {title: {includesInsensitive: $it}}, first: 20,
            orderBy: [EDITION_ID_ASC, POSITION_ASC]) { totalCount nodes { code title } } }""",
    },
}
_IDS: dict[str, Callable[[int], str]] = {
    "ours": lambda key: _base64(f"Measure:{key}"),
    "plain": str,
    "postgraphile": lambda key: _base64(f'["PlanNode",{key}]'),
}


def questions(universe: Universe, seed: int = 7) -> dict[str, list[str]]:
    """What each query is asked for in turn: codes of editions, codes of nodes, words."""
    chance = random.Random(seed)
    editions = [edition["code"] for edition in universe.editions]
    editions = chance.sample(editions, min(_PLANS, len(editions)))
    measures = [node["code"] for node in universe.nodes if node["parent_id"]]
    return {
        LIST: editions,
        TREE: editions,
        NODE: chance.sample(measures, min(_LOOKED_UP, len(measures))),
        TEXT: [*DEEDS, *THINGS, *FIELDS],
    }


def operations(dialect: str, universe: Universe) -> dict[str, list[Json]]:
    """The bodies to post for every query, in the order of `questions`."""
    keys = {node["code"]: node["id"] for node in universe.nodes}

    def operation(query: str, asked: str) -> Json:
        value = _IDS[dialect](keys[asked]) if query == NODE else asked
        return {"query": DOCUMENTS[dialect][query], "variables": {"it": value}}

    return {
        query: [operation(query, asked) for asked in several]
        for query, several in questions(universe).items()
    }


def bare(answer: Json) -> Json:
    """An answer without the schema's names: values in order, wrappers of one field opened."""
    if isinstance(answer, dict):
        inner = [bare(value) for value in answer.values()]
        return inner[0] if len(inner) == 1 else inner
    return [bare(one) for one in answer] if isinstance(answer, list) else answer


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()
