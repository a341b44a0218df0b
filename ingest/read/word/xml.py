"""The parts of a Word file as trees, and how to ask their elements."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from posixpath import dirname, join, normpath

from lxml import etree

from db.errors import UnreadableFile
from ingest.archive import DAMAGED, SAVE_AGAIN, TOO_BIG, Archive, open_archive, relationships

Element = etree._Element

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
# A "Strict Open XML" file has other namespaces and the same elements.
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
W = f"{{{_WORD}}}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
VML = "{urn:schemas-microsoft-com:vml}"
MAX_TAGS = 3_000_000
_MAIN = "word/document.xml"
_NO_MAIN = f"ไม่พบเนื้อหาของเอกสาร Word (word/document.xml) ไฟล์อาจเสียหาย {SAVE_AGAIN}"
_OFF = {"0", "false", "off", "none"}


@dataclass(frozen=True, slots=True)
class Parts:
    """What a Word document consists of; parts it does without are None."""

    document: Element
    styles: Element | None
    numbering: Element | None
    footnotes: Element | None
    endnotes: Element | None
    has_media: bool


def open_parts(data: bytes) -> Parts:
    """The parts of a Word file; raises UnreadableFile for hostile, damaged and other files."""
    archive = open_archive(data)
    kinds = dict(relationships(archive, "_rels/.rels"))
    main = normpath(kinds.get("officeDocument", _MAIN).lstrip("/"))
    document = _tree(archive, main)
    if document is None:
        raise UnreadableFile(_NO_MAIN)
    named = _named(archive, main)

    def part(kind: str) -> Element | None:
        return _tree(archive, named.get(kind, join(dirname(main), f"{kind}.xml")))

    return Parts(
        document=document,
        styles=part("styles"),
        numbering=part("numbering"),
        footnotes=part("footnotes"),
        endnotes=part("endnotes"),
        has_media=any("/media/" in name for name in archive.members),
    )


def child(element: Element | None, *names: str) -> Element | None:
    """The element down a path of Word names, None where it breaks off."""
    for name in names:
        if element is None:
            return None
        element = element.find(W + name)
    return element


def value(element: Element | None, *names: str) -> str | None:
    """The `w:val` of the element down a path of names."""
    found = child(element, *names)
    return None if found is None else found.get(W + "val")


def number(text: str | None, default: int, most: int = 1_000_000) -> int:
    """A whole number from 0 to `most`; what is none gives the default."""
    try:
        return min(most, max(0, int(text or "")))
    except ValueError:
        return default


def is_on(element: Element | None, *names: str) -> bool:
    """Whether the switch down a path of names is there and not turned off."""
    found = child(element, *names)
    return found is not None and (found.get(W + "val") or "1").lower() not in _OFF


def within(element: Element, name: str) -> Iterator[Element]:
    """The children of a name, also those in content controls and insertions."""
    for each in element:
        if each.tag == W + name:
            yield each
        elif each.tag in _WRAPPERS:
            yield from within(each, name)


_WRAPPERS = {W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}


def _named(archive: Archive, main: str) -> Mapping[str, str]:
    """The part names of each kind that the main part refers to."""
    folder, file = dirname(main), main.rsplit("/", 1)[-1]
    found = relationships(archive, join(folder, "_rels", f"{file}.rels"))
    return {kind: normpath(join("/", folder, target)).lstrip("/") for kind, target in found}


def _tree(archive: Archive, name: str) -> Element | None:
    content = archive.read(name)
    if content is None:
        return None
    if content.count(b"<") > MAX_TAGS:
        raise UnreadableFile(TOO_BIG)
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(content.replace(_STRICT, _WORD.encode()), parser)
    except etree.XMLSyntaxError as error:
        too_big = "huge" in str(error).lower() or "depth" in str(error).lower()
        raise UnreadableFile(TOO_BIG if too_big else DAMAGED) from None
