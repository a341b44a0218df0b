"""Files taken in: once each, versioned, described anew, and none stops the others."""

import os
from pathlib import Path

import pytest
from sqlmodel import select

from db.errors import NotFound, UnreadableFile
from db.models import Directive, Document, DocumentKind, DocumentVersion, Page, PageSource
from db.reads import documents as read
from ingest import sniff
from ingest.facts.loading import load_facts
from ingest.files import slug_of
from ingest.library import Description, Library, Text
from ingest.sniff import Format
from ingest.versions import READERS

LETTER = (
    "บันทึกข้อความ\nส่วนราชการ กรมส่งเสริมการปกครองท้องถิ่น โทร. ๐-๒๒๔๑-๘๐๐๐\n"
    "ที่ มท ๐๘๙๖.๓/๑๘๖๖ วันที่ ๑๙ กันยายน ๒๕๕๙\nเรื่อง แผนปฏิบัติการดิจิทัล\nเรียน ผู้ว่าราชการจังหวัด\n\n"
    "ด้วยคณะรัฐมนตรีมีมติ ดังนี้\n๑. ศึกษาแผนพัฒนาดิจิทัล\n๒. ติดตามการจัดทำแผน\n\nจึงเรียนมาเพื่อทราบ\n"
)


def take(library, text="แผนดิจิทัล", kind=DocumentKind.OTHER, **about):
    return library.take(Text("แผน", text.encode(), kind, **about))


def only(database, model):
    with database.reading() as session:
        return session.exec(select(model)).one()


def test_a_new_text_is_indexed(library):
    taken = take(library, "# แผน\nหนึ่ง\fสอง")
    assert (taken.status, taken.slug, taken.pages, taken.passages) == ("indexed", "แผน", 2, 2)
    assert (taken.quality, taken.ocr_pages, taken.error) == (1.0, 0, None)


def test_the_same_text_again_changes_nothing(library, sqlite):
    take(library)
    assert take(library).status == "unchanged"
    assert only(sqlite, DocumentVersion).number == 1


def test_other_content_is_a_new_version_and_the_old_can_be_read(library, sqlite):
    take(library, "ฉบับแรก")
    assert take(library, "ฉบับแก้ไข").status == "indexed"
    with sqlite.reading() as session:
        pages = [read.page(session, "แผน", number, 1)[1].text for number in (1, 2)]
        rows = [row.text for row in read.index_rows(session)]
    assert pages == ["ฉบับแรก", "ฉบับแก้ไข"]
    assert rows == ["ฉบับแก้ไข"]


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ({"kind": DocumentKind.PLAN}, ("แผนดิจิทัล", "plan", None)),
        ({"edition_label": "พ.ศ. 2566"}, ("แผนดิจิทัล", "other", "พ.ศ. 2566")),
        ({"title": "ชื่อใหม่"}, ("ชื่อใหม่", "other", None)),
    ],
)
def test_the_same_text_under_another_description(library, sqlite, about, said):
    take(library)
    assert take(library, **about).status == "indexed"
    document = only(sqlite, Document)
    assert (document.title, document.kind, document.edition_label) == said
    assert only(sqlite, DocumentVersion).number == 1


def test_another_reader_reads_the_same_text_again(library, sqlite, monkeypatch):
    take(library)
    monkeypatch.setitem(READERS, Format.TEXT, "text-9")
    assert take(library).status == "indexed"
    assert take(library).status == "unchanged"
    with sqlite.reading() as session:
        versions = session.exec(select(DocumentVersion)).all()
    assert [(version.number, version.reader) for version in versions][1:] == [(2, "text-9")]


def test_what_the_file_held_is_kept_beside_its_repair(library, sqlite):
    take(library, "สํานักงาน  \r\nจบ")
    page = only(sqlite, Page)
    assert (page.text, page.raw) == ("สำนักงาน\nจบ", "สํานักงาน  \nจบ")
    assert page.source is PageSource.TEXT


def test_passages_are_stretches_of_their_stored_page(library, sqlite):
    take(library, "# ก\n" + "ทดสอบ ระบบ " * 900 + "\f## ข\nจบ")
    with sqlite.reading() as session:
        rows = read.passages_of(session, "แผน")
    assert {row.page_number for row in rows} == {1, 2}
    assert all(row.page_text[row.start : row.end] == row.text for row in rows)
    assert rows[-1].section == "ก › ข"


@pytest.mark.parametrize("data", [b"", b" \n", "\u200b\u200b".encode(), b"%PDF-1.7", b"\0\1"])
def test_what_cannot_be_read_leaves_nothing(library, sqlite, data):
    with pytest.raises(UnreadableFile):
        library.take(Text("เสีย", data, DocumentKind.OTHER))
    with sqlite.reading() as session:
        assert session.exec(select(Document)).all() == []


@pytest.mark.parametrize("kind", [DocumentKind.MEMO, DocumentKind.OTHER])
def test_a_letter_becomes_a_directive(library, sqlite, kind):
    take(library, LETTER, kind)
    directive = only(sqlite, Directive)
    assert (directive.code, directive.subject) == ("แผน", "แผนปฏิบัติการดิจิทัล")
    assert only(sqlite, Document).title == "หนังสือ เรื่อง แผนปฏิบัติการดิจิทัล"


def test_a_plan_that_looks_like_a_letter_is_no_directive(library, sqlite):
    take(library, LETTER, DocumentKind.PLAN)
    with sqlite.reading() as session:
        assert session.exec(select(Directive)).all() == []


def test_a_folder_is_walked_in_order_without_hidden_files(library, inbox):
    for name in ("ข.txt", "ก/ค.md", "ก/.git/config.txt", ".hidden.txt", "a.txt"):
        inbox(name, f"เรื่อง{name}")
    taken, published = library.add([inbox("a.txt", "เรื่องa").parent], Description())
    assert [item.slug for item in taken] == ["a", "ค", "ข"]
    assert {item.status for item in taken} == {"indexed"}
    assert (published.passages, published.changed) == (3, True)


def test_one_bad_file_stops_no_other(library, inbox, monkeypatch):
    monkeypatch.setattr(sniff, "MAX_BYTES", 40)
    monkeypatch.setattr("ingest.files.MAX_BYTES", 40)
    paths = [inbox("ก.txt", "ดี"), inbox("ข.txt", b"\x7fELF"), inbox("ค.txt", "ใหญ่" * 9)]
    reported = []
    taken, _ = library.add([*paths, inbox("ง.txt", "ดี")], Description(), reported.append)
    assert [item.status for item in taken] == ["indexed", "rejected", "rejected", "indexed"]
    assert "โปรแกรม" in taken[1].error
    assert "ใหญ่เกิน" in taken[2].error
    assert reported == taken


def test_of_two_files_with_one_stem_the_first_is_kept(library, inbox, sqlite):
    paths = [inbox("a/แผน.txt", "หนึ่ง"), inbox("b/แผน.md", "สอง")]
    taken, _ = library.add(paths, Description())
    assert [item.status for item in taken] == ["indexed", "rejected"]
    assert str(paths[0]) in taken[1].error
    assert only(sqlite, Page).text == "หนึ่ง"


def test_one_file_named_twice_is_no_clash(library, inbox):
    path = inbox("แผน.txt", "หนึ่ง")
    taken, _ = library.add([path, path], Description())
    assert [item.status for item in taken] == ["indexed", "unchanged"]


@pytest.mark.parametrize("name", ["a\ufffe.txt", "a\n.txt", "ก" * 60 + "a" * 70 + ".txt"])
def test_names_that_cannot_be_kept_are_rejected(library, inbox, name, monkeypatch):
    monkeypatch.setattr("ingest.files.MAX_NAME", 100)
    taken, _ = library.add([inbox(name, "ดี"), inbox("b.txt", "ดี")], Description())
    assert [item.status for item in taken] == ["rejected", "indexed"]
    assert "ชื่อไฟล์" in taken[0].error


def test_a_name_is_composed_whatever_the_disk_wrote(inbox):
    assert slug_of(inbox("cafe\u0301.txt", "x")) == "caf\u00e9"


@pytest.mark.parametrize(
    "about",
    [Description(plan="NOPLAN"), Description(plan="DGP", edition="2500"), Description(edition="?")],
)
def test_an_unknown_plan_is_refused_before_anything_is_written(library, inbox, home, about):
    before = sorted(home.iterdir())
    with pytest.raises(NotFound, match="ไม่พบแผน"):
        library.add([inbox("แผน.txt", "ดี")], about)
    assert sorted(home.iterdir()) == before


def test_a_missing_path_is_refused_before_anything_is_written(library, inbox, sqlite, tmp_path):
    with pytest.raises(NotFound, match="ไม่มี"):
        library.add([inbox("แผน.txt", "ดี"), tmp_path / "ไม่มี.txt"], Description())
    with sqlite.reading() as session:
        assert session.exec(select(Document)).all() == []


def test_a_named_edition_is_kept_with_its_years(library, inbox, sqlite):
    with sqlite.writing() as session:
        load_facts(session)
    about = Description(DocumentKind.PLAN, "DGP2566")
    library.add([inbox("แผน.txt", "เนื้อหาแผน")], about)
    document = only(sqlite, Document)
    assert (document.kind, document.edition_label) == (DocumentKind.PLAN, "พ.ศ. 2566–2570")
    assert document.edition_id is not None


def test_a_library_of_another_process_sees_the_same(library, sqlite, home, trigrams):
    take(library)
    assert take(Library(sqlite, home, trigrams)).status == "unchanged"


@pytest.mark.parametrize("name", ["memo-2558.txt", "facts-dgp2566.txt", "facts-new.md"])
def test_a_file_cannot_take_the_place_of_our_own_documents(library, inbox, name):
    taken, _ = library.add([inbox(name, "ปลอม")], Description())
    assert (taken[0].status, "ที่มากับระบบ" in taken[0].error) == ("rejected", True)


def test_a_file_that_breaks_the_reader_stops_no_other(library, inbox, monkeypatch, caplog):
    def fail(text, _titles):
        return 1 / 0 if "เสีย" in text else None

    monkeypatch.setattr("ingest.library.read_directive", fail)
    taken, _ = library.add([inbox("ก.txt", "เสีย ลับ"), inbox("ข.txt", "ดี")], Description())
    assert [item.status for item in taken] == ["rejected", "indexed"]
    assert "ZeroDivision" not in taken[0].error
    assert "ลับ" not in caplog.text


def test_a_link_out_of_the_folder_is_rejected(library, inbox, tmp_path):
    (tmp_path / "secret.txt").write_text("ลับ")
    folder = inbox("แผน.txt", "ดี").parent
    (folder / "ก.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "ข.txt").symlink_to(folder / "แผน.txt")
    (folder / "ค.txt").symlink_to(folder / "ค.txt")
    taken, _ = library.add([folder], Description())
    assert {item.slug: item.status for item in taken} == {
        "ก": "rejected",
        "ข": "indexed",
        "ค": "rejected",
        "แผน": "indexed",
    }
    assert "นอกโฟลเดอร์" in taken[0].error


def test_a_pipe_is_not_waited_for(library, inbox):
    pipe = inbox("แผน.txt", "ดี").with_name("ท่อ.txt")
    os.mkfifo(pipe)
    taken, _ = library.add([pipe], Description())
    assert "ไม่ใช่ไฟล์ธรรมดา" in taken[0].error


def test_a_name_too_long_for_the_disk_is_not_found(library):
    with pytest.raises(NotFound):
        library.add([Path("a" * 300)], Description())


def test_passages_of_one_page_share_its_text(library, sqlite):
    take(library, "ทดสอบ ระบบ " * 900)
    with sqlite.reading() as session:
        rows = read.passages_of(session, "แผน")
    assert len(rows) > 1
    assert len({id(row.page_text) for row in rows}) == 1
