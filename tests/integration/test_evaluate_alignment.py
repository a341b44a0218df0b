"""`sodklong evaluate alignment`: baselines over a small set, and sets that do not fit."""

import json

import pytest
from product import run, run_json

from assistant.evaluation.seals import digests

NONE = {"primary": "none", "also": [], "acceptable": [], "reasons": {"none": "a road"}}
PEOPLE = {"primary": "5", "also": [], "acceptable": [], "reasons": {"5": "skills"}}
STAFF = {"primary": "1", "also": [], "acceptable": [], "reasons": {"1": "staff"}}
ROWS = [
    {
        "project": {"title": "ก่อสร้างถนนคอนกรีต", "rationale": "ถนนเดิมชำรุด"},
        "labels": {"NDP2561": NONE, "DGP2566": NONE},
    },
    {
        "project": {"title": "พัฒนากำลังคนและยกระดับทักษะด้านดิจิทัลของบุคลากรภาครัฐ", "rationale": ""},
        "labels": {"NDP2561": PEOPLE, "DGP2566": STAFF},
    },
]


@pytest.fixture
def sealed(tmp_path):
    """Writes the set, labelled by these editions."""

    def write(*editions):
        head = {"half": "dev", "kind": "k", "wording": "plan"}
        lines = [json.dumps({"id": f"p{at}"} | head | row) + "\n" for at, row in enumerate(ROWS)]
        (tmp_path / "projects.jsonl").write_text("".join(lines), encoding="utf-8")
        about = {"name": "t", "version": 1, "as_of": "2026-11-23", "editions": editions}
        about["sha256"] = digests(tmp_path)
        (tmp_path / "set.json").write_text(json.dumps(about), encoding="utf-8")
        return tmp_path

    return write


def test_a_baseline_is_measured(data_dir, sealed):
    words = ["--baselines-only", "--baseline", "keyword-counts", "--baseline", "nearest-vector"]
    folder = sealed("DGP2566", "NDP2561")
    result = run_json(data_dir, "evaluate", "alignment", folder, *words)
    assert (result["projects"], result["aligned"]) == (2, 1)
    told = result["systems"]["keyword-counts"]
    assert (told["macro_f1"], told["primary"], told["none_recall"]) == (1.0, 1.0, 1.0)
    assert told["confusion"]["NDP2561"] == {"5": {"5": 1}, "none": {"none": 1}}
    assert all(system["quotes"] == 1.0 for system in result["systems"].values())


@pytest.mark.parametrize(
    ("editions", "words", "said"),
    [
        (["DGP2566"], [], "NDP2561"),
        (["DGP2566", "NDP2561"], ["--baseline", "guessing"], "guessing"),
        (["DGP2566", "NDP2561"], ["--half", "third"], "third"),
    ],
    ids=["other editions", "unknown baseline", "unknown half"],
)
def test_what_does_not_fit_is_refused(data_dir, sealed, editions, words, said):
    command = ["evaluate", "alignment", sealed(*editions), "--baselines-only", *words]
    code, _, err = run(data_dir, *command)
    assert code == 1
    assert said in err
