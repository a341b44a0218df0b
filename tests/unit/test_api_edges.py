"""Small things at the edge: the day, the settings, the marks on a page, row ids."""

import re
from datetime import UTC, date, datetime

import pytest

from api.clock import today
from api.pages import _marked
from api.schema.arguments import row_key
from api.settings import SECRETS, Environment, read_settings
from db.errors import InvalidInput
from db.models import Page


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 9, 30, 16, 59, 59, tzinfo=UTC), date(2026, 9, 30)),
        (datetime(2026, 9, 30, 17, 0, tzinfo=UTC), date(2026, 10, 1)),
    ],
)
def test_the_day_begins_at_midnight_in_thailand(moment, day):
    assert today(moment) == day


@pytest.fixture
def settings(monkeypatch):
    def read(**values):
        for name, value in values.items():
            monkeypatch.setenv(f"SODKLONG_{name.upper()}", value)
        return read_settings()

    return read


def test_settings_have_defaults(settings):
    assert settings().environment is Environment.DEVELOPMENT
    assert settings(environment="production").environment is Environment.PRODUCTION


def test_a_password_is_not_shown_with_the_settings(settings):
    assert "sekret" not in repr(settings(database_url="postgresql://u:sekret@h/x"))


@pytest.mark.parametrize("name", SECRETS)
def test_a_secret_may_stand_in_a_file(settings, tmp_path, name):
    (tmp_path / "secret").write_text("s:e/k@ret\n")
    given = settings(**{f"{name}_file": str(tmp_path / "secret")})
    assert getattr(given, name).get_secret_value() == "s:e/k@ret"


def test_a_secret_is_set_once_and_its_file_must_be_there(settings, tmp_path):
    with pytest.raises(InvalidInput, match="SODKLONG_LLM_API_KEY_FILE"):
        settings(llm_api_key_file=str(tmp_path / "nothing"))
    with pytest.raises(InvalidInput, match="พร้อมกันไม่ได้"):
        settings(llm_api_key="key")


@pytest.mark.parametrize("name", ["COLOUR", "DATA_DIRS", "ENVIRONMENT"])
def test_a_wrong_setting_is_named(settings, name):
    with pytest.raises(InvalidInput, match=f"SODKLONG_{name}"):
        settings(**{name: "?"})


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        (0, 0, "a&lt;b"),
        (1, 2, 'a<mark id="quote">&lt;</mark>b'),
        (0, 3, '<mark id="quote">a&lt;b</mark>'),
        (2, 1, "a&lt;b"),
        (0, 4, "a&lt;b"),
    ],
)
def test_a_mark_stays_within_the_text(start, end, shown):
    assert _marked(Page(text="a<b"), start, end) == shown


def test_doubtful_numbers_are_underlined_within_and_without_the_quote():
    page = Page(text="ก ๑ ข ๒", doubts=[[2, 3, None], [6, 7, "๓"]])
    assert re.sub(' title="[^"]*"', "", _marked(page, 4, 7)) == (
        'ก <u>๑</u> <mark id="quote">ข <u>๒</u></mark>'
    )


@pytest.mark.parametrize(
    ("text", "key"),
    [
        *(("1", 1), ("999999999", 999_999_999), ("0", 0)),
        *((bad, None) for bad in ("", "-1", "1.0", "x", "²", "๑", "1" * 10, " 1")),
    ],
)
def test_row_ids(text, key):
    assert row_key(text) == key
