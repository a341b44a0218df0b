"""Builds small Word files by hand: a zip of the XML a test wants to see read."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NAMESPACES = (
    f'{W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def docx(body="", styles="", numbering="", **members):
    """The bytes of a document; `members` are notes by kind, or members of the zip by name."""
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": relationships(("officeDocument", "word/document.xml")),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {W}>{styles}</w:styles>",
        "word/numbering.xml": f"<w:numbering {W}>{numbering}</w:numbering>",
    }
    for kind in ("footnotes", "endnotes"):
        if kind in members:
            parts[f"word/{kind}.xml"] = f"<w:{kind} {W}>{members.pop(kind)}</w:{kind}>"
    return zipped(parts | members)


def zipped(parts):
    """A zip of members by name."""
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return written.getvalue()


def relationships(*found, mode=""):
    """A .rels part of (kind, target) pairs."""
    inner = "".join(
        f'<Relationship Id="r{at}" Type="{OFFICE}/{kind}" Target="{target}" {mode}/>'
        for at, (kind, target) in enumerate(found)
    )
    return f'<Relationships xmlns="{PACKAGE}">{inner}</Relationships>'


def p(text="", style="", properties=""):
    """A paragraph of one run."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{r(text)}</w:p>"


def r(text):
    """A run."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def item(text, level=0, of=1):
    """A paragraph of a numbered list."""
    return p(
        text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{of}"/></w:numPr>'
    )


def level(at, form, text, more=""):
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(*levels, more=""):
    """One list of these levels, numbered 1; `more` comes after it."""
    return (
        f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{more}'
    )


def tbl(*rows):
    """A table of rows that `tr` made."""
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def tr(*cells, properties=""):
    """A row of cells: texts, or what `tc` made."""
    made = (cell if cell.startswith("<") else tc(cell) for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(made)}</w:tr>"


def tc(text, properties=""):
    """A cell of one paragraph."""
    inner = text if text.startswith("<") else p(text)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"
