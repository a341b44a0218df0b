"""Documents that are known beforehand: the widget's own, and an operator's."""

import re
from pathlib import Path

import pytest
from graphql import parse, validate

import api
from api.faults import Refusal
from api.known import SHIPPED, content_digest, digest, read_known
from api.schema import schema
from db.errors import InvalidInput

CLIENT = Path(api.__file__).parent / "static" / "widget" / "client.js"
TEXT = "{ plans { totalCount } }"


def sent_by_the_widget():
    """The documents in the widget's script, its constants put in place."""
    texts = {}
    for name, text in re.findall(r"const ([A-Z]+) = `(.*?)`;", CLIENT.read_text(), re.DOTALL):
        texts[name] = re.sub(r"\$\{([A-Z]+)\}", lambda found: texts[found[1]], text)
    whole = ("query", "mutation", "subscription")
    return {name: text for name, text in texts.items() if text.startswith(whole)}


@pytest.fixture
def known(tmp_path):
    (tmp_path / "plans.graphql").write_text(TEXT + "\n", encoding="utf-8")
    return read_known(tmp_path, tmp_path / "absent")


def refusal(known, **sent):
    with pytest.raises(Refusal) as raised:
        known.text_of(sent.get("query"), sent.get("document_id"), sent.get("extensions"))
    return raised.value.code


@pytest.mark.parametrize(("name", "text"), sent_by_the_widget().items())
def test_what_the_widget_sends_is_known(name, text):
    assert validate(schema._schema, parse(text)) == []
    assert read_known(SHIPPED).holds(content_digest(parse(text)))


def test_every_document_of_the_widget_was_looked_at():
    assert set(sent_by_the_widget()) == {"ASK", "PAGE", "CONVERSATION", "RATE"}


def persisted(named):
    return {"persistedQuery": {"version": 1, "sha256Hash": named}}


def test_a_document_by_its_hash(known):
    assert known.text_of(None, f"sha256:{digest(TEXT)}", None) == TEXT
    assert known.text_of(None, None, persisted(digest(TEXT))) == TEXT
    assert known.text_of("", None, persisted(digest(TEXT))) == TEXT


def test_a_hash_nobody_knows(known):
    code = refusal(known, extensions=persisted(digest("{ other }")))
    assert code == "PERSISTED_QUERY_NOT_FOUND"


def test_a_document_sent_along_is_used_and_not_kept(known):
    other = "{ agencies { totalCount } }"
    assert known.text_of(other, None, persisted(digest(other))) == other
    assert refusal(known, extensions=persisted(digest(other))) == "PERSISTED_QUERY_NOT_FOUND"


def test_a_hash_of_something_else(known):
    code = refusal(known, query="{ x }", extensions=persisted(digest(TEXT)))
    assert code == "PERSISTED_QUERY_MISMATCH"


@pytest.mark.parametrize("named", ["", "abc", "G" * 64, 5, ["a"], {"a": 1}, "../" * 20])
def test_what_is_no_hash(known, named):
    assert refusal(known, document_id=named) == "BAD_REQUEST"
    assert refusal(known, extensions=persisted(named)) == "BAD_REQUEST"
    assert refusal(known, extensions={"persistedQuery": named or "x"}) == "BAD_REQUEST"


def test_the_layout_of_a_document_does_not_matter(known):
    assert known.holds(content_digest(parse("#\n{plans{totalCount},}")))
    assert not known.holds(content_digest(parse("{ plans { nodes { id } } }")))


def test_a_file_that_is_no_document_is_named(tmp_path):
    (tmp_path / "broken.graphql").write_text("{", encoding="utf-8")
    with pytest.raises(InvalidInput, match=r"broken\.graphql"):
        read_known(tmp_path)
