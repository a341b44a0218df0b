"""Names in the library that belong to the documents the product carries."""

MEMO = "memo-2558"
_FACTS = "facts-"


def is_reserved(slug: str) -> bool:
    """Whether a file of this name would take the place of a document of our own."""
    return slug == MEMO or slug.startswith(_FACTS)
