"""Reads Word documents (DOCX): numbers, tables, boxes and notes as they are printed, without the
running heads and without anything fetched from elsewhere.
"""

from db.errors import UnreadableFile
from ingest.archive import TOO_BIG
from ingest.page import Reading
from ingest.read.blocks import TITLE_LIMIT, lay_out, title_of
from ingest.read.word.body import Body
from ingest.read.word.xml import open_parts
from ingest.sniff import EMPTY, Format
from ingest.versions import READERS

_ONLY_PICTURES = "เอกสาร Word นี้มีแต่รูปภาพ ไม่มีข้อความให้อ่าน โปรดบันทึกเป็น PDF แล้วนำเข้าใหม่เพื่ออ่านตัวอักษรในภาพ"


def read_docx(data: bytes) -> Reading:
    """The pages and outline of a Word document. Pages end where Word last ended them, where it
    says so. Raises UnreadableFile for what is damaged, hostile, too large or without text.
    """
    parts = open_parts(data)
    body = Body(parts)
    try:
        pages, headings = lay_out(body.blocks())
    except RecursionError as error:
        raise UnreadableFile(TOO_BIG) from error
    if not any(page.text for page in pages):
        raise UnreadableFile(_ONLY_PICTURES if parts.has_media else EMPTY)
    title = body.title if body.title and len(body.title) <= TITLE_LIMIT else title_of(pages)
    return Reading(title, pages, headings, READERS[Format.DOCX])
