"""What commands write is seen, not obeyed, and can always be written."""

import json

from api.commands.output import note, report, say, say_json, visible
from db.errors import NotFound


def test_a_name_stays_on_one_line_and_commands_nothing():
    assert visible("แผน\x1b[31m\n\udcff.txt") == "แผน\ufffd[31m\ufffd\ufffd.txt"


def test_lines_carry_no_escape_characters(capsys):
    say("ก\x1b]0;x\x07\n\tข\udcff\u202e")
    note("ค\x9b1m\r")
    out, err = capsys.readouterr()
    assert out == "ก\ufffd]0;x\ufffd\n\tข\ufffd\ufffd\n"
    assert err == "ค\ufffd1m\ufffd\n"


def test_a_failure_is_one_line(capsys):
    report(NotFound("ไม่พบ a\nb"), as_json=False)
    assert capsys.readouterr().err == "ไม่พบ a\ufffdb\n"


def test_a_name_that_is_no_text_can_be_written_as_json(capsys):
    say_json({"path": "a\udcff"})
    out = capsys.readouterr().out
    assert out.isascii()
    assert json.loads(out) == {"path": "a\udcff"}
