"""What begins while another process publishes does not wait for it."""

import json

from product import run, run_json

from ingest.publish import publishing


def test_a_command_begins_with_the_index_that_answers(data_dir):
    with publishing(data_dir):
        code, out, err = run(data_dir, "ask", "ใครเป็นผู้ลงนามในหนังสือ", "--json")
    assert (code, json.loads(out)["status"]) == (0, "ANSWERED"), err
    assert "กำลังเผยแพร่อยู่" in err


def test_preparing_again_changes_nothing(data_dir):
    assert run_json(data_dir, "prepare") == {"generation": 1}
