"""Makes and revokes API keys."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final

from sqlmodel import Session

from db.errors import InvalidInput, NotFound
from db.models import ApiKey, Role
from db.models.table import now
from db.writes.audit import record

PREFIX: Final = "sdk"
MAX_NAME: Final = 200


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key just made; `token` is shown once and not kept."""

    row: ApiKey
    token: str


def create_key(
    session: Session, actor: str, name: str, role: Role, expires_at: datetime | None = None
) -> NewKey:
    """Make a key `sdk_<id>_<secret>`; raises InvalidInput.

    The secret has 256 random bits, so one round of SHA-256 keeps it as well as a slow hash would.
    """
    name = name.strip()
    if not 1 <= len(name) <= MAX_NAME:
        raise InvalidInput(f"ชื่อกุญแจต้องมี 1 ถึง {MAX_NAME} ตัวอักษร", ("name",))
    if role is Role.ANONYMOUS:
        raise InvalidInput("กุญแจต้องมีบทบาท STAFF, EDITOR หรือ ADMIN", ("role",))
    if expires_at is not None and expires_at <= now():
        raise InvalidInput("วันหมดอายุต้องเป็นเวลาในอนาคต", ("expiresAt",))
    key, secret = secrets.token_hex(6), secrets.token_hex(32)
    row = ApiKey(
        id=key,
        name=name,
        role=role,
        secret_digest=secret_digest(secret),
        created_by=actor,
        expires_at=expires_at,
    )
    session.add(row)
    record(session, actor, "key.create", key, {"name": name, "role": role.value})
    return NewKey(row, f"{PREFIX}_{key}_{secret}")


def revoke_key(session: Session, actor: str, key: str) -> ApiKey:
    """From now on the key opens nothing; raises NotFound. Revoking twice changes nothing."""
    row = session.get(ApiKey, key, with_for_update=True)
    if row is None:
        raise NotFound("ไม่พบกุญแจนี้")
    if row.revoked_at is None:
        row.revoked_at = now()
        session.add(row)
        record(session, actor, "key.revoke", key)
    return row


def secret_digest(secret: str) -> str:
    """What is kept of a secret."""
    return sha256(secret.encode()).hexdigest()
