"""Answers of one part of a plan by its title: who, how much, when, below what, and what it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from assistant import wording
from assistant.answer import Quote
from assistant.draft import Clarification, Composition, Draft, Statement
from assistant.extraction import relevance
from assistant.extraction.kinds import holds
from assistant.question.naming import in_force
from assistant.question.reading import Asked, Concept
from assistant.question.topic import cover, scope_of, subject, weigh
from assistant.question.wants import Wanted
from assistant.tree import KINDS, Tree, is_numbered, kind_name, name_of, node_numbered, open_tree
from db.reads.plans import EditionRow, NodeRow, nodes_of
from db.thai import fold, squeeze, words

_ENOUGH, _CLOSE = 0.85, 0.15
_MOST_CHOICES = 5
# So much of its title is said where a part is meant by it.
_CALLED = 0.5
_JOINT = re.compile("กับ|และ")
_OWNER = re.compile("รับผิดชอบ|เจ้าภาพ|เจ้าของ|ดูแล|ดาเนินการ|จัดทา|หน่วยงาน(?:ใด|ไหน|อะไร)|ใครทา")
_MONEY = re.compile("งบ|วงเงิน|เงิน|บาท|ราคา|มูลค่า")
_YEARS = re.compile("ปี(?:ใด|ไหน|อะไร)|เมื่อ|ระยะเวลา|ช่วง(?:ปี|เวลา|ใด|ไหน)|กี่ปี|สิ้นสุด|เริ่ม")
_ABOVE = re.compile(
    r"(?:อยู่|ใน|ภายใต้|สังกัด|เป็นของ|ของ|รองรับ|สอดคล้องกับ|ตรงกับ)(?:ใน|ภายใต้)?(?:ยุทธศาสตร์|แผน|เป้าหมาย|มาตรการ)(?:ใด|ไหน|อะไร|ที่เท่า|ที่)"
)
_DETAILS = re.compile("รายละเอียด|ขยายความ|เกี่ยวกับอะไร|คืออะไร|คือ$|ข้อมูลของ|มีสาระ")


@dataclass(frozen=True, slots=True)
class _Match:
    edition: EditionRow
    node: NodeRow
    score: float
    told: float


def compose(session: Session, draft: Draft) -> Composition | Clarification | None:
    """The lines of the part that the question is about, where they hold what is asked of it.

    Of two parts joined by "กับ" or "และ" those of each; of several that fit, asks which.
    """
    asked = draft.understood()
    editions = list(draft.named) or in_force(draft.editions, draft.on)
    about = subject(asked, scope_of(draft.named))
    found = _numbered(session, draft, editions) or _titled(session, draft, editions, about)
    if not found:
        return _joined(session, draft, editions, about)
    if len(found) > 1:
        return _clarify(asked, found)
    answers = _holds(asked, found[0].node) and _is_called(asked, found[0])
    return _composition(session, asked, found[0]) if answers else None


def _is_called(asked: Asked, match: _Match) -> bool:
    """Whether a part is called by its title where it is asked what something is: a term that only
    stands in the title is another thing."""
    return not asked.wants(Wanted.MEANING) or match.told >= _CALLED


def _numbered(session: Session, draft: Draft, editions: Sequence[EditionRow]) -> list[_Match]:
    """The part numbered in the one edition named, when nothing else is spoken of."""
    asked = draft.understood()
    if len(draft.named) != 1 or not _is_numbered(asked):
        return []
    node = node_numbered(asked.full, nodes_of(session, editions[0].id))
    known = scope_of(editions) | frozenset(words(node.title if node else ""))
    return [_Match(editions[0], node, 1, 1)] if node and not subject(asked, known) else []


def _is_numbered(asked: Asked) -> bool:
    return is_numbered(asked.full) and not _ABOVE.search(squeeze(asked.full))


def _titled(
    session: Session, draft: Draft, editions: Sequence[EditionRow], about: Sequence[Concept]
) -> list[_Match]:
    """The parts whose titles tell all that the question speaks of; of these the best told."""
    asked, index = draft.understood(), draft.index
    if index is None or not about or _is_numbered(asked):
        return []
    said = set(words(asked.full))
    matches = [
        _Match(edition, node, score, _told(node, said))
        for edition in editions
        for node in nodes_of(session, edition.id)
        if (score := cover(asked, index, about, f"{node.title} {node.title_en}")) >= _ENOUGH
    ]
    if not _is_subject_there(draft, matches, about):
        return []
    matches = _of_said_kind(asked, matches)
    best = max((match.told for match in matches), default=0.0)
    return [match for match in matches if match.told >= best - _CLOSE * best]


def _of_said_kind(asked: Asked, matches: Sequence[_Match]) -> list[_Match]:
    """Those of a kind that the question names, not asks for; all where it names none of theirs."""
    key = _ABOVE.sub("", squeeze(asked.full))
    kinds = {kind for kind, _, pattern in KINDS if pattern.search(key)}
    return [match for match in matches if match.node.kind in kinds] or list(matches)


def _joined(
    session: Session, draft: Draft, editions: Sequence[EditionRow], about: Sequence[Concept]
) -> Composition | None:
    asked = draft.understood()
    pieces = [squeeze(piece) for piece in _JOINT.split(asked.text)]
    if len(pieces) < 2:
        return None
    found = []
    for piece in pieces:
        own = [c for c in about if all(word in piece for word in c.forms[0])]
        matches = _titled(session, draft, editions, own)
        found += matches if len(matches) == 1 and _holds(asked, matches[0].node) else []
    composed = [_composition(session, asked, match) for match in found]
    held = [statement for one in composed if one is not None for statement in one.statements]
    return Composition(tuple(dict.fromkeys(held))) if len(found) == len(pieces) else None


def _is_subject_there(draft: Draft, matches: Sequence[_Match], about: Sequence[Concept]) -> bool:
    """Whether the rarest word of the question's subject stands in what was found."""
    index = draft.index
    if index is None or not matches:
        return False
    own = weigh(draft.understood(), index, about)
    return any(
        relevance.names_the_subject(relevance.shares(own, m.node.title + m.node.title_en), own)
        for m in matches
    )


def _told(node: NodeRow, said: set[str]) -> float:
    """How much of its title the question says."""
    title = set(words(f"{node.title} {node.title_en}"))
    return len(title & said) / len(title) if title else 0.0


def _clarify(asked: Asked, found: Sequence[_Match]) -> Clarification | None:
    """Asks which of a few is meant, where each of them would answer."""
    answering = [match for match in found if _holds(asked, match.node)]
    if not 1 < len(answering) <= _MOST_CHOICES:
        return None
    ask = next(ask for tells, ask in wording.NODE_QUESTIONS if re.search(tells, asked.key))
    choices = (ask.format(kind=kind_name(m.node), title=_title(m.node)) for m in answering)
    return Clarification(wording.WHICH_NODE, tuple(dict.fromkeys(choices)))


def _title(node: NodeRow) -> str:
    kind = kind_name(node)
    return node.title if node.title.startswith(kind) else f"{kind}{node.title}"


def _holds(asked: Asked, node: NodeRow) -> bool:
    """Whether the part's line holds what is asked of it."""
    key = squeeze(asked.full)
    if asked.wants(Wanted.DAY, Wanted.PLACE):
        return False
    if asked.wants(Wanted.COUNT):
        return not is_numbered(asked.full)
    if _ABOVE.search(key):
        return node.parent_id is not None
    if _asks_money(asked):
        return node.has_budget
    if asked.wants(Wanted.WHO) or _OWNER.search(key):
        return bool(node.agencies) and _OWNER.search(key) is not None
    if asked.wants(Wanted.DATE):
        return node.has_years and _YEARS.search(key) is not None
    return _DETAILS.search(key) is not None and not asked.wants(Wanted.NUMBER)


def _asks_money(asked: Asked) -> bool:
    money = _MONEY.search(squeeze(asked.full)) is not None
    return asked.wants(Wanted.MONEY) or (money and asked.wants(Wanted.NUMBER, Wanted.OTHER))


def _with_money(tree: Tree, node: NodeRow, line: Quote) -> Quote:
    """The line that holds the budget, where it stands apart from the title."""
    own = re.escape(squeeze(name_of(node)))
    apart = tree.shelf.lines(re.compile(rf"{own}:.*งบประมาณ"))
    return line if "งบประมาณ" in line.text or not apart else apart[0]


def _composition(session: Session, asked: Asked, match: _Match) -> Composition | None:
    tree = open_tree(session, match.edition)
    line = tree.line(match.node)
    if line is None or (asked.wants(Wanted.COUNT) and not holds(asked, fold(line.text))):
        return None
    lines = [_with_money(tree, match.node, line) if _asks_money(asked) else line]
    parent = tree.parent(match.node)
    if _ABOVE.search(squeeze(asked.full)) and parent is not None:
        lines.append(tree.line(parent) or line)
    if _DETAILS.search(squeeze(asked.full)):
        own = f"{kind_name(match.node)}ที่{match.node.number}"
        counted = (
            re.compile(rf"{re.escape(squeeze(own))}(?:ของ\S*มี\d|:)") if parent is None else None
        )
        lines += tree.shelf.lines(counted) if counted else []
    return Composition(tuple(Statement(q.text, (q,)) for q in dict.fromkeys(lines)))
