"""The tone network in torch: a BERT encoder, and one linear layer over the target's tokens and the whole sentence."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from analytics.annotate.tone.training.backbone import Backbone
from analytics.schema import TONE_LABELS


class Layer(nn.Module):
    """One layer of BERT (Devlin et al. 2019): attention, then two linear maps, each added and normalised."""

    def __init__(self, sizes: Backbone, number: int, dropout: float) -> None:
        super().__init__()
        self.heads, self.dropout = sizes.heads, dropout
        self.query, self.key, self.value = (_linear(sizes, f"l{number}.{name}") for name in "qkv")
        self.mixed = _linear(sizes, f"l{number}.ao")
        self.mixed_norm = _norm(sizes, f"l{number}.aln")
        self.inner = _linear(sizes, f"l{number}.fi")
        self.outer = _linear(sizes, f"l{number}.fo")
        self.outer_norm = _norm(sizes, f"l{number}.oln")

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        """Next hidden states, shape (n, length, hidden); ``bias`` (n, 1, 1, length) hides the padding, if there is."""
        n, length, hidden = x.shape
        shape = (n, length, self.heads, hidden // self.heads)
        query, key, value = (part(x).view(shape).transpose(1, 2) for part in (self.query, self.key, self.value))
        weights = (query @ key.transpose(-1, -2)) / math.sqrt(shape[-1])
        weights = weights if bias is None else weights + bias
        context = (weights.softmax(-1) @ value).transpose(1, 2).reshape(n, length, hidden)
        x = self.mixed_norm(x + functional.dropout(self.mixed(context), self.dropout, self.training))
        inner = functional.gelu(self.inner(x))
        return torch.as_tensor(self.outer_norm(x + functional.dropout(self.outer(inner), self.dropout, self.training)))


class ToneEncoder(nn.Module):
    """Hidden states of tokens: the backbone, with a few rows of our own behind its word table."""

    def __init__(self, backbone: Backbone, own: Tensor, *, layers: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.words: Tensor
        self.register_buffer("words", torch.from_numpy(backbone.tensors["emb.word"]))
        self.own: Tensor
        self.register_buffer("own", own)
        positions = torch.from_numpy(backbone.tensors["emb.pos"].reshape(-1, backbone.hidden))
        kind = torch.from_numpy(backbone.tensors["emb.type"].reshape(-1, backbone.hidden))[0]
        self.positions = nn.Parameter(positions + kind)
        self.norm = _norm(backbone, "emb.ln")
        self.layers = nn.ModuleList(Layer(backbone, number, dropout) for number in range(layers))

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Hidden states, shape (n, length, hidden), of tokens (n, length) whose mask (n, length) is 1."""
        ours = ids >= len(self.words)
        words = torch.where(ours[:, :, None], self.own[(ids - len(self.words)).clamp(min=0)], self.words[ids * ~ours])
        return self.layered(words, mask)

    def layered(self, words: Tensor, mask: Tensor | None) -> Tensor:
        """Hidden states from the word vectors of the tokens, shape (n, length, hidden)."""
        x = self.norm(words + self.positions[: words.shape[1]])
        bias = None if mask is None else (1.0 - mask[:, None, None, :]) * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return torch.as_tensor(x)


class ToneHead(nn.Module):
    """Logits of the three classes from the mean over a target's tokens beside the mean over all."""

    def __init__(self, hidden: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.dropout = nn.Dropout(dropout)
        self.linear = nn.Linear(2 * hidden, len(TONE_LABELS))

    def forward(self, states: Tensor, mask: Tensor, rows: Tensor, spans: Tensor) -> Tensor:
        """Logits, shape (k, 3), of k targets: row and [first, last) token of each."""
        whole = (states * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)
        at = torch.arange(states.shape[1])[None, :]
        inside = ((at >= spans[:, :1]) & (at < spans[:, 1:])).to(states.dtype)
        target = (states[rows] * inside[:, :, None]).sum(1) / inside.sum(1, keepdim=True)
        return torch.as_tensor(self.linear(self.dropout(torch.cat([target, whole[rows]], dim=1))))


def _linear(backbone: Backbone, name: str) -> nn.Linear:
    bias = torch.from_numpy(backbone.tensors[f"{name}.b"])
    weight = torch.from_numpy(backbone.tensors[f"{name}.w"]).view(len(bias), -1)
    layer = nn.Linear(weight.shape[1], weight.shape[0])
    layer.weight, layer.bias = nn.Parameter(weight), nn.Parameter(bias)
    return layer


def _norm(backbone: Backbone, name: str) -> nn.LayerNorm:
    layer = nn.LayerNorm(backbone.hidden, eps=backbone.epsilon)
    layer.weight = nn.Parameter(torch.from_numpy(backbone.tensors[f"{name}.w"]))
    layer.bias = nn.Parameter(torch.from_numpy(backbone.tensors[f"{name}.b"]))
    return layer
