"""A first look at which parts of the plans in force a project speaks to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from assistant import wording
from assistant.draft import Composition, Draft, Statement
from assistant.extraction import relevance
from assistant.extraction.relevance import Weights
from assistant.question.naming import in_force
from assistant.question.reading import Asked
from assistant.question.topic import scope_of, subject, weigh
from assistant.tree import Tree, open_tree
from db.embedder import Embedder
from db.models import NodeKind
from db.reads.plans import EditionRow, NodeRow, nodes_of

_KINDS = {NodeKind.STRATEGY, NodeKind.GOAL, NodeKind.MEASURE, NodeKind.PROJECT}
# A cosine that is enough alone, and one that needs shared words beside it: of 28 projects of
# local bodies, 13 of 14 that align are told from all 14 that do not.
_NEAR, _NEAR_IN_WORDS, _WORDS = 0.88, 0.86, 2.0
_READ, _MOST, _BEST = 24, 4, 0.02
_ASKED = re.compile(
    r"(?:นี้)?(?:มีความ)?(?:สอดคล้อง|เชื่อมโยง|ตอบสนอง|รองรับ|เข้ากับ|เกี่ยวข้อง|ตอบโจทย์|ตรง)(?:กับ)?\s*\S{0,12}"
    r"(?:ยุทธศาสตร์|แผน|เป้าหมาย|มาตรการ|โครงการ).*$",
    re.DOTALL,
)
_LONGEST = 600


@dataclass(frozen=True, slots=True)
class _Match:
    edition: EditionRow
    node: NodeRow
    shared: float
    cosine: float


def compose(session: Session, draft: Draft) -> Composition | None:
    """The parts nearest to the project's words, offered as candidates; None when none is near."""
    index = draft.index
    if index is None:
        return None
    asked = draft.understood()
    editions = draft.named or in_force(draft.editions, draft.on)
    weights = weigh(asked, index, subject(asked, scope_of(editions)))
    near = _nearest(session, editions, weights, _project(asked), index.embedder)
    if not near:
        return None
    statements = [_statement(session, match) for match in near]
    held = [statement for statement in statements if statement is not None]
    quotes = tuple(quote for statement in held for quote in statement.quotes)
    opening = Statement(wording.ALIGNED, quotes, frame=True)
    return Composition((opening, *held), (wording.FIRST_LOOK,)) if held else None


def _project(asked: Asked) -> str:
    """The project's words, without what is asked of it."""
    return (_ASKED.sub("", asked.text).strip() or asked.text)[:_LONGEST]


def _nearest(
    session: Session,
    editions: Sequence[EditionRow],
    weights: Weights,
    project: str,
    embedder: Embedder,
) -> list[_Match]:
    """The parts that share most words with the project, of these those near in meaning."""
    nodes = [
        (_shared(weights, node), edition, node)
        for edition in editions
        for node in nodes_of(session, edition.id)
        if node.kind in _KINDS
    ]
    read = sorted(nodes, key=lambda item: -item[0])[:_READ]
    if not read:
        return []
    titles = embedder.embed_passages([node.title for _, _, node in read])
    cosines = titles @ embedder.embed_queries([project])[0]
    found = [
        _Match(edition, node, shared, float(cosine))
        for (shared, edition, node), cosine in zip(read, cosines, strict=True)
    ]
    near = sorted((match for match in found if _is_near(match)), key=lambda match: -_score(match))
    return [match for match in near if _score(match) >= _score(near[0]) - _BEST][:_MOST]


def _shared(weights: Weights, node: NodeRow) -> float:
    said = relevance.shares(weights, f"{node.title} {node.title_en}")
    return sum(weights[concept] * share for concept, share in said.items())


def _is_near(match: _Match) -> bool:
    in_words = match.cosine >= _NEAR_IN_WORDS and match.shared >= _WORDS
    return in_words or match.cosine >= _NEAR


def _score(match: _Match) -> float:
    return match.cosine + match.shared / 500


def _statement(session: Session, match: _Match) -> Statement | None:
    tree: Tree = open_tree(session, match.edition)
    line = tree.line(match.node)
    parent = tree.parent(match.node)
    above = tree.line(parent) if parent is not None else None
    if line is None:
        return None
    return Statement(f"{match.edition.title}: {line.text}", tuple(filter(None, (line, above))))
