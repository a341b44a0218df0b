"""What KPIs count in."""

import pytest

from assistant.alignment.measures import Measure, matter_of, measure_of, measures_in


@pytest.mark.parametrize(
    ("kpi", "told"),
    [
        ("ร้อยละ 60 ของรายการชำระผ่านระบบ", {"percent"}),
        ("ภายในปี ๒๕๗๐ ใช้บริการออนไลน์ ๘๐%", {"percent"}),
        ("ปี 2567 ไม่น้อยกว่าร้อยละ 70 ปี 2568 ร้อยละ 80", {"percent"}),
        ("จำนวนผู้ใช้เพิ่มขึ้นร้อยละ 20", {"percent"}),
        ("ร้อยละของครัวเรือนที่เข้าถึง (ค่าเป้าหมาย ๘๕)", {"percent"}),
        ("ผู้สูงอายุอย่างน้อย 500 คนพอใจร้อยละ 80", {"percent", "item"}),
        ("ผู้เข้าอบรมไม่น้อยกว่า ๕๐ คน", {"item"}),
        ("ติดตั้งกล้อง CCTV จำนวน 20 จุด", {"item"}),
        ("500 users trained", {"item"}),
        ("อันดับความพึงพอใจ 1 ใน 10 ของจังหวัด", {"rank"}),
        ("คะแนนเฉลี่ยไม่ต่ำกว่า 3.51 จากคะแนนเต็ม 5", {"score"}),
        ("ความพึงพอใจระดับ 4 ขึ้นไป", {"grade"}),
        ("ลดเวลารอคิวเหลือ 15 นาที", {"time"}),
        ("รายได้กลุ่มเพิ่มขึ้น 10,000 บาท", {"money"}),
        ("สัดส่วนบริการที่ให้แบบออนไลน์", {"percent"}),
        ("ระดับความพึงพอใจของประชาชน", set()),
        ("เบิกจ่ายภายใน 2568", set()),
        ("ความสำเร็จของโครงการ", set()),
    ],
)
def test_what_a_kpi_tells(kpi, told):
    assert measures_in(kpi) == told


@pytest.mark.parametrize(
    ("unit", "text", "told"),
    [
        ("percent", "ระดับความพึงพอใจต่อบริการออนไลน์ภาครัฐ", {"percent"}),
        ("rank", "ดัชนีรัฐบาลอิเล็กทรอนิกส์", {"rank"}),
        ("item", "จำนวนโครงการที่นำข้อมูลเปิดไปใช้", {"item"}),
        ("item", "ร้อยละของหน่วยงานที่เปิดข้อมูล", {"percent"}),
        ("แห่ง", "ศูนย์ดิจิทัลชุมชน", {"item"}),
        ("ล้านบาท", "มูลค่า", {"money"}),
        ("", "คะแนนความเข้าใจดิจิทัล", {"score"}),
        ("", "ทุกหมู่บ้านมีบรอดแบนด์", set()),
    ],
)
def test_a_plans_kpi_by_its_recorded_unit(unit, text, told):
    assert measure_of(unit, text) == told


def test_every_measure_is_told_by_its_own_name():
    assert {measure_of(one.value, "") for one in Measure if one is not Measure.ITEM} == {
        frozenset({one}) for one in Measure if one is not Measure.ITEM
    }


@pytest.mark.parametrize(
    ("title", "matter"),
    [
        ("ร้อยละความสำเร็จของการเชื่อมโยงแลกเปลี่ยนข้อมูล", "เชื่อมโยงแลกเปลี่ยนข้อมูล"),
        ("ระดับความพึงพอใจของประชาชนต่อการใช้บริการออนไลน์", "ใช้บริการออนไลน์"),
        ("จำนวนโครงการ/กิจกรรมที่นำข้อมูลเปิดไปพัฒนา", "นำข้อมูลเปิดไปพัฒนา"),
        ("คะแนนความเข้าใจดิจิทัล", "ความเข้าใจดิจิทัล"),
        ("ทุกหมู่บ้านมีบรอดแบนด์", "ทุกหมู่บ้านมีบรอดแบนด์"),
        ("ร้อยละ", "ร้อยละ"),
    ],
)
def test_what_a_kpi_is_about(title, matter):
    assert matter_of(title) == matter
