"""Runs the product as its users do: the `sodklong` command in a process of its own."""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

SODKLONG = str(Path(sys.executable).with_name("sodklong"))
TIMEOUT = 120
_ADDRESS = re.compile(r"http://[^/\s]+")


def environment(data_dir, **settings):
    """This process's environment with settings of our own: SODKLONG_DATA_DIR and `settings`."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("SODKLONG_")}
    own = {f"SODKLONG_{name.upper()}": value for name, value in settings.items()}
    return inherited | {"SODKLONG_DATA_DIR": str(data_dir)} | own


def start(data_dir, *arguments, **settings):
    """The command, running; its output is piped."""
    return subprocess.Popen(
        [SODKLONG, *map(str, arguments)],
        env=environment(data_dir, **settings),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(process):
    """(exit code, standard output, standard error) of a command that `start` began."""
    out, err = process.communicate(timeout=TIMEOUT)
    return process.returncode, out, err


def run(data_dir, *arguments, **settings):
    """(exit code, standard output, standard error) of the command."""
    return finish(start(data_dir, *arguments, **settings))


def run_json(data_dir, *arguments, **settings):
    """The one JSON object of a command that must do its work."""
    code, out, err = run(data_dir, *arguments, "--json", **settings)
    assert code == 0, err
    assert out.count("\n") == 1
    return json.loads(out)


@contextmanager
def serving(data_dir, **settings):
    """The real server on a free port: its base URL."""
    with tempfile.TemporaryFile("w+") as log:
        process = subprocess.Popen(
            [SODKLONG, "serve", "--port", "0"],
            env=environment(data_dir, **settings),
            stdout=log,
            stderr=log,
        )
        try:
            yield _address(process, log)
        finally:
            process.terminate()
            process.wait(TIMEOUT)


def _address(process, log):
    until = time.monotonic() + TIMEOUT
    while time.monotonic() < until:
        written = os.pread(log.fileno(), 100_000, 0).decode()
        if found := _ADDRESS.search(written):
            return found.group()
        assert process.poll() is None, written
        time.sleep(0.05)
    raise TimeoutError("the server did not start")
