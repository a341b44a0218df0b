"""The best passages read again in another order, and what happens when that fails."""

import numpy as np
import pytest

from assistant.reranking import rerank
from assistant.search import find
from db.errors import RerankerUnavailable
from db.index import LiveIndex
from db.models import DocumentKind
from db.recipe import RERANKED
from db.reranker import open_reranker
from ingest.library import Text

TEXTS = {f"rule-{n:02}": f"ระเบียบการลาป่วยของลูกจ้าง ฉบับที่ {n}" for n in range(RERANKED + 5)}


class Backwards:
    """Likes best what was worst among the texts it is given."""

    def scores(self, _query, texts):
        self.read = list(texts)
        return np.arange(len(texts), dtype=np.float32)


class Broken:
    def scores(self, _query, _texts):
        raise RerankerUnavailable("ตัวจัดอันดับขัดข้อง")


@pytest.fixture
def evidence(sqlite, library, live):
    for slug, text in TEXTS.items():
        library.take(Text(slug, text.encode(), DocumentKind.OTHER))
    library.publish()
    yield find(sqlite, live.current(), "ระเบียบการลาป่วย", RERANKED + 5).evidence
    live.close()


def test_only_the_best_change_places_and_scores_stay(evidence):
    moved, failed = rerank(Backwards(), "ลาป่วย", evidence)
    assert [e.passage.slug for e in moved[:RERANKED]] == [
        e.passage.slug for e in reversed(evidence[:RERANKED])
    ]
    assert moved[RERANKED:] == evidence[RERANKED:]
    assert [e.score for e in moved] == [e.score for e in evidence]
    assert failed == ()


def test_title_and_text_are_read(evidence):
    reranker = Backwards()
    rerank(reranker, "ลาป่วย", evidence)
    assert len(reranker.read) == RERANKED
    assert evidence[0].passage.text in reranker.read[0]
    assert evidence[0].passage.title in reranker.read[0]


def test_a_failure_keeps_the_order_and_is_told(evidence):
    kept, failed = rerank(Broken(), "ลาป่วย", evidence)
    assert kept == evidence
    assert "ตัวจัดอันดับขัดข้อง" in failed[0]


def test_searching_uses_the_reranker_that_is_set(sqlite, evidence, home, trigrams):
    live = LiveIndex(sqlite, home, trigrams, Backwards())
    found = find(sqlite, live.current(), "ระเบียบการลาป่วย", RERANKED)
    live.close()
    before = [e.passage.slug for e in evidence[:RERANKED]]
    assert [e.passage.slug for e in found.evidence] == before[::-1]


@pytest.mark.parametrize("name", ["", "bge", "sentence-transformers:", "openai:x"])
def test_an_unknown_name_is_told_with_the_setting(name):
    with pytest.raises(RerankerUnavailable, match="SODKLONG_RERANKER"):
        open_reranker(name)
