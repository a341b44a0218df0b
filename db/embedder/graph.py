"""The network as an ONNX graph with 4-bit products, written without torch.

Products and the word table keep the 4-bit blocks of the weights file as they are; only the
activations of a product are rounded, to 8 bits in blocks of 32 (accuracy level 4), which moves
vectors by about 1e-4 in cosine and rankings not measurably.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from db.embedder.weights import BLOCK, Blocks, Weights

_FUSED: Final = "com.microsoft"  # onnxruntime's own operators: fused and 4-bit ones
_OPSET: Final = 17
_IR_VERSION: Final = 8
_INT8_ACTIVATIONS: Final = 4
_EXTERNAL_BYTES: Final = 1024  # bigger tensors go to the data file, which is mapped, not read


def write_graph(weights: Weights, target: Path) -> None:
    """Writes `target` and `target`.data.

    The inputs `ids` and `mask` are int64 (batch, length); the output `vectors` is float32
    (batch, hidden), the mean over the mask at unit length.
    """
    network = _Network(weights)
    network.write()
    graph = helper.make_graph(
        network.nodes,
        "multilingual-e5-small",
        [
            helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "length"])
            for name in ("ids", "mask")
        ],
        [
            helper.make_tensor_value_info(
                "vectors", TensorProto.FLOAT, ["batch", weights.shape.hidden]
            )
        ],
        network.constants,
    )
    opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_FUSED, 1)]
    onnx.save_model(
        helper.make_model(graph, opset_imports=opsets, ir_version=_IR_VERSION),
        str(target),
        save_as_external_data=True,
        location=f"{target.name}.data",
        size_threshold=_EXTERNAL_BYTES,
    )


class _Network:
    """Collects the nodes and constants of BERT; every method gives the name of its result."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self.shape = weights.shape
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def write(self) -> None:
        self.node("Cast", ["mask"], "mask.int32", to=TensorProto.INT32)
        state = self.embeddings()
        for layer in range(self.shape.layers):
            state = self.feed_forward(f"l{layer}.", self.attention(f"l{layer}.", state))
        self.pooling(state)

    def embeddings(self) -> str:
        hidden = self.shape.hidden
        table = self.weights.blocks("emb.word", hidden)
        words = self.fused(
            "GatherBlockQuantized",
            [
                self.constant("words", table.packed.reshape(len(table.packed), -1)),
                "ids",
                self.constant("words.scales", table.scales),
            ],
            "words.gathered",
            bits=4,
            block_size=BLOCK,
            gather_axis=0,
            quantize_axis=1,
        )
        both = self.node("Add", [words, self.positions()], "embeddings")
        norm = [self.vector("emb.ln.w"), self.vector("emb.ln.b")]
        return self.node(
            "LayerNormalization", [both, *norm], "embeddings.norm", epsilon=self.shape.epsilon
        )

    def positions(self) -> str:
        """Rows 0, 1, ... as BERT counts them, with the one token type added beforehand."""
        hidden = self.shape.hidden
        table = self.weights.vector("emb.pos").reshape(-1, hidden)
        token_type = self.weights.vector("emb.type")[:hidden]
        start, axis, end = (self.integer(f"int.{value}", value) for value in (0, 1, 2))
        size = self.node("Shape", ["ids"], "size")
        length = self.node("Slice", [size, axis, end], "length")
        every = self.constant("positions", table + token_type)
        return self.node("Slice", [every, start, length], "positions.used")

    def attention(self, layer: str, state: str) -> str:
        joined = self.product(state, f"{layer}qkv", self.joined(layer))
        parts = [f"{layer}{part}" for part in "qkv"]
        self.nodes.append(helper.make_node("Split", [joined], parts, axis=-1))
        bias = np.concatenate([self.weights.vector(f"{part}.b") for part in parts])
        mixed = self.fused(
            "MultiHeadAttention",
            [*parts, self.constant(f"{layer}qkv.b", bias), "mask.int32"],
            f"{layer}mixed",
            num_heads=self.shape.heads,
        )
        out = self.product(
            mixed, f"{layer}ao", self.weights.blocks(f"{layer}ao.w", self.shape.hidden)
        )
        return self.add_and_norm(state, out, f"{layer}aln")

    def joined(self, layer: str) -> Blocks:
        """The matrices of query, key and value as one: the activations are rounded once."""
        parts = [self.weights.blocks(f"{layer}{part}.w", self.shape.hidden) for part in "qkv"]
        return Blocks(
            np.concatenate([part.packed for part in parts]),
            np.concatenate([part.scales for part in parts]),
        )

    def feed_forward(self, layer: str, state: str) -> str:
        hidden, inner = self.shape.hidden, self.shape.inner
        wide = self.product(state, f"{layer}fi", self.weights.blocks(f"{layer}fi.w", hidden))
        curved = self.fused("BiasGelu", [wide, self.vector(f"{layer}fi.b")], f"{layer}gelu")
        narrow = self.product(curved, f"{layer}fo", self.weights.blocks(f"{layer}fo.w", inner))
        return self.add_and_norm(state, narrow, f"{layer}oln")

    def product(self, state: str, name: str, blocks: Blocks) -> str:
        rows, columns = blocks.scales.shape
        values = [
            self.constant(f"{name}.w", blocks.packed),
            self.constant(f"{name}.scales", blocks.scales.reshape(-1)),
        ]
        return self.fused(
            "MatMulNBits",
            [state, *values],
            name,
            K=columns * BLOCK,
            N=rows,
            bits=4,
            block_size=BLOCK,
            accuracy_level=_INT8_ACTIVATIONS,
        )

    def add_and_norm(self, state: str, change: str, norm: str) -> str:
        parts = [self.vector(f"{norm}.w"), self.vector(f"{norm}.b"), self.vector(f"{change}.b")]
        return self.fused(
            "SkipLayerNormalization", [state, change, *parts], norm, epsilon=self.shape.epsilon
        )

    def pooling(self, state: str) -> None:
        mask = self.node("Cast", ["mask"], "mask.float", to=TensorProto.FLOAT)
        column = self.node("Unsqueeze", [mask, "int.2"], "mask.column")
        kept = self.node("Mul", [state, column], "kept")
        # At unit length the sum is the mean.
        total = self.node("ReduceSum", [kept, "int.1"], "total", keepdims=0)
        self.node("LpNormalization", [total], "vectors", axis=-1, p=2)

    def vector(self, name: str) -> str:
        return self.constant(name, self.weights.vector(name))

    def integer(self, name: str, value: int) -> str:
        return self.constant(name, np.array([value], np.int64))

    def constant(self, name: str, values: NDArray[np.generic]) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def fused(self, operator: str, inputs: Sequence[str], output: str, **attributes: float) -> str:
        self.nodes.append(helper.make_node(operator, inputs, [output], domain=_FUSED, **attributes))
        return output

    def node(self, operator: str, inputs: Sequence[str], output: str, **attributes: float) -> str:
        self.nodes.append(helper.make_node(operator, inputs, [output], **attributes))
        return output
