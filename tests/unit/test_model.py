"""Opening a model: what is set wrongly is said at once, and nothing is loaded before it is used."""

import subprocess
import sys

import pytest
from product import environment

from api.settings import Settings, read_settings
from assistant.model import chat as module
from assistant.model.chat import ChatModel, Piece, Terms, open_model
from db.errors import InvalidInput, ModelUnavailable

LOCAL = "http://127.0.0.1:9/v1"


@pytest.mark.parametrize("name", ["gpt", ":m", "openai:", "openai: ", "../x:m", "a b:m"])
def test_a_name_that_is_none(name):
    with pytest.raises(InvalidInput, match="SODKLONG_LLM"):
        open_model(name, LOCAL, None, Terms())


@pytest.mark.parametrize("address", ["127.0.0.1:8080", "ftp://x", "file:///etc", "http://a b"])
def test_an_address_that_is_none(address):
    with pytest.raises(InvalidInput, match="SODKLONG_LLM_BASE_URL"):
        open_model("openai:m", address, None, Terms())


def test_openai_needs_a_key_or_an_address():
    with pytest.raises(InvalidInput, match="SODKLONG_LLM_API_KEY"):
        open_model("openai:m", None, None, Terms())


def test_a_missing_package_is_named():
    with pytest.raises(ModelUnavailable, match="langchain-nobody"):
        open_model("nobody:m", None, "k", Terms())


def test_without_langchain_the_extra_is_named(monkeypatch):
    monkeypatch.setattr(module, "find_spec", lambda _name: None)
    with pytest.raises(ModelUnavailable, match=r"\[llm\]"):
        open_model("ollama:m", None, None, Terms())


def test_a_model_shows_its_name_only():
    opened = open_model("openai:m", LOCAL, "sk-secret", Terms())
    assert repr(opened) == "ChatModel('openai:m')"


def test_a_key_of_the_environment_goes_nowhere(monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-another")
    opened = ChatModel("openai:m", LOCAL, None, Terms())
    assert opened._plain.openai_api_key.get_secret_value() == "none"


def test_nothing_is_traced_by_a_third_party(monkeypatch):
    from langsmith.utils import tracing_is_enabled

    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    assert ChatModel("openai:m", LOCAL, None, Terms())._plain
    assert not tracing_is_enabled()


def test_what_tokens_cost():
    terms = Terms(price_in=2.0, price_out=10.0)
    assert terms.cost(Piece("", 1_000_000, 100_000)) == pytest.approx(3.0)


def test_the_settings_of_a_model(monkeypatch):
    monkeypatch.setenv("SODKLONG_LLM", "ollama:m")
    monkeypatch.setenv("SODKLONG_LLM_API_KEY", "sk-secret")
    settings = read_settings()
    assert settings.llm == "ollama:m"
    assert "sk-secret" not in repr(settings)


@pytest.mark.parametrize(
    ("name", "value"), [("LLM_TIMEOUT", "0"), ("LLM_MAX_TOKENS", "1"), ("LLM_PRICE_IN", "-1")]
)
def test_settings_out_of_bounds(monkeypatch, name, value):
    monkeypatch.setenv(f"SODKLONG_{name}", value)
    with pytest.raises(InvalidInput, match=name):
        read_settings()


def test_without_a_model_none_is_loaded(tmp_path):
    code = (
        "import sys, api.cli, api.services, assistant.ask, assistant.steps.write;"
        "print([m for m in ('langchain', 'langchain_openai', 'openai', 'langsmith')"
        " if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(tmp_path), capture_output=True, text=True
    )
    assert done.stdout.strip() == "[]", done.stderr


def test_no_model_is_set_by_default():
    assert Settings().llm is None
