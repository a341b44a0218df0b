"""A zip is looked through before anything in it is unpacked."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx_builder import docx, p, relationships, zipped

from db.errors import UnreadableFile
from ingest import archive
from ingest.archive import open_archive
from ingest.read.word.document import read_docx

OUTSIDE = 'TargetMode="External"'


def refuses(data, said):
    with pytest.raises(UnreadableFile, match=said):
        read_docx(data)


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["[Content_Types].xml", "xl/workbook.xml"], "Excel"),
        (["[Content_Types].xml", "ppt/presentation.xml"], "PowerPoint"),
        (["META-INF/container.xml"], "EPUB"),
        (["แผน.txt"], "แตกไฟล์"),
        ([], "แตกไฟล์"),
    ],
)
def test_other_zips_are_named(names, said):
    with pytest.raises(UnreadableFile, match=said):
        open_archive(zipped(dict.fromkeys(names, "")))


def test_an_open_document_is_named():
    with pytest.raises(UnreadableFile, match="OpenDocument"):
        open_archive(zipped({"mimetype": "application/vnd.oasis.opendocument.text"}))


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../x.xml", "word/../../x", "C:/x.xml", "word\\..\\x"]
)
def test_names_that_lead_elsewhere_are_refused(name):
    refuses(docx(p("ก"), **{name: ""}), "ไม่ปลอดภัย")


def test_archives_within_are_refused_and_embedded_workbooks_are_not():
    refuses(docx(p("ก"), **{"word/media/x.zip": "x"}), "ซ้อน")
    assert read_docx(docx(p("ก"), **{"word/embeddings/x.xlsx": "PK"})).pages[0].text == "ก"


def test_encrypted_members_are_refused():
    data = bytearray(docx(p("ก")))
    entry = data.index(b"PK\x01\x02")
    data[entry + 8] |= 1
    refuses(bytes(data), "รหัสผ่าน")


@pytest.mark.parametrize(
    ("limit", "value"), [("MAX_MEMBERS", 2), ("MAX_TOTAL", 500), ("MAX_XML", 400)]
)
def test_limits_on_what_it_unpacks_to(monkeypatch, limit, value):
    data = docx(p("ก" * 200))
    open_archive(data)
    monkeypatch.setattr(archive, limit, value)
    refuses(data, "ใหญ่หรือซับซ้อน")


def test_a_part_that_packs_too_well_is_refused():
    refuses(docx(p("ก") + p() * 200_000), "ใหญ่หรือซับซ้อน")


def test_a_directory_that_lies_about_sizes_is_found_out(monkeypatch):
    data = docx(p("ก" * 5_000))
    size = ZipFile(BytesIO(data)).getinfo("word/document.xml").file_size
    lie = data.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))
    refuses(lie, "เสียหาย")
    monkeypatch.setattr(archive, "MAX_XML", 4_000)
    refuses(lie, "ใหญ่หรือซับซ้อน|เสียหาย")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "declared", ['<!DOCTYPE x SYSTEM "file:///etc/passwd">', "<!ENTITY a 'b'>"]
)
def test_declarations_are_refused(declared, encoding):
    xml = f'<?xml version="1.0" encoding="{encoding}"?>{declared}<w:styles/>'
    refuses(docx(p("ก"), **{"word/styles.xml": xml.encode(encoding)}), "ENTITY")


def test_no_third_encoding_hides_a_declaration():
    xml = '<?xml version="1.0" encoding="utf-7"?><!DOCTYPE x><w:styles/>'.replace("<!", "+ADwAIQ-")
    refuses(docx(p("ก"), **{"word/styles.xml": xml}), "เสียหาย")


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("attachedTemplate", "http://example.org/t.dotm"),
        ("attachedTemplate", "file://server/share/t.dotm"),
        ("image", "https://example.org/a.png"),
        ("oleObject", "file:///C:/a.xlsx"),
        ("frame", "a.htm"),
    ],
)
def test_what_word_would_fetch_is_refused(kind, target):
    rels = relationships((kind, target), mode=OUTSIDE)
    refuses(docx(p("ก"), **{"word/_rels/x.rels": rels}), "ภายนอก")


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("hyperlink", "https://data.go.th"),
        ("hyperlink", "mailto:a@example.org"),
        ("attachedTemplate", "file:///C:\\Users\\x\\แม่แบบ.dotx"),
    ],
)
def test_links_to_click_and_a_template_left_behind_are_not(kind, target):
    rels = relationships((kind, target), mode=OUTSIDE)
    assert read_docx(docx(p("ก"), **{"word/_rels/x.rels": rels})).pages[0].text == "ก"


def test_two_members_of_one_name_are_refused():
    written = BytesIO(docx(p("ก")))
    with ZipFile(written, "a", ZIP_DEFLATED) as file, pytest.warns(UserWarning, match="Duplicate"):
        file.writestr("word/document.xml", "<x/>")
    refuses(written.getvalue(), "ไม่ปลอดภัย")


@pytest.mark.parametrize("cut", [4, 30, 200, -30])
def test_a_truncated_file_is_refused(cut):
    refuses(docx(p("ก"))[:cut], "เสียหาย")


def test_links_past_counting_are_refused_unparsed():
    links = "<Relationships>" + "<a/>" * 100_000 + "</Relationships>"
    with pytest.raises(UnreadableFile, match="ซับซ้อนเกินกำหนด"):
        open_archive(zipped({"word/document.xml": "", "word/_rels/document.xml.rels": links}))
