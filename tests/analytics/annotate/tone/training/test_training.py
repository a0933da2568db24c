"""Training on a small network: it learns, and what is exported answers as what was trained."""

import logging
from pathlib import Path

import numpy as np
import pytest

from analytics.annotate.tone.training.examples import Example
from tests.analytics.annotate.tone.training import small

torch = pytest.importorskip("torch", reason="needs the extra 'train'")
pytest.importorskip("onnx", reason="needs the extra 'train'")

SENTENCES = (
    ("the army freed the city", (4, 8), 2),
    ("the army bombed the market", (4, 8), 0),
    ("daesh bombed the city", (0, 5), 0),
    ("daesh praised the army", (17, 22), 2),
    ("الجيش حرر المدينة", (0, 5), 2),
    ("الجيش قصف السوق", (0, 5), 0),
)


@pytest.fixture
def net(tmp_path: Path):
    from analytics.annotate.tone.tokens import ToneTokens
    from analytics.annotate.tone.training.fit import Network
    from analytics.annotate.tone.training.network import ToneEncoder, ToneHead

    torch.manual_seed(3)
    torch.set_num_threads(1)
    backbone = small.backbone()
    own = torch.from_numpy(np.random.default_rng(1).normal(size=(3, backbone.hidden)).astype(np.float32))
    tokens = ToneTokens.load(small.write_tokenizer(tmp_path))
    return Network(ToneEncoder(backbone, own, layers=2), ToneHead(backbone.hidden), tokens)


def examples() -> list[Example]:
    return [Example(text, (target,), (tone,), "war_news") for text, target, tone in SENTENCES]


def test_it_learns_what_it_is_shown(net) -> None:
    from analytics.annotate.tone.training.fit import Stage, class_weights, fit, logits

    shown = examples()
    stage = Stage(epochs=120, rate=3e-3, head_rate=1e-2, frozen=0)
    fit(net, shown, class_weights(shown, {"war_news": 1.0}), stage, 0, logging.info)
    assert logits(net, shown).argmax(1).tolist() == [tone for _, _, tone in SENTENCES]


def test_frozen_layers_and_tables_stay_as_they_are(net) -> None:
    from analytics.annotate.tone.training.fit import Stage, class_weights, fit

    before = {name: value.clone() for name, value in net.encoder.state_dict().items()}
    fit(net, examples(), class_weights(examples(), {"war_news": 1.0}), Stage(2, 1e-2, 1e-2, frozen=1), 0, logging.info)
    changed = {name for name, value in net.encoder.state_dict().items() if not torch.equal(value, before[name])}
    assert changed
    assert all(name.startswith("layers.1.") for name in changed)


def test_the_exported_model_answers_as_the_trained_one(net, tmp_path: Path) -> None:
    from analytics.annotate.tone.training.fit import logits
    from analytics.annotate.tone.training.recipe import write_model

    held = [Example(e.text, e.targets, e.tones, e.source, held=True) for e in examples()]
    engine = write_model(net, held, tmp_path)
    texts = [example.text for example in held]
    whole, aimed = engine.logits(texts, [example.targets for example in held])
    assert aimed == pytest.approx(logits(net, held), abs=0.1)  # int8 against bfloat16
    assert engine.score(texts, [[] for _ in texts]).whole.probabilities.sum(axis=1) == pytest.approx(1, abs=1e-5)
    again = engine.logits(texts[::-1], [example.targets for example in held[::-1]])
    assert np.array_equal(again[0][::-1], whole)  # a score depends on its own text alone, to the last bit
    assert np.array_equal(again[1][::-1], aimed)


def test_states_are_averaged_and_another_network_refused(net, tmp_path: Path) -> None:
    from analytics.annotate.tone.training.recipe import read_states, write_state
    from analytics.errors import ModelError

    write_state(net, tmp_path / "one.npz")
    before = net.head.linear.weight.detach().clone()
    torch.nn.init.zeros_(net.head.linear.weight)
    write_state(net, tmp_path / "two.npz")
    read_states(net, [tmp_path / "one.npz", tmp_path / "two.npz"])
    assert torch.allclose(net.head.linear.weight, before / 2)
    np.savez(tmp_path / "other.npz", **{"encoder.none": np.zeros(3)})
    with pytest.raises(ModelError, match=r"other\.npz"):
        read_states(net, [tmp_path / "other.npz"])
