"""What repeats at the edges of pages is no text; page numbers are kept as printed."""

import pytest

from ingest.read.pdf.layer import Layer, Line
from ingest.read.pdf.margins import find_margins


def line(text, top):
    boxes = tuple((1000 + 100 * at, top, 1090 + 100 * at, top + 100) for at in range(len(text)))
    return Line(text, boxes, 16.0)


def page(number, head="", foot="", body="ข้อความของหน้า"):
    found = [line(text, top) for text, top in ((head, 500), (body, 4000), (foot, 9600)) if text]
    return Layer(number, 595.0, 842.0, tuple(found))


def test_a_head_on_three_pages_goes_though_its_number_changes():
    layers = [page(number, head=f"แผนดิจิทัล | ส่วนที่ {number}") for number in (1, 2, 3)]
    assert [margin.lines for margin in find_margins(layers)] == [frozenset({0})] * 3


def test_a_head_on_one_of_many_pages_stays():
    layers = [page(1, head="บทสรุปผู้บริหาร"), *(page(number) for number in range(2, 7))]
    assert not any(margin.lines for margin in find_margins(layers))


def test_what_repeats_within_the_page_stays():
    layers = [page(number) for number in range(1, 6)]
    assert not any(margin.lines for margin in find_margins(layers))


@pytest.mark.parametrize(
    ("foot", "number"),
    [("- 3 -", "3"), ("๑๒", "๑๒"), ("หน้า ๑๔", "๑๔"), ("หน้ำ ๑๔", "๑๔"), ("หน้า 2 / 9", "2")],
)
def test_a_bare_page_number_goes_and_is_kept_as_data(foot, number):
    (margin,) = find_margins([page(1, foot=foot)])
    assert margin.printed_number == number
    assert margin.lines == {1}


def test_the_gazettes_head_goes_from_a_single_page():
    heads = ["หน้า ๑๔", "เล่ม ๑๔๐ ตอนพิเศษ ๘๔ ง", "ราชกิจจานุเบกษา", "๒ เมษายน ๒๕๖๖"]
    lines = [line(text, 300 + 110 * at) for at, text in enumerate(heads)]
    layer = Layer(1, 595.0, 842.0, (*lines, line("ข้อความ", 4000)))
    (margin,) = find_margins([layer])
    assert margin.printed_number == "๑๔"
    assert margin.lines == {0, 1, 2, 3}


@pytest.mark.parametrize("head", ["ลับ", "ด่วนที่สุด", "๒ เมษายน ๒๕๖๖", "หน้าที่ของคณะกรรมการ"])
def test_other_heads_of_a_single_page_stay(head):
    (margin,) = find_margins([page(1, head=head)])
    assert not margin.lines
    assert margin.printed_number is None
