"""Papers made into files. Each maker is loaded at its first paper: what draws letters and writes
Word and Excel takes tens of megabytes that a server without papers need not hold.
"""

from collections.abc import Sequence

from assistant.papers.paper import Paper, Sheet


def make_pdf(paper: Paper) -> bytes:
    """The paper as PDF, its fonts embedded."""
    from assistant.papers.pdf.rendering import render_pdf

    return render_pdf(paper)


def make_docx(paper: Paper) -> bytes:
    """The paper as a Word file."""
    from assistant.papers.word import render_docx

    return render_docx(paper)


def make_xlsx(sheets: Sequence[Sheet]) -> bytes:
    """The sheets as an Excel file."""
    from assistant.papers.sheet import render_xlsx

    return render_xlsx(sheets)
