"""The files documents were read from, over HTTP: who may have them, and how they are sent."""

from contextlib import closing

import httpx2
import pytest
from pdf_builder import Run, Sheet, build_pdf
from product import run_json, serving

from db.engine import default_url, open_database
from db.models import Role
from db.writes.keys import create_key
from ingest.originals import original_of

PDF = build_pdf([Sheet([Run(40, 700, "แผนงาน"), Run(40, 640, "ข้อ 1 ท่าเรือน้ำลึกเปิดทุกวัน")])])
PAGE = "<html><body><script>alert(1)</script><p>การ</p></body></html>".encode()
FILE, PICTURE = "/documents/แผนงาน/1/original", "/documents/แผนงาน/1/1/picture"


@pytest.fixture(scope="module")
def house(copied, tmp_path_factory):
    """A data dir with a PDF and a web page, and a key for each role."""
    home, inbox = copied(), tmp_path_factory.mktemp("inbox")
    (inbox / "แผนงาน.pdf").write_bytes(PDF)
    (inbox / "หน้าเว็บ.html").write_bytes(PAGE)
    run_json(home, "ingest", inbox)
    roles = [role for role in Role if role is not Role.ANONYMOUS]
    with closing(open_database(default_url(home))) as database, database.writing() as session:
        keys = {role: create_key(session, "test", role.value, role).token for role in roles}
    return home, keys


@pytest.fixture(scope="module")
def server(house):
    with serving(house[0]) as address:
        yield address


@pytest.fixture
def get(server, house):
    """get(path, role) is the response."""

    def send(path, role=Role.EDITOR):
        key = house[1].get(role)
        headers = {"authorization": f"Bearer {key}"} if key else {}
        return httpx2.get(f"{server}{path}", headers=headers, timeout=60)

    return send


@pytest.mark.parametrize(("path", "least"), [(FILE, Role.EDITOR), (PICTURE, Role.STAFF)])
def test_who_may_have_it(get, path, least):
    for role in Role:
        refused = 401 if role is Role.ANONYMOUS else 403
        assert get(path, role).status_code == (200 if role.covers(least) else refused)


def test_the_file_comes_back_to_the_byte_and_is_never_shown(get):
    sent = get(FILE)
    assert sent.content == PDF
    assert sent.headers["content-type"] == "application/octet-stream"
    assert sent.headers["content-disposition"].startswith("attachment; filename*=UTF-8''%E0")
    assert sent.headers["content-disposition"].endswith(".pdf")
    assert sent.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert sent.headers["x-content-type-options"] == "nosniff"
    assert sent.headers["cache-control"] == "private, no-store"


def test_a_web_page_is_a_file_to_be_saved_too(get):
    sent = get("/documents/หน้าเว็บ/1/original")
    assert sent.content == PAGE
    assert sent.headers["content-type"] == "application/octet-stream"
    assert sent.headers["content-disposition"].startswith("attachment")


def test_the_picture_is_drawn(get):
    fit, large = get(PICTURE), get(f"{PICTURE}?size=large")
    assert fit.headers["content-type"] == "image/jpeg"
    assert fit.content.startswith(b"\xff\xd8")
    assert len(large.content) > len(fit.content)


@pytest.mark.parametrize(
    "path",
    [
        "/documents/แผนงาน/1/2/picture",
        "/documents/แผนงาน/2/original",
        "/documents/x/1/original",
        "/documents/แผนงาน/1/1/picture?size=huge",
        "/documents/%00/1/original",
    ],
)
def test_what_is_not_there(get, path):
    assert get(path).status_code == 404


def test_text_has_no_picture_and_says_so_kindly(get):
    answer = get("/documents/หน้าเว็บ/1/1/picture")
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["extensions"]["code"]) == (404, "UNREADABLE_FILE")
    assert "ไม่มีภาพ" in error["message"]


def test_graphql_tells_what_is_kept(server, house):
    query = """{ document(by: {slug: "แผนงาน"}) { version { fileType originalBytes
        page(number: 1) { repairedPlaces { was } doubtfulNumbers { boxes { left } } } } } }"""
    body = httpx2.post(f"{server}/graphql", json={"query": query}, timeout=60).json()
    version = body["data"]["document"]["version"]
    assert (version["fileType"], version["originalBytes"]) == ("PDF", len(PDF))


def test_a_file_that_is_lost_is_told_with_what_to_do(get, house):
    kept = {one.name: one.read_bytes() for one in (house[0] / "originals").iterdir()}
    path = original_of(house[0], next(name for name, data in kept.items() if data == PDF))
    path.unlink()
    answer = get(FILE)
    path.write_bytes(PDF)
    assert answer.status_code == 404
    assert "นำเข้าไฟล์เดิมอีกครั้ง" in answer.json()["errors"][0]["message"]
