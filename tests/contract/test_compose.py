"""docker-compose.yml is accepted by Docker Compose, and says what a deployment has to be."""

import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from needs import absent

ROOT = Path(__file__).parents[2]
SERVERS = {"api-1", "api-2"}
OURS = {*SERVERS, "worker-1", "worker-2", "prepare", "vectors"}


@pytest.fixture(scope="module")
def services():
    """The services as Docker Compose understands them, name -> settings."""
    done = subprocess.run(
        [*_compose(), "--project-directory", ROOT, "config", "--format", "json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)["services"]


def _compose():
    """The command of Docker Compose on this machine."""
    here = Path(sys.executable).with_name("docker-compose")
    found = str(here) if here.exists() else shutil.which("docker-compose")
    if found:
        return [found]
    try:
        subprocess.run(["docker", "compose", "version"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        absent("Docker Compose is not installed")
    return ["docker", "compose"]


def test_who_is_there(services):
    assert set(services) == {*OURS, "proxy", "database"}


def test_images_are_pinned(services):
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert {services[name]["image"] for name in OURS} == {f"sodklong:{version}"}
    bases = re.findall(r"^FROM (\S+)", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    for image in [*bases, *(services[name]["image"] for name in set(services) - OURS)]:
        assert re.search(r":\d+\.\d+(\.\d+)?-\w+", image), image


def test_nobody_is_root_or_may_become_it(services):
    for name, service in services.items():
        assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", service["user"]), name
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert service["read_only"], name


def test_only_the_proxy_is_reached_and_only_from_this_machine(services):
    assert [name for name, service in services.items() if service.get("ports")] == ["proxy"]
    assert services["proxy"]["ports"][0]["host_ip"] == "127.0.0.1"
    for name in ("database", "vectors"):
        assert list(services[name]["networks"]) == ["private"]
    assert "private" not in services["proxy"]["networks"]


def test_the_proxy_knows_every_replica(services):
    conf = (ROOT / "deploy" / "nginx.conf").read_text()
    assert set(re.findall(r"server ([\w-]+):8000", conf)) == SERVERS
    assert set(services["proxy"]["depends_on"]) == SERVERS


def test_secrets_come_by_file(services):
    for name in OURS - {"vectors"}:
        given = services[name]["environment"]
        assert given["SODKLONG_DATABASE_PASSWORD_FILE"] == "/run/secrets/database_password"
        assert [one["source"] for one in services[name]["secrets"]] == ["database_password"]
        assert not re.search(r"://[^/@]*:[^/@]*@", given["SODKLONG_DATABASE_URL"])
    assert "POSTGRES_PASSWORD" not in services["database"]["environment"]


def test_one_step_prepares_before_anybody_begins(services):
    for name in OURS - {"vectors", "prepare"}:
        needed = services[name]["depends_on"]["prepare"]
        assert needed["condition"] == "service_completed_successfully"
    assert services["prepare"]["command"] == ["sodklong", "prepare"]


def test_what_serves_is_watched(services):
    for name in {*SERVERS, "proxy", "vectors", "database"}:
        assert services[name]["healthcheck"]["test"][0] == "CMD", name
