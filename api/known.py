"""Documents that are known beforehand: clients may name them by their hash.

Those of the widget come with the product; an operator adds others as `known/*.graphql` in the
data directory. What strangers send is never kept under a hash; docs/adr/0026 says why.
"""

import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from graphql import DocumentNode, GraphQLError, parse, print_ast

from api.faults import Refusal
from api.limits import MAX_TOKENS
from db.errors import InvalidInput

SHIPPED = Path(__file__).parent / "documents"
_HASH = re.compile(r"[0-9a-f]{64}")


class KnownDocuments:
    """The documents of some folders, by hash."""

    def __init__(self, texts: Mapping[str, str], contents: frozenset[str]) -> None:
        self._texts = texts
        self._contents = contents

    def text_of(self, query: object, document_id: object, extensions: object) -> object:
        """The document of an operation: as it was sent, or by the hash that was sent.

        Raises Refusal for a hash that is not known, is none, or is not that of the document sent.
        """
        named = _named(document_id, extensions)
        if named is None:
            return query
        if not isinstance(named, str) or not _HASH.fullmatch(named):
            raise Refusal(400, "BAD_REQUEST", "The hash of a document is 64 hexadecimal digits.")
        if isinstance(query, str) and query:
            if digest(query) != named:
                raise Refusal(400, "PERSISTED_QUERY_MISMATCH", "The hash is not the document's.")
            return query
        if named not in self._texts:
            # Apollo's clients know this message and send the whole document then.
            raise Refusal(400, "PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound")
        return self._texts[named]

    def holds(self, content: str) -> bool:
        """Whether a document of this `content_digest` is among them, however it is laid out."""
        return content in self._contents


def read_known(*folders: Path) -> KnownDocuments:
    """The documents of the folders that exist; raises InvalidInput naming a file that is none."""
    texts: dict[str, str] = {}
    contents: set[str] = set()
    for path in sorted(path for folder in folders for path in folder.glob("*.graphql")):
        try:
            text = path.read_text(encoding="utf-8").strip()
            contents.add(content_digest(parse(text, max_tokens=MAX_TOKENS)))
        except (GraphQLError, OSError, ValueError, RecursionError) as error:
            raise InvalidInput(f"อ่านเอกสาร GraphQL {path.name} ไม่ได้ ({error})") from error
        texts[digest(text)] = text
    return KnownDocuments(texts, frozenset(contents))


def digest(text: str) -> str:
    """The hash clients name a document by: SHA-256 of its text in UTF-8, hexadecimal."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def content_digest(document: DocumentNode) -> str:
    """The hash of what a document says, without its layout and comments."""
    return digest(print_ast(document))


def _named(document_id: object, extensions: object) -> object:
    """The hash of `documentId: "sha256:..."` or of `extensions.persistedQuery.sha256Hash`."""
    if document_id is not None:
        return document_id.removeprefix("sha256:") if isinstance(document_id, str) else document_id
    persisted = extensions.get("persistedQuery") if isinstance(extensions, dict) else None
    if persisted is None:
        return None
    return persisted.get("sha256Hash", "") if isinstance(persisted, dict) else ""
