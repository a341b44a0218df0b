"""How well files are read, beside the best plain extractor: `make eval`.

Reads a folder of samples whose manifest.json names for each file its truth and what to expect.
CER is Levenshtein distance over the length of the truth, both without white space; lines that
repeat on the pages (running heads, page numbers) are in no truth and are taken out of the plain
extractors' text.
"""

import json
import re
import sys
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from extractors import plain_extractors, plain_ocr, without_margins
from rapidfuzz.distance import Levenshtein

from db.errors import UnreadableFile
from db.thai import arabic_digits
from ingest.bounded.reader import BoundedReader
from ingest.files import read_content, refuse_suffix
from ingest.mending.lexicon import share
from ingest.page import Reading
from ingest.sniff import sniff

_NUMBER = re.compile(r"[0-9๐-๙]+(?:[.,][0-9๐-๙]+)*")
_THAI = re.compile("[ก-๎]")
_ROW = "{:<34}{:>9}{:>9}{:>9}  {:<13}{:>12}{:>14}{:>8}"


@dataclass(frozen=True, slots=True)
class Sample:
    """A file, its true text, and what its manifest expects."""

    path: Path
    truth: str | None
    expect: str
    phrases: tuple[str, ...]


def main(folder: Path) -> None:
    """Print a row per sample, then the sums."""
    samples = read_manifest(folder)
    with TemporaryDirectory() as work, closing(BoundedReader(Path(work))) as reader:
        _report_text([one for one in samples if _is_text(one)], reader)
        _report_scans([one for one in samples if one.truth and "ocr" in one.expect], reader)
        _report_phrases([one for one in samples if one.phrases], reader)
        _report_refusals([one for one in samples if one.expect.startswith("reject")], reader)


def read_manifest(folder: Path) -> list[Sample]:
    """The samples that a manifest lists."""
    entries = json.loads((folder / "manifest.json").read_text("utf-8"))["entries"]
    return [_sample(folder, entry) for entry in entries if (folder / entry["file"]).exists()]


def error_rate(truth: str, text: str) -> float:
    """Character errors for each character of the truth, white space apart."""
    truth, text = ("".join(whole.split()) for whole in (truth, text))
    return Levenshtein.distance(truth, text) / len(truth)


def numbers_found(truth: str, text: str) -> tuple[int, int, int, int]:
    """Numbers of the truth that the text holds, all of them; the same of B.E. years."""
    wanted, held = (Counter(map(_plain, _NUMBER.findall(whole))) for whole in (truth, text))
    found = wanted & held
    years = {number for number in wanted if re.fullmatch(r"2[45]\d\d", number)}
    return (
        found.total(),
        wanted.total(),
        sum(found[year] for year in years),
        sum(wanted[year] for year in years),
    )


def _sample(folder: Path, entry: dict[str, object]) -> Sample:
    truth = folder / str(entry["truth"]) if entry.get("truth") else None
    phrases = entry.get("must_contain") or ()
    return Sample(
        path=folder / str(entry["file"]),
        truth=truth.read_text("utf-8") if truth and truth.suffix == ".txt" else None,
        expect=str(entry.get("expect", "")),
        phrases=tuple(map(str, phrases)),  # type: ignore[call-overload]
    )


def _is_text(sample: Sample) -> bool:
    is_pdf = sample.path.suffix == ".pdf"
    return sample.truth is not None and is_pdf and sample.expect.startswith("text")


def _report_text(samples: list[Sample], reader: BoundedReader) -> None:
    print("Text layers, CER %: the file's raw layer, the best plain extractor, ours")
    print(_ROW.format("file", "raw", "plain", "ours", "(plain is)", "ำ/1000", "words %", "edits"))
    worse = []
    for sample in samples:
        reading = reader.read(sample.path.read_bytes())
        best, name = _best_plain(sample)
        ours = error_rate(sample.truth or "", _text(reading))
        worse += [sample.path.name] if ours > best else []
        print(_text_row(sample, reading, best, name, ours))
    print(f"not better and not equal: {worse or 'none'}\n")


def _best_plain(sample: Sample) -> tuple[float, str]:
    rates = {
        name: error_rate(sample.truth or "", without_margins(extract(sample.path)))
        for name, extract in plain_extractors().items()
    }
    return min((rate, name) for name, rate in rates.items())


def _text_row(sample: Sample, reading: Reading, best: float, name: str, ours: float) -> str:
    raw = without_margins([page.raw for page in reading.pages])
    text = _text(reading)
    return _ROW.format(
        sample.path.name[:33],
        _percent(error_rate(sample.truth or "", raw)),
        _percent(best),
        _percent(ours),
        name,
        f"{_am(raw):.1f}→{_am(text):.1f}",
        f"{_share(raw)}→{_share(text)}",
        sum(sum(page.repairs.values()) for page in reading.pages),
    )


def _report_scans(samples: list[Sample], reader: BoundedReader) -> None:
    print("OCR: plain Tesseract, then ours. CER %, numbers right, years right, numbers in doubt")
    for sample in (one for one in samples if one.path.suffix == ".pdf"):
        truth = sample.truth or ""
        reading = reader.read(sample.path.read_bytes())
        plain, ours = "\n".join(plain_ocr(sample.path)), _text(reading)
        sources = Counter(str(page.source) for page in reading.pages)
        doubts = sum(len(page.doubts) for page in reading.pages)
        print(
            f"{sample.path.name[:33]:<34}"
            f"{_percent(error_rate(truth, plain)):>8}{_percent(error_rate(truth, ours)):>8}"
            f"  {_ratio(truth, plain)} → {_ratio(truth, ours)}  {doubts} {dict(sources)}"
        )
    print()


def _report_phrases(samples: list[Sample], reader: BoundedReader) -> None:
    print("Phrases that must be found on real pages")
    for sample in samples:
        text = "".join(_text(reader.read(sample.path.read_bytes())).split())
        lost = [phrase for phrase in sample.phrases if "".join(phrase.split()) not in text]
        print(f"{sample.path.name[:44]:<46}{len(sample.phrases) - len(lost)} found, lost: {lost}")
    print()


def _report_refusals(samples: list[Sample], reader: BoundedReader) -> None:
    print("Hostile and damaged files")
    for sample in samples:
        try:
            content = read_content(sample.path)
            refuse_suffix(sample.path, sniff(content))
            reading = reader.read(content)
            outcome = f"READ, {len(reading.pages)} pages"
        except UnreadableFile as refusal:
            outcome = str(refusal)
        print(f"{sample.path.name:<24}{outcome}")
    print()


def _text(reading: Reading) -> str:
    return "\n".join(page.text for page in reading.pages)


def _plain(number: str) -> str:
    return arabic_digits(number).replace(",", "")


def _am(text: str) -> float:
    return 1000 * text.count("ำ") / max(1, len(_THAI.findall(text)))


def _share(text: str) -> str:
    found = share(text)
    return "-" if found is None else f"{100 * found:.1f}"


def _percent(rate: float) -> str:
    return f"{100 * rate:.2f}"


def _ratio(truth: str, text: str) -> str:
    found, wanted, years, all_years = numbers_found(truth, text)
    return f"{found}/{wanted} {years}/{all_years}"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
