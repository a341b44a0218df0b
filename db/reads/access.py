"""Keys that open, and the chain of what was done."""

import re
from hmac import compare_digest

from sqlmodel import Session, col, select

from db.models import ApiKey, AuditEntry, AuditHead
from db.models.access import FIRST
from db.models.table import now
from db.writes.audit import digest_of
from db.writes.keys import PREFIX, secret_digest

_ID = re.compile("[0-9a-f]{12}")
_TOKEN = re.compile(rf"{PREFIX}_([0-9a-f]{{12}})_([0-9a-f]{{64}})")


def is_key_token(token: str) -> bool:
    """Whether a token claims to be an API key."""
    return token.startswith(f"{PREFIX}_")


def is_key_id(text: str) -> bool:
    """Whether a text has the form of the part of a key that is no secret."""
    return _ID.fullmatch(text) is not None


def key_of(session: Session, token: str) -> ApiKey | None:
    """The key of a token, None when it opens nothing: unknown, wrong, revoked or expired."""
    parts = _TOKEN.fullmatch(token)
    row = session.get(ApiKey, parts[1]) if parts else None
    if row is None or parts is None:
        return None
    right = compare_digest(row.secret_digest, secret_digest(parts[2]))
    over = row.revoked_at is not None or (row.expires_at is not None and row.expires_at <= now())
    return row if right and not over else None


def broken_entry(session: Session) -> int | None:
    """The number of the first audit entry that was changed, taken out or put in; None when the
    chain is whole."""
    previous, number = FIRST, 0
    for entry in session.exec(select(AuditEntry).order_by(col(AuditEntry.id))):
        number += 1
        whole = (entry.id, entry.previous, entry.digest) == (number, previous, digest_of(entry))
        if not whole:
            return number
        previous = entry.digest
    head = session.get_one(AuditHead, 1)
    return None if (head.entries, head.digest) == (number, previous) else number + 1
