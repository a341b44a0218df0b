"""A real cross-encoder, small and untrained, opened from a folder."""

from importlib.util import find_spec

import numpy as np
import pytest
from needs import absent

from db.embedder.export import export_folder
from db.errors import RerankerUnavailable
from db.reranker import open_reranker

QUERY = "ใครเป็นผู้อนุมัติโครงการ"
TEXTS = ["ผู้ว่าราชการจังหวัดเป็นผู้อนุมัติ", "เว้นวรรค\0 ", "", "ก" * 20_000, "\ud800"]


def saved(folder, labels):
    """A folder with an untrained cross-encoder of that many outputs and the bundled vocabulary."""
    import torch
    from transformers import AutoTokenizer, BertConfig, BertForSequenceClassification

    export_folder(folder)
    (folder / "model.safetensors").unlink()
    tokenizer = AutoTokenizer.from_pretrained(folder)
    torch.manual_seed(7)
    config = BertConfig(
        vocab_size=len(tokenizer), hidden_size=16, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=32, num_labels=labels, pad_token_id=tokenizer.pad_token_id,
    )  # fmt: skip
    for leftover in ("modules.json", "config_sentence_transformers.json"):
        (folder / leftover).unlink(missing_ok=True)
    BertForSequenceClassification(config).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    if find_spec("sentence_transformers") is None:
        absent("the extra `models` is not installed")
    return saved(tmp_path_factory.mktemp("cross") / "one", 1)


def test_one_number_a_text_whatever_the_text(folder):
    scores = open_reranker(f"sentence-transformers:{folder}").scores(QUERY, TEXTS)
    assert scores.shape == (len(TEXTS),)
    assert np.isfinite(scores).all()
    assert len(set(scores.tolist())) > 2


def test_the_same_numbers_as_the_library_gives(folder):
    from sentence_transformers import CrossEncoder

    theirs = CrossEncoder(str(folder), local_files_only=True).predict([(QUERY, TEXTS[0])])
    ours = open_reranker(f"sentence-transformers:{folder}").scores(QUERY, TEXTS[:1])
    assert ours == pytest.approx(theirs, abs=1e-5)


def test_no_texts_give_no_numbers(folder):
    assert open_reranker(f"sentence-transformers:{folder}").scores(QUERY, []).shape == (0,)


def test_a_classifier_is_no_reranker(folder, tmp_path):
    with pytest.raises(RerankerUnavailable, match="3 ค่า"):
        open_reranker(f"sentence-transformers:{saved(tmp_path / 'three', 3)}")


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(RerankerUnavailable, match="SODKLONG_RERANKER: ไม่พบโฟลเดอร์โมเดล"):
        open_reranker(f"sentence-transformers:{tmp_path}/none")
