"""Keyword search over files: found, ranked, bounded, and refused when damaged."""

import numpy as np
import pytest

from db.errors import IndexUnavailable
from db.keywords import KeywordIndex

TEXTS = {
    7: "แผนพัฒนาดิจิทัลเพื่อเศรษฐกิจและสังคม",
    3: "สำนักงานรัฐบาลอิเล็กทรอนิกส์ พ.ศ. 2559",
    11: "รถไฟความเร็วสูงและท่าเรือน้ำลึก",
    5: "น้ำ น้ำ น้ำ",
}


@pytest.fixture
def keywords(tmp_path):
    return KeywordIndex.build(tmp_path / "keywords", list(TEXTS), list(TEXTS.values()))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("รัฐบาลอิเล็กทรอนิกส์", 3),
        ("ส\u0e4dานักงาน", 3),
        ("ปี ๒๕๕๙", 3),
        ("2016", 3),
        ("ท่าเรือ", 11),
        ("เศรษฐกิจ", 7),
        ("เศรษฐกิต", 7),
    ],
)
def test_the_best_passage(keywords, query, found):
    assert next(iter(keywords.search(query, 4))) == found


def test_scores_fall_and_stop_at_k(keywords):
    found = keywords.search("น้ำ", 4)
    assert list(found) == [5, 11]
    assert found[5] > found[11] > 0
    assert list(keywords.search("น้ำ", 1)) == [5]


@pytest.mark.parametrize("query", ["", " ", "?!", "zzz", "\x00"])
def test_nothing_is_found_for_nothing(keywords, query):
    assert keywords.search(query, 4) == {}


def test_no_score_passes_the_bound(keywords):
    for text in TEXTS.values():
        assert max(keywords.search(text, 4).values()) < keywords.upper_bound(text)


def test_no_word_at_all_weighs_as_one_never_seen(keywords):
    assert keywords.idf("") == keywords.idf("ดาวอังคาร")


def test_rare_words_weigh_more(keywords):
    rare, common, unseen = map(keywords.idf, ("ท่าเรือ", "~น้า", "ดาวอังคาร"))
    assert common < rare < unseen
    assert common == pytest.approx(np.log(1 + (4 - 2 + 0.5) / (2 + 0.5)))


def test_opened_it_answers_the_same(keywords, tmp_path):
    again = KeywordIndex.open(tmp_path / "keywords")
    assert again.ids.tolist() == list(TEXTS)
    for text in TEXTS.values():
        assert again.search(text, 4) == keywords.search(text, 4)


@pytest.mark.parametrize("damage", ["missing", "truncated", "junk"])
def test_damaged_files_are_refused(keywords, tmp_path, damage):
    for path in sorted((tmp_path / "keywords").iterdir()):
        kept = path.read_bytes()
        path.unlink()
        if damage != "missing":
            path.write_bytes(kept[: len(kept) // 2] if damage == "truncated" else b"\0junk")
        with pytest.raises(IndexUnavailable, match="ดัชนีคำ"):
            KeywordIndex.open(tmp_path / "keywords")
        path.write_bytes(kept)


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(IndexUnavailable):
        KeywordIndex.open(tmp_path / "nowhere")


def test_another_way_to_cut_words(tmp_path):
    index = KeywordIndex.build(tmp_path / "k", [1, 2], ["a b", "b c"], str.split)
    assert list(index.search("a", 2)) == [1]
