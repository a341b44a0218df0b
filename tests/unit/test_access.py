"""Keys that open and those that do not, and the chain of what was done."""

from contextlib import suppress
from datetime import timedelta

import pytest
from sqlmodel import col, select, update

from api.viewer import ANONYMOUS, Gate, Viewer
from db.errors import Forbidden, InvalidInput, NotFound, Unauthenticated
from db.models import ApiKey, AuditEntry, AuditHead, Role
from db.models.table import now
from db.reads.access import broken_entry
from db.writes.audit import record
from db.writes.keys import create_key, revoke_key


@pytest.fixture
def gate(sqlite):
    return Gate(sqlite, None)


def made(sqlite, role=Role.STAFF, **more):
    with sqlite.writing() as session:
        return create_key(session, "cli", "กองคลัง", role, **more)


def test_a_key_opens_with_its_role(sqlite, gate):
    key = made(sqlite, Role.EDITOR)
    viewer = gate.admit(f"Bearer {key.token}")
    assert viewer == Viewer(Role.EDITOR, f"key:{key.row.id}", "กองคลัง")


def test_the_secret_is_not_kept(sqlite):
    key = made(sqlite)
    secret = key.token.split("_")[2]
    with sqlite.reading() as session:
        row = session.get(ApiKey, key.row.id)
        entries = session.exec(select(AuditEntry)).all()
    assert secret not in str(row.model_dump()) + str([one.model_dump() for one in entries])


def test_nothing_shown_is_nobody(gate):
    assert gate.admit(None) == ANONYMOUS


@pytest.mark.parametrize(
    "shown",
    ["Bearer", "Bearer ", "Basic abc", "Bearer sdk_", "Bearer sdk_000000000000_" + "0" * 64,
     "Bearer nonsense", "sdk_x", "Bearer sdk_" + "a" * 100_000, "Bearer \ud800"],
)  # fmt: skip
def test_what_opens_nothing_is_refused(sqlite, gate, shown):
    made(sqlite)
    with pytest.raises(Unauthenticated):
        gate.admit(shown)


def test_a_changed_secret_opens_nothing(sqlite, gate):
    token = made(sqlite).token
    with pytest.raises(Unauthenticated):
        gate.admit(f"Bearer {token[:-1]}{'0' if token[-1] != '0' else '1'}")


def test_a_revoked_key_opens_nothing_at_once(sqlite, gate):
    key = made(sqlite)
    with sqlite.writing() as session:
        revoke_key(session, "cli", key.row.id)
    with pytest.raises(Unauthenticated, match="ยกเลิก"):
        gate.admit(f"Bearer {key.token}")


def test_an_expired_key_opens_nothing(sqlite, gate):
    key = made(sqlite, expires_at=now() + timedelta(hours=1))
    with sqlite.writing() as session:
        session.exec(update(ApiKey).values(expires_at=now() - timedelta(seconds=1)))
    with pytest.raises(Unauthenticated, match="หมดอายุ"):
        gate.admit(f"Bearer {key.token}")


@pytest.mark.parametrize(
    ("name", "role", "days"),
    [("", Role.STAFF, 1), ("  ", Role.STAFF, 1), ("ก" * 201, Role.STAFF, 1),
     ("ก", Role.ANONYMOUS, 1), ("ก", Role.STAFF, -1)],
)  # fmt: skip
def test_a_key_that_cannot_be_made(sqlite, name, role, days):
    with pytest.raises(InvalidInput), sqlite.writing() as session:
        create_key(session, "cli", name, role, now() + timedelta(days=days))
    with sqlite.reading() as session:
        assert session.exec(select(ApiKey)).all() == []


def test_an_unknown_key_cannot_be_revoked(sqlite):
    with pytest.raises(NotFound), sqlite.writing() as session:
        revoke_key(session, "cli", "0" * 12)


def test_revoking_twice_is_one_act(sqlite):
    key = made(sqlite)
    for _ in range(2):
        with sqlite.writing() as session:
            revoke_key(session, "cli", key.row.id)
    with sqlite.reading() as session:
        acts = [entry.act for entry in session.exec(select(AuditEntry))]
    assert acts == ["key.create", "key.revoke"]


@pytest.mark.parametrize("role", list(Role))
def test_a_role_reaches_as_far_as_its_rank(role):
    viewer = Viewer(role, "key:1")
    for needed in (Role.STAFF, Role.EDITOR, Role.ADMIN):
        if list(Role).index(role) >= list(Role).index(needed):
            assert viewer.require(needed) == "key:1"
        else:
            with pytest.raises(Forbidden):
                viewer.require(needed)


def test_strangers_are_asked_to_come_in():
    with pytest.raises(Unauthenticated):
        ANONYMOUS.require(Role.STAFF)


def chain(sqlite, length=4):
    with sqlite.writing() as session:
        for number in range(length):
            record(session, "cli", "act", f"thing-{number}", {"ข้อความ": number})


def test_a_whole_chain_is_whole(sqlite):
    chain(sqlite)
    with sqlite.reading() as session:
        assert broken_entry(session) is None


@pytest.mark.parametrize(
    ("damage", "found"),
    [
        (update(AuditEntry).where(col(AuditEntry.id) == 2).values(actor="nobody"), 2),
        (update(AuditEntry).where(col(AuditEntry.id) == 3).values(detail={"ข้อความ": 9}), 3),
        (AuditEntry.__table__.delete().where(col(AuditEntry.id) == 2), 2),
        (AuditEntry.__table__.delete().where(col(AuditEntry.id) == 4), 4),
        (update(AuditHead).values(entries=3), 5),
    ],
)
def test_damage_is_found_where_it_is(sqlite, damage, found):
    chain(sqlite)
    with sqlite.writing() as session:
        session.exec(damage)
    with sqlite.reading() as session:
        assert broken_entry(session) == found


def test_a_failed_act_leaves_no_entry(sqlite):
    with suppress(RuntimeError), sqlite.writing() as session:
        record(session, "cli", "act", "thing")
        raise RuntimeError
    with sqlite.reading() as session:
        assert session.exec(select(AuditEntry)).all() == []
        assert session.get_one(AuditHead, 1).entries == 0
