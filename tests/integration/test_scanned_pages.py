"""A picture of a page goes the whole way: read, cited, shown with its picture and its doubts."""

import json
import shutil
from pathlib import Path

import httpx2
import pytest
from needs import absent
from product import run, run_json, serving
from sqlmodel import select

from db.engine import default_url, open_database
from db.models import Page
from ingest.ocr.tesseract import missing

PICTURE = Path(__file__).parents[1] / "unit" / "pictures" / "page.png"
QUERY = """{ document(by: {slug: "page"}) { version { page(number: 1) {
  source decision quality repairs { kind count } boxes(start: 0, end: 4) { left top right bottom }
  doubtfulNumbers { text } } } } }"""


@pytest.fixture
def inbox(tmp_path):
    if advice := missing():
        absent(advice)
    return shutil.copy(PICTURE, tmp_path)


def test_pages_shows_what_is_read(data_dir, inbox):
    (page,) = run_json(data_dir, "pages", inbox)["pages"]
    assert (page["number"], page["source"]) == (1, "ocr")
    assert "๒๕๖๖" in page["text"]
    assert not (data_dir / "pictures").exists()


def test_a_scan_is_cited_with_its_picture(data_dir, inbox):
    (taken,) = run_json(data_dir, "ingest", inbox)["documents"]
    assert (taken["status"], taken["ocr_pages"], taken["error"]) == ("indexed", 1, None)
    database = open_database(default_url(data_dir))
    with database.writing() as session:
        page = session.exec(select(Page).where(Page.source == "ocr")).one()
        at = page.text.index("๒๕๖๖")
        page.doubts = [[at, at + 4, "๒๕๖๒"]]
        session.add(page)
    database.close()
    with serving(data_dir) as address, httpx2.Client(base_url=address) as client:
        shown = client.get(f"/documents/page/1/1?start={at}&end={at + 4}").text
        picture = client.get("/documents/page/1/1/scan")
        answer = client.post("/graphql", json={"query": QUERY}).json()["data"]
    assert shown.count("<rect") == 1
    assert shown.count("<u title=") == 1
    assert picture.headers["content-type"] == "image/jpeg"
    assert picture.content.startswith(b"\xff\xd8")
    read = answer["document"]["version"]["page"]
    assert (read["source"], read["decision"]) == ("OCR", "OCR_NO_TEXT")
    assert read["doubtfulNumbers"] == [{"text": "๒๕๖๖"}]
    assert len(read["boxes"]) == 1


def test_a_page_without_a_picture_has_none(live_server):
    assert httpx2.get(f"{live_server}/documents/memo-2558/1/1/scan").status_code == 404


def test_without_tesseract_the_page_is_refused_with_the_command(data_dir, inbox, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    code, out, _ = run(data_dir, "ingest", inbox, "--json")
    (taken,) = json.loads(out)["documents"]
    assert code == 1
    assert taken["status"] == "rejected"
    assert "apt-get install tesseract-ocr" in taken["error"]
