"""Who is calling: an API key, a bearer token of the organisation's login, or nobody known."""

from dataclasses import dataclass
from typing import Final

from sqlmodel import Session

from api.login import Login
from db.engine import Database
from db.errors import Forbidden, Unauthenticated
from db.models import Role
from db.reads.access import is_key_token, key_of

_SCHEME: Final = "bearer "
_NEEDED: Final = {
    Role.STAFF: "เจ้าหน้าที่",
    Role.EDITOR: "ผู้แก้ไขข้อมูล",
    Role.ADMIN: "ผู้ดูแลระบบ",
}


@dataclass(frozen=True, slots=True)
class Viewer:
    """A caller. `subject` names one and the same caller over time, None for anonymous ones."""

    role: Role = Role.ANONYMOUS
    subject: str | None = None
    name: str = ""

    def require(self, role: Role) -> str:
        """The caller's subject; raises Unauthenticated or Forbidden below `role`."""
        if self.subject is None:
            raise Unauthenticated("โปรดเข้าสู่ระบบหรือส่งกุญแจ API ก่อนทำรายการนี้")
        if not self.role.covers(role):
            raise Forbidden(f"รายการนี้ทำได้เฉพาะ{_NEEDED[role]}")
        return self.subject


ANONYMOUS: Final = Viewer()


class Gate:
    """Recognises callers by what they show."""

    def __init__(self, database: Database, login: Login | None) -> None:
        self._database = database
        self._login = login

    def admit(self, authorization: str | None) -> Viewer:
        """The caller of an `Authorization` value, nobody known without one; blocks on the database
        and may fetch the login's public keys.

        Raises Unauthenticated for a value that opens nothing: a caller who shows a wrong key must
        not go on as a stranger without noticing.
        """
        if not authorization:
            return ANONYMOUS
        token = authorization[len(_SCHEME) :].strip()
        if not authorization.lower().startswith(_SCHEME) or not token:
            raise Unauthenticated("ส่วนหัว Authorization ต้องอยู่ในรูป Bearer ตามด้วยกุญแจ")
        if is_key_token(token):
            with self._database.reading() as session:
                return _holder(session, token)
        if self._login is None:
            raise Unauthenticated("กุญแจไม่ถูกต้อง")
        person = self._login.recognise(token)
        return Viewer(person.role, f"login:{person.subject}", person.name)


def _holder(session: Session, token: str) -> Viewer:
    key = key_of(session, token)
    if key is None:
        raise Unauthenticated("กุญแจไม่ถูกต้อง หมดอายุ หรือถูกยกเลิกแล้ว")
    return Viewer(key.role, f"key:{key.id}", key.name)
