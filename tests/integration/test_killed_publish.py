"""A publish that dies at any step: the old generation answers, and nothing of it stays."""

import multiprocessing
import shutil

import pytest
from killed_publish import DIED, Shelf, die

from db.index import LiveIndex
from db.reads import generations as read
from ingest.damage import of_generations, of_index, of_pointer
from ingest.repairing import repair_generations

STEPS = 27


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    """A home with two generations and a third edition taken in, ready to be published."""
    home = tmp_path_factory.mktemp("shelf")
    kept = Shelf(home)
    for edition in (1, 2):
        kept.take(edition)
        kept.publish()
    kept.take(3)
    kept.close()
    return home


@pytest.fixture(scope="module")
def killed(shelf, tmp_path_factory):
    """killed(number) is a home whose publish died at that step."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["killed_publish"])

    def kill(number):
        home = shutil.copytree(shelf, tmp_path_factory.mktemp("killed") / "home")
        process = context.Process(target=die, args=(home, number))
        process.start()
        process.join(300)
        assert process.exitcode == DIED
        return home

    return kill


def answering(kept):
    live = LiveIndex(kept.database, kept.home, kept.embedder)
    index = live.current()
    index.check()
    hits = index.search("ท่าเรือ")
    assert hits.lexical
    assert hits.dense
    assert hits.degraded == ()
    live.close()
    return index.generation


def test_the_steps_are_as_many(shelf, tmp_path):
    kept, steps = Shelf(shutil.copytree(shelf, tmp_path / "home")), []
    assert kept.publish(steps.append).changed
    kept.close()
    assert len(steps) == STEPS >= 25
    assert (steps[0], steps[-1]) == ("read", "done")


@pytest.mark.parametrize("number", range(1, STEPS + 1))
def test_killed_at_a_step(killed, number):
    kept = Shelf(killed(number))
    before = answering(kept)
    assert before in {2, 3}
    repair_generations(kept.database, kept.home, kept.terms)
    assert of_generations(kept.database, kept.home) is None
    assert of_pointer(kept.database) is None
    assert answering(kept) == before
    published = kept.publish()
    assert published.changed is (before == 2)
    assert published.embedded <= published.passages
    with kept.database.reading() as session:
        assert read.active(session).id == answering(kept) == published.generation
    assert of_index(kept.database, kept.home, kept.embedder) is None
    assert len(list((kept.home / "generations").iterdir())) == 2
    kept.close()
