"""Keeps what editors and admins did, each entry chained to the one before it."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from sqlmodel import Session

from db.models import AuditEntry, AuditHead
from db.models.table import now


def record(
    session: Session, actor: str, act: str, target: str, detail: Mapping[str, Any] | None = None
) -> AuditEntry:
    """Append an entry within the transaction of the act it tells of."""
    head = session.get_one(AuditHead, 1, with_for_update=True)
    entry = AuditEntry(
        id=head.entries + 1,
        at=now(),
        actor=actor,
        act=act,
        target=target,
        detail=dict(detail or {}),
        previous=head.digest,
        digest="",
    )
    entry.digest = digest_of(entry)
    head.entries, head.digest = entry.id, entry.digest
    session.add_all([head, entry])
    session.flush()
    return entry


def digest_of(entry: AuditEntry) -> str:
    """SHA-256 over the digest before and all that the entry says."""
    said = [
        entry.previous,
        entry.id,
        entry.at.isoformat(),
        entry.actor,
        entry.act,
        entry.target,
        entry.detail,
    ]
    text = json.dumps(said, ensure_ascii=False, sort_keys=True)
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
