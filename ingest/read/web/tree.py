"""A web page as a tree, with what a browser only shows written in: list numbers, spread cells."""

import re
from itertools import chain, islice

from lxml import etree, html

from db.errors import UnreadableFile
from ingest.read.rows import clean_cell
from ingest.read.word.numerals import write_number

Element = etree._Element

TOO_BIG = "หน้าเว็บใหญ่หรือซับซ้อนเกินกำหนด จึงไม่อ่าน โปรดบันทึกเป็น PDF หรือข้อความก่อนนำเข้า"

# lxml reads these and then refuses to write them.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_STYLES = {"thai": "thaiNumbers", "lower-alpha": "lowerLetter", "upper-roman": "upperRoman"}
_MOST_COLUMNS = 64
_MOST_ROWS = 200
_MOST_CELLS = 100_000
_LONGEST_REPEAT = 200


def parse_html(text: str) -> Element | None:
    """The tree of a decoded page, None where there is none; deep, as old editors leave hundreds of
    tags open. Raises UnreadableFile for one deeper than libxml2 can hold (2,048).
    """
    parser = html.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True
    )
    try:
        clean = _CONTROL.sub(" ", text)
        tree = html.document_fromstring(clean.encode("utf-8", "replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
        raise UnreadableFile(TOO_BIG)
    _mark_numbers(tree)
    _spread_cells(tree)
    return tree


def _mark_numbers(tree: Element) -> None:
    """Put the number of each item of a numbered list at the head of its text."""
    for numbered in tree.iter("ol"):
        form = _form(numbered)
        count = _whole(numbered.get("start"), 1) - 1
        for item in numbered.iterchildren("li"):
            count = _whole(item.get("value"), count + 1)
            item.text = f"{write_number(count, form)}. {(item.text or '').lstrip()}"


def _spread_cells(tree: Element) -> None:
    """Give a cell that spans columns empty cells beside it, one that spans rows a copy of its text
    in each.
    """
    made = 0
    for table in list(tree.iter("table")):
        hanging: dict[int, tuple[int, str]] = {}
        for row in chain(table.iterchildren("tr"), table.iterchildren("thead", "tbody", "tfoot")):
            rows = [row] if row.tag == "tr" else list(row.iterchildren("tr"))
            for each in rows:
                hanging = _spread(each, hanging)
                made += len(each)
                if made > _MOST_CELLS:
                    return


def _form(numbered: Element) -> str:
    style = (numbered.get("style") or "").replace(" ", "").lower()
    named = (form for name, form in _STYLES.items() if f"list-style-type:{name}" in style)
    return next(named, _FORMS.get(numbered.get("type") or "", "decimal"))


def _whole(text: str | None, default: int) -> int:
    try:
        return max(0, min(9_999, int(text or "")))
    except ValueError:
        return default


def _spread(row: Element, hanging: dict[int, tuple[int, str]]) -> dict[int, tuple[int, str]]:
    """Complete one row with the cells that hang into it from above; what hangs into the next."""
    following: dict[int, tuple[int, str]] = {}
    column = 0
    for cell in [*row.iterchildren("td", "th"), None]:
        while column in hanging:
            rows, text = hanging.pop(column)
            _insert(row, cell, text)
            if rows > 1:
                following[column] = (rows - 1, text)
            column += 1
        if cell is not None:
            column = _take(row, cell, column, following)
    return following


def _take(row: Element, cell: Element, column: int, following: dict[int, tuple[int, str]]) -> int:
    """Note how far a cell reaches; the column after it."""
    widest = max(1, _MOST_COLUMNS - column)
    columns = max(1, min(widest, _whole(cell.get("colspan"), 1)))
    rows = max(1, min(_MOST_ROWS, _whole(cell.get("rowspan"), 1)))
    text = _opening(cell) if rows > 1 and cell.find(".//table") is None else ""
    for name in ("colspan", "rowspan"):
        cell.attrib.pop(name, "")
    for extra in range(columns):
        if rows > 1:
            following[column + extra] = (rows - 1, "" if extra else text)
        if extra:
            cell.addnext(row.makeelement("td"))
    return column + columns


def _opening(cell: Element) -> str:
    """What a cell begins with; a cell may hold half the page."""
    parts = (str(part)[:_LONGEST_REPEAT] for part in islice(cell.itertext(), _LONGEST_REPEAT))
    return clean_cell("".join(parts))[:_LONGEST_REPEAT]


def _insert(row: Element, before: Element | None, text: str) -> None:
    added = row.makeelement("td")
    added.text = text
    if before is None:
        row.append(added)
    else:
        before.addprevious(added)
