"""Bearer tokens of an OpenID Connect provider, checked against its published keys."""

import json
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any, Final, Protocol

import jwt

from db.errors import InvalidInput, Unauthenticated
from db.models import Role

# Asymmetric only: a key that everybody may read must not be able to sign.
_ALGORITHMS: Final = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA"]
_LEEWAY: Final = 30
_KEYS_KEPT: Final = 300
_TIMEOUT: Final = 5
_REFUSED: Final = "โทเคนเข้าสู่ระบบไม่ถูกต้องหรือหมดอายุ โปรดเข้าสู่ระบบใหม่"
_UNREACHABLE: Final = "ตรวจโทเคนเข้าสู่ระบบไม่ได้ในขณะนี้ โปรดลองใหม่ภายหลัง"
MAX_TOKEN: Final = 8_000
SILENT_SECONDS: Final = 15.0


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the provider vouches for."""

    subject: str
    name: str
    role: Role


class _Keys(Protocol):
    def get_signing_key_from_jwt(self, token: str) -> jwt.PyJWK: ...


@dataclass(frozen=True, slots=True)
class Login:
    """What a token must be: by this issuer, for this audience, with a role in this claim."""

    issuer: str
    audience: str
    role_claim: str
    keys: _Keys

    def recognise(self, token: str) -> Person:
        """Who holds the token; raises Unauthenticated. May fetch the provider's keys (5 s)."""
        if len(token) > MAX_TOKEN:
            raise Unauthenticated(_REFUSED)
        try:
            claims = jwt.decode(
                token,
                self.keys.get_signing_key_from_jwt(token),
                algorithms=_ALGORITHMS,
                issuer=self.issuer,
                audience=self.audience,
                leeway=_LEEWAY,
                options={"require": ["exp", "iss", "aud", "sub"]},
            )
        except jwt.PyJWKClientConnectionError as error:
            raise Unauthenticated(_UNREACHABLE) from error
        except jwt.PyJWTError as error:
            raise Unauthenticated(_REFUSED) from error
        subject = str(claims["sub"])[:150]
        return Person(subject, str(claims.get("name") or subject)[:150], self._role(claims))

    def _role(self, claims: Mapping[str, Any]) -> Role:
        """The highest role the claim holds; whoever may log in and has none is staff."""
        value: Any = claims
        for part in self.role_claim.split("."):
            value = value.get(part) if isinstance(value, Mapping) else None
        named = value if isinstance(value, list) else [value]
        held = {one.upper() for one in named if isinstance(one, str)}
        known = [role for role in Role if role.value in held]
        return max([Role.STAFF, *known], key=list(Role).index)


def open_login(issuer: str, audience: str, keys: str, role_claim: str) -> Login:
    """A login whose keys (JWKS) are at a https address or in a file; raises InvalidInput."""
    if keys.startswith("https://"):
        client = jwt.PyJWKClient(keys, lifespan=_KEYS_KEPT, timeout=_TIMEOUT)
        return Login(issuer, audience, role_claim, RemoteKeys(client))
    return Login(issuer, audience, role_claim, KeyFile(Path(keys)))


class RemoteKeys:
    """A provider's keys. After a fetch that failed nobody waits for another one for a while: a
    token need not be genuine to have one begun."""

    def __init__(self, client: _Keys) -> None:
        self._client = client
        self._lock = Lock()
        self._silent_until = 0.0

    def get_signing_key_from_jwt(self, token: str) -> jwt.PyJWK:
        """The key a token names; raises a PyJWTError."""
        with self._lock:
            if time.monotonic() < self._silent_until:
                raise jwt.PyJWKClientConnectionError("not reached lately")
            try:
                return self._client.get_signing_key_from_jwt(token)
            except jwt.PyJWKClientConnectionError:
                self._silent_until = time.monotonic() + SILENT_SECONDS
                raise


class KeyFile:
    """A JWKS in a file, read again when the file has changed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._read_at = path.stat().st_mtime_ns if path.is_file() else 0
        self._set = self._read()

    def get_signing_key_from_jwt(self, token: str) -> jwt.PyJWK:
        """The key a token names; raises a PyJWTError."""
        named = jwt.get_unverified_header(token).get("kid")
        for key in self._current().keys:
            if key.key_id == named and key.public_key_use in {None, "sig"}:
                return key
        raise jwt.PyJWKSetError("no such key")

    def _current(self) -> jwt.PyJWKSet:
        """The keys as they are now; those read before while the file is being replaced."""
        with suppress(OSError, InvalidInput):
            changed = self._path.stat().st_mtime_ns
            if changed != self._read_at:
                self._set, self._read_at = self._read(), changed
        return self._set

    def _read(self) -> jwt.PyJWKSet:
        try:
            return jwt.PyJWKSet.from_dict(json.loads(self._path.read_text(encoding="utf-8")))
        except (OSError, ValueError, AttributeError, jwt.PyJWTError) as error:
            raise InvalidInput("อ่านแฟ้มกุญแจ SODKLONG_OIDC_KEYS ไม่ได้") from error
