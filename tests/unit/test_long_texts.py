"""What strangers may send at the greatest length is read in time that grows with it, not faster."""

import subprocess
import sys

import pytest

# A pattern whose time grows with the square of a text takes minutes for these.
LONGEST = 120
PIECES = [
    "1",
    "*",
    "a",
    "[",
    ".",
    "(",
    "@",
    "<",
    "-",
    "ก",
    "1,",
    "0.",
    "a.",
    " 1",
    "ๆ",
    "# ",
    "1 บาท ",
]
READ = """
import sys
from assistant.alignment.measures import measures_in
from assistant.alignment.project import Project
from assistant.alignment.screening import screen_project
from assistant.question.tampering import is_tampering
for piece in sys.argv[1:]:
    long = (piece * 19_500)[:19_500]
    measures_in(long)
    is_tampering(long)
    for text in (long + " 0812345678", (piece * 200_000)[:199_000]):
        project = Project.from_text("โครงการระบบคิว\\nหลักการและเหตุผล รอนาน " + text[:19_900])
        Project.from_text("ระบบคิว\\n" + text)
    screen_project(project)
"""


@pytest.mark.parametrize("pieces", [PIECES[:6], PIECES[6:12], PIECES[12:]])
def test_texts_of_one_piece_are_read(pieces):
    subprocess.run([sys.executable, "-c", READ, *pieces], check=True, timeout=LONGEST)
