"""A candidate as the question sees it, each of its surroundings read once."""

from functools import cached_property

import numpy as np

from assistant.extraction import kinds
from assistant.extraction.layout import Role
from assistant.extraction.rows import worded
from assistant.extraction.units import without_asides
from assistant.extraction.view import Looked, Vector, View
from assistant.question.reading import ASKING
from assistant.question.synonyms import tells_nothing
from db.thai import squeeze, words

_SIGNED = "ผู้ลงนาม"


class Seen:
    """A candidate under a view, each of its surroundings read once."""

    def __init__(self, view: View, looked: Looked) -> None:
        self.view, self.looked = view, looked
        self.candidate = looked.candidate
        self.line = looked.candidate.line

    @cached_property
    def said(self) -> str:
        """Its words; a row's with their heads and units."""
        if self.line.role is Role.ROW:
            return worded(self.line)
        said = without_asides(self.candidate.text)
        # The name under a paper is its signature, though it does not say so.
        return f"{said} {_SIGNED}" if kinds.signs(self.view.folded(self.line.unit.text)) else said

    @cached_property
    def key(self) -> str:
        """The same as folded words."""
        return self.view.folded(self.said)

    @cached_property
    def packed(self) -> str:
        """The same as a squeezed key."""
        return squeeze(self.said)

    @cached_property
    def own(self) -> Vector:
        """What a list or headed text speaks of is what its opening line speaks of; a row speaks of
        what its table and its section are about."""
        said = self.view.shares(self.line.unit.text if self.candidate.under else self.said)
        if self.line.role is not Role.ROW:
            return said
        return np.maximum(said, self.view.joined([*self.table, self.candidate.passage.section]))

    @cached_property
    def table(self) -> list[str]:
        """What is said of every row of its table: the caption, the heads."""
        over = (self.line.head, self.line.caption) if self.line.role is Role.ROW else ()
        return [line.unit.text for line in over if line is not None]

    @cached_property
    def named(self) -> Vector:
        """What the title, the sections and the head of a table say already."""
        passage = self.candidate.passage
        names = [passage.title, passage.section, passage.edition_label or "", *self.table]
        return self.view.joined([*names, self.view.head_of(passage)])

    @cached_property
    def questioned(self) -> float:
        """How far the printed question it stands under is the one asked: what each says of the
        other."""
        above = [self.line] if self.candidate.under else list(self.line.above)
        if not above or above[-1].role is not Role.QUESTION:
            return 0.0
        heading = above[-1].unit.text
        telling = [word for word in words(heading) if word not in ASKING and len(word) > 1]
        telling = [word for word in telling if not tells_nothing([word])]
        if not telling:
            return 0.0
        held = np.maximum(self.view.shares(heading), self.own)
        mine = self.view.beyond(held, self.named)
        return mine * sum(self.view.says(word) for word in telling) / len(telling)

    def surroundings(self) -> list[str]:
        """It and all it stands under, each text by itself."""
        passage = self.candidate.passage
        return [
            self.said,
            self.line.unit.text,
            *(line.unit.text for line in self.line.above),
            self.line.caption.unit.text if self.line.caption else "",
            *self.table,
            f"{passage.title} {passage.section} {passage.edition_label or ''}",
            self.view.head_of(passage),
        ]

    @cached_property
    def whole_line(self) -> Vector:
        """What the line says that it is a part of."""
        return np.maximum(self.own, self.view.shares(self.line.unit.text))

    @cached_property
    def near(self) -> Vector:
        """With what opens it: the two nearest above, the caption."""
        above = [line.unit.text for line in self.line.above[-2:]]
        caption = [self.line.caption.unit.text] if self.line.caption else []
        return np.maximum(self.whole_line, self.view.joined([*above, *caption]))

    @cached_property
    def around(self) -> Vector:
        """With every heading, the title and the section."""
        above = [line.unit.text for line in self.line.above[:-2]]
        return np.maximum(np.maximum(self.near, self.named), self.view.joined(above))

    @cached_property
    def passage(self) -> Vector:
        """What the whole passage speaks of."""
        return np.maximum(self.around, self.view.shares(self.candidate.passage.text))
