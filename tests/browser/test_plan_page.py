"""Action plans written in a browser: imported, covered, checked, kept, aligned and taken home."""

import httpx2
import pytest
from browsing import PAINTED
from console_house import enter
from forms import detail_form
from test_manual_page import OVERFLOWING
from test_widget_access import axe_core, serious

from db.models import Role

ROW = ["๑", "โครงการบริการน้ำประปาออนไลน์", "เพื่อให้บริการดิจิทัลแก่ประชาชน", "๑ ระบบ", "๑,๒๐๐,๐๐๐", 300000,
       "-", "ร้อยละ ๘๐", "สะดวก", "กองช่าง"]  # fmt: skip
BAD = ["๒", "โครงการอื่น", "เพื่อ", "๑", "ตามจริง", None, None, "ก", "ข", "กองคลัง"]
TITLE, OTHER = "ระบบบริการประชาชนออนไลน์", "ปรับปรุงห้องประชุม"
CREATE = """mutation { createActionPlan(input: {agency: "เทศบาลตำบลน้ำใส",
    title: "แผนปฏิบัติการดิจิทัล", yearFrom: 2566, yearTo: 2568}) { ... on ActionPlan { id } } }"""
ADD = """mutation($input: AddProjectInput!) { addProject(input: $input) {
    ... on ActionPlan { projects { nodes { id } } } ... on Problem { message } } }"""
NODE = """{ planNodes(first: 1, filter: {kind: STRATEGY, edition: "DGP2566"}) {
    nodes { code title } } }"""
PATIENCE = 120_000  # the first alignment of a server opens the index
PARTS = ("", "/totals", "/coverage", "/check", "/versions", "/import", "/project/new", "/align")


@pytest.fixture
def call(house):
    """call(query, **variables) is the data of an operation of staff."""

    def send(query, **variables):
        headers = {"authorization": f"Bearer {house[1][Role.STAFF]}"}
        body = {"query": query, "variables": variables}
        told = httpx2.post(f"{house[0]}/graphql", json=body, headers=headers, timeout=60).json()
        assert "errors" not in told, told
        return told["data"]

    return send


@pytest.fixture
def plan(call):
    """The id of a plan with two projects, one of which serves a strategy in 2566."""
    key = call(CREATE)["createActionPlan"]["id"]
    node = call(NODE)["planNodes"]["nodes"][0]
    serves = {"subject": node["code"], "level": "DIRECT", "planQuote": node["title"],
              "projectQuote": TITLE}  # fmt: skip
    budgets = [{"year": 2566, "baht": 500_000}]
    for project in ({"title": TITLE, "budgets": budgets, "alignments": [serves]}, {"title": OTHER}):
        call(ADD, input={"actionPlanId": key, "project": project})
    return key


@pytest.fixture
def staff(page, house, plan):
    """The page of the plan, entered by its key."""
    return enter(page, f"{house[0]}/plan#{plan}", house[1][Role.STAFF])


def part(page, name):
    page.get_by_role("navigation", name="ส่วนของแผน").get_by_role("link", name=name).click()


def test_a_plan_is_begun_by_hand(page, house, expect):
    enter(page, f"{house[0]}/plan", house[1][Role.STAFF])
    page.get_by_role("textbox", name="หน่วยงาน").fill("อบต.น้ำใส")
    page.get_by_label("ปีงบประมาณแรก").fill("ปีหน้า")
    page.get_by_role("button", name="สร้างแผน").click()
    expect(page.get_by_role("alert")).to_contain_text("ปี พ.ศ.")
    page.get_by_label("ปีงบประมาณแรก").fill("๒๕๗๐")
    page.get_by_label("ปีงบประมาณสุดท้าย").fill("2572")
    page.get_by_role("button", name="สร้างแผน").click()
    expect(page.locator(".heading")).to_contain_text("อบต.น้ำใส · ปีงบประมาณ 2570–2572")
    expect(page.locator(".empty")).to_contain_text("ยังไม่มีโครงการ")


def test_rows_are_shown_with_reasons_before_they_are_imported(staff, expect):
    staff.get_by_role("link", name="นำเข้าจาก Excel").click()
    book = {"name": "ผ02.xlsx", "mimeType": "", "buffer": detail_form(ROW, BAD)}
    staff.get_by_label("ไฟล์ Excel").set_input_files(book)
    staff.get_by_role("button", name="อ่านไฟล์").click()
    expect(staff.get_by_role("table", name="แถวที่ไม่รับ")).to_contain_text("ตามจริง")
    staff.get_by_role("button", name="นำเข้า 1 โครงการ").click()
    expect(staff.locator(".heading")).to_contain_text("3 โครงการ")
    expect(staff.get_by_role("link", name=ROW[1])).to_be_visible()


def test_the_coverage_picture_is_one_stop_and_walked_by_arrows(staff, expect):
    part(staff, "ความครอบคลุม")
    staff.get_by_role("button", name="แผนพัฒนารัฐบาลดิจิทัล").click()
    row = staff.locator(".cover tr").filter(has=staff.locator('[data-heat="1"]')).first
    expect(row.locator("button")).to_have_text(["1", "0", "0", "1"])
    staff.get_by_label("แสดง", exact=True).focus()
    staff.keyboard.press("Tab")
    first = staff.locator(".cover td button").first
    expect(first).to_be_focused()
    staff.keyboard.press("ArrowRight")
    staff.keyboard.press("ArrowDown")
    expect(staff.locator(".cover tr:nth-child(3) td:nth-child(3) button").first).to_be_focused()
    row.locator("button").first.focus()
    staff.keyboard.press("Enter")
    expect(staff.get_by_role("region", name="โครงการของช่องที่เลือก")).to_contain_text(TITLE)
    staff.get_by_label("แสดง", exact=True).select_option("missing")
    expect(staff.locator('.cover [data-heat="1"]')).to_have_count(0)


def test_what_is_typed_outlasts_a_reload_and_wrong_money_is_told(staff, expect):
    staff.get_by_role("link", name=OTHER).click()
    staff.get_by_label("ปี 2566").fill("ตามจริง")
    staff.get_by_label("หน่วยงานรับผิดชอบหลัก").fill("กองแผน")
    staff.get_by_role("button", name="บันทึกโครงการ").click()
    expect(staff.get_by_role("alert")).to_contain_text("งบประมาณปี 2566")
    staff.on("dialog", lambda dialog: dialog.accept())
    staff.reload()
    expect(staff.get_by_label("หน่วยงานรับผิดชอบหลัก")).to_have_value("กองแผน")
    staff.get_by_label("ปี 2566").fill("๑,๕๐๐,๐๐๐ บาท")
    staff.get_by_role("button", name="บันทึกโครงการ").click()
    row = staff.get_by_role("row").filter(has_text=OTHER)
    expect(row).to_contain_text("1,500,000 บาท")
    assert staff.evaluate("localStorage.length") == 0


def test_a_project_goes_to_alignment_and_comes_back(staff, expect):
    staff.get_by_role("link", name=OTHER).click()
    objective = "เพื่อยกระดับบริการภาครัฐให้เป็นดิจิทัล ประชาชนยื่นคำร้องออนไลน์ได้ ณ จุดเดียว"
    staff.get_by_label("ชื่อโครงการ").fill("พัฒนาระบบคำร้องออนไลน์")
    staff.get_by_label("วัตถุประสงค์").fill(objective)
    staff.get_by_role("button", name="ตรวจความสอดคล้องของโครงการนี้").click()
    staff.get_by_role("button", name="ตรวจความสอดคล้อง", exact=True).click()
    staff.get_by_role("button", name="นำผลกลับไปใส่ในแผน").click(timeout=PATIENCE)
    expect(staff.locator(".notice.good")).to_contain_text("ใส่ผลการตรวจ")
    expect(staff.get_by_label("วัตถุประสงค์")).to_have_value(objective)
    expect(staff.locator(".served .card")).not_to_have_count(0)
    expect(staff.locator(".served")).not_to_contain_text("หน้า 1")
    staff.get_by_role("button", name="บันทึกโครงการ").click()
    expect(staff.get_by_role("row").filter(has_text="คำร้องออนไลน์")).to_contain_text("ข้อ")


def test_projects_are_aligned_one_after_another(staff, expect):
    staff.get_by_role("link", name="ตรวจความสอดคล้องหลายโครงการ").click()
    staff.get_by_role("button", name="เริ่มตรวจ 1 โครงการ").click()
    expect(staff.get_by_role("status").filter(has_text="ตรวจแล้ว 1 จาก 1")).to_be_visible()
    expect(staff.locator(".cards")).to_contain_text(OTHER)


def test_many_projects_are_held_against_the_plans_with_their_money(staff, call, plan, expect):
    budgets = [{"year": year, "baht": 150_000_000} for year in (2566, 2567)]
    project = {"title": "ระบบคำร้องออนไลน์", "budgets": budgets}
    call(ADD, input={"actionPlanId": plan, "project": project})
    staff.get_by_role("link", name="ตรวจความสอดคล้องหลายโครงการ").click()
    told = "รวม 300,000,000 บาท ปี 2566 150,000,000 บาท ปี 2567 150,000,000 บาท"
    with staff.expect_request(lambda sent: told in (sent.post_data or "")):
        staff.get_by_role("button", name="เริ่มตรวจ 2 โครงการ").click()


def test_versions_are_compared_reopened_and_taken_home(staff, expect):
    part(staff, "ประวัติและดาวน์โหลด")
    staff.get_by_role("button", name="เปรียบเทียบ").click()
    expect(staff.locator(".changes")).to_contain_text(OTHER)
    with staff.expect_download() as taken:
        staff.get_by_role("button", name="ดาวน์โหลด Excel").click()
    assert taken.value.suggested_filename == "แผนปฏิบัติการดิจิทัล.xlsx"
    staff.get_by_role("button", name="เปิดฉบับนี้ ฉบับที่ 2").click()
    staff.get_by_role("dialog").get_by_role("button", name="เปิดฉบับนี้").click()
    expect(staff.locator(".heading")).to_contain_text("1 โครงการ")


def test_another_persons_plan_is_not_there(page, house, plan, expect):
    enter(page, f"{house[0]}/plan#{plan}", house[1][Role.EDITOR])
    expect(page.locator(".empty")).to_contain_text("ไม่พบแผนนี้")


@pytest.mark.parametrize("width", [1280, 360])
def test_every_part_keeps_to_the_screen_and_to_axe(staff, house, plan, width):
    axe = axe_core()
    staff.set_viewport_size({"width": width, "height": 740})
    for name in PARTS:
        staff.goto(f"{house[0]}/plan#{plan}{name}")
        staff.locator(".part").wait_for()
        staff.locator("main:not(:has([aria-busy], .loading))").wait_for()
        assert staff.evaluate(OVERFLOWING.replace(".source, .result", ".scroller")) == [], name
        assert staff.evaluate("document.documentElement.scrollWidth") <= width
        assert staff.evaluate(PAINTED) == [], name
        assert serious(axe.run(staff)) == [], name
