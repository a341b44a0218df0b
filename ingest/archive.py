"""Opens the zip a Word or Excel file is, having looked first at what it would unpack to.

Limits are those measured against hostile files: a member's directory entry can lie, so members are
read through a counter as well.
"""

import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from xml.etree.ElementTree import ParseError, XMLParser, fromstring
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from db.errors import UnreadableFile

MAX_MEMBERS = 2_000
MAX_TOTAL = 200 * 1024 * 1024
MAX_XML = 50 * 1024 * 1024
MAX_RATIO = 100
MAX_LINKS = 100_000
# Below this a member is harmless however well it packs: forms of empty rows pack 200:1.
_SMALL = 5 * 1024 * 1024
_CHUNK = 1024 * 1024
_DIRECTORY_ENTRY = b"PK\x01\x02"
_XML = (".xml", ".rels", ".vml")
_NESTED = (".zip", ".rar", ".7z", ".gz", ".tgz", ".bz2", ".xz", ".tar")
_ENTITIES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_LOCAL_TEMPLATE = re.compile(r"(?:file:///)?[A-Za-z]:", re.IGNORECASE)

SAVE_AGAIN = "โปรดเปิดด้วย Word แล้วบันทึกใหม่ก่อนนำเข้า"
DAMAGED = f"ไฟล์เสียหายหรือไม่ครบ {SAVE_AGAIN}"
TOO_BIG = "เอกสารคลายออกมาใหญ่หรือซับซ้อนเกินกำหนด จึงไม่อ่าน โปรดแบ่งเอกสารหรือบันทึกเป็น PDF ก่อนนำเข้า"
_ENCRYPTED = "ไฟล์มีรหัสผ่าน โปรดถอดรหัสผ่านก่อนนำเข้า"
_ODD_NAMES = "ไฟล์บีบอัดมีชื่อไฟล์ภายในที่ไม่ปลอดภัย จึงไม่อ่าน โปรดบันทึกเป็น .docx ใหม่ด้วย Word"
_INSIDE = "มีไฟล์บีบอัดซ้อนอยู่ภายใน จึงไม่อ่าน โปรดแยกไฟล์นั้นออกก่อนนำเข้า"
_HAS_ENTITIES = f"เอกสารประกาศ DOCTYPE หรือ ENTITY ซึ่งเอกสาร Word ไม่มี จึงไม่อ่าน {SAVE_AGAIN}"
_EXTERNAL = (
    "เอกสารเชื่อมโยงไปยังแหล่งภายนอก ({}) ซึ่งระบบจะไม่เปิด โปรดฝังเนื้อหาไว้ในเอกสารหรือบันทึกเป็น PDF ก่อนนำเข้า"
)
_OTHERS: tuple[tuple[str, str], ...] = (
    ("xl/", "สมุดงาน Excel (.xlsx) โปรดบันทึกเป็น PDF ก่อนนำเข้า"),
    ("ppt/", "งานนำเสนอ PowerPoint (.pptx) โปรดบันทึกเป็น PDF ก่อนนำเข้า"),
    ("visio/", "แผนภาพ Visio โปรดบันทึกเป็น PDF ก่อนนำเข้า"),
    ("META-INF/container.xml", "หนังสือ EPUB โปรดบันทึกเป็น PDF ก่อนนำเข้า"),
)
_OPEN_DOCUMENT = "เอกสาร OpenDocument (.odt .ods .odp) โปรดบันทึกเป็น .docx หรือ PDF ก่อนนำเข้า"
_NO_WORKBOOK = "เนื้อไฟล์ไม่ใช่สมุดงาน Excel (.xlsx) โปรดเปิดด้วย Excel แล้วบันทึกเป็น .xlsx ก่อนนำเข้า"
_PLAIN_ZIP = "ไฟล์บีบอัด ZIP โปรดแตกไฟล์แล้วนำเข้าทีละไฟล์"


@dataclass(frozen=True, slots=True)
class Archive:
    """A Word file's members by name, looked through but not yet unpacked."""

    source: ZipFile
    members: Mapping[str, ZipInfo]

    def read(self, name: str) -> bytes | None:
        """An XML part in UTF-8, None where there is none; raises UnreadableFile when it is too
        big, damaged, or declares a document type or entities.
        """
        if name not in self.members:
            return None
        content = _utf8(_unpack(self.source, self.members[name]))
        if _ENTITIES.search(content):
            raise UnreadableFile(_HAS_ENTITIES)
        return content


def open_archive(data: bytes) -> Archive:
    """The Word file in these bytes; raises UnreadableFile for any other zip, one past the limits,
    and one that would fetch something from elsewhere when opened.
    """
    archive = look_into(data)
    _refuse_links(archive)
    return archive


def look_into(data: bytes) -> Archive:
    """The Word file in these bytes, none of its XML unpacked or parsed yet; raises UnreadableFile
    for any other zip and one past the limits.
    """
    return _looked_through(data, _refuse_kind)


def look_into_workbook(data: bytes) -> Archive:
    """The Excel file in these bytes, each of its XML parts unpacked once within the limits and
    free of entities; raises UnreadableFile for anything else.
    """
    if not data.startswith(b"PK"):
        raise UnreadableFile(_NO_WORKBOOK)
    archive = _looked_through(data, _refuse_no_workbook)
    for name in archive.members:
        if name.lower().endswith(_XML):
            archive.read(name)
    return archive


def is_workbook(data: bytes) -> bool:
    """Whether these bytes call themselves an Excel file; nothing is unpacked."""
    if not data.startswith(b"PK") or data.count(_DIRECTORY_ENTRY) > MAX_MEMBERS:
        return False
    try:
        return "xl/workbook.xml" in _opened(data).namelist()
    except UnreadableFile:
        return False


def _looked_through(
    data: bytes, refuse: Callable[[ZipFile, Mapping[str, ZipInfo]], None]
) -> Archive:
    if data.count(_DIRECTORY_ENTRY) > MAX_MEMBERS:
        raise UnreadableFile(TOO_BIG)
    source = _opened(data)
    infos = [info for info in source.infolist() if not info.is_dir()]
    members = {info.filename: info for info in infos}
    _refuse_encryption(infos)
    refuse(source, members)
    _refuse_names(infos, members)
    _refuse_bombs(infos)
    return Archive(source, members)


def _opened(data: bytes) -> ZipFile:
    try:
        return ZipFile(BytesIO(data))
    except (BadZipFile, LargeZipFile, ValueError, OSError, NotImplementedError) as error:
        raise UnreadableFile(DAMAGED) from error


def _refuse_encryption(infos: list[ZipInfo]) -> None:
    if any(info.flag_bits & 1 for info in infos):
        raise UnreadableFile(_ENCRYPTED)


def _refuse_kind(source: ZipFile, members: Mapping[str, ZipInfo]) -> None:
    """What is no Word file is named, with what to do about it."""
    if any(name.startswith("word/") for name in members):
        return
    if "mimetype" in members and b"opendocument" in _unpack(source, members["mimetype"])[:200]:
        raise UnreadableFile(f"เนื้อไฟล์เป็น{_OPEN_DOCUMENT}")
    for folder, name in _OTHERS:
        if any(member.startswith(folder) for member in members):
            raise UnreadableFile(f"เนื้อไฟล์เป็น{name}")
    raise UnreadableFile(f"เนื้อไฟล์เป็น{_PLAIN_ZIP}")


def _refuse_no_workbook(_source: ZipFile, members: Mapping[str, ZipInfo]) -> None:
    if "xl/workbook.xml" not in members:
        raise UnreadableFile(_NO_WORKBOOK)


def _refuse_names(infos: list[ZipInfo], members: Mapping[str, ZipInfo]) -> None:
    """Two members of one name could show one thing here and another in Word."""
    if len(infos) != len(members) or any(map(_is_odd, members)):
        raise UnreadableFile(_ODD_NAMES)
    if any(name.lower().endswith(_NESTED) for name in members):
        raise UnreadableFile(_INSIDE)


def _is_odd(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return name.startswith(("/", "\\")) or ".." in parts or ":" in parts[0] or "\x00" in name


def _refuse_bombs(infos: list[ZipInfo]) -> None:
    if sum(info.file_size for info in infos) > MAX_TOTAL:
        raise UnreadableFile(TOO_BIG)
    if any(_is_bomb(info) for info in infos if info.filename.lower().endswith(_XML)):
        raise UnreadableFile(TOO_BIG)


def _is_bomb(info: ZipInfo) -> bool:
    packed = max(1, info.compress_size)
    return info.file_size > MAX_XML or info.file_size > max(_SMALL, MAX_RATIO * packed)


def _unpack(source: ZipFile, info: ZipInfo) -> bytes:
    """The bytes of a member, counted while they come."""
    try:
        with source.open(info) as member:
            content = bytearray()
            while chunk := member.read(_CHUNK):
                content += chunk
                if len(content) > MAX_XML:
                    raise UnreadableFile(TOO_BIG)
            return bytes(content)
    except (BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
        raise UnreadableFile(DAMAGED) from error


def _utf8(content: bytes) -> bytes:
    """The only two encodings of an office file in one, so that nothing hides in a third."""
    if not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content
    try:
        return content.decode("utf-16").encode()
    except UnicodeError as error:
        raise UnreadableFile(DAMAGED) from error


def _refuse_links(archive: Archive) -> None:
    """Whatever Word would fetch on opening. Links to click are only text here, and so is the path
    of the template on its author's disk, which Word leaves in every file made from one.
    """
    for name in archive.members:
        if name.endswith(".rels"):
            for kind, target in relationships(archive, name, outside=True):
                local = kind == "attachedTemplate" and _LOCAL_TEMPLATE.match(target)
                if kind != "hyperlink" and not local:
                    raise UnreadableFile(_EXTERNAL.format(kind[:40] or "ไม่ทราบชนิด"))


def relationships(
    archive: Archive, name: str, *, outside: bool = False
) -> Iterator[tuple[str, str]]:
    """The kind (last word of the type) and target of what a .rels part names, inside the file or
    outside it; raises UnreadableFile for broken XML and for more than MAX_LINKS elements.
    """
    content = archive.read(name) or b"<none/>"
    if content.count(b"<") > MAX_LINKS:
        raise UnreadableFile(TOO_BIG)
    try:
        root = fromstring(content, XMLParser(encoding="utf-8"))
    except ParseError as error:
        raise UnreadableFile(DAMAGED) from error
    for element in root.iter():
        if (element.get("TargetMode", "").lower() == "external") is outside:
            kind = element.get("Type", "").rsplit("/", 1)[-1]
            if element.tag.endswith("Relationship"):
                yield kind, element.get("Target", "")
