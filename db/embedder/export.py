"""The bundled weights as a sentence-transformers folder, for any tool that reads such folders."""

import json
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from db.embedder.tokenizer import SPECIAL_TOKENS, build_tokenizer
from db.embedder.weights import Shape, Weights, read_weights, weights_file
from db.errors import EmbedderUnavailable

_BEGIN, _PAD, _END, _UNKNOWN, _MASK = SPECIAL_TOKENS
# The checkpoint's name of a matrix, the file's name, then rows and columns.
_PRODUCTS: Final = (
    ("attention.self.query", "q", "hidden", "hidden"),
    ("attention.self.key", "k", "hidden", "hidden"),
    ("attention.self.value", "v", "hidden", "hidden"),
    ("attention.output.dense", "ao", "hidden", "hidden"),
    ("intermediate.dense", "fi", "inner", "hidden"),
    ("output.dense", "fo", "hidden", "inner"),
)
_NORMS: Final = (("attention.output.LayerNorm", "aln"), ("output.LayerNorm", "oln"))


def export_folder(target: Path) -> None:
    """Writes model (float32, 470 MB), tokenizer and settings; EmbedderUnavailable without extra."""
    try:
        from safetensors.numpy import save_file
    except ImportError as cause:
        raise EmbedderUnavailable(
            'การส่งออกโมเดลต้องใช้ชุดเสริม ให้ติดตั้งด้วยคำสั่ง pip install "sodklong[models]"'
        ) from cause
    weights = read_weights(weights_file())
    (target / "1_Pooling").mkdir(parents=True, exist_ok=True)
    save_file(_tensors(weights), target / "model.safetensors", metadata={"format": "pt"})
    build_tokenizer(weights).save(str(target / "tokenizer.json"), pretty=False)
    for name, content in _settings(weights.shape).items():
        (target / name).write_text(json.dumps(content, indent=2), encoding="utf-8")


def _tensors(weights: Weights) -> dict[str, NDArray[np.float32]]:
    shape = weights.shape
    hidden = shape.hidden
    tensors = {
        "embeddings.word_embeddings.weight": weights.blocks("emb.word", hidden).decode(),
        "embeddings.position_embeddings.weight": weights.vector("emb.pos").reshape(-1, hidden),
        "embeddings.token_type_embeddings.weight": weights.vector("emb.type").reshape(-1, hidden),
        "embeddings.LayerNorm.weight": weights.vector("emb.ln.w"),
        "embeddings.LayerNorm.bias": weights.vector("emb.ln.b"),
        # BERT's pooler is unused here, but loaders complain when it is missing.
        "pooler.dense.weight": np.zeros((hidden, hidden), np.float32),
        "pooler.dense.bias": np.zeros(hidden, np.float32),
    }
    for layer in range(shape.layers):
        prefix = f"encoder.layer.{layer}."
        for long, short, _, columns in _PRODUCTS:
            blocks = weights.blocks(f"l{layer}.{short}.w", getattr(shape, columns))
            tensors[f"{prefix}{long}.weight"] = blocks.decode()
            tensors[f"{prefix}{long}.bias"] = weights.vector(f"l{layer}.{short}.b")
        for long, short in _NORMS:
            tensors[f"{prefix}{long}.weight"] = weights.vector(f"l{layer}.{short}.w")
            tensors[f"{prefix}{long}.bias"] = weights.vector(f"l{layer}.{short}.b")
    return {name: np.ascontiguousarray(tensor) for name, tensor in tensors.items()}


def _settings(shape: Shape) -> dict[str, object]:
    parts = [("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize")]
    return {
        "config.json": _network(shape),
        "tokenizer_config.json": _tokenizer(shape),
        "modules.json": [
            {
                "idx": index,
                "name": str(index),
                "path": path,
                "type": f"sentence_transformers.models.{kind}",
            }
            for index, (path, kind) in enumerate(parts)
        ],
        "1_Pooling/config.json": {
            "word_embedding_dimension": shape.hidden,
            "pooling_mode_mean_tokens": True,
        },
        "sentence_bert_config.json": {"max_seq_length": shape.positions, "do_lower_case": False},
        "config_sentence_transformers.json": {
            "prompts": {"query": "query: ", "passage": "passage: ", "document": "passage: "},
            "similarity_fn_name": "cosine",
        },
    }


def _network(shape: Shape) -> dict[str, object]:
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "vocab_size": shape.vocabulary,
        "hidden_size": shape.hidden,
        "num_hidden_layers": shape.layers,
        "num_attention_heads": shape.heads,
        "intermediate_size": shape.inner,
        "hidden_act": "gelu",
        "max_position_embeddings": shape.positions,
        "type_vocab_size": shape.types,
        "layer_norm_eps": 1e-12,
        "pad_token_id": shape.pad,
        "tokenizer_class": "PreTrainedTokenizerFast",
    }


def _tokenizer(shape: Shape) -> dict[str, object]:
    return {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": shape.positions,
        "bos_token": _BEGIN,
        "cls_token": _BEGIN,
        "eos_token": _END,
        "sep_token": _END,
        "unk_token": _UNKNOWN,
        "pad_token": _PAD,
        "mask_token": _MASK,
    }
