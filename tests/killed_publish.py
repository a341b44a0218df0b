"""A small library whose publish can be made to die at any of its steps."""

import os

from trigrams import Trigrams

from db.embedder import CachedEmbedder
from db.engine import default_url, open_database
from db.models import DocumentKind
from db.schema import migrate
from db.thai import words
from db.trial import Trial
from db.writes.generations import SqlVectorCache
from ingest.library import Library, Text
from ingest.publish import PublishTerms, publishing

PAPERS, ASKED, DIED = 24, 5, 9

words("ก")  # the dictionary, once for all that are forked from here


class Shelf:
    """The library of a home, over an embedder that needs no model."""

    def __init__(self, home):
        self.home, self.database = home, open_database(default_url(home))
        migrate(self.database)
        self.embedder = CachedEmbedder(Trigrams(), SqlVectorCache(self.database))
        self.terms = PublishTerms(examine=_examine)
        self._library = Library(self.database, home, self.embedder, terms=self.terms)

    def take(self, edition, papers=PAPERS):
        """Take in an edition of every paper, or of the first ones; no two share a passage."""
        with publishing(self.home):
            for number in range(papers):
                self._library.take(_paper(number, edition))

    def publish(self, told=lambda _: None):
        """Make what was taken in answer."""
        with publishing(self.home):
            return self._library.publish(told)

    def close(self):
        self._library.close()
        self.database.close()


def die(home, number):
    """Publish and leave without a word at step `number`."""
    shelf, steps = Shelf(home), []

    def told(step):
        steps.append(step)
        if len(steps) == number:
            os._exit(DIED)

    shelf.publish(told)
    shelf.close()


def _paper(number, edition):
    lines = (f"ข้อ {n} เรื่องที่ {number} ฉบับที่ {edition} {'ท่าเรือ ' * 40}" for n in range(1, 18))
    return Text(f"d{number}", "\n".join(lines).encode(), DocumentKind.OTHER)


def _examine(index, told):
    for _ in range(ASKED):
        told("ask")
        index.check()
    return Trial(ASKED, ASKED, 0.8)
