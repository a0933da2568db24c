"""Trains the tone network: batches, weights of classes and sets, learning rates."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from analytics.annotate.tone.script import is_arabic
from analytics.annotate.tone.tokens import PAD, TokenRow, ToneTokens
from analytics.annotate.tone.training.augment import Augmenter, Question
from analytics.annotate.tone.training.examples import Example
from analytics.annotate.tone.training.network import ToneEncoder, ToneHead
from analytics.schema import TONE_LABELS

BATCH: Final = 32
_CHUNK: Final = 40  # batches whose texts are sorted by length together
_TOGETHER: Final = 0.5  # share of the sentences with several targets that are read with all of them at once
_WARM_UP: Final = 0.08
_SMOOTHING: Final = 0.05
_LAYER_DECAY: Final = 0.92
_EVALUATED: Final = 64

Log = Callable[[str], None]
ClassWeights = Mapping[tuple[str, bool], NDArray[np.float64]]


@dataclass(frozen=True, slots=True)
class Stage:
    """One run over some examples.

    Attributes
    ----------
    epochs : int
    rate, head_rate : float
        Highest learning rates of the uppermost layer and of the head.
    frozen : int
        Lowest layers that stay as they are; the word and position tables always do.
    """

    epochs: int
    rate: float
    head_rate: float
    frozen: int = 4


@dataclass(frozen=True, slots=True)
class Network:
    """Encoder, head and tokens that belong together."""

    encoder: ToneEncoder
    head: ToneHead
    tokens: ToneTokens


@dataclass(frozen=True, slots=True)
class _Batch:
    ids: Tensor
    mask: Tensor
    rows: Tensor
    spans: Tensor
    keys: list[tuple[int, int]]  # question and target of each answer; target -1 is the text


def class_weights(examples: Sequence[Example], set_weights: Mapping[str, float]) -> ClassWeights:
    """Weight of each class by set and language: the set's, times the root of the inverse share of the class."""
    counts: dict[tuple[str, bool], NDArray[np.float64]] = defaultdict(lambda: np.zeros(len(TONE_LABELS)))
    for example in examples:
        for tone in example.tones:
            counts[example.source, is_arabic(example.text)][tone] += 1
    return {
        key: set_weights[key[0]] * np.sqrt(n.sum() / (len(TONE_LABELS) * np.maximum(n, 1))) for key, n in counts.items()
    }


def fit(
    network: Network, examples: Sequence[Example], weights: ClassWeights, stage: Stage, seed: int, log: Log
) -> None:
    """Train the network in place (AdamW; Loshchilov and Hutter 2019, arXiv:1711.05101), in bfloat16 where it may be."""
    random = Random(seed)  # noqa: S311
    torch.manual_seed(seed)
    augmenter = Augmenter(random)
    parameters, optimiser = _optimiser(network, stage)
    n_steps = stage.epochs * math.ceil(len(examples) / BATCH)
    rise, fall = _WARM_UP * n_steps, (1 - _WARM_UP) * n_steps
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / rise, max(0.0, (n_steps - step) / fall))
    )
    network.encoder.train()
    network.head.train()
    step, lost = 0, 0.0
    for questions in _batches(examples, augmenter, random, n_steps):
        loss = _loss(network, questions, weights)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()
        schedule.step()
        step, lost = step + 1, lost + loss.item()
        if step % 50 == 0:
            log(f"step {step} of {n_steps}, loss {lost / 50:.3f}")
            lost = 0.0


def _optimiser(network: Network, stage: Stage) -> tuple[list[nn.Parameter], torch.optim.Optimizer]:
    encoder = network.encoder
    for parameter in (encoder.positions, *encoder.norm.parameters()):
        parameter.requires_grad_(False)
    groups = [{"params": list(network.head.parameters()), "lr": stage.head_rate}]
    for number, layer in enumerate(encoder.layers):
        if number < stage.frozen:
            for parameter in layer.parameters():
                parameter.requires_grad_(False)
            continue
        rate = stage.rate * _LAYER_DECAY ** (len(encoder.layers) - 1 - number)
        groups.append({"params": list(layer.parameters()), "lr": rate})
    parameters = [parameter for group in groups for parameter in group["params"]]  # type: ignore[attr-defined]
    return parameters, torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01)


def _batches(
    examples: Sequence[Example], augmenter: Augmenter, random: Random, n_steps: int
) -> Iterator[list[Question]]:
    """So many batches, through all examples again and again; a batch holds texts of like length."""
    while n_steps > 0:
        items: list[Example] = []
        for example in examples:
            items += [example] if random.random() < _TOGETHER else _apart(example)
        random.shuffle(items)
        for at in range(0, len(items), BATCH * _CHUNK):
            chunk = sorted(items[at : at + BATCH * _CHUNK], key=lambda example: len(example.text))
            batches = [chunk[i : i + BATCH] for i in range(0, len(chunk), BATCH)]
            random.shuffle(batches)
            for batch in batches[:n_steps]:
                yield [augmenter.question(example) for example in batch]
            n_steps -= min(len(batches), n_steps)


def _apart(example: Example) -> list[Example]:
    if len(example.targets) <= 1:
        return [example]
    pairs = zip(example.targets, example.tones, strict=True)
    return [Example(example.text, (target,), (tone,), example.source) for target, tone in pairs]


def _loss(network: Network, questions: Sequence[Question], weights: ClassWeights) -> Tensor:
    batch = _collated(network.tokens, questions)
    with torch.autocast("cpu", torch.bfloat16):
        logits = network.head(network.encoder(batch.ids, batch.mask), batch.mask, batch.rows, batch.spans)
    tones = [questions[i].tones[number] for i, number in batch.keys]
    each = torch.tensor(
        [
            weights[questions[i].source, is_arabic(questions[i].text)][tone]
            for (i, _), tone in zip(batch.keys, tones, strict=True)
        ],
        dtype=torch.float32,
    )
    loss = functional.cross_entropy(logits.float(), torch.tensor(tones), reduction="none", label_smoothing=_SMOOTHING)
    return (loss * each).sum() / each.sum()


def _collated(tokens: ToneTokens, questions: Sequence[Question]) -> _Batch:
    rows = list(
        tokens.rows([q.text for q in questions], [q.targets for q in questions], [q.unnamed for q in questions])
    )
    asked = [(row, spans) for row in rows if (spans := _asked(row, questions[row.text]))]
    asked = [pair for at, pair in enumerate(asked) if at == 0 or not _repeats(pair, asked[at - 1])]
    length = max(len(row.ids) for row, _ in asked)
    ids = torch.full((len(asked), length), PAD)
    mask = torch.zeros(len(asked), length)
    for at, (row, _) in enumerate(asked):
        ids[at, : len(row.ids)] = torch.tensor(row.ids)
        mask[at, : len(row.ids)] = 1
    places = [at for at, (_, spans) in enumerate(asked) for _ in spans]
    found = [span for _, spans in asked for span in spans]
    keys = [(row.text, number) for row, spans in asked for number, _, _ in spans]
    return _Batch(ids, mask, torch.tensor(places), torch.tensor([(first, last) for _, first, last in found]), keys)


def _asked(row: TokenRow, question: Question) -> list[tuple[int, int, int]]:
    if question.is_whole:
        return [(-1, 1, len(row.ids) - 1)] if row.is_whole else []
    return row.targets


def _repeats(pair: tuple[TokenRow, list[tuple[int, int, int]]], before: tuple[TokenRow, object]) -> bool:
    """Whether it is a further piece of a long text without a target: its beginning stands for it in training."""
    return pair[1][0][0] < 0 and pair[0].text == before[0].text


@torch.no_grad()
def logits(network: Network, examples: Sequence[Example], *, unnamed: bool = False) -> NDArray[np.float64]:
    """Logits of every target, or text without targets, of the examples in order, shape (n, 3)."""
    network.encoder.eval()
    network.head.eval()
    order = sorted(range(len(examples)), key=lambda i: len(examples[i].text))
    found: dict[tuple[int, int], NDArray[np.float64]] = {}
    for at in range(0, len(order), _EVALUATED):
        part = order[at : at + _EVALUATED]
        asked = [examples[i] for i in part]
        questions = [Question(e.text, e.targets, unnamed, not e.targets, e.tones, e.source) for e in asked]
        batch = _collated(network.tokens, questions)
        with torch.autocast("cpu", torch.bfloat16):
            out = network.head(network.encoder(batch.ids, batch.mask), batch.mask, batch.rows, batch.spans)
        for (i, number), row in zip(batch.keys, out.double().numpy(), strict=True):
            found[part[i], number] = row
    keys = [(i, n) for i, e in enumerate(examples) for n in (range(len(e.targets)) if e.targets else (-1,))]
    return np.array([found[key] for key in keys]).reshape(-1, len(TONE_LABELS))
