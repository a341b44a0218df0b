"""The schema as GraphQL teams' tools judge it, and that those tools would find a fault."""

import re
import shutil

import pytest
from needs import absent
from schema_checks import (
    OPERATIONS,
    RELEASED,
    ROOT,
    SCHEMA,
    ToolsMissingError,
    compare,
    fit,
    install,
    lint,
)


@pytest.fixture(scope="module")
def tools():
    try:
        return install()
    except ToolsMissingError as missing:
        absent(str(missing))


@pytest.fixture
def copied_tree(tmp_path):
    """The schema and the operations in folders of the test's own, to be spoilt."""
    for path in (SCHEMA, *OPERATIONS):
        copy = tmp_path / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if path.is_dir() else shutil.copy)(path, copy)
    return tmp_path


def spoil(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_schema_and_what_ships_with_it_are_clean(tools):
    done = lint(tools)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("where", "old", "new", "rule"),
    [
        ("api/schema.graphql", '  """Its short forms, of all its names."""\n', "", "description"),
        (
            "api/schema.graphql",
            "  approvedBy: String",
            "  approved_by: String",
            "naming-convention",
        ),
        ("api/schema.graphql", "  edges: [AgencyEdge!]!", "  rims: [AgencyEdge!]!", "relay-conn"),
        ("api/manual/examples/awaited.graphql", "publisher", "publishr", "fields-on-correct-type"),
        ("api/documents/rate.graphql", "mutation Rate", "mutation ", "no-anonymous-operations"),
    ],
)
def test_a_fault_is_found(tools, copied_tree, where, old, new, rule):
    spoil(copied_tree / where, old, new)
    done = lint(tools, copied_tree)
    assert done.returncode == 1
    assert rule in done.stdout


def test_nobody_who_was_promised_the_released_schema_is_broken(tools):
    done = compare(tools)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('  """Who approved it."""\n  approvedBy: String\n', ""),
        ("  budgetMillionBaht: Float\n", "  budgetMillionBaht: String\n"),
        ("  title: String!\n", "  title: String\n"),
        ("  targetYear: Int = null\n", "  targetYear: Int!\n"),
        ("union AskResult = Answer | InvalidInput", "union AskResult = Answer"),
    ],
)
def test_a_breaking_change_is_found(tools, tmp_path, old, new):
    changed = tmp_path / "changed.graphql"
    shutil.copy(RELEASED, changed)
    spoil(changed, old, new)
    done = compare(tools, RELEASED, changed)
    assert done.returncode == 1
    assert "breaking change" in done.stdout + done.stderr


@pytest.mark.parametrize("operations", OPERATIONS, ids=lambda path: path.name)
def test_the_operations_fit_and_use_nothing_deprecated(tools, operations):
    done = fit(tools, operations)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("argument", ["kind: MEMO", "sort: TITLE"], ids=["deprecated", "unknown"])
def test_an_operation_that_does_not_fit_is_found(tools, tmp_path, argument):
    text = f"query Old {{ documents({argument}) {{ totalCount }} }}"
    (tmp_path / "old.graphql").write_text(text, encoding="utf-8")
    assert fit(tools, tmp_path).returncode == 1


def test_the_released_schema_is_that_of_a_version():
    first = RELEASED.read_text(encoding="utf-8").splitlines()[0]
    version = re.search(r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)
    assert f"version {version[1]}." in first
