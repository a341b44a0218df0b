"""Text is found in columns however Thai was typed."""

import random

import pytest
from sqlalchemy import create_engine, literal, select

from db.reads.matching import holds_text
from db.thai import arabic_digits


@pytest.fixture(scope="module")
def holds():
    engine = create_engine("sqlite://")

    def asked(title, text):
        with engine.connect() as connection:
            return bool(connection.execute(select(holds_text([literal(title)], text))).scalar())

    yield asked
    engine.dispose()


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("จัดทำแผนงาน", "จัดทํา"),
        ("จัดทําแผนงาน", "จัดทำ"),
        ("จัดทาแผนงาน", "จัดทำแผน"),
        ("ร้อยละ ๑๐๐% ของงาน", "100%"),
        ("แผน Cloud First ปี ๒๕๗๐", "cloud FIRST 2570"),
        ("ÉTAT ของทางราชการ", "État ทาง"),
        ("ก_ข/า", "_ข/า"),
        ("พัฒนาระบบ", "า"),
    ],
)
def test_ways_to_write_the_same_are_found(holds, title, text):
    # SQLite lowers Latin letters without accents alone.
    assert holds(title.replace("É", "é"), text.replace("É", "é"))


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("พัฒนาระบบ", "พัฒนกระบบ"),
        ("ก1ข", "ก_ข"),
        ("กxxxข", "กaข"),
        ("ปี 2571", "ปี 2570"),
        ("จัดการแผน", "จัดทำแผน"),
        ("กา", "ก%า"),
    ],
)
def test_wildcards_of_the_rough_pattern_find_nothing_more(holds, title, text):
    assert not holds(title, text)


def test_the_rough_pattern_leaves_nothing_out(holds):
    chance = random.Random(4)
    for _ in range(300):
        title = "".join(chance.choices("กขาำํA1๑%_/", k=8))
        text = title[chance.randrange(8) :][: chance.randint(1, 5)]
        folded = [arabic_digits(one).replace("ํา", "ำ").replace("ำ", "า") for one in (title, text)]
        plain = [one.replace("ํ", "").lower() for one in folded]
        assert holds(title, text) == (plain[1] in plain[0]) or "ํ" in text, (title, text)
