"""Which edition a question names: by the beginning of a name, by years, by what is in force."""

from datetime import date

import pytest

from assistant.question.naming import (
    edition_after,
    in_force,
    mention,
    name_editions,
    name_pair,
    without_age,
)
from db.models import EditionStatus
from db.reads.plans import EditionRow

GOVERNMENT = "แผนพัฒนารัฐบาลดิจิทัลของประเทศไทย"
NATION = "แผนพัฒนาดิจิทัลเพื่อเศรษฐกิจและสังคม"
NOW = date(2026, 11, 23)


def edition(number, plan, title, years, status=EditionStatus.GAZETTED, *aliases):
    begin, end = years
    return EditionRow(
        id=number,
        code=f"{plan}{begin}",
        plan=plan,
        title=title,
        names=(title, *aliases),
        year_from=begin,
        year_to=end,
        status=status,
        in_force_from=None,
    )


OLD, DRAFT = EditionStatus.SUPERSEDED, EditionStatus.DRAFT
EDITIONS = [
    edition(1, "DGP", f"{GOVERNMENT} พ.ศ. 2559-2561", (2559, 2561), OLD),
    edition(2, "NDP", NATION, (2561, 2580), EditionStatus.GAZETTED, "แผนดีอีระยะยี่สิบปี"),
    edition(3, "DGP", f"{GOVERNMENT} พ.ศ. 2563-2565", (2563, 2565), OLD),
    edition(4, "DGP", f"{GOVERNMENT} พ.ศ. 2566-2570", (2566, 2570)),
    edition(5, "DGP", f"{GOVERNMENT} พ.ศ. 2571-2575", (2571, 2575), DRAFT),
]


def named(text, on=NOW):
    return [found.code for found in name_editions(text, EDITIONS, on)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"{NATION} มีกี่ยุทธศาสตร์", "NDP2561"),
        ("แผนพัฒนาดิจิทัลคืออะไร", "NDP2561"),
        ("แผน พัฒนา ดิจิทัล มีกี่ข้อ", "NDP2561"),
        ("แผนดีอีระยะยี่สิบปี", "NDP2561"),
        ("แผนพัฒนารัฐบาลดิจิทัลมีกี่ยุทธศาสตร์", "DGP2566"),
        (f"ขอ{GOVERNMENT}", "DGP2566"),
        ("แผนพัฒนารัฐบาลดิจิทัล พ.ศ. ๒๕๕๙ - ๒๕๖๑", "DGP2559"),
        ("แผนพัฒนารัฐบาลดิจิทัล 2563-2565", "DGP2563"),
        ("แผนพัฒนารัฐบาลดิจิทัล ปี 2563", "DGP2563"),
        ("แผนพัฒนารัฐบาลดิจิทัล ปี 2564", "DGP2563"),
        ("แผนพัฒนารัฐบาลดิจิทัล ปี 2021", "DGP2563"),
        ("แผนพัฒนารัฐบาลดิจิทัล ปี 2568", "DGP2566"),
        ("แผนพัฒนารัฐบาลดิจิทัล ปี 2571", "DGP2571"),
    ],
)
def test_the_edition_that_is_named(text, code):
    assert named(text) == [code]


@pytest.mark.parametrize(
    "text", ["", "แผน", "แผนพัฒนา", "ข้าวมันไก่", "รัฐบาลดิจิทัลของประเทศไทยคืออะไร", "ปี 2566"]
)
def test_a_text_that_names_no_plan(text):
    assert named(text) == []


def test_without_editions_nothing_is_named():
    assert name_editions(GOVERNMENT, [], NOW) == []


@pytest.mark.parametrize(
    ("on", "codes"),
    [
        (date(2016, 1, 1), {"DGP2559"}),
        (date(2019, 6, 1), {"DGP2559", "NDP2561"}),
        (date(2021, 6, 1), {"DGP2563", "NDP2561"}),
        (NOW, {"DGP2566", "NDP2561"}),
        (date(2030, 1, 1), {"DGP2566", "NDP2561"}),
        (date(2010, 1, 1), set()),
    ],
)
def test_what_is_in_force(on, codes):
    assert {found.code for found in in_force(EDITIONS, on)} == codes


def test_years_that_no_edition_covers_name_none():
    assert named("แผนพัฒนารัฐบาลดิจิทัล ปี 2599") == []


def test_a_name_without_years_means_the_edition_of_the_date():
    assert named("แผนพัฒนารัฐบาลดิจิทัล", date(2021, 6, 1)) == ["DGP2563"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("แผนพัฒนารัฐบาลดิจิทัลฉบับปัจจุบัน", ["DGP2566"]),
        ("แผนรัฐบาลดิจิทัลฉบับล่าสุด", ["DGP2566"]),
        ("แผนพัฒนารัฐบาลดิจิทัลฉบับก่อน", ["DGP2563"]),
        ("แผนพัฒนารัฐบาลดิจิทัลฉบับเดิม", ["DGP2563"]),
        ("แผนพัฒนารัฐบาลดิจิทัลฉบับแรก", ["DGP2559"]),
        ("แผนพัฒนารัฐบาลดิจิทัลฉบับถัดไป", []),
        ("ร่างแผนพัฒนารัฐบาลดิจิทัล", ["DGP2571"]),
        ("แผนพัฒนารัฐบาลดิจิทัล 5 ปี", ["DGP2566"]),
        ("แผนพัฒนารัฐบาลดิจิทัลที่ใช้อยู่ในปี 2564", ["DGP2563"]),
        ("แผนพัฒนาดิจิทัลของสำนักงานเกษตร", []),
        ("แผนพัฒนาดิจิทัลขององค์การบริหารส่วนตำบล", []),
    ],
)
def test_the_edition_that_an_age_or_a_length_means(text, codes):
    assert named(text) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("แผนรัฐบาลดิจิทัลฉบับ 2566–2570 ต่างจากฉบับ 2559–2561 อย่างไร", ["DGP2566", "DGP2559"]),
        ("เทียบแผนรัฐบาลดิจิทัลฉบับปัจจุบันกับฉบับก่อน", ["DGP2566", "DGP2563"]),
        (f"{GOVERNMENT} 2563-2565 และ 2566-2570", ["DGP2563", "DGP2566"]),
        (f"{GOVERNMENT}กับ{NATION}ต่างกันอย่างไร", ["DGP2566", "NDP2561"]),
        ("แผนรัฐบาลดิจิทัล 2563-2565 เปลี่ยนไปอย่างไร", ["DGP2563", "DGP2559"]),
        ("ข้าวมันไก่กับข้าวหมูแดง", []),
    ],
)
def test_the_two_editions_that_are_compared(text, codes):
    assert [found.code for found in name_pair(text, EDITIONS, NOW)] == codes


def test_the_words_of_an_age_are_no_words_to_look_for():
    assert without_age("วิสัยทัศน์ของแผนฉบับก่อนคืออะไร") == "วิสัยทัศน์ของแผน คืออะไร"


def test_where_a_plan_is_named_ends_with_its_years():
    text = "วิสัยทัศน์ของแผนพัฒนารัฐบาลดิจิทัล พ.ศ. ๒๕๖๖–๒๕๗๐ คืออะไร"
    start, end = mention(text, EDITIONS)
    assert text[start:end] == "แผนพัฒนารัฐบาลดิจิทัล พ.ศ. ๒๕๖๖–๒๕๗๐"
    assert mention("ข้าวมันไก่", EDITIONS) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [("ฉบับก่อน", "DGP2559"), ("ฉบับถัดไป", "DGP2566"), ("ปี 2566-2570", "DGP2566"), ("ล่ะ", None)],
)
def test_the_edition_beside_one_that_is_known(text, code):
    known = next(e for e in EDITIONS if e.code == "DGP2563")
    found = edition_after(text, known, EDITIONS)
    assert (found and found.code) == code
