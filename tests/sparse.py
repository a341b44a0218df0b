"""An embedder for processes that are killed as soon as they begin: it needs no model."""

import numpy as np


class Sparse:
    """Texts by a hash of theirs: the same text comes out the same."""

    name = "sparse:1"
    dimension = 8
    window = 512

    def embed_passages(self, texts):
        seeds = [sum(map(ord, text)) + len(text) for text in texts]
        found = [np.random.default_rng(seed).normal(size=8) for seed in seeds]
        return np.array([one / np.linalg.norm(one) for one in found], np.float32).reshape(-1, 8)

    embed_queries = embed_passages

    def count_tokens(self, text):
        return len(text.split())
