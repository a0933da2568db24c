"""A tone network small enough to train in a second, over a vocabulary made by hand."""

import json
from pathlib import Path

import numpy as np

WORDS = "the army freed city bombed market praised accused daesh حرر الجيش المدينة قصف السوق داعش أشاد ب اتهم".split()
PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", *"[]", *(f"▁{word}" for word in WORDS), *WORDS]
PIECES = list(dict.fromkeys([*PIECES, *"abcdefghijklmnopqrstuvwxyz", *"ابتثجحخدذرزسشصضطظعغفقكلمنهويةأإى", *"<>/."]))
SIZES = {"hidden": 32, "layers": 2, "heads": 4, "forward": 64, "positions": 128, "epsilon": 1e-12}


def tokenizer() -> dict[str, object]:
    """A tokenizer.json of kind Unigram; whole words cost less than letters."""
    vocabulary = [[piece, -1.0 if len(piece) > 2 else -8.0] for piece in PIECES]
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [],
        "normalizer": None,
        "pre_tokenizer": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True},
        "post_processor": None,
        "decoder": None,
        "model": {"type": "Unigram", "unk_id": 3, "vocab": vocabulary, "byte_fallback": False},
    }


def write_tokenizer(folder: Path) -> Path:
    path = folder / "tokenizer.json"
    path.write_text(json.dumps(tokenizer(), ensure_ascii=False), encoding="utf-8")
    return path


def backbone():
    """Random weights in the shape of the real ones."""
    from analytics.annotate.tone.training.backbone import Backbone

    random = np.random.default_rng(5)
    hidden, forward = SIZES["hidden"], SIZES["forward"]

    def make(*shape: int) -> np.ndarray:
        return (random.normal(size=shape) * 0.2).astype(np.float32)

    tensors = {
        "emb.word": make(len(PIECES), hidden),
        "emb.pos": make(SIZES["positions"] * hidden),
        "emb.type": make(2 * hidden),
    }
    norms = ["emb.ln", *(f"l{n}.{part}" for n in range(SIZES["layers"]) for part in ("aln", "oln"))]
    for name in norms:
        tensors |= {f"{name}.w": np.ones(hidden, np.float32), f"{name}.b": np.zeros(hidden, np.float32)}
    for n in range(SIZES["layers"]):
        for part, (into, out) in {
            **dict.fromkeys(["q", "k", "v", "ao"], (hidden, hidden)),
            "fi": (hidden, forward),
            "fo": (forward, hidden),
        }.items():
            tensors |= {f"l{n}.{part}.w": make(out * into), f"l{n}.{part}.b": make(out)}
    return Backbone(**SIZES, tensors=tensors)
