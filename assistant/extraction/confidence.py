"""How sure it is that a candidate answers: a logistic regression over its features."""

from math import exp

from assistant.extraction.features import NAMES
from assistant.extraction.view import Vector

THRESHOLD = 0.2
BIAS = -14.52
WEIGHTS = {
    "own": 0.99,
    "line": 0.31,
    "near": 0.42,
    "around": 1.27,
    "passage": 2.95,
    "rest_own": 0.48,
    "rest_near": 1.78,
    "focus_own": 0.74,
    "focus_near": 0.98,
    "missing_near": -1.40,
    "missing_around": -0.19,
    "typed": 0.43,
    "untyped": -1.39,
    "asked_noun": 0.87,
    "together": 2.92,
    "pairs": 0.88,
    "defines": 1.70,
    "undefined": -1.76,
    "list": -0.12,
    "list_wanted": 1.63,
    "row": -1.12,
    "item": 0.26,
    "long": 0.28,
    "numbers": 0.88,
    "cosine": 0.62,
    "rank": -3.24,
    "facts": -0.43,
    "whether": 1.79,
    "manner": -0.47,
    "nobody": -1.26,
    "meaning": -0.05,
    "told": 4.03,
    "scoped_near": 1.27,
    "questioned": 1.18,
    "unlisted": -1.32,
}


def confidence(features: Vector) -> float:
    """The probability, 0 to 1, that a candidate with these features answers the question."""
    score = BIAS + sum(WEIGHTS.get(n, 0.0) * float(f) for n, f in zip(NAMES, features, strict=True))
    return 1 / (1 + exp(-score))
