"""Files sent in by the console, followed to the library, described, and the index they are in."""

import pytest
from console_house import go

PAPER = "ประกาศเทศบาล\nเรื่อง ระบบสารบรรณ\nข้อ ๑ ให้ใช้ระบบสารบรรณอิเล็กทรอนิกส์"


@pytest.fixture
def expect(chromium):
    from playwright.sync_api import expect

    expect.set_options(timeout=60_000)
    return expect


@pytest.fixture
def send(admin):
    """send({name: bytes}) sends files as people do."""

    def put(files):
        go(admin, "นำเข้าเอกสาร")
        chosen = [
            {"name": name, "mimeType": "application/octet-stream", "buffer": content}
            for name, content in files.items()
        ]
        admin.get_by_label("ไฟล์").set_input_files(chosen)
        admin.get_by_role("button", name="ส่งเข้าคลัง").click()

    return put


def test_sending_nothing_is_told(admin, send, expect):
    send({})
    expect(admin.get_by_role("alert")).to_contain_text("ไฟล์")


def test_a_file_is_read_by_a_job_and_described_by_an_editor(admin, send, expect):
    send({"saraban.txt": PAPER.encode(), "program.txt": b"MZ\x00\x01\x02"})
    results = admin.get_by_role("table", name="ผลของแต่ละไฟล์")
    expect(results).to_contain_text("รับแล้ว")
    expect(results).to_contain_text("รับไม่ได้")
    results.get_by_role("link").click()
    read = admin.locator(".card").filter(has_text="อ่านไฟล์")
    expect(read).to_contain_text("เสร็จ")
    read.get_by_role("link").click()
    admin.locator(".record summary").click()
    admin.get_by_label("เลขที่", exact=True).fill("ปท 7")
    admin.get_by_role("button", name="ยืนยันข้อมูลเอกสาร").click()
    expect(admin.locator(".record .notice")).to_contain_text("ยืนยันแล้ว")


def test_generations_are_told_and_compared(admin, send, expect):
    send({"more.txt": (PAPER + " ทุกกอง").encode()})
    admin.get_by_role("link", name="ดูความคืบหน้า").click()
    expect(admin.locator(".card").filter(has_text="เผยแพร่ดัชนี").first).to_contain_text("เสร็จ")
    go(admin, "รุ่นของดัชนี")
    expect(admin.locator("tbody")).to_contain_text("ใช้ตอบอยู่")
    newest = admin.locator("tbody th").first.text_content()
    admin.get_by_label("รุ่นก่อน", exact=True).fill("1")
    admin.get_by_label("รุ่นหลัง", exact=True).fill(newest)
    admin.get_by_role("button", name="เปรียบเทียบ").click()
    expect(admin.get_by_role("status").filter(has_text="เอกสารต่างกัน")).to_be_visible()
