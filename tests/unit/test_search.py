"""Search over a small library: layouts, several questions, and what does not count."""

import pytest
from pythainlp.util import thai_to_eng

from assistant.search import Within, find, search
from db.models import DocumentKind
from db.reads.scopes import scopes
from ingest.library import Text

PAPERS = {
    "loans": "ผู้ยืมต้องส่งคืนครุภัณฑ์ภายในสิบห้าวัน นับแต่วันที่ได้รับครุภัณฑ์",
    "parking": "ผู้จอดรถต้องแลกบัตรที่ป้อมยามทุกครั้ง",
    "canteen": "โรงอาหารเปิดเวลาเจ็ดนาฬิกาถึงสิบห้านาฬิกา",
}


@pytest.fixture
def index(library, live):
    for slug, text in PAPERS.items():
        library.take(Text(slug, text.encode(), DocumentKind.OTHER))
    for number in range(60):
        library.take(Text(f"old-{number}", f"ครุภัณฑ์เก่า ครุภัณฑ์ {number}".encode(), DocumentKind.PLAN))
    library.publish()
    yield live.current()
    live.close()


def slugs(evidence):
    return [one.passage.slug for one in evidence]


def test_the_wrong_layout_is_read_and_told(sqlite, index):
    found = search(sqlite, index, thai_to_eng("โรงอาหารเปิดเวลาใด"), 3)
    assert slugs(found.evidence)[0] == "canteen"
    assert "โรงอาหารเปิดเวลาใด" in found.degraded[0]
    assert search(sqlite, index, "โรงอาหารเปิดเวลาใด", 3).degraded == ()


def test_each_of_several_questions_finds_its_passage(sqlite, index):
    query = "ผู้จอดรถต้องแลกบัตรที่ใด และโรงอาหารเปิดเวลาใดถึงเวลาใด"
    assert {"parking", "canteen"} <= set(slugs(find(sqlite, index, query, 3).evidence))


def test_given_parts_are_searched_instead(sqlite, index):
    found = find(sqlite, index, "ช่วยตอบสองเรื่อง", 3, parts=["แลกบัตรที่ป้อมยาม", "โรงอาหารเปิด"])
    assert {"parking", "canteen"} <= set(slugs(found.evidence))


def test_what_does_not_count_crowds_nothing_out(sqlite, index):
    found = find(sqlite, index, "ครุภัณฑ์", 5, lambda scope: scope.kind != DocumentKind.PLAN)
    assert slugs(found.evidence)[0] == "loans"
    assert len(found.left_out) == 5
    assert all(slug.startswith("old-") for slug in slugs(found.left_out))


def test_when_all_count_nothing_is_left_out(sqlite, index):
    all_of_it = find(sqlite, index, "ครุภัณฑ์", 5)
    assert find(sqlite, index, "ครุภัณฑ์", 5, lambda _: True) == all_of_it
    assert all_of_it.left_out == ()


def test_within_some_documents(sqlite, index):
    within = Within(slugs=frozenset({"loans", "parking"}))
    assert set(slugs(search(sqlite, index, "ครุภัณฑ์", 9, within).evidence)) <= {"loans", "parking"}


def test_scopes_tell_where_passages_belong(sqlite, index):
    with sqlite.reading() as session:
        known = scopes(session, [int(key) for key in index.keywords.ids])
        assert scopes(session, [10_000_000]) == {}
    assert {scope.slug for scope in known.values()} >= PAPERS.keys()
    assert {scope.edition_id for scope in known.values()} == {None}
