"""Different spellings of one word give one key, whoever wrote them and wherever they are read."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from db.thai import arabic_digits, canonical, fold, squeeze, tokens, words

OFFICE = "สำนักงาน"


@pytest.mark.parametrize(
    ("printed", "seen"),
    [
        ("ส\u0e4d\u0e32นักงาน", OFFICE),
        ("ส\u200bำนัก\ufeffงาน", OFFICE),
        ("น\u0e4d\u0e49\u0e32", "น้ำ"),
        ("น\u0e49\u0e4d\u0e32", "น้ำ"),
        ("น\u0e33\u0e49", "น้ำ"),
        ("ท\u0e48\u0e35", "ที่"),
        ("ที\u0e48\u0e48\u0e48", "ที่"),
        ("\u0e40\u0e40ผน", "แผน"),
        ("แผน\u00a0\u2003 งาน", "แผน งาน"),
        ("แผน\x00งาน\ud800", "แผน งาน "),
        ("หนึ่ง\nสอง\tสาม", "หนึ่ง\nสอง\tสาม"),
        ("หนึ่ง\u2028สอง\u2029สาม", "หนึ่ง\nสอง\nสาม"),
        ("ท\u0e48\u0e35\u0e48", "ที่"),
    ],
)
def test_canonical(printed, seen):
    assert canonical(printed) == seen


@pytest.mark.parametrize("text", [OFFICE, "ท่ี", "ท่ี่", "นํ้า", "แผน  ๒๕๖๖", "ﬁ ㎏ ① ½ กำลัง"])
def test_what_is_canonical_stays(text):
    assert canonical(canonical(text)) == canonical(text)


def test_compatibility_characters_are_kept():
    assert canonical("ﬁ ㎏ ① ½ ำ") == "ﬁ ㎏ ① ½ ำ"


@pytest.mark.parametrize("written", ["สำนักงาน", "ส\u0e4dานักงาน", "สานักงาน", "ส\u200bำนักงาน"])
def test_a_lost_am_changes_no_key(written):
    assert fold(written) == "สานักงาน"
    assert words(written) == ("สานักงาน",)


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("๒๕๕๙", "2559"),
        ("๑,๒๐๐,๐๐๐ บาท", "1200000 บาท"),
        ("1,2345", "1,2345"),
        ("12,345.50", "12345.50"),
        ("Digital GOVERNMENT", "digital government"),
        ("“ร้อยละ” – ‘ก’", "\"ร้อยละ\" - 'ก'"),
        ("ต่าง ๆ", "ต่างๆ"),
        ("ต่างๆ", "ต่างๆ"),
    ],
)
def test_fold(written, key):
    assert fold(written) == key


@pytest.mark.parametrize(
    ("dotted", "joined"),
    [
        ("อปท.", "อปท"),
        ("ก.พ.ร.", "กพร"),
        ("ก. พ. ร.", "กพร"),
        ("พ.ศ.", "พศ"),
        ("พ.ร.บ.", "พรบ"),
        ("น.ส. สมศรี", "นส สมศรี"),
    ],
)
def test_abbreviations_lose_their_dots(dotted, joined):
    assert fold(dotted).split() == joined.split()


def test_a_word_before_a_full_stop_is_no_abbreviation():
    assert fold("แผนงาน. จบ") == "แผนงาน. จบ"


def test_squeeze_takes_all_spaces():
    assert squeeze(" พ.ศ. ๒๕๕๙\n - ๒๕๖๑ ") == "พศ2559-2561"


def test_arabic_digits_keep_the_length():
    assert arabic_digits("ปี ๐๑๒๓๔๕๖๗๘๙ ก") == "ปี 0123456789 ก"


@pytest.mark.parametrize("written", ["2016", "๒๐๑๖", "ค.ศ. 2016", "ค.ศ.2016"])
def test_a_common_year_adds_its_buddhist_year(written):
    assert words(written)[-2:] == ("2016", "2559")


@pytest.mark.parametrize("written", ["2559", "12016", "2,016", "2016,500", "2016.5", "3.2016"])
def test_other_numbers_add_no_year(written):
    assert words(written) == (written.replace(",", ""),)


@pytest.mark.parametrize("written", ["พ.ศ. 2559", "พ.ศ.๒๕๕๙", "พศ 2559"])
def test_years_meet_however_they_are_marked(written):
    assert words(written) == ("พศ", "2559")


def test_words_are_thai_latin_and_numbers_in_order():
    found = words("แผน e-Government ๒๕๖๖ (ร้อยละ ๗.๕)")
    assert found == ("แผน", "e-government", "2566", "ร้อยละ", "7.5")


@pytest.mark.parametrize("nothing", ["", " \n\t ", "()-–!?", "\x00\x01\ud800"])
def test_nothing_gives_no_keys(nothing):
    assert words(nothing) == ()
    assert tokens(nothing) == []


def test_tokens_are_words_and_trigrams_of_each_run():
    assert tokens("แผน ปี 2559") == ["แผน", "ปี", "2559", "~แผน", "~255", "~559"]


def test_a_typing_error_shares_trigrams():
    shared = set(tokens("ยุทธศาสตร์")) & set(tokens("ยุทธศาตร์"))
    assert len(shared) >= 5


def test_a_megabyte_without_a_space_comes_through():
    text = "สำนักงานพัฒนารัฐบาลดิจิทัล" * 13_000
    assert len(text.encode()) > 1_000_000
    assert "".join(words(text)) == fold(text)


def test_a_megabyte_of_line_ends_comes_through():
    assert fold("ต่าง" + "\n" * 1_000_000 + "ๆ" + "\n" * 1_000_000) == "ต่างๆ" + "\n" * 1_000_000


def test_a_megabyte_of_letters_that_are_no_words_comes_through():
    assert "".join(words("กขฃคฅฆง" * 50_000)) == "กขฃคฅฆง" * 50_000


def test_the_same_text_gives_the_same_keys_in_every_thread():
    texts = [f"แผนพัฒนาดิจิทัลเพื่อเศรษฐกิจและสังคม ฉบับที่ {number}" for number in range(40)]
    with ThreadPoolExecutor(8) as pool:
        rounds = [list(pool.map(tokens, texts)) for _ in range(3)]
    assert rounds[0] == rounds[1] == rounds[2] == [tokens(text) for text in texts]
