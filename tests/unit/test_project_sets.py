"""Sets of labelled projects: read as they were sealed, refused when they were changed."""

import json
from datetime import date

import pytest

from assistant.evaluation.projects import lines_of, read_projects
from assistant.evaluation.seals import digests
from db.errors import InvalidInput, UnreadableFile

LABEL = {
    "primary": "1",
    "also": ["2"],
    "acceptable": ["none"],
    "reasons": dict.fromkeys(["1", "2", "none"], "r"),
}
ROW = {
    "id": "p1",
    "half": "dev",
    "kind": "k",
    "wording": "own",
    "project": {"title": "ก", "rationale": "", "kpis": ["ข", "ค"]},
    "labels": {"P1": LABEL},
}
NOTHING = {"primary": "none", "also": [], "acceptable": [], "reasons": {"none": "r"}}
OTHER = ROW | {"id": "p2", "half": "held", "trait": "demand", "labels": {"P1": NOTHING}}


@pytest.fixture
def seal(tmp_path):
    """Writes a set of these rows."""

    def write(*rows):
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        (tmp_path / "projects.jsonl").write_text(lines, encoding="utf-8")
        about = {"name": "t", "version": 1, "as_of": "2026-11-23", "editions": ["P1"]}
        about["sha256"] = digests(tmp_path)
        (tmp_path / "set.json").write_text(json.dumps(about), encoding="utf-8")
        return tmp_path

    return write


def test_a_set_is_read(seal):
    found = read_projects(seal(ROW, OTHER))
    first, second = found.projects
    assert (found.on, found.editions) == (date(2026, 11, 23), ("P1",))
    assert lines_of(first.project) == ["ก", "ข", "ค"]
    assert first.labels["P1"].served == {"1", "2"}
    assert (first.aligned, first.none_admitted) == (True, True)
    assert (second.aligned, second.trait) == (False, "demand")


def test_half_of_a_set_is_read(seal):
    assert [one.id for one in read_projects(seal(ROW, OTHER), "held").projects] == ["p2"]
    with pytest.raises(InvalidInput, match="third"):
        read_projects(seal(ROW), "third")


def test_a_changed_label_is_refused(seal):
    folder = seal(ROW)
    text = (folder / "projects.jsonl").read_text(encoding="utf-8")
    (folder / "projects.jsonl").write_text(text.replace('"primary": "1"', '"primary": "2"'))
    with pytest.raises(UnreadableFile, match=r"projects\.jsonl"):
        read_projects(folder)


@pytest.mark.parametrize(
    "rows",
    [
        (ROW, ROW),
        (ROW | {"labels": {}},),
        (ROW | {"labels": {"P1": LABEL | {"reasons": {}}}},),
        ([1],),
    ],
    ids=["one id twice", "an edition unlabelled", "no reasons", "no object"],
)
def test_projects_in_another_form_are_refused(seal, rows):
    with pytest.raises(UnreadableFile, match="ไม่ตรงรูปแบบ"):
        read_projects(seal(*rows))
