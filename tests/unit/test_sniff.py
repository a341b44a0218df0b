"""Text is read whatever its encoding; anything else is refused whatever its name."""

import pytest
from docx_builder import docx, p

from db.errors import UnreadableFile
from ingest.sniff import Format, decode, sniff

THAI = "แผนพัฒนาดิจิทัลเพื่อเศรษฐกิจและสังคม\nพ.ศ. ๒๕๖๑ – ๒๕๘๐ e-Government\n"


@pytest.mark.parametrize(
    "data",
    [
        THAI.encode(),
        THAI.encode("utf-8-sig"),
        b"\xff\xfe" + THAI.encode("utf-16-le"),
        b"\xfe\xff" + THAI.encode("utf-16-be"),
        THAI.encode("cp874"),
    ],
    ids=["utf-8", "bom", "utf-16-le", "utf-16-be", "cp874"],
)
def test_thai_text_in_every_encoding(data):
    assert decode(data) == THAI


@pytest.mark.parametrize(
    "text", ["Digital plan\r\n", "ก", "café — naïve", "หน้า\fหน้า\tตาราง", "จบ\x1a"]
)
def test_text_is_text(text):
    assert decode(text.encode()) == text


PDF = b"%PDF-1.7\n%\xe2\xe3\n1 0 obj\n<<>>\nendobj\n"
PAGE = "<html><body><p>" + THAI + "</p></body></html>"


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (PDF, Format.PDF),
        (b"\xef\xbb\xbf\r\n" + PDF, Format.PDF),
        (b"junk\n" * 160 + PDF, Format.PDF),
        (b"junk\n" * 300 + b"%PDF-1.7", Format.TEXT),
        ("ไฟล์ PDF ขึ้นต้นด้วย %PDF-1.7 เสมอ".encode(), Format.TEXT),
        (docx(p("แผน")), Format.DOCX),
        (b"\x89PNG\r\n\x1a\n", Format.IMAGE),
        (b"\xff\xd8\xff\xe0", Format.IMAGE),
        (b"II*\x00", Format.IMAGE),
        (b"MM\x00*", Format.IMAGE),
        (b"GIF89a", Format.IMAGE),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", Format.IMAGE),
        (b"BM\x46\x00\x00\x00\x00\x00\x00\x00\x36\x00\x00\x00\x28\x00\x00\x00", Format.IMAGE),
        (b"BMA - Bangkok", Format.TEXT),
        (("# แผน\n\n<div>" + THAI).encode(), Format.TEXT),
        (THAI.encode("cp874"), Format.TEXT),
    ],
)
def test_what_there_is_a_reader_for(data, found):
    assert sniff(data) is found


@pytest.mark.parametrize(
    "text",
    [
        PAGE,
        "<!DOCTYPE html><p>ประกาศ",
        "<?xml version='1.0'?>\n<!-- หน้า -->\n<!doctype HTML><title>ประกาศ</title>",
        "<table><tr><td>ประกาศ</td></tr></table>\n",
        "Notice: undefined index\n" + PAGE + "\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "cp874", "utf-16"])
def test_web_pages(text, encoding):
    assert sniff(text.encode(encoding)) is Format.HTML
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    "text",
    [
        "แท็ก <html> เปิดหน้าเว็บ และ </html> ปิดหน้าเว็บ",
        "ตัวอย่าง\n```\n<html></html>\n```\n",
        "<div align='center'>โลโก้</div>\n\n# แผน\n",
        "<เอกสาร> แผน",
    ],
)
def test_text_about_markup_is_text(text):
    assert sniff(text.encode()) is Format.TEXT


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (PDF, "PDF"),
        (docx(p("แผน")), "DOCX"),
        (b"\x89PNG\r\n\x1a\n", "รูปภาพ"),
        (b"PK\x03\x04\x14\x00", "เสียหาย"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "docx หรือถอดรหัสผ่าน"),
        (b"\x7fELF\x02\x01", "โปรแกรม"),
        (b"MZ\x90\x00\x03", "โปรแกรม"),
        (b"\x1f\x8b\x08\x00", "บีบอัด"),
        (b"7z\xbc\xaf\x27\x1c", "บีบอัด"),
        (b"Rar!\x1a\x07\x00", "บีบอัด"),
        (b"\x00\x00\x00\x20ftypisom", "วิดีโอ"),
        (b"\x00\x00\x00\x18ftypheic", "JPEG"),
        (rb"{\rtf1\ansi Thai}", "RTF"),
    ],
)
def test_what_is_no_text_is_named(data, named):
    with pytest.raises(UnreadableFile, match=named):
        decode(data)


@pytest.mark.parametrize(
    "data",
    [
        b"plain text \x00 with a hole",
        b"\xef\xbb\xbftext\x00text",
        THAI.encode("utf-16-le"),
        THAI.encode("utf-32"),
        bytes(range(1, 32)) * 4,
        b"\xef\xbb\xbf" + bytes(range(1, 32)) * 4,
    ],
    ids=["nul", "nul-after-bom", "utf-16-without-bom", "utf-32", "control", "control-after-bom"],
)
def test_binary_data_is_refused(data):
    with pytest.raises(UnreadableFile, match="ไบนารี"):
        decode(data)


@pytest.mark.parametrize(
    "data",
    [
        "Le café était fermé à Orléans, près de la forêt.".encode("latin-1"),
        "Größe und Länge der Straße".encode("latin-1"),
        "Цифровая экономика и общество".encode("cp1251"),
        "デジタル計画".encode("shift-jis"),
        THAI.encode()[:-2] + b"\xff\xff" + THAI.encode(),
        b"\xff\xfe" + THAI.encode("utf-16-le") + b"x",
        b"\x81\x8d\x8f\x90 \xfc\xfd\xfe",
    ],
    ids=["french", "german", "russian", "japanese", "damaged", "odd-utf-16", "junk"],
)
def test_other_encodings_are_refused(data):
    with pytest.raises(UnreadableFile, match="UTF-8"):
        decode(data)


def test_a_little_thai_in_an_english_page_is_windows_874():
    text = "The Digital Government Development Agency (สพร.) was established in 2018. " * 5
    assert decode(text.encode("cp874")) == text


@pytest.mark.parametrize("data", [b"", b"   \r\n\t ", "\ufeff".encode(), "\u00a0\u3000".encode()])
def test_nothing_to_read_is_refused(data):
    with pytest.raises(UnreadableFile, match="ไฟล์ว่าง"):
        decode(data)


def test_the_cap_counts_bytes(monkeypatch):
    monkeypatch.setattr("ingest.sniff.MAX_BYTES", 6)
    assert decode("กข".encode()) == "กข"
    with pytest.raises(UnreadableFile, match="ใหญ่เกินกำหนด"):
        decode("กขa".encode())


def test_the_cap_is_fifty_megabytes():
    with pytest.raises(UnreadableFile, match="50 MB"):
        sniff(b"a" * (50 * 1024 * 1024 + 1))


@pytest.mark.parametrize("data", [b"x%PDF-1.4" + b"\n" * 2_000_000, b" " * 2_000_000 + b"x"])
def test_runs_of_white_space_are_passed_once(data):
    """A pattern that tries every start of a run takes hours over this."""
    assert sniff(data) is Format.TEXT
