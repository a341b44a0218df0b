"""A paper as PDF."""

from typing import Final

from assistant.papers.paper import Paper
from assistant.papers.pdf.pages import Pages
from assistant.papers.pdf.writing import write_pdf
from assistant.papers.typeset import Grid, typeset
from db.thai import canonical

A4: Final = (595.28, 841.89)


def render_pdf(paper: Paper) -> bytes:
    """The PDF file: A4, fonts embedded, its text readable by programs in the order of the text."""
    width, height = reversed(A4) if paper.landscape else A4
    pages = Pages(width, height, paper.digits)
    for block in typeset(paper):
        if isinstance(block, Grid):
            pages.set_grid(block)
        else:
            pages.set_line(block)
    return write_pdf(canonical(paper.title), pages.size, pages.canvases, pages.fonts)
