"""What PDF makers do to Thai text, done to a clean text: the same every time."""

import random
import re
from collections.abc import Callable, Mapping

_TONES = re.compile("[่้์]")
_PRIVATE = str.maketrans(
    {
        "่": "\uf70a",
        "้": "\uf70b",
        "๊": "\uf70c",
        "๋": "\uf70d",
        "์": "\uf70e",
        "ิ": "\uf701",
        "ั": "\uf710",
    }
)


def damages() -> Mapping[str, Callable[[str], str]]:
    """Name → a way to break a text."""
    return {
        "every ำ lost": lambda text: text.replace("ำ", "า"),
        "ำ as ring, space, า": lambda text: text.replace("ำ", " า"),
        "ำ in two": lambda text: text.replace("ำ", "\u0e4d\u0e32"),
        "า as ำ": lambda text: text.replace("า", "ำ"),
        "private-use marks": lambda text: text.translate(_PRIVATE),
        "marks doubled": lambda text: re.sub("([ัิ-ู่-์])", r"\1\1", text),
        "a third of ่ ้ ์ lost": _lose_marks,
    }


def _lose_marks(text: str) -> str:
    """Marks are lost by glyph: the same words break throughout a text."""
    chance = random.Random(2566)
    lost = {word: chance.random() < 1 / 3 for word in sorted(set(re.findall("[ก-๎]+", text)))}
    return re.sub("[ก-๎]+", lambda run: _TONES.sub("", run[0]) if lost[run[0]] else run[0], text)
