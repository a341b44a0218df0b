"""Passages are exact stretches of their page, lose nothing, and fit the embedder."""

import random
import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.reads.documents import IndexRow
from ingest.outline.tree import outline
from ingest.page import PageText, Reading
from ingest.passages.cutting import LIMIT_TOKENS, MERGE_TOKENS, cut
from ingest.publish import searchable
from ingest.read.text import PAGE_LIMIT, read_text

PROMPT = 5
WORDS = [
    "การ",
    "พัฒนา",
    "ดิจิทัล",
    "เพื่อ",
    "เศรษฐกิจ",
    "และ",
    "สังคม",
    "ของ",
    "ประเทศ",
    "ไทย",
    "สำนักงาน",
    "รัฐบาล",
]


def count(text):
    """A token for every three characters of a word and a prompt before, as embedders count."""
    return PROMPT + sum((len(word) + 2) // 3 for word in text.split())


def read(text):
    """The pages and outline of a text, as it stands."""
    sheets = enumerate(text.split("\f"), start=1)
    pages = tuple(PageText(number, sheet, sheet) for number, sheet in sheets)
    return Reading(None, pages, tuple(outline(pages)), "test")


def prose(phrases, seed=1):
    pick = random.Random(seed)
    return " ".join("".join(pick.choices(WORDS, k=pick.randint(1, 6))) for _ in range(phrases))


TEXTS = {
    "prose": prose(2_000),
    "paragraphs": "\n\n".join(prose(60 + n, n) for n in range(12)),
    "lines": "\n".join(prose(8, n) for n in range(200)),
    "table": "| ก | ข |\n|---|---|\n" + "\n".join(f"| {n} | {prose(3, n)} |" for n in range(300)),
    "no spaces": prose(9_000).replace(" ", "")[:50_000],
    "one letter": "ก" * 50_000,
    "one word": "ทดสอบ " * 4_000,
    "one line": "ทดสอบ ระบบ\n" * 3_000,
    "blank lines": "ก\n" + "\n" * 3_000 + prose(400),
    "marked": "# ก\n" + "\n".join(f"## ข {n}\n{prose(n * 40, n)}" for n in range(12)),
    "numbered": "\n".join(f"ข้อ {n} {prose(9, n)}\n(๑) {prose(300, n)}" for n in range(9)),
    "pages": "\f".join([prose(500), "", " \n ", "## ก\n" + prose(300)]),
}


@pytest.fixture(params=TEXTS.values(), ids=TEXTS.keys())
def reading(request):
    return read(request.param)


def test_a_passage_is_its_stretch_of_the_page(reading):
    pages = {page.number: page.text for page in reading.pages}
    cuts = cut(reading, count)
    assert all(pages[piece.page][piece.start : piece.end] == piece.text for piece in cuts)
    assert all(piece.text == piece.text.strip() != "" for piece in cuts)


def test_no_word_is_lost(reading):
    left = {page.number: list(page.text) for page in reading.pages}
    for piece in cut(reading, count):
        left[piece.page][piece.start : piece.end] = " " * (piece.end - piece.start)
    assert all("".join(characters).isspace() or not characters for characters in left.values())


def test_every_passage_fits(reading):
    assert max(count(piece.text) for piece in cut(reading, count)) <= LIMIT_TOKENS


def test_every_passage_fits_the_bundled_window_with_its_context(reading, embedder):
    title, section = "แผนพัฒนาดิจิทัล" * 40, " › ".join(["ยุทธศาสตร์ที่ ๑ โครงสร้างพื้นฐาน"] * 20)
    for piece in cut(reading, embedder.count_tokens):
        whole = searchable(IndexRow(1, title, section, piece.header, piece.text))
        assert embedder.count_tokens(whole) <= embedder.window


def test_a_passage_stands_under_its_heading(reading):
    for piece in cut(reading, count):
        at = None if piece.heading is None else reading.headings[piece.heading]
        assert at is None or (at.page, at.start) <= (piece.page, piece.start)


def test_passages_come_in_order(reading):
    places = [(piece.page, piece.start) for piece in cut(reading, count)]
    assert places == sorted(places)


def test_long_texts_are_cut_near_the_target():
    sizes = [count(piece.text) for piece in cut(read(prose(2_000)), count)]
    assert min(sizes[:-1]) > 0.8 * MERGE_TOKENS


def test_neighbours_overlap_a_little():
    cuts = cut(read(prose(2_000)), count)
    shared = [one.end - two.start for one, two in pairwise(cuts) if one.page == two.page]
    assert all(0 < characters < 120 for characters in shared)


def test_small_sections_of_one_parent_are_one_passage():
    (piece,) = cut(read("# แผน\nคำนำ\n## ก\nหนึ่ง\n## ข\nสอง\n"), count)
    assert piece.text == "# แผน\nคำนำ\n## ก\nหนึ่ง\n## ข\nสอง"
    assert piece.heading == 0


def test_sections_of_different_parents_stay_apart():
    text = f"# แผน\n## ก\n{prose(90)}\n### ข\nหนึ่ง\n## ค\nสอง\n"
    *_, last_but_one, last = cut(read(text), count)
    assert (last_but_one.text, last.text) == ("### ข\nหนึ่ง", "## ค\nสอง")


def test_a_heading_does_not_stand_alone():
    text = f"# แผน\n{prose(90)}\n# ส่วน\n## ยุทธศาสตร์\n{prose(150, 2)}\n# จบ\n{prose(90)}"
    cuts = cut(read(text), count)
    (piece,) = (piece for piece in cuts if "# ส่วน" in piece.text)
    assert piece.text.startswith("# ส่วน\n## ยุทธศาสตร์\n")
    assert count(piece.text) > 100


@pytest.mark.parametrize("length", [5, 20, 35, 50, 150])
def test_an_article_is_not_parted_from_its_first_item(length):
    clauses = [prose(20), prose(length, 2), prose(40, 3), prose(30, 4)]
    text = "ข้อ ๑ ให้{}\nข้อ ๒ ให้{}\n(๑) การ{}\n(๒) การ{}".format(*clauses)
    (piece,) = (piece for piece in cut(read(text), count) if "\n(๑) " in piece.text)
    assert not piece.text.startswith("(๑)")


def test_what_is_left_over_goes_with_the_section_before():
    text = "\n".join([f"ข้อ {n} ให้{prose(24, n)}" for n in range(1, 5)] + ["ข้อ ๕ สั้น"])
    assert cut(read(text), count)[-1].text.count("ข้อ") > 1


def test_each_piece_of_a_long_section_stands_under_its_own_heading():
    reading = read(f"# ก\n## ข\n{prose(100)}\n## ค\n{prose(100, 2)}")
    assert list(dict.fromkeys(piece.heading for piece in cut(reading, count))) == [0, 1, 2]


@pytest.mark.parametrize("name", ["prose", "no spaces", "paragraphs"])
def test_no_passage_begins_or_ends_inside_a_syllable(name):
    for piece in cut(read(TEXTS[name]), count):
        assert not re.match("[\u0e30-\u0e3a\u0e45\u0e47-\u0e4e]", piece.text)
        assert piece.text[-1] not in "เแโใไ"


def test_words_are_kept_whole_where_there_are_no_spaces():
    text = "สำนักงานพัฒนารัฐบาลดิจิทัล" * 300
    first, *_ = cut(read(text), count)
    assert first.text.endswith(("สำนักงาน", "พัฒนา", "รัฐบาล", "ดิจิทัล"))


def test_numbers_stay_with_what_they_count():
    text = "จำนวน ๕๐๐ ล้านบาท ภายในปี พ.ศ. ๒๕๗๐ " * 200
    ends = {piece.text.split()[-1] for piece in cut(read(text), count)}
    assert ends <= {"ล้านบาท", "๒๕๗๐"}


LINES = st.text("กขเาำ่ ๑๒(). \n", max_size=80) | st.sampled_from(
    ["ข้อ ๑ ก", "(๑) ข", "หมวด ๑", "๑. ค", "ยุทธศาสตร์ที่ ๑ ง", "ดังต่อไปนี้", "", prose(40), "ก" * 3_000]
)


@settings(deadline=None)
@given(st.lists(st.lists(LINES, max_size=12).map("\n".join), max_size=3).map("\f".join))
def test_passages_of_any_text_fit_and_lose_nothing(text):
    reading = read(text)
    left = {page.number: list(page.text) for page in reading.pages}
    places = [(heading.page, heading.start) for heading in reading.headings]
    cuts = cut(reading, count)
    for piece in cuts:
        assert reading.pages[piece.page - 1].text[piece.start : piece.end] == piece.text
        assert count(piece.text) <= LIMIT_TOKENS
        left[piece.page][piece.start : piece.end] = " " * len(piece.text)
    assert not "".join("".join(characters) for characters in left.values()).strip()
    assert places == sorted(places)
    assert [(one.page, one.start) for one in cuts] == sorted((one.page, one.start) for one in cuts)


def test_text_before_the_first_heading_has_none():
    cuts = cut(read(prose(120) + "\n# ก\n" + prose(90)), count)
    assert cuts[0].heading is None
    assert cuts[-1].heading == 0


def test_a_page_goes_on_under_the_heading_of_the_page_before():
    cuts = cut(read(f"# ก\n{prose(9)}\f{prose(9)}\f\f{prose(9)}\n# ข\nจบ"), count)
    assert [(piece.page, piece.heading) for piece in cuts] == [(1, 0), (2, 0), (4, 0)]


@pytest.mark.parametrize("text", ["", " \n\n ", "\f", "\f \f\n"])
def test_empty_pages_give_no_passage(text):
    assert cut(read(text), count) == []


@pytest.mark.parametrize("line", ["ทดสอบ ระบบ\n", "ทดสอบ ", "กำ", "ก" + "่" * 30_000])
def test_a_text_without_form_feeds_has_pages_of_bounded_length(line):
    text = line * (PAGE_LIMIT * 3 // len(line) + 1)
    pages = read_text(text).pages
    assert len(pages) > 1
    assert all(0 < len(page.raw) <= PAGE_LIMIT for page in pages)
    joined = "".join(page.raw for page in pages)
    assert "".join(joined.split()) == "".join(text.split())


def test_a_page_ends_where_a_line_does():
    first, *_ = read_text(("ก" * 99 + "\n") * 300).pages
    assert len(first.raw) == PAGE_LIMIT - 1
    assert "\n".join(page.raw for page in read_text("ก\n" * 30_000).pages) == "ก\n" * 30_000
