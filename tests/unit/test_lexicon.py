"""Words are told from what is none, and sound text from damaged."""

import pytest

from ingest.mending.lexicon import UNKNOWN, dictionary, score, share, split


@pytest.mark.parametrize(
    ("sound", "damaged"),
    [
        ("หน่วยงาน", "หนวยงาน"),
        ("สำนักงานจังหวัด", "สานักงานจังหวัด"),
        ("องค์กรของรัฐ", "องคกรของรัฐ"),
        ("บริการ", "บริกำร"),
    ],
)
def test_sound_words_score_higher(sound, damaged):
    assert score(sound) > score(damaged)


def test_an_unknown_letter_has_its_price():
    assert score("") == 0.0
    assert score("ฅ") == UNKNOWN
    assert score("แผนฅ") == score("แผน") + UNKNOWN


def test_words_next_to_each_other_add_up():
    assert score("ประชาชนโรงพยาบาล") == pytest.approx(score("ประชาชน") + score("โรงพยาบาล"))


def test_share():
    assert share("แผนงานของประเทศ (2566) plan") == 1.0
    assert share("ฅฅฅฅ") == 0.0
    assert 0.0 < (share("ประเทศ ฅฅฅ") or 0.0) < 1.0


def test_share_needs_thai():
    assert share("no Thai, 25 %") is None
    assert share("") is None


def test_split_leaves_out_what_is_not_thai():
    assert split("แผน 5 ปี\tof งบประมาณ") == ["แผน", "ปี", "งบประมาณ"]
    assert "งบประมาณ" in dictionary()
