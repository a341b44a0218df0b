"""What publishing costs: `make bench`.

One changed document among many against the whole build, going back, ten publishes in a row, and
asking the real server while it publishes. Quiet and busy stretches alternate, every question is
asked once, and the figures of a shared machine are ratios.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import httpx2

sys.path.insert(0, str(Path(__file__).parent))

from served import served

from api.services import Services, open_services
from api.settings import Settings
from db.models import DocumentKind, Role
from db.reads.generations import active
from db.writes.keys import create_key
from ingest.bundle import load_bundle
from ingest.library import Text
from ingest.pointing import activate, rollback
from ingest.publish import Published, publishing

TOPICS = ("ระบบคลาวด์กลาง", "การยืมครุภัณฑ์", "ข้อมูลเปิดภาครัฐ", "ความมั่นคงปลอดภัย", "บริการประชาชน")
QUESTIONS = (
    "หน่วยงานที่ {} ต้องดำเนินการเรื่องข้อมูลเปิดภาครัฐภายในกี่วัน",
    "ข้อ {} ของแผนปฏิบัติการดิจิทัลกำหนดให้ใครเป็นผู้ลงนาม",
    "แผนพัฒนาดิจิทัลเพื่อเศรษฐกิจและสังคม พ.ศ. 2561-2580 มีกี่ยุทธศาสตร์ (ครั้งที่ {})",
    "การยืมครุภัณฑ์ของหน่วยงานที่ {} ต้องส่งคืนภายในกี่วัน",
)
CLAUSES_A_PAGE, PAGES_A_FILE = 8, 10
# As many as the last ones of which p95 is told: enough for twenty to lie above it.
QUIET = 200
ASK = "mutation($q: String!) { ask(input: {question: $q}) { ... on Answer { status } } }"
UPLOAD = """mutation($input: UploadDocumentInput!) { uploadDocument(input: $input) {
    ... on UploadedDocuments { files { status } } } }"""
JOBS = "{ jobs(first: 100) { nodes { kind state done total } } }"
_ROW = "{:<52}{:>10}"


def main() -> None:
    """Print a table of what was measured."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--pages", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--only", choices=("increment", "asking"))
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        services = open_services(Settings(data_dir=Path(folder)))
        load_bundle(services.library, services.database, Path(folder))
        if given.only != "asking":
            _measure_increment(services, given.documents)
            _measure_ten(services)
        with services.database.writing() as session:
            key = create_key(session, "bench", "bench", Role.ADMIN).token
        services.close()
        if given.only != "increment":
            with served(folder) as (url, _):
                _measure_asking(_Office(url, key), given.pages, given.rounds)


def _measure_increment(services: Services, documents: int) -> None:
    for number in range(documents):
        _take(services, f"d{number}", _paper(number, 3))
    full, whole = _published(services)
    _tell(f"full build, {documents} documents, s", f"{full:.1f}")
    _tell("  passages, of them embedded", f"{whole.passages}, {whole.embedded}")
    _take(services, "d7", _paper(7, 3).replace("ข้อ 11 ", "ข้อ 11 ทวิ "))
    one, part = _published(services)
    _tell("one changed document, s", f"{one:.1f}")
    _tell("  passages, of them embedded", f"{part.passages}, {part.embedded}")
    _tell("  part of the full build", f"{one / full:.3f}")
    _measure_back(services)


def _measure_back(services: Services) -> None:
    """Going back, until a question finds the older index."""
    terms = (services.database, services.data_dir, services.embedder, services.terms, "bench")
    times = []
    for _ in range(5):
        with services.database.reading() as session:
            newest = active(session)
        begun = time.perf_counter()
        row = rollback(*terms)
        assert services.tools.live.current().generation == row.id
        times.append(time.perf_counter() - begun)
        activate(*terms, newest.id if newest and newest.id else 0)
    _tell("rollback until it answers, s, median of 5", f"{statistics.median(times):.2f}")


def _measure_ten(services: Services) -> None:
    """What ten publishes leave: disk, open files, threads, memory."""
    _publish_changed(services, 0)
    before = _stock(services)
    for number in range(1, 11):
        _publish_changed(services, number)
        services.tools.live.current()
    for name, first, last in zip(_STOCK, before, _stock(services), strict=True):
        _tell(f"ten publishes: {name} before, after", f"{first:.0f}, {last:.0f}")


def _publish_changed(services: Services, number: int) -> None:
    _take(services, "d8", _paper(8, 3).replace("ข้อ 2 ", f"ข้อ 2/{number} "))
    _published(services)


_STOCK = ("generations MB", "data MB", "open files", "threads", "memory MB")


def _stock(services: Services) -> tuple[float, ...]:
    status = Path("/proc/self/status").read_text()
    return (
        _megabytes(services.data_dir / "generations"),
        _megabytes(services.data_dir),
        len(os.listdir("/proc/self/fd")),
        threading.active_count(),
        int(status.split("VmRSS:")[1].split()[0]) / 1024,
    )


def _megabytes(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


class _Office:
    """The server, asked question after question by one caller."""

    def __init__(self, url: str, key: str) -> None:
        headers = {"authorization": f"Bearer {key}"}
        self._client = httpx2.Client(base_url=url, headers=headers, timeout=600)
        self._numbers = count(1)

    def ask(self) -> float:
        """Milliseconds of an answer to a question that was not asked before."""
        number = next(self._numbers)
        question = QUESTIONS[number % len(QUESTIONS)].format(number)
        begun = time.perf_counter()
        self._sent({"query": ASK, "variables": {"q": question}})
        return (time.perf_counter() - begun) * 1000

    def publishes(self) -> bool:
        """Whether an index is being built now."""
        return any(job["kind"] == "PUBLISH" and job["state"] == "RUNNING" for job in self._jobs())

    def is_done(self) -> bool:
        """Whether no job is left."""
        return not any(job["state"] in {"QUEUED", "RUNNING"} for job in self._jobs())

    def upload(self, name: str, text: str) -> None:
        """Have a file read and published."""
        operation = {"query": UPLOAD, "variables": {"input": {"files": [None]}}}
        form = {"operations": json.dumps(operation), "map": '{"0": ["variables.input.files.0"]}'}
        headers = {"graphql-require-preflight": "1"}
        files = {"0": (name, text.encode())}
        self._client.post("/graphql", data=form, files=files, headers=headers).raise_for_status()

    def _jobs(self) -> list[dict[str, str]]:
        return list(self._sent({"query": JOBS})["jobs"]["nodes"])

    def _sent(self, body: dict[str, object]) -> dict[str, dict[str, list[dict[str, str]]]]:
        told = self._client.post("/graphql", json=body).json()
        assert "errors" not in told, told
        found: dict[str, dict[str, list[dict[str, str]]]] = told["data"]
        return found


def _measure_asking(office: _Office, pages: int, rounds: int) -> None:
    for _ in range(40):
        office.ask()
    quiet, busy, reading, seconds = [], [], [], 0.0
    for at in range(rounds):
        quiet += [office.ask() for _ in range(QUIET)]
        for number in range(pages // PAGES_A_FILE):
            office.upload(f"f{at}-{number}.txt", _paper(1000 * at + number, PAGES_A_FILE))
        begun = time.perf_counter()
        for at_work, took in _asked_until_done(office):
            (busy if at_work else reading).append(took)
        seconds += time.perf_counter() - begun
    quiet += [office.ask() for _ in range(QUIET)]
    _tell(f"{rounds} times {pages} pages read and published, s", f"{seconds:.0f}")
    for name, times in (("quiet", quiet), ("files being read", reading), ("publishing", busy)):
        if len(times) > 1:
            told = f"{statistics.median(times):.0f} / {_p95(times):.0f}"
            _tell(f"ask p50 / p95, ms, {name} ({len(times)})", told)
    _tell("p95 while publishing, times the quiet one", f"{_p95(busy) / _p95(quiet):.2f}")


def _asked_until_done(office: _Office) -> Iterator[tuple[bool, float]]:
    while not office.is_done():
        at_work = office.publishes()
        for _ in range(5):
            yield at_work, office.ask()


def _take(services: Services, slug: str, text: str) -> None:
    with publishing(services.data_dir):
        services.library.take(Text(slug, text.encode(), DocumentKind.OTHER))


def _published(services: Services) -> tuple[float, Published]:
    begun = time.perf_counter()
    with publishing(services.data_dir):
        done = services.library.publish()
    assert done.changed
    return time.perf_counter() - begun, done


def _tell(name: str, value: str) -> None:
    print(_ROW.format(name, value), flush=True)


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def _paper(number: int, pages: int) -> str:
    topic = TOPICS[number % len(TOPICS)]
    sheets = (
        "\n".join(_clause(number, topic, page * CLAUSES_A_PAGE + n) for n in range(CLAUSES_A_PAGE))
        for page in range(pages)
    )
    return f"# แนวทาง{topic} ฉบับที่ {number}\n" + "\f".join(sheets)


def _clause(number: int, topic: str, n: int) -> str:
    return (
        f"ข้อ {n} หน่วยงานที่ {number} ต้องดำเนินการเรื่อง{topic} ภายใน {n + 3} วัน "
        f"และรายงานผลต่อผู้บังคับบัญชาตามแบบที่ {number}-{n} ก่อนวันที่ {n % 28 + 1} ของเดือนถัดไป "
        f"โดยเก็บหลักฐานไว้ไม่น้อยกว่า {number % 9 + 1} ปี"
    )


if __name__ == "__main__":
    main()
