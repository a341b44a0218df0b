"""Reads papers: PDF files and pictures of pages, by their text layer where it is good, else by OCR.

The decision is taken page by page, after the whole document's layers have been mended together.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from db.errors import UnreadableFile
from db.models import PageDecision
from ingest.bounded.steps import Steps
from ingest.ocr.pixels import Gray, read_pictures
from ingest.outline.tree import outline
from ingest.page import PageText, Reading
from ingest.read.blocks import title_of
from ingest.read.pdf.assembly import finish_layers
from ingest.read.pdf.file import PdfFile, open_pdf
from ingest.read.pdf.layer import Layer, from_json, to_json
from ingest.read.scans import TOO_HEAVY, Picture, Scan, finish_scans, read_scans
from ingest.sniff import Format
from ingest.versions import READERS

_BY_OCR = frozenset({PageDecision.OCR_NO_TEXT, PageDecision.OCR_GARBLED})
_BUDDHIST_ERA = 543
_POINTS, _DPI = 72, 200


def read_pdf(data: bytes, steps: Steps) -> Reading:
    """The pages and outline of a PDF file; raises UnreadableFile, in Thai."""
    with open_pdf(data) as file:
        steps.expect(file.page_count)
        layers = [_layer(file, number + 1, steps) for number in range(file.page_count)]
        pages = finish_layers(layers)
        waiting = {page.number for page in pages if page.decision in _BY_OCR}
        steps.expect(len(pages), finished=len(pages) - len(waiting))
        pictures = [_picture(layer, file) for layer in layers if layer.number in waiting]
        scans = _told(read_scans(pictures, steps), steps)
    failed = {page.number: TOO_HEAVY for page in pages if page.decision is PageDecision.UNREAD}
    return _reading(_with_scans(pages, scans), failed | _failures(scans), Format.PDF)


def read_images(data: bytes, steps: Steps) -> Reading:
    """The pages and outline of a picture file; raises UnreadableFile, in Thai."""
    pictures = (_of_image(number, gray) for number, gray in enumerate(read_pictures(data), 1))
    scans = _told(read_scans(pictures, steps), steps)
    blank = [
        PageText(scan.picture.number, "", "", quality=0.0, decision=PageDecision.OCR_NO_TEXT)
        for scan in scans
    ]
    return _reading(_with_scans(blank, scans), _failures(scans), Format.IMAGE)


def _layer(file: PdfFile, number: int, steps: Steps) -> Layer:
    """The text layer of a page; one without size for a page that killed its reader before."""
    if steps.has_failed(number):
        layer = Layer(number, 0.0, 0.0)
    else:
        layer = from_json(steps.take("layer", number, lambda: to_json(file.layer(number))))
    steps.done(number)
    return layer


def _picture(layer: Layer, file: PdfFile) -> Picture:
    return Picture(layer.number, layer.width, layer.height, partial(file.image, layer.number))


def _of_image(number: int, gray: Gray) -> Picture:
    height, width = (side * _POINTS / _DPI for side in gray.shape)
    return Picture(number, width, height, lambda: gray)


def _told(scans: Iterable[Scan], steps: Steps) -> list[Scan]:
    told = []
    for scan in scans:
        steps.done(scan.picture.number)
        told.append(scan)
    return told


def _with_scans(pages: Sequence[PageText], scans: Sequence[Scan]) -> list[PageText]:
    """The pages, those that waited for OCR as it read them where it read them better."""
    this_year = datetime.now(UTC).year + _BUDDHIST_ERA
    read = {page.number: page for page in finish_scans(scans, this_year)}
    return [
        _chosen(page, read.get(page.number)) if page.decision in _BY_OCR else page for page in pages
    ]


def _chosen(layer: PageText, scan: PageText | None) -> PageText:
    if scan is None:
        kept = layer.text if layer.decision is PageDecision.OCR_NO_TEXT else ""
        return PageText(layer.number, kept, layer.raw, quality=0.0, decision=PageDecision.UNREAD)
    if layer.decision is PageDecision.OCR_GARBLED and layer.quality > scan.quality:
        decision = PageDecision.REPAIRED if layer.repairs else PageDecision.LAYER
        return replace(layer, decision=decision)
    return replace(scan, decision=layer.decision)


def _failures(scans: Iterable[Scan]) -> dict[int, str]:
    return {scan.picture.number: scan.failure for scan in scans if scan.failure is not None}


def _reading(pages: Sequence[PageText], failures: Mapping[int, str], form: Format) -> Reading:
    problems = tuple(_problems(failures))
    if all(page.decision is PageDecision.UNREAD for page in pages):
        raise UnreadableFile(" ".join(problems))
    headings = tuple(outline(pages))
    return Reading(title_of(pages), tuple(pages), headings, READERS[form], problems)


def _problems(failures: Mapping[int, str]) -> Iterator[str]:
    """One line for each reason, naming its pages."""
    for reason in dict.fromkeys(failures.values()):
        numbers = [str(number) for number in sorted(failures) if failures[number] == reason]
        yield f"ยังไม่ได้อ่านหน้า {', '.join(numbers)}: {reason}"
