"""A question's vector lies between its two readings."""

import numpy as np
import pytest

from db.embedder import TwofoldEmbedder


class Engine:
    name, dimension, window = "engine:1", 2, 512

    def embed_queries(self, texts):
        return np.array([[1.0, 0.0]] * len(texts), np.float32).reshape(-1, 2)

    def embed_passages(self, texts):
        return np.array([[0.0, 1.0]] * len(texts), np.float32).reshape(-1, 2)

    def count_tokens(self, text):
        return len(text)


def test_a_question_is_read_both_ways_and_more_as_a_question():
    (vector,) = TwofoldEmbedder(Engine()).embed_queries(["ถาม"])
    assert np.linalg.norm(vector) == pytest.approx(1.0)
    assert vector[0] > vector[1] > 0
    assert vector.dtype == np.float32


def test_passages_and_names_are_those_of_the_engine():
    twofold = TwofoldEmbedder(Engine())
    assert twofold.embed_passages(["ก"]).tolist() == [[0.0, 1.0]]
    assert (twofold.name, twofold.dimension, twofold.window) == ("engine:1", 2, 512)
    assert twofold.count_tokens("กขค") == 3


def test_no_questions_give_no_vectors():
    assert TwofoldEmbedder(Engine()).embed_queries([]).shape == (0, 2)


def test_an_engine_without_prompts_gives_its_own_vectors(trigrams):
    texts = ["แผนพัฒนาดิจิทัล", "ใครรับผิดชอบ"]
    alone = trigrams.embed_queries(texts)
    assert TwofoldEmbedder(trigrams).embed_queries(texts) == pytest.approx(alone, abs=1e-6)
