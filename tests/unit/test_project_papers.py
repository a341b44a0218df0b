"""Files of projects read for their words: what is told of each, and that nothing stays."""

import tempfile

import pytest
from docx_builder import docx, p
from forms import detail_form
from hostile import encrypted_pdf, truncated_pdf, zip_bomb

from db.errors import UnreadableFile
from ingest.projects import paper
from ingest.projects.paper import TOO_BIG, TOO_SLOW, read_paper

ROW = ["๑", "โครงการบริการน้ำประปาออนไลน์", "เพื่อให้บริการ", "๑ ระบบ", "๑,๒๐๐,๐๐๐", None, "-",
       "ร้อยละ ๘๐", "สะดวก", "กองช่าง"]  # fmt: skip


@pytest.fixture
def workplace(tmp_path, monkeypatch):
    """Where the reader works; a test looks that it is left empty."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_a_word_file_gives_its_text_and_leaves_nothing(workplace):
    read = read_paper(docx(p("โครงการระบบคำร้องออนไลน์") + p("วัตถุประสงค์")))
    assert read.text == "โครงการระบบคำร้องออนไลน์\nวัตถุประสงค์"
    assert (read.pages, read.projects, read.notices) == (1, (), ())
    assert list(workplace.iterdir()) == []


def test_an_excel_file_gives_its_projects_and_the_rows_that_are_none():
    read = read_paper(
        detail_form(ROW, ["๒", "โครงการอื่น", "ก", "ข", "ตามจริง", None, None, "ก", "ข", "ค"])
    )
    assert [project.title for project in read.projects] == [ROW[1]]
    assert [row.row for row in read.rejected] == [9]
    assert read.text == ""


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"", "ว่าง"), (b" \n ", "ว่าง"), (encrypted_pdf(), "รหัสผ่าน"), (truncated_pdf(), "โปรด"),
     (zip_bomb(), "โปรด"), (b"MZ" + bytes(99), "โปรแกรม"),
     (b"\xd0\xcf\x11\xe0" + bytes(99), "รหัสผ่าน")],
    ids=["empty", "blank", "locked", "cut", "bomb", "program", "old"],
)  # fmt: skip
def test_what_cannot_be_read_says_why(data, said):
    with pytest.raises(UnreadableFile, match=said):
        read_paper(data)


def test_too_much_and_too_slow_are_told(workplace):
    with pytest.raises(UnreadableFile) as error:
        read_paper(bytes(paper.MAX_BYTES + 1))
    assert str(error.value) == TOO_BIG
    with pytest.raises(UnreadableFile) as error:
        read_paper("โครงการ".encode(), seconds=0.0)
    assert str(error.value) == TOO_SLOW
    assert list(workplace.iterdir()) == []
