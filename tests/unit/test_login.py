"""Bearer tokens of a login: the good one, and each way to be bad."""

import json
from datetime import UTC, datetime, timedelta

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from jwt.algorithms import RSAAlgorithm

from api import login as login_module
from api.login import SILENT_SECONDS, Login, RemoteKeys, open_login
from api.viewer import Gate
from db.errors import InvalidInput, Unauthenticated
from db.models import Role

ISSUER, AUDIENCE = "https://login.example.go.th", "sodklong"


@pytest.fixture(scope="module")
def key():
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def published(key, name="k1"):
    return {**json.loads(RSAAlgorithm.to_jwk(key.public_key())), "kid": name, "use": "sig"}


@pytest.fixture
def file(tmp_path, key):
    path = tmp_path / "jwks.json"
    path.write_text(json.dumps({"keys": [published(key)]}))
    return path


@pytest.fixture
def login(file):
    return open_login(ISSUER, AUDIENCE, str(file), "realm.roles")


def token(key, algorithm="RS256", kid="k1", **claims):
    ends = datetime.now(UTC) + timedelta(minutes=5)
    whole = {"iss": ISSUER, "aud": AUDIENCE, "sub": "u1", "name": "สมใจ", "exp": ends, **claims}
    kept = {name: value for name, value in whole.items() if value is not None}
    return jwt.encode(kept, key, algorithm, headers={"kid": kid})


@pytest.mark.parametrize(
    ("held", "role"),
    [
        ({"realm": {"roles": ["admin", "editor"]}}, Role.ADMIN),
        ({"realm": {"roles": ["viewer", "Editor"]}}, Role.EDITOR),
        ({"realm": {"roles": "admin"}}, Role.ADMIN),
        ({"realm": {"roles": 5}}, Role.STAFF),
        ({"realm": {"roles": ["anonymous"]}}, Role.STAFF),
        ({"realm": "admin"}, Role.STAFF),
        ({}, Role.STAFF),
    ],
)
def test_the_role_comes_from_the_claim(login, key, held, role):
    assert login.recognise(token(key, **held)).role is role


def test_a_person_comes_in_by_the_gate(sqlite, login, key):
    viewer = Gate(sqlite, login).admit(f"Bearer {token(key)}")
    assert (viewer.role, viewer.subject, viewer.name) == (Role.STAFF, "login:u1", "สมใจ")


@pytest.mark.parametrize(
    "claims",
    [
        {"exp": datetime.now(UTC) - timedelta(minutes=5)},
        {"exp": None},
        {"sub": None},
        {"iss": "https://other.example"},
        {"iss": None},
        {"aud": "another"},
        {"aud": None},
        {"kid": "k2"},
        {"nbf": datetime.now(UTC) + timedelta(hours=1)},
    ],
    ids=str,
)
def test_a_token_that_is_not_for_us_is_refused(login, key, claims):
    with pytest.raises(Unauthenticated, match="โทเคน"):
        login.recognise(token(key, **claims))


def test_a_token_of_another_signer_is_refused(login):
    other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    with pytest.raises(Unauthenticated):
        login.recognise(token(other))


def test_the_public_key_signs_nothing(login, key, file):
    secret = json.loads(file.read_text())["keys"][0]["n"]
    with pytest.raises(Unauthenticated):
        login.recognise(token(secret, "HS256"))


def test_an_unsigned_token_is_refused(login):
    with pytest.raises(Unauthenticated):
        login.recognise(token(None, "none"))


def test_a_key_of_another_kind_is_refused(login):
    curve = ec.generate_private_key(ec.SECP256R1())
    with pytest.raises(Unauthenticated):
        login.recognise(token(curve, "ES256"))


@pytest.mark.parametrize("shown", ["", "a.b.c", "ก", "x" * 100_000, "eyJhbGciOiJSUzI1NiJ9.e30.x"])
def test_what_is_no_token_is_refused(login, shown):
    with pytest.raises(Unauthenticated):
        login.recognise(shown)


def test_new_keys_are_read_from_the_file(login, file):
    newer = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    file.write_text(json.dumps({"keys": [published(newer, "k2")]}))
    assert login.recognise(token(newer, kid="k2")).subject == "u1"


def test_a_file_being_replaced_keeps_the_keys_read_before(login, file, key):
    file.write_text("{")
    assert login.recognise(token(key)).subject == "u1"


@pytest.mark.parametrize("content", ["", "[]", '{"keys": []}', '{"keys": 1}'])
def test_a_file_without_keys_is_told_at_the_start(tmp_path, content):
    path = tmp_path / "jwks.json"
    path.write_text(content)
    with pytest.raises(InvalidInput, match="SODKLONG_OIDC_KEYS"):
        open_login(ISSUER, AUDIENCE, str(path), "roles")


def test_an_address_that_does_not_answer_is_told(key):
    login = open_login(ISSUER, AUDIENCE, "https://127.0.0.1:9/jwks", "roles")
    with pytest.raises(Unauthenticated, match="ลองใหม่"):
        login.recognise(token(key))


def test_a_silent_provider_is_not_waited_for_again_and_again(key, monkeypatch):
    class Client:
        """A provider that is reached only once it answers."""

        asked, silent = 0, True

        def get_signing_key_from_jwt(self, _token):
            self.asked += 1
            if self.silent:
                raise jwt.PyJWKClientConnectionError("silent")
            return jwt.PyJWK(published(key))

    now = [100.0]
    monkeypatch.setattr(login_module.time, "monotonic", lambda: now[0])
    client = Client()
    login = Login(ISSUER, AUDIENCE, "realm.roles", RemoteKeys(client))
    for _ in range(3):
        with pytest.raises(Unauthenticated, match="ในขณะนี้"):
            login.recognise(token(key))
    assert client.asked == 1
    client.silent, now[0] = False, now[0] + SILENT_SECONDS
    assert login.recognise(token(key)).subject == "u1"
