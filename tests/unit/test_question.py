"""What a question wants, and about what, however it is put."""

import pytest

from assistant.question.reading import expand, read
from assistant.question.wants import Wanted

SHORT = {
    "อปท.": ["องค์กรปกครองส่วนท้องถิ่น"],
    "ก.พ.ร.": ["คณะกรรมการพัฒนาระบบราชการ"],
    "ครม.": ["คณะรัฐมนตรี"],
    "สถ.": ["กรมส่งเสริมการปกครองท้องถิ่น"],
    "DGA": ["สำนักงานพัฒนารัฐบาลดิจิทัล"],
    "ศส.": ["ศูนย์สารสนเทศ", "ศูนย์เศรษฐกิจ"],
}


def wanted(text):
    return {str(kind) for kind in read(text, {}).wanted}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("มีกี่ยุทธศาสตร์", "count"),
        ("ต้องทำกี่วัน", "count"),
        ("มีจำนวนเท่าใด", "count number"),
        ("แผนมีอะไรบ้าง", "list"),
        ("ขอทราบรายชื่อหน่วยงาน", "list"),
        ("ประกอบด้วยส่วนใดบ้าง", "list"),
        ("ลงวันที่เท่าไร", "day number"),
        ("ประกาศวันไหน", "day"),
        ("เริ่มใช้เมื่อไร", "date"),
        ("เริ่มใช้เมื่อไหร่ครับ", "date"),
        ("มีผลปีใด", "date"),
        ("ใช้งบประมาณเท่าไร", "money number"),
        ("กี่บาท", "money"),
        ("ร้อยละเท่าใด", "number"),
        ("เบอร์โทรศัพท์อะไร", "number list"),
        ("ใครลงนาม", "who"),
        ("หน่วยงานใดรับผิดชอบ", "who"),
        ("กระทรวงไหนเป็นเจ้าภาพ", "who"),
        ("ดาวน์โหลดได้ที่ไหน", "place"),
        ("เผยแพร่บนเว็บไซต์ใด", "place"),
        ("ธรรมาภิบาลหมายถึง", "meaning"),
        ("e-Government คืออะไร", "meaning list"),
        ("สรอ. ย่อมาจาก", "meaning"),
        ("ทำอย่างไร", "manner"),
        ("มีขั้นตอนยังไง", "manner"),
        ("ทําไมต้องทํา", "manner"),
        ("เล่าเรื่องแผนหน่อย", "other"),
        ("", "other"),
    ],
)
def test_what_is_wanted(text, kinds):
    assert wanted(text) == set(kinds.split())


def test_wants_any_of_several():
    asked = read("กี่บาท", {})
    assert asked.wants(Wanted.COUNT, Wanted.MONEY)
    assert not asked.wants(Wanted.COUNT, Wanted.WHO)


@pytest.mark.parametrize(
    "text",
    [
        "สวัสดีครับ ขอสอบถามว่า แผนมีกี่ยุทธศาสตร์ครับ?",
        "แผนมีกี่ยุทธศาสตร์คะ",
        "อยากทราบแผนมีกี่ยุทธศาสตร์นะคะ",
        "ช่วยบอกหน่อยแผนมีกี่ยุทธศาสตร์",
        "กรุณาแจ้งแผนมีกี่ยุทธศาสตร์ ค่ะ",
        "  แผนมีกี่ยุทธ\u200bศาสตร์ ",
    ],
)
def test_courtesies_are_no_part_of_the_question(text):
    assert read(text, {}).text == "แผนมีกี่ยุทธศาสตร์"


@pytest.mark.parametrize("text", ["การรับรองมาตรฐาน", "ระดับชาติ", "คะแนนประเมิน", "นครับดี"])
def test_words_that_hold_a_courtesy_stay_whole(text):
    assert read(text, {}).text == text


@pytest.mark.parametrize("written", ["อปท.", "อปท", "อปท. ", " อปท "])
def test_an_abbreviation_is_spelt_out(written):
    asked = read(f"{written} ต้องทำอะไร", SHORT)
    assert asked.full == "องค์กรปกครองส่วนท้องถิ่น ต้องทำอะไร"
    assert asked.text.startswith("อปท")
    assert asked.query == f"{asked.text} องค์กรปกครองส่วนท้องถิ่น"


@pytest.mark.parametrize("written", ["ก.พ.ร.", "กพร", "กพร."])
def test_dots_inside_an_abbreviation_may_be_left_out(written):
    assert read(f"{written} คืออะไร", SHORT).full == "คณะกรรมการพัฒนาระบบราชการ คืออะไร"


@pytest.mark.parametrize("written", ["ก.พ.ร.", "อปท.", "ครม."])
def test_a_question_may_end_in_an_abbreviation(written):
    assert read(f"ใครคือ {written}", SHORT).full == f"ใครคือ {SHORT[written][0]}"


@pytest.mark.parametrize(
    ("written", "full"),
    [
        ("แผนของอปท. มีอะไร", "แผนของ องค์กรปกครองส่วนท้องถิ่น มีอะไร"),
        ("ให้ครม.อนุมัติ", "ให้ คณะรัฐมนตรี อนุมัติ"),
        ("dga คือใคร", "สำนักงานพัฒนารัฐบาลดิจิทัล คือใคร"),
    ],
)
def test_an_abbreviation_in_running_thai(written, full):
    assert read(written, SHORT).full == full


@pytest.mark.parametrize("text", ["สถานที่ประชุม", "สถาบัน", "รอปทใหม่", "ABDGA", "DGAX", "ก.พ. นี้"])
def test_a_longer_word_holds_no_abbreviation(text):
    assert read(text, SHORT).full == text


def test_every_meaning_of_an_abbreviation_is_kept():
    asked = read("ศส. ทำอะไร", SHORT)
    assert asked.full == "ศูนย์สารสนเทศ ศูนย์เศรษฐกิจ ทำอะไร"
    (concept,) = (c for c in asked.concepts if len(c.forms) > 1)
    assert concept.forms[0] == ("ศส",)
    assert len(concept.forms) == 3


def test_the_longest_abbreviation_goes_first():
    assert expand("ICT Z", {"ICT": ["ไอซีที"], "ICT Z": ["ไอซีทีแซด"]}) == "ไอซีทีแซด"


@pytest.mark.parametrize("written", ["ปี ๒๕๖๖ ร้อยละ ๘๐.๕", "ปี 2566 ร้อยละ 80.5"])
def test_numbers_are_read_in_either_digits(written):
    assert read(written, {}).numbers == {"2566", "80.5"}


@pytest.mark.parametrize(
    ("text", "counted"),
    [("แผนมีกี่ยุทธศาสตร์", "ยุทธศาสตร์"), ("มี กี่ โครงการ", "โครงการ"), ("แผนคืออะไร", ""), ("กี่", "")],
)
def test_what_is_counted(text, counted):
    assert read(text, {}).counted == counted


def test_concepts_are_what_the_question_is_about():
    words = read("แผนพัฒนารัฐบาลดิจิทัลมีกี่ยุทธศาสตร์", {}).words
    assert {"รัฐบาล", "ดิจิทัล", "ยุทธศาสตร์"} <= words
    assert words.isdisjoint({"มี", "กี่"})


def test_a_word_stands_for_its_like():
    (concept,) = read("งบประมาณเท่าไร", {}).concepts
    assert concept.forms == (("งบประมาณ",), ("วงเงิน",))


@pytest.mark.parametrize("text", ["", "ครับ", "อะไร", "?!", "\x00", "กี่"])
def test_a_question_about_nothing_has_no_concepts(text):
    assert read(text, SHORT).concepts == ()


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("สวัสดีครับ ขอสอบถามหน่อยว่าแผนมีกี่ข้อ ขอบคุณครับ", "แผนมีกี่ข้อ"),
        ("เรียน เจ้าหน้าที่ รบกวนสอบถามว่าใครลงนามคะ", "ใครลงนาม"),
        ("เรียนรู้ดิจิทัลคืออะไร", "เรียนรู้ดิจิทัลคืออะไร"),
        ("สวัสดิการอยู่ด้านใด", "สวัสดิการอยู่ด้านใด"),
        ("ขอบคุณ", "ขอบคุณ"),
    ],
)
def test_courtesies_around_a_question_are_left_off(text, plain):
    assert read(text, {}).text == plain


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("กระทรวงไอซีทีคือ", "กระทรวงสารสนเทศ คือ"),
        ("กระทรวง ICT คือ", "กระทรวงสารสนเทศ คือ"),
        ("ไอซีทีคือ", "ไอซีทีคือ"),
        ("กระทรวงสารสนเทศคือ", "กระทรวงสารสนเทศคือ"),
    ],
)
def test_ministries_are_known_as_they_are_said(text, full):
    short = {"ก.ไอซีที": ["กระทรวงสารสนเทศ"], "MICT": ["กระทรวงสารสนเทศ"]}
    assert read(text, short).full == full


def test_about_is_no_how_many():
    assert read("แผนเกี่ยวข้องกับท้องถิ่นอย่างไร", {}).counted == ""
