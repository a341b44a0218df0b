"""Lines on a page make tables, cells take their lines, rows are lines of text."""

from ingest.read.pdf.grids import Ruling, find_grids
from ingest.read.pdf.layer import Cell, Line
from ingest.read.pdf.tables import row_line, table_rows


def ruled(xs, ys):
    across = [Ruling(xs[0], y, xs[-1], y) for y in ys]
    return across + [Ruling(x, min(ys), x, max(ys)) for x in xs]


def line(text, row, column, top):
    boxes = tuple((100 * at, top, 100 * at + 90, top + 80) for at in range(len(text)))
    return Line(text, boxes, 14.0, cell=Cell(0, row, column))


def rows(*lines):
    return [row_line(row).text for row in table_rows(lines, 595.0, 842.0)]


def test_lines_that_cross_make_a_grid():
    (grid,) = find_grids(ruled((50, 200, 400), (700, 650, 600)))
    assert (grid.rows, grid.xs) == (2, (50, 200, 400))
    assert grid.slot(100, 680) == (0, 0)
    assert grid.slot(300, 610) == (1, 1)
    assert grid.slot(500, 680) is None


def test_boxes_drawn_for_cells_make_a_grid():
    cells = [Ruling(x, y, x + 100, y + 50) for x in (50, 150) for y in (600, 650)]
    (grid,) = find_grids(cells)
    assert grid.slot(60, 660) == (0, 0)


def test_a_frame_or_a_single_line_is_no_table():
    assert find_grids([Ruling(50, 50, 500, 800)]) == []
    assert find_grids([Ruling(50, 100, 500, 100)]) == []
    assert find_grids([]) == []


def test_double_lines_make_no_columns():
    (grid,) = find_grids(ruled((50, 55.5, 200, 205.5, 400), (700, 650, 600)))
    assert grid.xs == (50, 200, 400)


def test_a_cell_over_two_columns_is_one_cell():
    lines = [each for each in ruled((50, 200, 400), (700, 650, 600)) if each.left != 200]
    (grid,) = find_grids([*lines, Ruling(200, 600, 200, 650)])
    assert grid.slot(300, 680) == (0, 0)
    assert grid.slot(300, 610) == (1, 1)


def test_a_chart_of_many_lines_is_no_table():
    assert find_grids(ruled(range(0, 5000, 5), range(0, 5000, 5))) == []


def test_rows_are_cells_parted_by_tabs_and_empty_columns_go():
    assert rows(
        line("ชื่อ", 0, 0, 100),
        line("บาท", 0, 2, 100),
        line("ถนน", 1, 0, 300),
        line("รวม", 2, 0, 500),
    ) == ["ชื่อ\tบาท", "ถนน\t", "รวม\t"]


def test_amounts_under_each_other_are_rows_of_their_own():
    names = [line("ถนน", 0, 0, 100), line("สะพาน", 0, 0, 300), line("ยาว", 0, 0, 400)]
    amounts = [line("๑,๕๐๐", 0, 1, 100), line("-", 0, 1, 300)]
    assert rows(*names, *amounts) == ["ถนน\t๑,๕๐๐", "สะพานยาว\t-"]


def test_an_amount_broken_over_lines_is_one_cell():
    names = [line("โครงการ", 0, 0, 100), line("ถนน", 0, 0, 200)]
    broken = [line("๑,๒๐", 0, 1, 100), line("๐,๐๐๐", 0, 1, 200)]
    assert len(rows(*names, *broken)) == 1
