"""The tables of a run that topics fill, defined once; :mod:`analytics.schema` has them with all others."""

from __future__ import annotations

from typing import Final

from corpus.schema import Field, Table

BASES: Final = ("clustered", "transformed", "reassigned", "unfit")
"""How an article came to its topic: found with it, assigned to it later, moved by a person; or it fits none well."""
TOPIC_ORIGINS: Final = ("fitted", "merged", "split", "seeded", "accepted")
"""Found by the model, or made by a person's edit: from topics, of a topic, from words or examples, from a proposal."""
MIXES: Final = ("mixed", "mostly_arabic", "mostly_english", "only_arabic", "only_english")
MIX_REASONS: Final = ("one_language", "one_publisher", "other_dates", "own_subject")
"""Why a topic is of one language: the corpus is, its publisher is, the other language has no articles of its dates,
or none of these: the other language does not write about it."""
MODEL_PARTS: Final = ("centre", "shift", "prototype", "threshold")
TOPIC_CHANGES: Final = ("kept", "changed", "new", "gone", "split", "merged")

_ARTICLE = Field("article_id", "string", "Article, as in the corpus.")

TOPICS: Final = Table(
    "topics",
    "One topic a row.",
    (
        Field("topic_id", "int", "Topic number, kept from run to run; in a first run from 0, largest first."),
        Field("parent_id", "int", "Theme above it, of the lowest level.", required=False),
        Field("label_ar", "string", "Readable name in Arabic."),
        Field("label_en", "string", "Readable name in English."),
        Field("terms_ar", "strings", "Arabic terms: of those of greatest c-TF-IDF, the most telling first."),
        Field("terms_en", "strings", "English terms: of those of greatest c-TF-IDF, the most telling first."),
        Field("n", "int", "Articles assigned that fit it.", unit="articles"),
        Field("coherence", "float", "Mean NPMI of its top terms over the corpus, -1 to 1.", required=False),
        Field("language_mix", "float", "Share of its articles that are Arabic, 0 to 1."),
        Field("language_expected", "float", "Share of all articles that are Arabic, 0 to 1."),
        Field("mix", "string", "Its language mix in a word.", allowed=MIXES),
        Field("mix_reason", "string", "Why it is of one language, where it is.", required=False, allowed=MIX_REASONS),
        Field("stability", "float", "Bootstrap stability, 0 to 1.", required=False),
        Field("origin", "string", "Who made it.", allowed=TOPIC_ORIGINS),
    ),
    ("topic_id",),
)
THEMES: Final = Table(
    "themes",
    "One theme above topics a row; a theme of level 1 holds topics, one of level 2 holds themes of level 1.",
    (
        Field("theme_id", "int", "Theme number, from 0; no topic number."),
        Field("parent_id", "int", "The theme of the next level above it.", required=False),
        Field("level", "int", "1 is the lowest."),
        Field("label_ar", "string", "Readable name in Arabic."),
        Field("label_en", "string", "Readable name in English."),
        Field("terms_ar", "strings", "Arabic terms, the most telling among the themes of its level first."),
        Field("terms_en", "strings", "English terms, the most telling among the themes of its level first."),
        Field("n", "int", "Articles of its topics.", unit="articles"),
    ),
    ("theme_id",),
)
TERMS: Final = Table(
    "terms",
    "One term of the articles: a word, or a phrase of up to four words, counted by stem.",
    (
        Field("term_no", "int", "Term number, from 0."),
        Field("language", "string", "Language of the term."),
        Field("term", "string", "Its stems joined by '_'."),
        Field("shown", "string", "The commonest form it is written in."),
        Field("n", "int", "Articles it is in, of those the topics were fitted on.", unit="articles"),
    ),
    ("term_no",),
)
ARTICLE_TERMS: Final = Table(
    "article_terms",
    "The terms of each article that has a topic.",
    (
        _ARTICLE,
        Field("terms", "ints", "Term numbers, ascending."),
        Field("counts", "ints", "How often the article has each."),
    ),
    ("article_id",),
)
WORD_FORMS: Final = Table(
    "word_forms",
    "What the words of further articles are analysed by, so that they are counted as those of the articles here.",
    (
        Field("kind", "string", "What the row holds.", allowed=("form", "publisher")),
        Field("text", "string", "An Arabic word, folded, that is written more than once; or a publisher's name."),
        Field("n", "int", "How often the word is written.", required=False),
    ),
)
TOPIC_MODEL: Final = Table(
    "topic_model",
    "What further articles are assigned by: the space the topics were found in, and where they lie in it.",
    (
        Field("part", "string", "What the row holds.", allowed=MODEL_PARTS),
        Field("key", "string", "A language or publisher for a shift, a topic number for a prototype or a threshold."),
        Field("vector", "vector", "Vector of the encoder's dimension; empty for a threshold."),
        Field("value", "float", "The threshold; for a prototype, its weight.", required=False),
    ),
)
POSITIONS: Final = Table(
    "positions",
    "Where each article lies on the map. Distances between far groups mean nothing.",
    (_ARTICLE, Field("x", "float", "Across."), Field("y", "float", "Up.")),
    ("article_id",),
)
TOPIC_HISTORY: Final = Table(
    "topic_history",
    "What became of the topics of the run before; empty for a first run.",
    (
        Field("kind", "string", "What happened.", allowed=TOPIC_CHANGES),
        Field("topic_id", "int", "Topic of this run; empty if it is gone.", required=False),
        Field("before_id", "int", "Topic of the run before; empty if it is new.", required=False),
        Field("overlap", "float", "Jaccard similarity of their articles among those in both runs.", required=False),
        Field("similarity", "float", "Cosine of their centroids.", required=False),
        Field("n_before", "int", "Articles in the run before.", unit="articles", required=False),
        Field("n", "int", "Articles in this run.", unit="articles", required=False),
        Field("label_before_ar", "string", "Its Arabic label in the run before.", required=False),
        Field("label_before_en", "string", "Its English label in the run before.", required=False),
    ),
)
PROPOSALS: Final = Table(
    "proposals",
    "One new topic proposed: articles that fit no topic well and are alike.",
    (
        Field("proposal_id", "string", "'p' and 8 digits of a digest of its articles at first sight."),
        Field("label_ar", "string", "Readable name in Arabic."),
        Field("label_en", "string", "Readable name in English."),
        Field("terms_ar", "strings", "Arabic terms."),
        Field("terms_en", "strings", "English terms."),
        Field("articles", "strings", "Its articles, nearest its middle first."),
        Field("cohesion", "float", "Mean cosine of its articles with their middle, -1 to 1."),
        Field("nearest_topic_id", "int", "The topic nearest to it.", required=False),
        Field("similarity", "float", "Cosine with that topic.", required=False),
    ),
    ("proposal_id",),
)
DRIFT: Final = Table(
    "drift",
    "How the articles added to a topic since it was fitted differ from those it was fitted on; topic -1 is all topics.",
    (
        Field("topic_id", "int", "Topic; -1 for all articles."),
        Field("n_fitted", "int", "Articles it was fitted on that are as they were then.", unit="articles"),
        Field("n_added", "int", "Articles added or corrected since, nearest to it.", unit="articles"),
        Field("strength_fitted", "float", "Mean strength of those fitted on.", required=False),
        Field("strength_added", "float", "Mean strength of those added.", required=False),
        Field("unfit_share", "float", "Share of those added that fit no topic well, 0 to 1.", required=False),
        Field("low", "float", "Lower end of the 95% Wilson interval of that share.", required=False),
        Field("high", "float", "Upper end of that interval.", required=False),
        Field("expected", "float", "The share that the rule marks of articles like those fitted on.", required=False),
        Field("p", "float", "Chance of as many that do not fit, or more; none where not tested.", required=False),
        Field("q", "float", "Its false discovery rate over the topics; for all topics, p.", required=False),
        Field("has_drifted", "bool", "q is at most 0.05, and three articles or more do not fit."),
    ),
    ("topic_id",),
)
ASSIGNMENTS: Final = Table(
    "assignments",
    "The topic of each article.",
    (
        _ARTICLE,
        Field("topic_id", "int", "Topic; the nearest one where the article fits none well."),
        Field("strength", "float", "How strongly the article belongs to the topic, -1 to 1."),
        Field("basis", "string", "How it was assigned.", allowed=BASES),
    ),
    ("article_id",),
)

TOPIC_TABLES: Final = (
    TOPICS,
    THEMES,
    ASSIGNMENTS,
    TERMS,
    ARTICLE_TERMS,
    WORD_FORMS,
    TOPIC_MODEL,
    POSITIONS,
    TOPIC_HISTORY,
    PROPOSALS,
    DRIFT,
)
