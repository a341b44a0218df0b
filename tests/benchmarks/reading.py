"""Speed and memory of reading PDF files, beside the plain extractors: `make bench`.

Takes a PDF with a text layer, whose pages are repeated to 500, and a scanned one. All figures of a
run come from the same minutes on the same machine; compare their ratios. Each reading runs in a
process of its own, whose peak memory is that of its largest process.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

import pdfplumber
import pypdfium2

from ingest.bounded.reader import BoundedReader

PAGES, PLAIN_PAGES = 500, 60
_OCR_DPI = 200
_ROW = "{:<36}{:>7}{:>9}{:>10}"


def main(text: Path, scan: Path) -> None:
    """Print pages per second and peak memory of every reader."""
    print(_ROW.format("reading", "pages", "pages/s", "peak MB"))
    with tempfile.TemporaryDirectory() as folder:
        book, part = Path(folder, "book.pdf"), Path(folder, "part.pdf")
        _repeat(text, book, PAGES)
        _repeat(text, part, PLAIN_PAGES)
        for name, path in (("pypdfium2", book), ("pdftotext", book), ("pdfplumber", part)):
            _report(f"{name}, text", name, path)
        _report("ours, text", "ours", book)
        _report("tesseract, plain, scan", "tesseract", scan)
        _report("ours, scan", "ours", scan)


def run(name: str, path: Path) -> None:
    """Read a file in this process and print seconds, pages and peak memory in MB as JSON."""
    begun = time.perf_counter()
    READERS[name](path)
    seconds = time.perf_counter() - begun
    peaks = [resource.getrusage(who).ru_maxrss for who in _WHOSE]
    print(json.dumps([seconds, _count(path), max(peaks) / 1024]))


def _report(title: str, name: str, path: Path) -> None:
    command = [sys.executable, __file__, "run", name, str(path)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    seconds, pages, peak = json.loads(done.stdout)
    print(_ROW.format(title, pages, f"{pages / seconds:.1f}", f"{peak:.0f}"), flush=True)


def _repeat(source: Path, target: Path, pages: int) -> None:
    given, made = pypdfium2.PdfDocument(source), pypdfium2.PdfDocument.new()
    while len(made) < pages:
        made.import_pages(given, list(range(min(len(given), pages - len(made)))))
    made.save(target)
    made.close()
    given.close()


def _count(path: Path) -> int:
    document = pypdfium2.PdfDocument(path)
    pages = len(document)
    document.close()
    return pages


def _ours(path: Path) -> None:
    with tempfile.TemporaryDirectory() as folder, closing(BoundedReader(Path(folder))) as reader:
        reader.read(path.read_bytes())


def _pypdfium2(path: Path) -> None:
    document = pypdfium2.PdfDocument(path)
    for page in document:
        page.get_textpage().get_text_range()
    document.close()


def _pdfplumber(path: Path) -> None:
    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_text()
            page.close()


def _pdftotext(path: Path) -> None:
    subprocess.run(["pdftotext", "-layout", str(path), "-"], stdout=subprocess.DEVNULL, check=True)


def _tesseract(path: Path) -> None:
    document = pypdfium2.PdfDocument(path)
    with tempfile.TemporaryDirectory() as folder:
        for number, page in enumerate(document):
            picture = Path(folder, f"{number}.png")
            page.render(scale=_OCR_DPI / 72, grayscale=True).to_pil().save(picture)
            command = ["tesseract", str(picture), "-", "-l", "tha"]
            subprocess.run(command, capture_output=True, check=True)
    document.close()


READERS = {
    "ours": _ours,
    "pypdfium2": _pypdfium2,
    "pdfplumber": _pdfplumber,
    "pdftotext": _pdftotext,
    "tesseract": _tesseract,
}
_WHOSE = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)

if __name__ == "__main__":
    if sys.argv[1] == "run":
        run(sys.argv[2], Path(sys.argv[3]))
    else:
        main(Path(sys.argv[1]), Path(sys.argv[2]))
