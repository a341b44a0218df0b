"""Files made to do harm are refused in Thai, and a good file beside them is taken in."""

import os
import re

import hostile
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.errors import UnreadableFile
from db.models import DocumentKind
from ingest.bounded.reader import BoundedReader
from ingest.library import Description

GOOD = "แผนปฏิบัติการดิจิทัลขององค์การบริหารส่วนตำบล ระยะ 3 ปี"
HOSTILE = {
    "zip_bomb.docx": hostile.zip_bomb,
    "external_links.docx": hostile.docx_with_external_links,
    "bomb.pdf": hostile.pdf_bomb,
    "encrypted.pdf": hostile.encrypted_pdf,
    "truncated.pdf": hostile.truncated_pdf,
    "huge.png": hostile.huge_picture,
    "empty.pdf": lambda: b"",
    "wrong_suffix.pdf": lambda: GOOD.encode(),
}


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    opened = BoundedReader(tmp_path_factory.mktemp("reading"))
    yield opened
    opened.close()


def test_each_is_refused_in_thai_and_a_good_file_is_taken(services, tmp_path):
    for name, make in HOSTILE.items():
        (tmp_path / name).write_bytes(make())
    with (tmp_path / "sparse.txt").open("wb") as file:
        os.truncate(file.fileno(), 300 * 1024 * 1024)
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    taken, published = services.library.add([tmp_path], Description(DocumentKind.OTHER))
    statuses = {one.slug: one.status for one in taken}
    refused = {one.slug: one.error for one in taken if one.status == "rejected"}
    assert [slug for slug, status in statuses.items() if status == "indexed"] == ["good"]
    assert set(refused) == {name.split(".")[0] for name in HOSTILE} | {"sparse"}
    assert all(re.search("[ก-๙]{4}", error) for error in refused.values())
    assert published.changed


@pytest.mark.parametrize(
    ("make", "word"),
    [
        (hostile.encrypted_pdf, "รหัสผ่าน"),
        (hostile.truncated_pdf, "เสียหาย"),
        (hostile.huge_picture, "ใหญ่เกินกำหนด"),
        (hostile.pdf_bomb, "ซับซ้อน"),
    ],
)
def test_the_reason_is_named(reader, make, word):
    with pytest.raises(UnreadableFile, match=word):
        reader.read(make())


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data(), noise=st.binary(min_size=1, max_size=64))
def test_a_damaged_file_is_read_or_refused(reader, data, noise):
    """Bytes of sound files overwritten anywhere: no crash, no hang."""
    sound = data.draw(st.sampled_from(SOUND))
    at = data.draw(st.integers(0, len(sound)))
    outcome = read_or_refuse(reader, sound[:at] + noise + sound[at + len(noise) :])
    assert outcome == "read" or re.search("[ก-๙]{4}", outcome)


def read_or_refuse(reader, content):
    try:
        reader.read(content)
    except UnreadableFile as refusal:
        return str(refusal)
    return "read"


SOUND = (
    hostile.one_page(b"BT /F1 12 Tf 50 700 Td (Digital plan 2566) Tj ET"),
    hostile.docx(hostile.body(f"<w:p><w:r><w:t>{GOOD}</w:t></w:r></w:p>")),
    f"<!doctype html><html><body><h1>แผน</h1><p>{GOOD}</p></body></html>".encode(),
    GOOD.encode("cp874"),
)
