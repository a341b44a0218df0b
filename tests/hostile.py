"""Files that nobody should send, made small enough to keep in code."""

import io
import struct
import zipfile
import zlib

CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def docx(document, **parts):
    """A DOCX of the XML given, compressed as hard as it goes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        archive.writestr("word/document.xml", document)
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def body(inside):
    return f'<w:document xmlns:w="{WORD}"><w:body>{inside}</w:body></w:document>'


def zip_bomb():
    return docx(body("<w:p><w:r><w:t>" + "ก" * 40_000_000 + "</w:t></w:r></w:p>"))


def docx_with_external_links():
    relations = (
        f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" TargetMode="External" '
        f'Type="{OFFICE}/attachedTemplate" '
        'Target="http://127.0.0.1:9/evil.dotm"/></Relationships>'
    )
    text = body("<w:p><w:r><w:t>แผน</w:t></w:r></w:p>")
    return docx(text, **{"word/_rels/document.xml.rels": relations})


def pdf(*objects, trailer=""):
    """A PDF of numbered objects (bytes), the first of which is its catalogue."""
    made, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    size = len(objects) + 1
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % size
    tail = b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n"
    return made + head + table + tail % (size, trailer.encode(), len(made))


def one_page(content, trailer=""):
    stream = zlib.compress(content, 9)
    return pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        trailer=trailer,
    )


def pdf_bomb():
    """200 MB of drawing in 200 kB."""
    return one_page(b"BT /F1 12 Tf 9 9 Td (bomb) Tj ET\n" * 6_000_000)


def encrypted_pdf():
    """Nobody knows the password of this one."""
    return one_page(
        b"BT /F1 12 Tf 9 9 Td (secret) Tj ET",
        trailer="/ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -44 "
        f"/O <{'11' * 32}> /U <{'22' * 32}> >>",
    )


def truncated_pdf():
    whole = one_page(b"BT /F1 12 Tf 9 9 Td (half) Tj ET")
    return whole[: len(whole) // 2]


def huge_picture():
    """A PNG of 20,000 by 20,000 pixels."""

    def chunk(kind, content):
        checksum = zlib.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", checksum)

    header = struct.pack(">IIBBBBB", 20_000, 20_000, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 20_001 * 1_000, 9)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )
