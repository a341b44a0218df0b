"""Understands the question: made to stand alone, courtesies off, its plan editions named."""

from collections.abc import Sequence

from sqlmodel import Session

from assistant import wording
from assistant.draft import Draft, Tools
from assistant.question import keyboard, parts, preamble, spelling
from assistant.question.followup import Reader, Understood, lean, resolve, subject_of
from assistant.question.naming import (
    name_editions,
    name_pair,
    tells_age,
    with_full_years,
    with_plan_names,
    without_age,
    years_of,
)
from assistant.question.papers import editions_of, name_papers, with_bodies, without_years
from assistant.question.reading import Asked, read
from assistant.question.routes import compares
from assistant.question.synonyms import tells_nothing
from assistant.question.topic import subject
from assistant.steps.screen import bar
from db.reads import facts, papers, plans
from db.reads.plans import EditionRow
from db.thai import squeeze, words

# What is measured of a subject, not the subject.
_MEASURES = frozenset({"ร้อยละ", "เปอร์เซ็นต์", "สาเร็จ", "ทาได้", "คิด", "คิดเป็น", "คืบหน้า"})


def rephrase(draft: Draft, tools: Tools) -> None:
    """Fill `draft.asked`, `draft.editions`, `draft.named`, `draft.parts`, `draft.skip` and
    `draft.standalone`, the question as it reads without its conversation.

    Settles the draft when the whole is not to be answered.
    """
    with tools.database.reading() as session:
        reader = _reader(session, draft)
        draft.library = papers.papers(session)
    draft.editions = reader.editions
    question = spelling.mend(_meant(draft), _vocabulary(draft))
    question = with_plan_names(_under_pasted(question, reader, draft), reader.editions)
    question = with_full_years(question)
    understood = resolve(question, draft.turns, reader)
    # What is harmless by itself may not be so together with what was asked before.
    bar(draft, understood.text)
    if draft.status is not None:
        return
    _tell(draft, question, understood)
    draft.standalone = understood.text
    draft.asked, draft.named = _read(understood.text, reader, draft)
    if not draft.named:
        draft.asked = reader.read(_with_years(understood.text, draft))
    draft.skip = understood.skip
    draft.parts = _parts(understood.text, reader, draft)


def _under_pasted(text: str, reader: Reader, draft: Draft) -> str:
    """The question under a pasted text, with the one paper or plan that this names; the message as
    it is where the text names none, for then only the whole tells what is meant."""
    found = preamble.under_pasted(text)
    if found is None:
        return text
    before, asked = found
    if _names(asked, reader, draft):
        return asked
    named = _names(before, reader, draft)
    return f"{named} {asked}" if named else text


def _names(text: str, reader: Reader, draft: Draft) -> str:
    """The title of the one paper or plan edition that a text names, or ""."""
    full = reader.read(text).full
    papers_named = name_papers(full, draft.library, draft.on)
    if len(papers_named) == 1:
        alone = len(editions_of(papers_named[0].slug, draft.library)) < 2
        title = papers_named[0].title
        return without_years(title) if alone else title
    edition = reader.edition(with_bodies(full, draft.library))
    return edition.title if edition else ""


def _reader(session: Session, draft: Draft) -> Reader:
    return Reader(facts.abbreviations(session), plans.editions(session), draft.on)


def _meant(draft: Draft) -> str:
    """The question in the keyboard layout it was meant in; the asker is told."""
    meant = keyboard.as_meant(draft.question)
    if meant != draft.question:
        draft.notices.append(wording.READ_IN_OTHER_LAYOUT.format(question=meant))
    return meant


def _vocabulary(draft: Draft) -> list[str]:
    """The words that decide: kinds of plan parts, and the names of plans."""
    names = (word for edition in draft.editions for name in edition.names for word in words(name))
    return list(dict.fromkeys([*spelling.TERMS, *names]))


def _tell(draft: Draft, question: str, understood: Understood) -> None:
    """Say how a question that leaned on the conversation was understood."""
    if draft.turns and squeeze(understood.text) != squeeze(read(question, {}).text):
        draft.notices.append(wording.UNDERSTOOD.format(question=understood.text))


def _read(text: str, reader: Reader, draft: Draft) -> tuple[Asked, list[EditionRow]]:
    """A question analysed, without the words that only tell the age of the editions named."""
    full = with_bodies(reader.read(text).full, draft.library)
    name = name_pair if compares(full) else name_editions
    named = name(full, reader.editions, reader.on)
    return reader.read(without_age(text) if named else text), named


def _with_years(text: str, draft: Draft) -> str:
    """The question with the years of the paper it means in place of words of its age."""
    if not tells_age(text):
        return text
    named = name_papers(text, draft.library, draft.on)
    years = sorted(years_of(named[0].title)) if len(named) == 1 else []
    return f"{without_age(text)} พ.ศ. {'–'.join(map(str, years))}" if years else text


def _parts(text: str, reader: Reader, draft: Draft) -> Sequence[tuple[Asked, Sequence[EditionRow]]]:
    """The questions of a message that asks several, each made to stand alone."""
    full = reader.read(text).full
    if compares(full):
        sides = parts.sides(reader.read(text).text)
        if not sides and not draft.named:
            editions = name_papers(full, draft.library, draft.on)[-2:]
            sides = parts.of_titles(text, [paper.title for paper in editions])
        return [_read(side, reader, draft) for side in sides]
    first, *others = parts.split(text)
    whole = [first]
    for other in others:
        whole.append(_standing(other, whole[-1], reader))
    return [_read(part, reader, draft) for part in whole] if others else ()


def _standing(part: str, earlier: str, reader: Reader) -> str:
    """A later question of a message with what it leaves out taken from the one before it.

    One without a subject of its own ("ทำได้จริงร้อยละเท่าไร") is asked of the subject before it.
    """
    leaning, asked = lean(part, earlier, reader), reader.read(part)
    own = [c for c in subject(asked, _MEASURES) if not all(map(tells_nothing, c.forms))]
    if own or leaning != asked.text:
        return leaning
    return f"{subject_of(earlier, reader)} {leaning}"
