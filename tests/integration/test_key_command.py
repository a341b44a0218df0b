"""Keys made, listed and revoked at a terminal."""

import pytest


def test_a_key_from_making_to_revoking(data_dir, invoke):
    code, out, err = invoke(data_dir, "key", "create", "--role", "admin", "--name", "ฝ่ายไอที")
    assert (code, out.startswith("sdk_")) == (0, True)
    assert "ไม่แสดงอีก" in err
    key = out.split("_")[1]
    assert out.strip().split("_")[2] not in invoke(data_dir, "key", "list")[1]
    assert f"{key}  admin   ใช้ได้  ฝ่ายไอที" in invoke(data_dir, "key", "list")[1]
    assert invoke(data_dir, "key", "revoke", key)[0] == 0
    assert "ยกเลิกแล้ว" in invoke(data_dir, "key", "list")[1]


def test_no_keys_says_how_to_make_one(data_dir, invoke):
    assert "sodklong key create" in invoke(data_dir, "key", "list")[1]


@pytest.mark.parametrize(
    "words",
    [("create", "--role", "king"), ("create", "--role", "anonymous"),
     ("create", "--role", "staff", "--name", " "), ("revoke", "000000000000")],
)  # fmt: skip
def test_what_cannot_be_done_is_one_line(data_dir, invoke, words):
    code, out, err = invoke(data_dir, "key", *words)
    assert (code, out, err.count("\n")) == (1, "", 1)


def test_half_a_login_is_told_at_the_start(data_dir, invoke):
    code, _, err = invoke(data_dir, "search", "แผน", oidc_issuer="https://login.example")
    assert code == 1
    assert "SODKLONG_OIDC_KEYS" in err


def test_doctor_finds_a_changed_trail(data_dir, invoke):
    import sqlite3

    invoke(data_dir, "key", "create", "--role", "staff")
    assert invoke(data_dir, "doctor")[0] == 0
    with sqlite3.connect(data_dir / "sodklong.sqlite3") as database:
        database.execute("UPDATE audit_entry SET actor = 'nobody'")
    database.close()
    code, out, _ = invoke(data_dir, "doctor")
    assert code == 1
    assert "ผิดปกติ  trail" in out
