"""Trees proposed from small plan texts: structure, titles, figures, and what does not match."""

import pytest

from db.models import DraftKind, FigureKind, Operator
from db.proposal import MismatchKind
from db.skeleton import find_again, key, skeleton
from ingest.page import PageText
from ingest.proposal.tree import propose

PLAN = (
    "แผนปฏิบัติการดิจิทัลของเมืองทะเลหมอก\n"
    "ประกอบด้วย ยุทธศาสตร์ที่ 1: สร้างบริการออนไลน์ที่เข้าถึงง่าย "
    "ยุทธศาสตร์ที่ 2: พัฒนากำลังคนดิจิทัล\n\n"
    "ยุทธศาสตร์ที่ 1 : สร้างบริการออนไลน์ที่เข้าถึงง่าย "
    "เป้าหมาย 1. ประชาชนยื่นคำขอได้จากที่บ้าน 2. หน่วยงานใช้ข้อมูลร่วมกัน ตัวชี้วัดและค่าเป้าหมาย "
    "1. ภายในปี 2570 ร้อยละของคำขอที่ยื่นออนไลน์ ไม่น้อยกว่าร้อยละ 80 "
    "2. ภายในปี 2570 อันดับดัชนีเมืองอัจฉริยะ ไม่ต่ำกว่าอันดับที่ 12 มาตรการ "
    "1) ปรับปรุงขั้นตอนการให้บริการประชาชน โดยเริ่มจากงานทะเบียนและงานอนุญาตซึ่งมีผู้ใช้มากที่สุด"
    "ของเมืองเพื่อลดเวลารอคอยของทุกคนลงครึ่งหนึ่งและให้ติดตามผลได้ทุกขั้นตอน "
    "1.1) จัดทำผังขั้นตอน 2) เชื่อมโยงข้อมูลระหว่างกอง\n\n"
    "ยุทธศาสตร์ที่ 2: พัฒนากำลังคนดิจิทัล เป้าหมาย 1. บุคลากรใช้ระบบดิจิทัลได้ทุกคน "
    "และมีโครงการสำคัญ จำนวน 3 โครงการ\n"
)
HEAD = "โครงการ วัตถุประสงค์โครงการ รายละเอียดโครงการ ผู้รับผิดชอบ งบประมาณ"
ANNEX = (
    f"ยุทธศาสตร์ที่ 1 1.1 โครงการศูนย์บริการออนไลน์ {HEAD} โครงการศูนย์บริการออนไลน์ "
    "เพื่อให้ประชาชนสะดวก 1. กองสารสนเทศ 2. กองคลัง มีศูนย์บริการหนึ่งแห่ง "
    "12.5 ล้านบาท 36 เดือน 2568 - 2570\n"
    f"ยุทธศาสตร์ที่ 2 2.1 โครงการอบรมครูอาสา {HEAD} โครงการอบรมครูอาสา "
    "เพื่อสร้างวิทยากร กองการศึกษา มีวิทยากรครบ "
    "ปี 2568 400,000 บาท ปี 2569 600,000 บาท 24 เดือน 2568-2569\n"
    "2.3 โครงการห้องเรียนดิจิทัล 2568 2569 2570\n"
)
TABLE = """ส่วนที่ 3 โครงการและงบประมาณ (หน่วย : บาท)
ลำดับ\tชื่อโครงการ\tปี 2568\tปี 2569\tหน่วยงานรับผิดชอบ
๑\tโครงการวัดระดับน้ำ\t๑,๒๐๐,๐๐๐\t๘๐๐,๐๐๐\tกองช่าง
๒\tโครงการกล้องวงจรปิด\t300,000\t-\tสำนักปลัด
รวม\t\t1,500,000\t900,000\t
"""


def proposed(*texts):
    return propose([PageText(number, text, text) for number, text in enumerate(texts, 1)])


@pytest.fixture(scope="module")
def proposal():
    return proposed(PLAN, ANNEX)


@pytest.fixture(scope="module")
def nodes(proposal):
    return {node.code: node for node in proposal.nodes}


def figures(node, kind):
    return [one for one in node.figures if one.kind is kind]


def test_a_tree_stands_under_its_strategies(nodes):
    assert list(nodes) == [
        *("S1", "S1/G1", "S1/G2", "S1/K1", "S1/K2", "S1/M1", "S1/M2", "S1/PJ1.1"),
        *("S2", "S2/G1", "S2/PJ2.1", "S2/PJ2.3"),
    ]
    assert nodes["S1/G2"].parent == "S1"
    assert nodes["S1/PJ1.1"].kind is DraftKind.PROJECT


def test_every_quote_stands_on_its_page(proposal):
    pages = {1: PLAN, 2: ANNEX}
    quotes = [node.quote for node in proposal.nodes]
    quotes += [copy for node in proposal.nodes for copy in node.copies]
    quotes += [figure.quote for node in proposal.nodes for figure in node.figures]
    assert all(pages[one.page][one.start : one.end] == one.text for one in quotes)
    assert all(key(node.title) == key(node.quote.text) for node in proposal.nodes)


def test_a_title_ends_where_prose_begins(nodes):
    assert nodes["S1"].title == "สร้างบริการออนไลน์ที่เข้าถึงง่าย"
    assert len(nodes["S1"].copies) == 2
    assert nodes["S1/M1"].title == "ปรับปรุงขั้นตอนการให้บริการประชาชน"


def test_targets_are_parted_from_titles(nodes):
    share, rank = nodes["S1/K1"], nodes["S1/K2"]
    assert share.title == "ร้อยละของคำขอที่ยื่นออนไลน์"
    (target,) = share.figures
    assert (target.value, target.year, target.unit) == (80, 2570, "percent")
    assert target.operator is Operator.AT_LEAST
    assert rank.figures[0].operator is Operator.AT_MOST
    assert rank.figures[0].text == "ไม่ต่ำกว่าอันดับที่ 12"


def test_the_table_of_a_project_gives_its_figures(nodes):
    node = nodes["S1/PJ1.1"]
    assert [one.value for one in figures(node, FigureKind.BUDGET)] == [12.5]
    assert [(one.year, one.year_to) for one in figures(node, FigureKind.YEARS)] == [(2568, 2570)]
    assert [one.text for one in figures(node, FigureKind.AGENCY)] == ["กองสารสนเทศ", "กองคลัง"]


def test_budgets_by_year_are_in_million_baht(nodes):
    budgets = figures(nodes["S2/PJ2.1"], FigureKind.BUDGET)
    assert [(one.year, one.value) for one in budgets] == [(2568, 0.4), (2569, 0.6)]


def test_what_does_not_match_is_listed(proposal):
    told = [(one.kind, one.subject) for one in proposal.mismatches]
    assert (MismatchKind.COUNT, "S2") in told
    missing = [one.message for one in proposal.mismatches if one.kind is MismatchKind.MISSING]
    assert len(missing) == 1
    assert missing[0].endswith("2.2")


def test_copies_of_a_title_that_differ_are_listed():
    another = "ยุทธศาสตร์ที่ 1 1.1 โครงการศูนย์บริการภาครัฐออนไลน์ 2568 2569 2570"
    titles = [
        one for one in proposed(PLAN, ANNEX, another).mismatches if one.kind is MismatchKind.TITLE
    ]
    assert [one.subject for one in titles] == ["S1/PJ1.1"]
    assert "ภาครัฐ" in titles[0].message


@pytest.mark.parametrize("lost", ["่", "้", "์", "็", "่้์็"])
def test_lost_marks_change_no_structure(nodes, lost):
    bare = str.maketrans("", "", lost)
    damaged = proposed(PLAN.translate(bare), ANNEX.translate(bare))
    assert [node.code for node in damaged.nodes] == list(nodes)
    assert {key(node.title) for node in damaged.nodes} == {
        key(node.title) for node in nodes.values()
    }


def test_another_plans_strategies_make_no_branches(proposal):
    other = "แผนระดับชาติมี ยุทธศาสตร์ที่ 5 พัฒนาเมืองใหญ่ ยุทธศาสตร์ที่ 2 ขุดคลองสายใหม่\n"
    mixed = proposed(other + PLAN, ANNEX)
    assert [node.code for node in mixed.nodes] == [node.code for node in proposal.nodes]
    told = [one.message for one in mixed.mismatches if one.kind is MismatchKind.TITLE]
    assert any("พัฒนาเมืองใหญ่" in message for message in told)


def test_the_rows_of_a_table_are_projects_with_budgets():
    proposal = proposed(TABLE)
    assert [node.title for node in proposal.nodes] == ["โครงการวัดระดับน้ำ", "โครงการกล้องวงจรปิด"]
    first, second = proposal.nodes
    assert [(one.year, one.value) for one in figures(first, FigureKind.BUDGET)] == [
        (2568, 1.2),
        (2569, 0.8),
    ]
    assert [one.value for one in figures(second, FigureKind.BUDGET)] == [0.3]
    assert [one.text for one in figures(second, FigureKind.AGENCY)] == ["สำนักปลัด"]


def test_a_total_that_is_no_sum_is_listed():
    (wrong,) = proposed(TABLE).mismatches
    assert (wrong.kind, wrong.quotes[0].text) == (MismatchKind.SUM, "900,000")


def test_rows_may_be_parted_by_spaces_only():
    spaced = proposed(TABLE.replace("\t", " "))
    assert [node.title for node in spaced.nodes] == ["โครงการวัดระดับน้ำ", "โครงการกล้องวงจรปิด"]


def test_clauses_and_unnumbered_goals_stand_under_a_strategy():
    text = (
        "ยุทธศาสตร์ที่ ๑ พัฒนาโครงข่าย\nเป้าประสงค์ ทุกชุมชนมีอินเทอร์เน็ต\n"
        "ข้อ ๑.๑ วางสายใยแก้ว ๔ แห่ง\nส่วนที่ ๓ งบประมาณ\nข้อ ๓.๑ เบิกจ่าย\n"
    )
    codes = {node.code: node.title for node in proposed(text).nodes}
    assert codes["S1/G-1"] == "ทุกชุมชนมีอินเทอร์เน็ต"
    assert codes["S1/M1.1"] == "วางสายใยแก้ว ๔ แห่ง"


def test_a_title_goes_on_in_the_next_line_of_a_page():
    line = "ข้อความของย่อหน้าที่ยาวเต็มความกว้างของหน้ากระดาษเสมอจนต้องขึ้นบรรทัดใหม่กลางประโยคอยู่ร่ำไป"
    title = "ยุทธศาสตร์ที่ 1 : พัฒนาระบบเตือนภัยน้ำท่วมฉับพลันสำหรับชุมชนริมคลองและเชิงเขาทุกแห่งในเขต"
    (node,) = proposed("\n".join([*[line] * 9, title, "เมืองเก่า", line])).nodes
    assert node.title.endswith("ในเขต เมืองเก่า")


@pytest.mark.parametrize("text", ["", "ประกาศ เรื่อง วันหยุด\nให้หยุดวันที่ 5 พฤษภาคม 2568", "1. ก\n" * 50])
def test_a_text_that_is_no_plan_proposes_nothing(text):
    assert proposed(text).nodes == ()


def test_words_are_found_again_in_a_damaged_text():
    raw = "แผนยุทธศาสตร ที่ 2 สราง มูลคา"
    assert find_again("ยุทธศาสตร์ที่ 2", raw) == "ยุทธศาสตร ที่ 2"
    assert find_again("ไม่มี", raw) is None
    assert skeleton("สร้างมูลค่า ปี ๒๕๖๖") == "สรางมูลคา ปี 2566"
