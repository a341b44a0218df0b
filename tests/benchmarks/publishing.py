"""What publishing costs: one changed document among 200, and asking while 500 pages are published.

python publishing.py [--documents N] [--pages N]. Uses the bundled embedder; figures of a shared
machine are ratios.
"""

import argparse
import asyncio
import statistics
import tempfile
import threading
import time
from datetime import date
from pathlib import Path

from api.services import Services, open_services
from api.settings import Settings
from assistant.ask import Question, answer
from db.models import DocumentKind
from ingest.bundle import load_bundle
from ingest.library import Text
from ingest.publish import publishing

TOPICS = ("ระบบคลาวด์กลาง", "การยืมครุภัณฑ์", "ข้อมูลเปิดภาครัฐ", "ความมั่นคงปลอดภัย", "บริการประชาชน")
QUESTIONS = (
    "หน่วยงานต้องศึกษาเอกสารอะไรบ้าง",
    "ใครเป็นผู้ลงนามในหนังสือ",
    "แผนพัฒนาดิจิทัลเพื่อเศรษฐกิจและสังคมมีกี่ยุทธศาสตร์",
    "การยืมครุภัณฑ์ต้องส่งคืนภายในกี่วัน",
)
ROUNDS = 15


def main() -> None:
    """Print a table of what was measured."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--pages", type=int, default=500)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        services = open_services(Settings(data_dir=Path(folder)))
        load_bundle(services.library, services.database, Path(folder))
        _measure_increment(services, given.documents)
        _measure_asking(services, given.pages)
        services.close()


def _measure_increment(services: Services, documents: int) -> None:
    for number in range(documents):
        _take(services, f"d{number}", _paper(number, 1))
    full = _published(services, f"full build, {documents} documents")
    _take(services, "d7", _paper(7, 2))
    one = _published(services, "one changed document")
    print(f"{'part of the full build':<44}{one / full:>9.3f}")


def _measure_asking(services: Services, pages: int) -> None:
    quiet = [_asked(services, at) for at in range(ROUNDS * len(QUESTIONS))]
    for number in range(pages):
        _take(services, f"page{number}", _paper(number, 3))
    work = threading.Thread(target=_published, args=(services, f"{pages} pages beside questions"))
    work.start()
    busy = []
    while work.is_alive():
        busy.append(_asked(services, len(busy)))
    work.join()
    before, during = _p95(quiet), _p95(busy)
    print(f"{'ask p95 quiet, ms':<44}{before:>9.0f}")
    print(f"{f'ask p95 while publishing, ms ({len(busy)} asked)':<44}{during:>9.0f}")
    print(f"{'ratio':<44}{during / before:>9.2f}")


def _take(services: Services, slug: str, text: str) -> None:
    with publishing(services.data_dir):
        services.library.take(Text(slug, text.encode(), DocumentKind.OTHER))


def _published(services: Services, name: str) -> float:
    begun = time.perf_counter()
    with publishing(services.data_dir):
        published = services.library.publish()
    seconds = time.perf_counter() - begun
    print(f"{f'{name}, s ({published.embedded} embedded)':<44}{seconds:>9.2f}", flush=True)
    return seconds


def _asked(services: Services, at: int) -> float:
    begun = time.perf_counter()
    question = QUESTIONS[at % len(QUESTIONS)]
    asyncio.run(answer(Question(question, date(2026, 11, 23)), services.tools))
    return (time.perf_counter() - begun) * 1000


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]


def _paper(number: int, edition: int) -> str:
    topic = TOPICS[number % len(TOPICS)]
    lines = (
        f"ข้อ {n} หน่วยงานที่ {number} ต้องดำเนินการเรื่อง{topic} ภายใน {n + edition} วัน "
        f"และรายงานผลต่อผู้บังคับบัญชาตามแบบที่ {number}-{n}"
        for n in range(1, 9)
    )
    return f"# แนวทาง{topic} ฉบับที่ {edition}\n" + "\n".join(lines)


if __name__ == "__main__":
    main()
