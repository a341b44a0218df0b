"""The tokenizer of XLM-RoBERTa, built from the vocabulary in the weights file."""

import unicodedata
from collections.abc import Mapping

from tokenizers import (
    AddedToken,
    Regex,
    Tokenizer,
    decoders,
    models,
    normalizers,
    pre_tokenizers,
    processors,
)

from db.embedder.weights import Weights

SPECIAL_TOKENS = ("<s>", "<pad>", "</s>", "<unk>", "<mask>")


def build_tokenizer(weights: Weights) -> Tokenizer:
    """A Unigram tokenizer giving `<s> pieces </s>`, as the checkpoint was trained with."""
    shape = weights.shape
    tokenizer = Tokenizer(models.Unigram(list(weights.vocabulary), unk_id=shape.unknown))
    tokenizer.normalizer = _normaliser(weights.spellings)
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace("▁", prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace("▁", prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[("<s>", shape.begin), ("</s>", shape.end)],
    )
    tokenizer.add_special_tokens([AddedToken(token) for token in SPECIAL_TOKENS])
    return tokenizer


def _normaliser(spellings: Mapping[str, str]) -> normalizers.Normalizer:
    """NFKC, which the file's table is but for its controls: those it drops or makes spaces."""
    other = {
        character: spelling
        for character, spelling in spellings.items()
        if unicodedata.normalize("NFKC", character) != spelling
    }
    steps: list[normalizers.Normalizer] = [
        normalizers.Replace(Regex(_any_of(characters)), spelling)
        for spelling, characters in _by_spelling(other).items()
    ]
    return normalizers.Sequence(
        [*steps, normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )


def _by_spelling(spellings: Mapping[str, str]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for character, spelling in spellings.items():
        groups.setdefault(spelling, []).append(character)
    return groups


def _any_of(characters: list[str]) -> str:
    return "[" + "".join(f"\\x{{{ord(character):X}}}" for character in characters) + "]"
