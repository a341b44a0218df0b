"""The real server in a process of its own, for measuring."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2


@contextmanager
def served(data_dir: str | Path, **settings: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The base URL of a server that is ready, and its process; without bounds unless set."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).parent / "sodklong"), "serve", "--port", str(port)]
    environment = os.environ | {
        "SODKLONG_DATA_DIR": str(data_dir),
        "SODKLONG_RATE_QUESTIONS": "1000000",  # one caller asks what hundreds would
        "SODKLONG_RATE_POINTS": "100000000",
        **{f"SODKLONG_{name.upper()}": value for name, value in settings.items()},
    }
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    try:
        _wait(url, process)
        yield url, process
    finally:
        process.terminate()
        process.wait()


def resident(process: subprocess.Popen[bytes]) -> float:
    """Memory of a process, MB."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None:
        try:
            if httpx2.get(f"{url}/readyz", timeout=120).status_code == 200:
                return
        except httpx2.TransportError:
            time.sleep(0.02)
    sys.exit("the server did not start")
