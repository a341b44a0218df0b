"""How sure it is that a candidate answers: a logistic regression over its features."""

from math import exp

from assistant.features import NAMES
from assistant.view import Vector

THRESHOLD = 0.25
_BIAS = -12.67
_WEIGHTS = {
    "own": 0.91,
    "near": 0.61,
    "around": 2.70,
    "passage": 2.27,
    "rest_own": 1.02,
    "rest_near": 1.23,
    "focus_own": 0.61,
    "focus_near": 0.48,
    "missing_near": -1.47,
    "untyped": -1.61,
    "asked_noun": 0.67,
    "together": 2.49,
    "pairs": 0.56,
    "defines": 1.40,
    "undefined": -1.34,
    "list_wanted": 1.54,
    "block": 0.45,
    "row": -1.32,
    "item": -0.05,
    "long": -1.74,
    "numbers": 1.63,
    "cosine": 0.45,
    "rank": -3.46,
    "facts": -0.58,
    "whether": 1.73,
    "manner": -0.25,
    "nobody": -1.40,
    "meaning": 0.06,
    "told": 4.19,
}


def confidence(features: Vector) -> float:
    """The probability, 0 to 1, that a candidate with these features answers the question."""
    score = _BIAS + sum(
        _WEIGHTS.get(n, 0.0) * float(f) for n, f in zip(NAMES, features, strict=True)
    )
    return 1 / (1 + exp(-score))
