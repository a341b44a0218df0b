"""Mends typing errors in the words that decide how a question is answered.

Search finds misspelt words by their trigrams; kinds of plan parts and names of plans are compared
as keys, so they are put right first.
"""

from collections.abc import Iterable

from db.thai import fold

# Official words that decide the way of answering, as keys.
TERMS = (
    *("ยุทธศาสตร์", "วิสัยทัศน์", "ตัวชี้วัด", "เป้าหมาย", "งบประมาณ", "รับผิดชอบ"),
    *("ราชกิจจานุเบกษา", "กลยุทธ์", "มาตรการ", "โครงการ", "แผนงาน"),
)
LONGEST = 300
_SHORTEST = 6


def mend(text: str, vocabulary: Iterable[str]) -> str:
    """A question with each near miss of a word replaced by the word, where the word is absent.

    One error is allowed in words of up to 8 letters, two in longer ones, none in words under 6 or
    in questions over 300 letters. A word is looked for without its first letter wrong: that would
    be another word.
    """
    if len(text) > LONGEST:
        return text
    for word in dict.fromkeys(vocabulary):
        if len(word) >= _SHORTEST and word not in fold(text):
            text = _mended(text, word)
    return text


def _mended(text: str, word: str) -> str:
    spans = _near(text, word, 1 if len(word) <= 8 else 2)
    for start, end in reversed(spans):
        text = text[:start] + word + text[end:]
    return text


def _near(text: str, word: str, errors: int) -> list[tuple[int, int]]:
    """Where `text` holds `word` with at most `errors` letters changed, lost or added.

    Sellers' algorithm: the edit distance of `word` to every stretch of `text`, column by column;
    of stretches that overlap the nearest counts.
    """
    size = len(word)
    text = text.replace("ำ", "า")
    if not any(word[at : at + 3] in text for at in range(size - 2)):
        return []
    column = [(row, 0) for row in range(size + 1)]
    found: list[tuple[int, int, int]] = []
    for at, letter in enumerate(text):
        upper, column = column, [(0, at + 1)]
        for row in range(1, size + 1):
            column.append(
                min(
                    (upper[row - 1][0] + (word[row - 1] != letter), upper[row - 1][1]),
                    (upper[row][0] + 1, upper[row][1]),
                    (column[row - 1][0] + 1, column[row - 1][1]),
                    key=lambda cell: cell[0],
                )
            )
        distance, start = column[size]
        if distance <= errors and text[start] == word[0]:
            found.append((distance, start, at + 1))
    return _apart(found)


def _apart(found: list[tuple[int, int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for _, start, end in sorted(found, key=lambda span: (span[0], span[1], -span[2])):
        if all(end <= other or start >= until for other, until in kept):
            kept.append((start, end))
    return sorted(kept)
