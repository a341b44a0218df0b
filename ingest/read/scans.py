"""Pictures of pages, read by OCR and finished as if the lines had been a text layer."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from statistics import median

from db.boxes import NOWHERE, SCALE, Box, outline_of, unpack
from db.errors import UnreadableFile
from db.models import PageSource
from ingest.bounded.steps import Steps
from ingest.ocr.numbers import check, sure_numbers
from ingest.ocr.pixels import Gray, as_jpeg
from ingest.ocr.reader import OcrLine, OcrPage, page_from_json, read_page
from ingest.ocr.rows import STEMS, without_tall
from ingest.ocr.tesseract import missing
from ingest.page import Doubt, PageText
from ingest.read.pdf.assembly import finish_layers
from ingest.read.pdf.layer import Layer, Line

AT_ONCE = 2
TOO_HEAVY = "ซับซ้อนเกินกำหนดหรือเสียหาย โปรดบันทึกหน้านี้ใหม่แล้วนำเข้าอีกครั้ง"
_STEP = "ocr"
_CONSONANT = 0.45
_SIZE = 16.0
_FEW = 3


@dataclass(frozen=True, slots=True)
class Picture:
    """A page to be read: `draw` gives its grey pixels, width and height are in points."""

    number: int
    width: float
    height: float
    draw: Callable[[], Gray]


@dataclass(frozen=True, slots=True)
class Scan:
    """What OCR made of a picture, or why it made nothing of it, in Thai."""

    picture: Picture
    page: OcrPage | None
    failure: str | None = None


def read_scans(pictures: Iterable[Picture], steps: Steps) -> Iterator[Scan]:
    """The pictures read in order, two at a time; those finished before are not read again."""
    lack = missing()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        running: deque[tuple[Picture, Future[OcrPage]]] = deque()
        for picture in pictures:
            begun = _begun(picture, steps, lack)
            if isinstance(begun, Scan):
                yield from _ended(running, steps, 0)
                yield begun
                continue
            running.append((picture, pool.submit(read_page, begun)))
            yield from _ended(running, steps, AT_ONCE)
        yield from _ended(running, steps, 0)


def finish_scans(scans: Sequence[Scan], this_year: int) -> list[PageText]:
    """The pages of the scans that were read, finished together; `this_year` is B.E.

    Their quality is that of the text times the share of it that was read with confidence: OCR
    makes dictionary words even of what it cannot see.
    """
    read = [(scan, scan.page) for scan in scans if scan.page is not None]
    pages = finish_layers([_layer(scan.picture, page) for scan, page in read])
    given = [tuple(_doubts(page, done)) for (_, page), done in zip(read, pages, strict=True)]
    known = {
        number
        for page, doubts in zip(pages, given, strict=True)
        for number in sure_numbers(page.text, doubts)
    }
    return [
        replace(
            page,
            source=PageSource.OCR,
            quality=page.quality * _sound_share(scanned),
            doubts=check(page.text, doubts, this_year, known),
        )
        for (_, scanned), page, doubts in zip(read, pages, given, strict=True)
    ]


def _begun(picture: Picture, steps: Steps, lack: str | None) -> Gray | Scan:
    """The pixels to read, or what is already known of the page."""
    kept = steps.find(_STEP, picture.number)
    if kept is not None:
        return Scan(picture, page_from_json(kept))
    if lack is not None or steps.has_failed(picture.number):
        return Scan(picture, None, lack or TOO_HEAVY)
    steps.begin(picture.number)
    try:
        gray = picture.draw()
        steps.picture(picture.number, lambda: as_jpeg(gray))
        return gray
    except UnreadableFile as problem:
        return Scan(picture, None, str(problem))


def _ended(
    running: deque[tuple[Picture, Future[OcrPage]]], steps: Steps, left: int
) -> Iterator[Scan]:
    """Waits for the first of the running pages until no more than `left` run."""
    while len(running) > left:
        picture, future = running.popleft()
        steps.begin(picture.number)
        try:
            page = future.result()
        except UnreadableFile as problem:
            yield Scan(picture, None, str(problem))
            continue
        steps.keep(_STEP, picture.number, page.as_json())
        yield Scan(picture, page)


def _sound_share(page: OcrPage) -> float:
    letters = sum(len(line.text) for line in page.lines)
    return sum(line.sound * len(line.text) for line in page.lines) / max(1, letters)


def _layer(picture: Picture, page: OcrPage) -> Layer:
    found = [_size(line, picture.height) for line in page.lines]
    usual = median([size for size in found if size is not None] or [_SIZE])
    lines = tuple(
        Line(line.text, line.boxes, size or usual)
        for line, size in zip(page.lines, found, strict=True)
    )
    return Layer(picture.number, picture.width, picture.height, lines, image_share=1.0)


def _size(line: OcrLine, height: float) -> float | None:
    """The size of the type in points, from the height of its letters; None without enough."""
    boxes = [box for letter, box in zip(line.text, line.boxes, strict=True) if letter in STEMS]
    if len(boxes) < _FEW:
        return None
    return median(box[3] - box[1] for box in without_tall(boxes)) * height / SCALE / _CONSONANT


def _doubts(read: OcrPage, page: PageText) -> Iterator[Doubt]:
    """The doubts of the lines as spans of the finished page, found again by their places."""
    boxes = unpack(page.boxes or b"")
    for line in read.lines:
        for start, end, other in line.doubts:
            places = outline_of(line.boxes[start:end])
            covered = [
                at for at, box in enumerate(boxes) if any(_is_in(box, one) for one in places)
            ]
            if covered:
                yield Doubt(covered[0], covered[-1] + 1, other)


def _is_in(box: Box, place: Box) -> bool:
    if box == NOWHERE:
        return False
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return place[0] <= x <= place[2] and place[1] <= y <= place[3]
