"""What the tools of GraphQL teams say of the schema and the operations that ship with it.

`python tests/contract/schema_checks.py` runs every check, as `make check` does.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
TOOLS = Path(__file__).parent / "schema_tools"
SCHEMA = ROOT / "api" / "schema.graphql"
# The schema that clients were last promised; docs/graphql.md says when it moves.
RELEASED = ROOT / "docs" / "schema" / "released.graphql"
OPERATIONS = (ROOT / "api" / "documents", ROOT / "api" / "manual" / "examples")
_INSTALL = ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline"]


class ToolsMissingError(Exception):
    """The tools cannot be had on this machine; the message says why."""


def install():
    """The folder with the tools as the lock file says; installs what is not there yet."""
    if not shutil.which("node") or not shutil.which("npm"):
        raise ToolsMissingError("node and npm are needed to check the GraphQL schema")
    folder = Path(sys.prefix) / "schema-tools"
    lock = (TOOLS / "package-lock.json").read_bytes()
    stamp = folder / "installed-lock.json"
    if not stamp.exists() or stamp.read_bytes() != lock:
        stamp.unlink(missing_ok=True)
        shutil.copytree(TOOLS, folder, dirs_exist_ok=True)
        done = subprocess.run(_INSTALL, cwd=folder, capture_output=True, text=True, check=False)
        if done.returncode:
            raise ToolsMissingError(f"npm could not install the tools: {done.stderr[-500:]}")
        stamp.write_bytes(lock)
    shutil.copytree(TOOLS, folder, dirs_exist_ok=True)
    return folder


def lint(folder, root=ROOT):
    """`@graphql-eslint` over the schema and the operations: the finished process."""
    config = str(folder / "eslint.config.mjs")
    paths = [str(path.relative_to(ROOT)) for path in (SCHEMA, *OPERATIONS)]
    return _tool(folder, "eslint", "--max-warnings", "0", "--config", config, *paths, root=root)


def compare(folder, old=RELEASED, new=SCHEMA):
    """`graphql-inspector diff`: fails where `new` breaks who was promised `old`."""
    return _tool(folder, "graphql-inspector", "diff", str(old), str(new))


def fit(folder, operations, schema=SCHEMA):
    """`graphql-inspector validate`: fails where operations do not fit or use what is deprecated."""
    documents = f"{operations}/*.graphql"
    return _tool(folder, "graphql-inspector", "validate", documents, str(schema), "--deprecated")


def _tool(folder, name, *arguments, root=ROOT):
    command = ["node", str(folder / "node_modules" / ".bin" / name), *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


def main():
    """Exit code 0 when all is well, or when the tools are missing and may be."""
    try:
        folder = install()
    except ToolsMissingError as missing:
        required = os.environ.get("REQUIRE_ALL_TESTS") == "1"
        sys.stderr.write(f"GraphQL checks {'failed' if required else 'skipped'}: {missing}\n")
        return int(required)
    checks = (lint(folder), compare(folder), *(fit(folder, one) for one in OPERATIONS))
    for failed in (done for done in checks if done.returncode):
        sys.stderr.write(failed.stdout + failed.stderr)
    return int(any(done.returncode for done in checks))


if __name__ == "__main__":
    sys.exit(main())
