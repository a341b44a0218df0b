"""GraphQL over HTTP: every audit of the `graphql-http` package against the running server."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from needs import absent
from product import serving

AUDITS = Path(__file__).parent / "audits"
COUNT = 61


@pytest.fixture(scope="module")
def audits(pytestconfig):
    """A cache folder with the audits installed as the lock file says."""
    if not shutil.which("node") or not shutil.which("npm"):
        absent("node and npm are needed for the audits of GraphQL over HTTP")
    folder = Path(pytestconfig.cache.mkdir("graphql-http"))
    for path in AUDITS.iterdir():
        shutil.copy(path, folder)
    install = ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline"]
    done = subprocess.run(install, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        absent(f"npm could not install the audits: {done.stderr[-500:]}")
    return folder


@pytest.fixture(scope="module")
def results(audits, copied):
    with serving(copied()) as address:
        command = ["node", "audit.mjs", f"{address}/graphql"]
        done = subprocess.run(command, cwd=audits, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_every_audit_passes(results):
    assert [result for result in results if result["status"] != "ok"] == []
    assert len(results) == COUNT
