"""`sodklong evaluate` as other programs call it."""

import json

import pytest
from product import run_json

from assistant.evaluation.seals import digests

RULE = "ระเบียบการยืมครุภัณฑ์\n\nข้อ ๑ ผู้ยืมต้องส่งคืนครุภัณฑ์ภายใน ๑๕ วัน นับแต่วันที่ได้รับครุภัณฑ์\n"
QUESTIONS = [
    {
        "id": "q1",
        "half": "dev",
        "kind": "number",
        "question": "ผู้ยืมต้องส่งคืนครุภัณฑ์ภายในกี่วัน",
        "status": ["ANSWERED"],
        "numbers": ["15"],
        "quotes": [{"document": "loans", "text": "ภายใน ๑๕ วัน"}],
    },
    {
        "id": "q2",
        "half": "held",
        "kind": "near_miss",
        "question": "ค่าปรับกรณีส่งคืนครุภัณฑ์ล่าช้าวันละกี่บาท",
        "status": ["REFUSED_NOT_IN_DOCUMENTS"],
    },
]


@pytest.fixture
def questions(tmp_path):
    """A sealed set of two questions over one paper."""
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "loans.txt").write_text(RULE, encoding="utf-8")
    lines = "".join(json.dumps(row) + "\n" for row in QUESTIONS)
    (tmp_path / "questions.jsonl").write_text(lines, encoding="utf-8")
    about = {"name": "loans", "version": 2, "with_bundle": False, "as_of": "2026-11-23"}
    about["sha256"] = digests(tmp_path)
    (tmp_path / "set.json").write_text(json.dumps(about), encoding="utf-8")
    return tmp_path


def test_answers_are_judged(data_dir, questions):
    out = questions.parent / "run.jsonl"
    words = ["evaluate", "answers", questions, "--hide-gold", "--curve", "--run", out]
    result = run_json(data_dir, *words)
    assert (result["set"], result["version"], result["half"]) == ("loans", 2, "all")
    assert (result["answered"], result["accuracy"], result["wrong"]) == (1.0, 1.0, 0.0)
    assert (result["near_miss_refusal"], result["unsupported_sentences"]) == (1.0, 0)
    assert result["retrieval"] == {"recall": 1.0, "all_gold": 1.0, "several_all": None}
    assert (result["hidden"]["questions"], result["hidden"]["refused"]) == (1, 1.0)
    assert [point["threshold"] for point in result["curve"]][::10] == [0.0, 0.5, 1.0]
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [(row["id"], row["right"], row["wrong"]) for row in rows] == [
        ("q1", True, False),
        ("q2", True, False),
    ]


def test_a_changed_set_is_refused(data_dir, questions, invoke):
    (questions / "documents" / "loans.txt").write_text(RULE + "\nข้อ ๒", encoding="utf-8")
    code, out, _ = invoke(data_dir, "evaluate", "answers", questions, "--json")
    assert code == 1
    assert "documents/loans.txt" in json.loads(out)["error"]["message"]


BASELINES = ["whitespace-bm25", "word-bm25", "dense", "rrf", "langchain"]


def test_retrieval_beside_every_baseline(data_dir, tmp_path):
    rows = [{"id": "a", "text": RULE}, {"id": "b", "text": "ประกาศที่จอดรถ ต้องแลกบัตรที่ป้อมยาม"}]
    asked = [{"id": "q", "text": "แลกบัตรจอดรถที่ไหน"}, {"id": "r", "text": "ยืมและจอดรถ"}]
    for name, lines in (("corpus", rows), ("queries", asked)):
        text = "".join(json.dumps(line) + "\n" for line in lines)
        (tmp_path / f"{name}.jsonl").write_text(text, encoding="utf-8")
    (tmp_path / "qrels.tsv").write_text("q\td\tg\nq\tb\t1\nr\ta\t1\nr\tb\t1\n", encoding="utf-8")
    words = [word for name in BASELINES for word in ("--baseline", name)]
    result = run_json(data_dir, "evaluate", "retrieval", tmp_path, *words)
    assert list(result["systems"]) == ["sodklong", *BASELINES]
    ours, spaces = result["systems"]["sodklong"], result["systems"]["whitespace-bm25"]
    assert (ours["all@10"], result["all@10"], spaces["all@10"]) == (1.0, 1.0, 0.0)
    assert result["systems"]["langchain"]["recall@1"] == result["systems"]["dense"]["recall@1"]
