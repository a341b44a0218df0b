"""The pages people open: the widget's page, cited pages, health."""

from urllib.parse import quote

import httpx2
import pytest
from product import serving

from api.services import open_services
from api.settings import Settings
from ingest.library import Description

MISSING = "ไม่พบหน้านี้"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"


@pytest.fixture
def get(live_server):
    with httpx2.Client(base_url=live_server) as client:
        yield client.get


@pytest.mark.parametrize(
    ("path", "status"),
    [
        *((path, 200) for path in ("/", "/widget.js", "/static/page.css", "/livez")),
        *(("/documents/memo-2558/1/1", 200), ("/graphql?query={__typename}", 200)),
        *((path, 404) for path in ("/documents/none/1/1", "/static/none", "/none")),
    ],
)
def test_every_page_carries_the_security_headers(get, path, status):
    response = get(path)
    assert response.status_code == status
    assert response.headers["content-security-policy"].startswith(POLICY)
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["referrer-policy"] == "no-referrer"
    assert response.headers["cross-origin-opener-policy"] == "same-origin"


def test_health(get):
    assert get("/livez").json() == {"status": "ok"}
    assert get("/readyz").json() == {"status": "ok", "generation": 1}


def test_a_cited_page_marks_the_quote(get):
    page = get("/documents/memo-2558/1/1?start=0&end=12").text
    assert page.count('<mark id="quote">') == 1
    assert "หนังสือ เรื่อง แผนปฏิบัติการดิจิทัลระยะ ๓ ปี" in page


@pytest.mark.parametrize("query", ["start=5&end=5", "start=9&end=3", f"start=0&end={10**30}"])
def test_a_range_that_marks_nothing_shows_the_page_unmarked(get, query):
    response = get(f"/documents/memo-2558/1/1?{query}")
    assert response.status_code == 200
    assert "<mark" not in response.text


@pytest.mark.parametrize(
    "address",
    [
        *("memo-2558/1/2", "memo-2558/2/1", "memo-2558/0/1", "memo-2558/1/99999999999999999999"),
        *("memo-2558/x/1", "none/1/1", "memo-2558/1/1?start=-1", "a%2Fb/1/1", "%00/1/1", "../1/1"),
    ],
)
def test_an_address_that_leads_nowhere_is_told_in_thai(get, address):
    response = get(f"/documents/{address}")
    assert response.status_code == 404
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert MISSING in response.text


SCRIPT = "<script>alert('แผนดิจิทัล')</script> & ข้อความเรื่องแผนดิจิทัลของหน่วยงาน"
ODD = ["มี วรรค", "ร้อยละ 90%", "a%2Fb", "แผน∕ดิจิทัล", "a&b=c#d?e", "<b>", "'\"", "สำนัก+งาน"]


@pytest.fixture(scope="module")
def odd_server(copied, model_dir, tmp_path_factory):
    """A server that holds documents with odd names, each with a script in its text."""
    folder, data_dir = tmp_path_factory.mktemp("odd"), copied()
    for name in ODD:
        (folder / f"{name}.txt").write_text(f"{name}\n{SCRIPT}", encoding="utf-8")
    opened = open_services(Settings(data_dir=data_dir), models=model_dir)
    taken, _ = opened.library.add([folder], Description())
    opened.close()
    assert {one.slug: one.status for one in taken} == dict.fromkeys(ODD, "indexed")
    with serving(data_dir) as address:
        yield address


@pytest.mark.parametrize("slug", ODD)
def test_a_document_with_an_odd_name_is_found_by_its_citation(odd_server, slug):
    hits = 'search(query: "แผนดิจิทัล", filter: {documents: $s}) { nodes { document { slug } } }'
    query = f"query($s: [String!]) {{ {hits} }}"
    body = {"query": query, "variables": {"s": [slug]}}
    found = httpx2.post(f"{odd_server}/graphql", json=body).json()
    assert found["data"]["search"]["nodes"][0]["document"]["slug"] == slug


@pytest.mark.parametrize("slug", ODD)
def test_a_page_shows_markup_as_text(odd_server, slug):
    page = httpx2.get(f"{odd_server}/documents/{quote(slug, safe='')}/1/1")
    assert page.status_code == 200
    assert "<script" not in page.text
    assert "&lt;script&gt;alert(&#x27;แผนดิจิทัล&#x27;)&lt;/script&gt; &amp;" in page.text
