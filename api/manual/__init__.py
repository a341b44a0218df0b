"""The manual for programmers at `/docs`: one page, whose examples run as they stand."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from typing import Final

from graphql import OperationDefinitionNode, OperationType, parse

from api import limits
from api.bodies import MAX_BODY
from api.cost import ANSWER, SEARCH
from api.manual.nouns import lists, nouns
from api.pagination import DEFAULT_PAGE, MAX_PAGE
from api.parsing import TEXT_A_POINT
from api.schema.query import MAX_NODES
from api.sockets import MAX_OPERATIONS
from db.models import Role

EXAMPLES = Path(__file__).parent / "examples"
_PAGE = Path(__file__).parent / "page.html"
_MARK = re.compile(r"<!-- example ([a-z-]+) -->")


@dataclass(frozen=True, slots=True)
class Chain:
    """A variable whose value stands at `path` (keys and places) in the data of `example`."""

    variable: str
    example: str
    path: str


@dataclass(frozen=True, slots=True)
class Example:
    """An operation to show and run; `runs` is False where running it changes plan data."""

    name: str
    text: str
    operation: str
    kind: OperationType
    role: Role
    chain: Chain | None
    runs: bool


_CHAINS: Final[Mapping[str, Chain]] = {
    "lookup": Chain("id", "plans", "plans.nodes.0.id"),
    "conversation": Chain("id", "ask", "ask.conversationId"),
    "rate": Chain("id", "ask", "ask.id"),
    "alignment": Chain("id", "align", "alignProject.id"),
    "confirm": Chain("nodes", "drafts", "planDrafts.nodes.0.nodes.0.id"),
}
_ROLES: Final[Mapping[str, Role]] = {
    "drafts": Role.EDITOR,
    "confirm": Role.EDITOR,
    "jobs": Role.EDITOR,
    "gaps": Role.ADMIN,
    "trail": Role.ADMIN,
}
_SHOWN_ONLY: Final = frozenset({"confirm"})


@cache
def examples() -> Mapping[str, Example]:
    """All examples by name, which is that of the file."""
    found = (_read(path) for path in sorted(EXAMPLES.glob("*.graphql")))
    return {example.name: example for example in found}


@cache
def manual() -> str:
    """The page in HTML."""
    figures = {
        "levels": limits.MAX_DEPTH,
        "fields": limits.MAX_FIELDS,
        "aliases": limits.MAX_ALIASES,
        "directives": limits.MAX_DIRECTIVES,
        "operations": limits.MAX_OPERATIONS,
        "tokens": f"{limits.MAX_TOKENS:,}",
        "items": f"{limits.MAX_ITEMS:,}",
        "characters": f"{limits.MAX_TEXT:,}",
        "repeats": f"{limits.MAX_REPEATS:,}",
        "values": f"{limits.MAX_VALUES:,}",
        "body": MAX_BODY // 1024,
        "search": SEARCH,
        "answer": ANSWER,
        "sockets": MAX_OPERATIONS,
        "ids": MAX_NODES,
        "text": TEXT_A_POINT,
        "page": MAX_PAGE,
        "default": DEFAULT_PAGE,
    }
    text = Template(_PAGE.read_text(encoding="utf-8")).substitute(figures)
    text = text.replace("<!-- nouns -->", nouns()).replace("<!-- lists -->", lists())
    return _MARK.sub(lambda mark: _figure(examples()[mark[1]]), text)


def _read(path: Path) -> Example:
    text = path.read_text(encoding="utf-8").strip()
    operation = parse(text).definitions[0]
    assert isinstance(operation, OperationDefinitionNode)
    assert operation.name
    return Example(
        name=path.stem,
        text=text,
        operation=operation.name.value,
        kind=operation.operation,
        role=_ROLES.get(path.stem, Role.ANONYMOUS),
        chain=_CHAINS.get(path.stem),
        runs=path.stem not in _SHOWN_ONLY,
    )


def _figure(example: Example) -> str:
    """An example, and where it may be run the button and the places for what comes back."""
    name, chain = example.operation, example.chain
    data = f'data-name="{example.name}" data-kind="{example.kind.value}"'
    if chain:
        data += f' data-variable="{chain.variable}" data-after="{chain.example}"'
        data += f' data-path="{chain.path}"'
    run = _run(example) if example.runs else ""
    return (
        f'<figure class="example" id="example-{example.name}" {data}>\n'
        f'<figcaption lang="en">{name}</figcaption>\n'
        f'<pre class="source" lang="en" tabindex="0" role="region" aria-label="ตัวอย่าง {name}">'
        f"<code>{escape(example.text)}</code></pre>\n{run}</figure>"
    )


def _run(example: Example) -> str:
    name = example.operation
    key = f'<span class="needs">ต้องใช้กุญแจ {example.role.name}</span>'
    return (
        f'<p class="run"><button type="button">เรียก<span class="unseen"> {name}</span></button>\n'
        f"{key if example.role is not Role.ANONYMOUS else ''}"
        f'<span class="status" role="status"></span></p>\n'
        f'<pre class="result" lang="en" tabindex="0" role="region" aria-label="ผลของ {name}"'
        " hidden></pre>\n"
    )
