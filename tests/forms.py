"""Excel files as local governments lay out their forms, made for tests."""

import io

import openpyxl

YEARS = (2566, 2567, 2568)


def saved(book):
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def detail_form(*rows):
    """A ผ.๐๒ with a head of two rows, merged cells, Thai digits, and lines of strategies above."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "ผ.02"
    for line in ("รายละเอียดโครงการพัฒนา", "แผนพัฒนาท้องถิ่น (พ.ศ. ๒๕๖๖ - ๒๕๗๐)",
                 "ก. ยุทธศาสตร์จังหวัดที่ ๑ เมืองน่าอยู่", "๑. ยุทธศาสตร์การบริหารจัดการที่ดี",
                 "๑.๑ แผนงานบริหารงานทั่วไป"):  # fmt: skip
        page.append([line])
        page.merge_cells(
            start_row=page.max_row, end_row=page.max_row, start_column=1, end_column=10
        )
    page.append(["ที่", "โครงการ", "วัตถุประสงค์", "เป้าหมาย\n(ผลผลิตของโครงการ)", "งบประมาณ", None, None,
                 "ตัวชี้วัด\n(KPI)", "ผลที่คาดว่าจะได้รับ", "หน่วยงานรับผิดชอบหลัก"])  # fmt: skip
    page.append([None] * 4 + ["๒๕๖๖\n(บาท)", "๒๕๖๗\n(บาท)", "๒๕๖๘\n(บาท)"])
    page.merge_cells("E6:G6")
    for column in "ABCDHIJ":
        page.merge_cells(f"{column}6:{column}7")
    for row in rows:
        page.append(row)
    return saved(book)


def sheet(*rows, title="โครงการ"):
    """A file of one sheet with these rows."""
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    return saved(book)
