"""Tells what came, went and changed between two versions of a document or two generations."""

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from db.engine import Database
from db.errors import InvalidInput, NotFound
from db.models import Alignment, Answer, IndexGeneration, Outdated
from db.reads.generations import version_ids
from db.reads.versions import HeldVersion, SectionText, held_versions, section_texts, version_of
from db.thai import squeeze, words
from db.writes.outdated import outdated, outdated_alignments
from ingest.differing import ChangeKind, Words, changed_words
from ingest.fact_changes import FactChange, changed_facts

_NO_GENERATION = "ไม่มีดัชนีรุ่นที่ {number} ดูรุ่นที่มีด้วย sodklong generations"
_NO_VERSION = "ไม่พบเอกสาร {slug} ฉบับที่ {number}"
_UNKNOWN = "ดัชนีรุ่นที่ {number} ไม่มีบันทึกว่าถือเอกสารใด หรือเอกสารถูกลบไปแล้ว จึงเปรียบเทียบไม่ได้"
_ALIKE, _SOMEWHAT = 0.6, 0.3
_MOST_ANSWERS, _MOST_PAIRS = 1_000, 40_000


@dataclass(frozen=True, slots=True)
class Change:
    """A section that came, went or changed: its headings, what they were before, the difference."""

    kind: ChangeKind
    path: str
    was: str
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """A document that came, went or changed; `before` and `after` are version numbers."""

    kind: ChangeKind
    slug: str
    title: str
    before: int | None
    after: int | None
    sections: tuple[Change, ...]
    facts: tuple[FactChange, ...] = ()


@dataclass(frozen=True, slots=True)
class AlignmentChange:
    """An alignment that quotes what has changed or gone; `title` is its project's."""

    id: str
    title: str
    outdated: Outdated


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """An answer that cites what has changed or gone."""

    id: str
    question: str
    outdated: Outdated


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two generations or two versions of one document, by their numbers."""

    before: int
    after: int
    documents: tuple[DocumentChange, ...]
    answers: tuple[AnswerChange, ...] = ()
    alignments: tuple[AlignmentChange, ...] = ()


def compare_generations(database: Database, before: int, after: int) -> Comparison:
    """What changed in the documents from one generation to another, and the stored answers and
    alignments that cite what did. Raises NotFound, and InvalidInput where it is not known what one
    held."""
    with database.reading() as session:
        old, new = _held(session, before), _held(session, after)
        changes = []
        for key in sorted(old.keys() | new.keys(), key=lambda key: (new.get(key) or old[key]).slug):
            change = _document(session, old.get(key), new.get(key))
            if change is not None:
                changes.append(change)
        cited = _answers(session, before, after), _alignments(session, before, after)
        return Comparison(before, after, tuple(changes), *cited)


def compare_versions(database: Database, slug: str, before: int, after: int) -> Comparison:
    """What changed from one version of a document to another; raises NotFound."""
    with database.reading() as session:
        old, new = _version(session, slug, before), _version(session, slug, after)
        change = _document(session, old, new)
        return Comparison(before, after, (change,) if change else ())


def _held(session: Session, number: int) -> dict[int, HeldVersion]:
    if session.get(IndexGeneration, number) is None:
        raise NotFound(_NO_GENERATION.format(number=number))
    if not version_ids(session, number):
        raise InvalidInput(_UNKNOWN.format(number=number))
    return held_versions(session, number)


def _version(session: Session, slug: str, number: int) -> HeldVersion:
    found = version_of(session, slug, number)
    if found is None:
        raise NotFound(_NO_VERSION.format(slug=slug, number=number))
    return found


def _document(
    session: Session, old: HeldVersion | None, new: HeldVersion | None
) -> DocumentChange | None:
    """How a document differs; None when it does not."""
    known = new or old
    if known is None or (old and new and old.version_id == new.version_id):
        return None
    kind = ChangeKind.CHANGED if old and new else ChangeKind.ADDED if new else ChangeKind.REMOVED
    sections = compare_sections(
        section_texts(session, old.version_id) if old else [],
        section_texts(session, new.version_id) if new else [],
    )
    return DocumentChange(
        kind,
        known.slug,
        known.title,
        old.number if old else None,
        new.number if new else None,
        sections,
        changed_facts(session, old.version_id if old else None, new.version_id if new else None),
    )


def compare_sections(
    before: Sequence[SectionText], after: Sequence[SectionText]
) -> tuple[Change, ...]:
    """The sections that differ, in the order of the newer text and then those that went.

    Sections belong together by their words before their headings, since numbers shift when one
    is put in.
    """
    pairs = _paired(before, after)
    found = []
    for at, section in enumerate(after):
        old = before[pairs[at]] if at in pairs else None
        if old is None:
            whole = (Words(ChangeKind.ADDED, section.text),)
            found.append(Change(ChangeKind.ADDED, section.path, "", whole))
        elif squeeze(old.text) != squeeze(section.text):
            changed = changed_words(old.text, section.text)
            found.append(Change(ChangeKind.CHANGED, section.path, old.path, changed))
    for at in sorted(set(range(len(before))) - set(pairs.values())):
        gone = before[at]
        whole = (Words(ChangeKind.REMOVED, gone.text),)
        found.append(Change(ChangeKind.REMOVED, gone.path, gone.path, whole))
    return tuple(found)


def _paired(before: Sequence[SectionText], after: Sequence[SectionText]) -> dict[int, int]:
    """The section before for each section after, where there is one."""
    pairs: dict[int, int] = {}
    _pair(before, after, pairs, lambda section: (squeeze(section.path), squeeze(section.text)))
    _pair(before, after, pairs, lambda section: squeeze(section.text))
    likeness = _Likeness(before, after)
    for least, by_path in ((_SOMEWHAT, True), (_ALIKE, False)):
        _pair_alike(pairs, likeness, least, by_path)
    _pair(before, after, pairs, lambda section: squeeze(section.path))
    return pairs


def _pair(
    before: Sequence[SectionText],
    after: Sequence[SectionText],
    pairs: dict[int, int],
    key: Callable[[SectionText], Hashable],
) -> None:
    """Pair in order what has the same key."""
    taken = set(pairs.values())
    free: dict[Hashable, list[int]] = {}
    for at in reversed(range(len(before))):
        if at not in taken:
            free.setdefault(key(before[at]), []).append(at)
    for at, section in enumerate(after):
        if at not in pairs and free.get(key(section)):
            pairs[at] = free[key(section)].pop()


def _pair_alike(pairs: dict[int, int], likeness: "_Likeness", least: float, by_path: bool) -> None:
    """Pair what is left, the most alike first; too much of it is left as it is."""
    taken = set(pairs.values())
    new = [at for at in range(len(likeness.after)) if at not in pairs]
    old = [at for at in range(len(likeness.before)) if at not in taken]
    if len(new) * len(old) > _MOST_PAIRS:
        return
    likely = [
        (-score, b, a)
        for b in new
        for a in old
        if (not by_path or likeness.same_path(a, b)) and (score := likeness.of(a, b)) >= least
    ]
    for _, b, a in sorted(likely):
        if b not in pairs and a not in taken:
            pairs[b] = a
            taken.add(a)


class _Likeness:
    """The share of words that two sections have in common."""

    def __init__(self, before: Sequence[SectionText], after: Sequence[SectionText]) -> None:
        self.before, self.after = before, after
        self._counts: dict[str, Counter[str]] = {}

    def same_path(self, old: int, new: int) -> bool:
        """Whether both stand under the same headings."""
        return squeeze(self.before[old].path) == squeeze(self.after[new].path)

    def of(self, old: int, new: int) -> float:
        """0 to 1."""
        left, right = self._counted(self.before[old].text), self._counted(self.after[new].text)
        most = max(left.total(), right.total())
        return (left & right).total() / most if most else 0.0

    def _counted(self, text: str) -> Counter[str]:
        if text not in self._counts:
            self._counts[text] = Counter(words(text))
        return self._counts[text]


def _answers(session: Session, before: int, after: int) -> tuple[AnswerChange, ...]:
    """The answers whose passages the first generation holds and the second does not."""
    old, new = outdated(session, before), outdated(session, after)
    keys = [key for key in new if key not in old][:_MOST_ANSWERS]
    rows = session.exec(select(Answer).where(col(Answer.id).in_(keys))).all() if keys else []
    return tuple(AnswerChange(row.id, row.question or "", new[row.id]) for row in rows)


def _alignments(session: Session, before: int, after: int) -> tuple[AlignmentChange, ...]:
    """The alignments whose passages the first generation holds and the second does not."""
    old, new = outdated_alignments(session, before), outdated_alignments(session, after)
    keys = [key for key in new if key not in old][:_MOST_ANSWERS]
    query = select(Alignment).where(col(Alignment.id).in_(keys))
    rows = session.exec(query).all() if keys else []
    return tuple(
        AlignmentChange(row.id, str(row.project.get("title", "")), new[row.id]) for row in rows
    )
