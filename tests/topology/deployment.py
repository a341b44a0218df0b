"""What docker-compose.yml describes, started as plain processes on loopback.

Commands, settings, secrets, order and health checks are read from that file; only names of hosts,
ports and folders become those of this machine.
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import yaml
from postgres_process import PostgresServer

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
PATIENCE = 240
_PORT = re.compile(r"(?<![\w.])(?P<host>[a-z][a-z0-9-]*|127\.0\.0\.1):(?P<port>\d{4,5})\b")
_DEFAULT = re.compile(r"\$\{\w+:-([^}]*)\}")
_FOLDER = re.compile(r"(?<![\w./])/(data|vectors|run/secrets|etc/sodklong|tmp)(?=/|\s|;|$)")


class Deployment:
    """The services of the file, each a process here; `folder` holds their volumes, `own` are
    settings of the replicas beside those of the file."""

    def __init__(self, folder, **own):
        self.folder = folder
        self._own = {f"SODKLONG_{name.upper()}": value for name, value in own.items()}
        self.services = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
        self.ports = {name: _free_port() for name in self.services}
        self.processes = {}
        for part in ("data", "vectors", "run/secrets", "etc/sodklong", "tmp", "logs"):
            (folder / part).mkdir(parents=True)
        (folder / "run/secrets/database_password").write_text("pa ss:w/o@rd-7\n")

    def start(self, *names):
        """Start services after those they depend on; returns once they are well."""
        for name in names:
            self.start(*self.services[name].get("depends_on", {}))
        new = [name for name in names if name not in self.processes]
        for name in new:
            self._begin(name)
        for name in new:
            self._await(name)

    def address(self, name):
        """The base URL of a service."""
        return f"http://127.0.0.1:{self.ports[name]}"

    def command(self, name, *arguments):
        """What a command of the program prints in the environment of a service."""
        return subprocess.run(
            [BIN / "sodklong", *arguments],
            env=self._environment(name),
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    def kill(self, name):
        """End a service without a word."""
        self._end(name, signal.SIGKILL)

    def stop(self, name):
        """Ask a service to end, as `docker compose stop` does; its exit code."""
        return self._end(name, signal.SIGINT if name == "database" else signal.SIGTERM)

    def stop_all(self):
        """Ask every service to end, the last started first; name -> exit code."""
        return {name: self.stop(name) for name in reversed(list(self.processes))}

    def left(self):
        """The processes of this deployment that are still there."""
        mark, found = str(self.folder).encode(), []
        for home in Path("/proc").glob("[0-9]*"):
            try:
                told = (home / "environ").read_bytes() + (home / "cmdline").read_bytes()
            except OSError:  # it has just ended
                continue
            if mark in told and int(home.name) != os.getpid():
                found.append((home / "cmdline").read_bytes())
        return found

    def log(self, name):
        """What a service wrote."""
        return (self.folder / "logs" / name).read_text()

    def _begin(self, name):
        if name == "database":
            password = self.folder / "run/secrets/database_password"
            self.processes[name] = PostgresServer(self.folder, self.ports[name], password)
        else:
            self.processes[name] = self._process(name)

    def _process(self, name):
        if name == "proxy":
            self._write_proxy()
        with (self.folder / "logs" / name).open("w") as log:
            command = self._command(name)
            env = self._environment(name)
            return subprocess.Popen(command, env=env, stdout=log, stderr=log, cwd=self.folder)

    def _end(self, name, number):
        process = self.processes.pop(name)
        process.send_signal(number)
        return process.wait(PATIENCE)

    def _await(self, name):
        """Wait as the file says: for the end of what is a step, else for its health check."""
        process, until = self.processes[name], time.monotonic() + PATIENCE
        if self.services[name]["restart"] == "on-failure":
            assert process.wait(PATIENCE) == 0, self.log(name)
            return
        while not self._is_well(name):
            assert process.poll() is None, self.log(name)
            assert time.monotonic() < until, self.log(name)
            time.sleep(0.2)

    def _is_well(self, name):
        check = self.services[name].get("healthcheck", {})
        if check.get("disable"):
            return "พร้อม" in self.log(name)
        command = [self._here(part, name) for part in check["test"][1:]]
        command[0] = self._tool(command[0])
        if command[0].endswith("pg_isready"):
            command += ["--host", "127.0.0.1", "--port", str(self.ports[name])]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0

    def _command(self, name):
        command = [self._here(part, name) for part in self.services[name]["command"]]
        if "--port" in command:
            command[command.index("--port") + 1] = str(self.ports[name])
            command[command.index("--host") + 1] = "127.0.0.1"
        if name == "proxy" and os.geteuid() == 0:
            command[command.index("-g") + 1] += " user root;"
        command[0] = self._tool(command[0])
        return command

    def _environment(self, name):
        given = self.services[name].get("environment", {})
        inherited = {k: v for k, v in os.environ.items() if not k.startswith("SODKLONG_")}
        own = self._own if name.startswith("api-") else {}
        return inherited | {key: self._here(value, name) for key, value in given.items()} | own

    def _tool(self, name):
        if name == "pg_isready":
            return str(PostgresServer.tool(name))
        here = BIN / name
        return str(here) if here.exists() else shutil.which(name, path=_with_sbin()) or name

    def _here(self, text, name):
        """A value of the file with this machine's hosts, ports and folders."""
        text = _DEFAULT.sub(r"\1", text)
        text = _FOLDER.sub(lambda found: f"{self.folder}/{found[1]}", text)
        return _PORT.sub(lambda found: self._at(found["host"], name) or found[0], text)

    def _at(self, host, name):
        host = name if host == "127.0.0.1" else host
        return f"127.0.0.1:{self.ports[host]}" if host in self.ports else None

    def _write_proxy(self):
        conf = (ROOT / "deploy/nginx.conf").read_text()
        conf = conf.replace("listen 8080;", f"listen 127.0.0.1:{self.ports['proxy']};")
        (self.folder / "etc/sodklong/nginx.conf").write_text(self._here(conf, ""))


def until(condition, seconds=120):
    """What `condition` gives, once that is something."""
    end = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < end, "it never came to pass"
        time.sleep(0.1)
    return found


def proxy_is_here():
    """Whether this machine has the proxy of the file."""
    return shutil.which("nginx", path=_with_sbin()) is not None


def _with_sbin():
    return f"{os.environ['PATH']}:/usr/sbin"


def _free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]
