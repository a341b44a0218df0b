"""The recipe of retrieval: every number of it, in one place. docs/adr/0005 says what each gains.

A text and a question become the same keys (`db.thai`): folded words and character trigrams.
Keywords weigh them by BM25 (`db.keywords`); vectors compare meanings (`db.embedder`,
`db.vectors`). `assistant.fusion` makes one ranking of the two, `assistant.search` one of the
several questions in a message.
"""

# BM25: how soon a key that comes again tells nothing more, and how much longer texts lose.
K1, B = 0.9, 0.4

# A question is embedded under the prompt of questions and, with this share, under that of
# passages: what answers often says the question's own words.
ASKED_AS_TOLD = 0.3

# The best of each engine that are scaled from 1 to 0 and added up.
POOL = 50

# The share of keywords when both engines are as sure, what it gains by the lead of their best
# passage over the second (and loses by that of the vectors), and its bounds.
KEYWORD_SHARE, BY_LEAD = 0.45, 0.4
LEAST_SHARE, MOST_SHARE = 0.25, 0.75

# Best BM25 score over the question's upper bound: at the first the question is in another
# language than the texts and keywords have no share, at the second they have all of it.
ABSENT, PRESENT = 0.05, 0.2

# The best of either engine stands at this place or higher.
IN_SIGHT = 5

# How deep is looked for passages that count when some of the best do not.
SIFTED = 500

# So many of the best are read again by a reranker, where one is set.
RERANKED = 20
