"""Which prompts a sentence-transformers model is given."""

import pytest

from db.embedder.sentence import Prompts, prompts_of


@pytest.mark.parametrize(
    "name",
    ["intfloat/multilingual-e5-large", "intfloat/e5-small-v2", "multilingual-e5-base", "E5_thai"],
)
def test_the_e5_family_is_known_by_name(name):
    assert prompts_of([name], {}) == Prompts("query: ", "passage: ")


@pytest.mark.parametrize("name", ["BAAI/bge-m3", "models/abe5", "made5/model", ""])
def test_other_models_get_none(name):
    assert prompts_of([name], {"query": "", "document": ""}) == Prompts("", "")


def test_the_original_name_counts_too():
    names = ["our-model", "intfloat/multilingual-e5-small"]
    assert prompts_of(names, {}) == Prompts("query: ", "passage: ")


def test_the_instructed_e5_has_a_task_before_the_query():
    prompts = prompts_of(["intfloat/multilingual-e5-large-instruct"], {})
    assert prompts.query.startswith("Instruct: ")
    assert prompts.passage == ""


@pytest.mark.parametrize("key", ["passage", "document"])
def test_the_models_own_prompts_come_first(key):
    configured = {"query": "q: ", key: "p: "}
    assert prompts_of(["intfloat/e5-base"], configured) == Prompts("q: ", "p: ")
