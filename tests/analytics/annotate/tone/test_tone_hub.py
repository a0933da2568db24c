"""The hub engine: with a made-up classifier, made-up packages, and a tiny real model where they are installed."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import pytest

from analytics.annotate.tone import hub_files
from analytics.annotate.tone.engines import engine_name, load_engine, make_ready, shown_choice
from analytics.annotate.tone.hub import HubEngine, classes_of, clause_of
from analytics.annotate.tone.hub_files import ALLOWING, fetch, revision
from analytics.errors import ModelError

LABELS = ["negative", "neutral", "positive"]


class Classifier:
    """Says negative where a text has "bad" or "سيئ" in it, else positive; remembers what it was asked."""

    def __init__(self) -> None:
        self.seen: list[dict[str, str]] = []

    def __call__(self, inputs: Sequence[Mapping[str, str]]) -> list[dict[str, float]]:
        self.seen += map(dict, inputs)
        sure = [0.8 if "bad" in one["text"] or "سيئ" in one["text"] else 0.1 for one in inputs]
        return [{"negative": p, "neutral": 0.1, "positive": 0.9 - p} for p in sure]


def engine(classify: Classifier, *, reads_pairs: bool = False) -> HubEngine:
    return HubEngine("hub:test", classes_of("test", LABELS), classify, reads_pairs=reads_pairs)


def test_the_text_and_the_clause_of_each_target_are_classified_once() -> None:
    text = "Alpha did a bad thing to us in the north, and Bravo came to help us in the south."
    spans = [(0, 5), (text.index("Bravo"), text.index("Bravo") + 5)]
    classify = Classifier()
    scores = engine(classify).score([text, text], [spans, []])
    assert scores.whole.labels == ["negative", "negative"]
    assert scores.aimed.labels == ["negative", "positive"]
    assert scores.aimed.score.tolist() == [-0.7, 0.7]
    assert (scores.aimed.low.tolist(), scores.aimed.high.tolist()) == ([-1.0, 0.0], [0.0, 1.0])
    assert [one["text"][:9] for one in classify.seen] == ["and Bravo", "Alpha did", "Alpha did"]


def test_an_absa_model_reads_pairs() -> None:
    classify = Classifier()
    engine(classify, reads_pairs=True).score(["قال زيد إن الوضع سيئ"], [[(4, 7)]])
    assert {"text": "قال زيد إن الوضع سيئ", "text_pair": "زيد"} in classify.seen


def test_order_and_company_change_nothing() -> None:
    texts = ["bad news", "أخبار جيدة", "\ud800 half", "bad news"]
    found = engine(Classifier()).score(texts, [[]] * 4).whole.probabilities
    turned = engine(Classifier()).score(texts[::-1], [[]] * 4).whole.probabilities
    assert np.array_equal(found, turned[::-1])
    assert engine(Classifier()).score([], []).whole.probabilities.shape == (0, 3)


def test_a_target_outside_its_text_is_refused() -> None:
    with pytest.raises(ValueError, match="Target 0:9 is empty or outside"):
        engine(Classifier()).score(["short"], [[(0, 9)]])


@pytest.mark.parametrize(
    ("labels", "classes"),
    [
        (["LABEL_0", "LABEL_1", "LABEL_2"], [0, 1, 2]),
        (["LABEL_0", "LABEL_1"], [0, 2]),
        (["1 star", "2 stars", "3 stars", "4 stars", "5 stars"], [0, 0, 1, 2, 2]),
        (["Very Negative", "Negative", "Neutral", "Positive", "Very Positive"], [0, 0, 1, 2, 2]),
        (["POS", "NEG", "NEU"], [2, 0, 1]),
        (["سلبي", "محايد", "إيجابي"], [0, 1, 2]),
    ],
)
def test_labels_are_mapped(labels: list[str], classes: list[int]) -> None:
    assert list(classes_of("m", labels).values()) == classes


@pytest.mark.parametrize(
    "labels", [["joy", "anger"], ["LABEL_0", "LABEL_1", "LABEL_2", "LABEL_3"], ["neutral", "positive"], []]
)
def test_other_labels_are_refused_by_name(labels: list[str]) -> None:
    with pytest.raises(ModelError, match="which are not tones; allowed are negative, neutral, positive") as error:
        classes_of("org/emotions", labels)
    assert all(label in str(error.value) for label in labels)


def test_a_short_clause_is_read_with_its_neighbours() -> None:
    text = "وصل الوفد، وقال زيد، إن الاجتماع كان مفيدا جدا للجميع. ثم غادر."
    at = text.index("زيد")
    assert clause_of(text, (at, at + 3)) == "وصل الوفد، وقال زيد، إن الاجتماع كان مفيدا جدا للجميع."
    assert clause_of("U.S. Army", (0, 4)) == "U.S. Army"


def model_folder(folder: Path, labels: Sequence[str] = LABELS) -> Path:
    folder.mkdir(parents=True)
    config = {"model_type": "bert", "id2label": dict(enumerate(labels))}
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    (folder / "model.safetensors").write_bytes(b"weights")
    return folder


def made_up_packages(monkeypatch: pytest.MonkeyPatch, labels: Sequence[str] = LABELS) -> dict[str, Any]:
    """Stand-ins for transformers, torch and safetensors; returns what the pipeline was made with."""
    made: dict[str, Any] = {}

    class FromFolder:
        @classmethod
        def from_pretrained(cls, folder: Path, **options: Any) -> SimpleNamespace:
            made[cls.__name__] = options
            return SimpleNamespace(
                model_max_length=10**30, config=SimpleNamespace(max_position_embeddings=130), name=cls.__name__
            )

    class AutoTokenizer(FromFolder):
        pass

    class AutoModelForSequenceClassification(FromFolder):
        pass

    def pipeline(task: str, *, model: SimpleNamespace, tokenizer: SimpleNamespace, device: int) -> Any:
        made["pipeline"] = (task, model.name, tokenizer.name, tokenizer.model_max_length, device)

        def run(inputs: Sequence[Mapping[str, str]], **_: Any) -> list[list[dict[str, Any]]]:
            shares = [0.7 if "bad" in one["text"] else 0.2 for one in inputs]
            return [
                [{"label": label, "score": share if label == labels[0] else (1 - share) / 2} for label in labels]
                for share in shares
            ]

        run.model = SimpleNamespace(config=SimpleNamespace(id2label=dict(enumerate(labels))))  # type: ignore[attr-defined]
        return run

    names = {
        "transformers": {
            "pipeline": pipeline,
            "AutoTokenizer": AutoTokenizer,
            "AutoModelForSequenceClassification": AutoModelForSequenceClassification,
        },
        "torch": {"set_num_threads": lambda n: None},
        "safetensors": {"SafetensorError": OSError},
    }
    for name, members in names.items():
        module = ModuleType(name)
        for member, value in members.items():
            setattr(module, member, value)
        monkeypatch.setitem(sys.modules, name, module)
    monkeypatch.setattr(hub_files, "version", lambda name: "9.9")
    return made


def test_a_folder_is_loaded_without_code_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = made_up_packages(monkeypatch)
    folder = model_folder(tmp_path / "m")
    loaded = load_engine(f"hub:{folder}")
    assert loaded.score(["a bad day", "a day"], [[], [(2, 5)]]).whole.labels == ["negative", "neutral"]
    safe = {"trust_remote_code": False, "local_files_only": True}
    assert made["AutoTokenizer"] == safe
    assert made["AutoModelForSequenceClassification"] == {"use_safetensors": True, **safe}
    assert made["pipeline"] == ("text-classification", "AutoModelForSequenceClassification", "AutoTokenizer", 128, -1)
    assert loaded.name == engine_name(f"hub:{folder}")
    assert loaded.name == f"hub:m {revision(str(folder))} (transformers 9.9, torch 9.9)"
    assert re.fullmatch("sha256:[0-9a-f]{12}", revision(str(folder)))
    assert shown_choice(f"hub:{folder}", loaded.name) == f"hub:m {revision(str(folder))}"
    (folder / "model.safetensors").write_bytes(b"other weights")
    assert engine_name(f"hub:{folder}") != loaded.name


def test_a_folder_is_called_after_its_last_part_and_never_its_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_up_packages(monkeypatch)
    folder = model_folder(tmp_path / "absa" / "نموذج")
    monkeypatch.chdir(folder)
    names = {engine_name(f"hub:{given}") for given in (folder, f"{folder}/", ".", f"{folder}/../{folder.name}")}
    assert names == {f"hub:نموذج {revision('.')} (transformers 9.9, torch 9.9)"}
    # "absa" in the name of a folder above it says nothing of the model
    text = "زيد وصل صباح اليوم إلى بلدة قريبة من الحدود، but Bravo had a very bad day in the north of it"
    assert load_engine(f"hub:{folder}").score([text], [[(0, 3)]]).aimed.labels == ["neutral"]


def test_a_commit_is_believed_of_the_hub_s_cache_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made_up_packages(monkeypatch)
    commit = "0123456789abcdef0123456789abcdef01234567"
    folder = model_folder(tmp_path / "models--org--model" / "snapshots" / commit)
    made_up_hub(monkeypatch, folder)
    monkeypatch.setenv(ALLOWING, "1")
    monkeypatch.chdir(tmp_path)
    name = engine_name("hub:org/model")
    assert name == "hub:org/model 0123456789ab (transformers 9.9, torch 9.9)"
    assert shown_choice("hub:org/model", name) == "hub:org/model"
    assert revision(str(folder)).startswith("sha256:")  # the same folder, given as one
    (folder / "model.safetensors").write_bytes(b"other weights")
    assert revision(str(folder)) != revision(str(model_folder(tmp_path / commit)))


def test_a_model_of_emotions_is_refused_when_it_is_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made_up_packages(monkeypatch, ["joy", "anger", "fear"])
    with pytest.raises(ModelError, match="has the labels joy, anger, fear"):
        load_engine(f"hub:{model_folder(tmp_path / 'm')}")


def test_pickled_weights_are_not_read(tmp_path: Path) -> None:
    folder = model_folder(tmp_path / "m")
    (folder / "model.safetensors").rename(folder / "pytorch_model.bin")
    with pytest.raises(ModelError, match=r"no \.safetensors weights .* can run code"):
        fetch(str(folder))


def made_up_hub(monkeypatch: pytest.MonkeyPatch, folder: Path | None) -> list[dict[str, Any]]:
    """A stand-in for huggingface_hub that has a model to download, or none; returns its calls."""
    calls: list[dict[str, Any]] = []

    def snapshot_download(name: str, **options: Any) -> str:
        calls.append(options)
        if options.get("local_files_only") or folder is None:
            raise FileNotFoundError(f"cannot find {name}\nin the cache")
        return str(folder)

    module = ModuleType("huggingface_hub")
    module.snapshot_download = snapshot_download  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "huggingface_hub", module)
    return calls


def test_nothing_is_downloaded_unless_allowed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ALLOWING, raising=False)
    calls = made_up_hub(monkeypatch, model_folder(tmp_path / "m"))
    with pytest.raises(ModelError, match=f"would download .* --allow-download or set {ALLOWING}=1"):
        make_ready("hub:org/model")
    assert [call.get("local_files_only") for call in calls] == [True]
    make_ready("hub:org/model", may_download=True)
    monkeypatch.setenv(ALLOWING, "true")
    assert fetch("org/model") == tmp_path / "m"
    assert all("*.bin" not in call["allow_patterns"] and "*.py" not in call["allow_patterns"] for call in calls)


def test_a_download_that_fails_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    made_up_hub(monkeypatch, None)
    with pytest.raises(ModelError, match=r"'org/none' cannot be downloaded: cannot find org/none\. Check the name"):
        fetch("org/none", may_download=True)


def test_without_the_extra_the_command_to_install_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(ModelError, match=r'pip install "marsad\[hub\]"'):
        load_engine(f"hub:{model_folder(tmp_path / 'm')}")
    monkeypatch.setitem(sys.modules, "huggingface_hub", None)
    with pytest.raises(ModelError, match=r'pip install "marsad\[hub\]"'):
        fetch("org/model")


def test_a_tiny_real_model_is_read(tmp_path: Path) -> None:
    missing = [name for name in ("torch", "transformers") if importlib.util.find_spec(name) is None]
    if missing:
        pytest.skip(f"extra hub is not installed ({', '.join(missing)}): no real model is made and read")
    import torch
    import transformers

    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "bad", "good", "news", "أخبار", "سيئة"]
    (tmp_path / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    tokenizer = transformers.BertTokenizerFast(str(tmp_path / "vocab.txt"))
    config = transformers.BertConfig(
        vocab_size=len(words),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        id2label=dict(enumerate(LABELS)),
        label2id={label: number for number, label in enumerate(LABELS)},
    )
    torch.manual_seed(0)
    folder = tmp_path / "model"
    transformers.BertForSequenceClassification(config).save_pretrained(folder, safe_serialization=True)
    tokenizer.save_pretrained(folder)
    loaded = load_engine(f"hub:{folder}")
    scores = loaded.score(["bad news", "أخبار سيئة", "good " * 900], [[], [(0, 5)], [(0, 4)]])
    assert scores.whole.probabilities.shape == (3, 3)
    assert scores.aimed.probabilities.sum(axis=1) == pytest.approx([1, 1], abs=1e-5)
    (folder / "model.safetensors").write_bytes(b"damaged")
    with pytest.raises(ModelError, match="cannot be read as a text classifier"):
        load_engine(f"hub:{folder}")
