"""Writes a trained encoder as int8 ONNX, which ``onnxruntime`` runs without torch."""

from __future__ import annotations

import tempfile
import warnings
from pathlib import Path
from typing import Final

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from analytics.annotate.tone.training.network import ToneEncoder

_OPSET: Final = 17
_STEPS: Final = 127  # of an int8 on either side of zero


class _Exported(nn.Module):
    """The encoder with its word table in int8, one scale a row; only linear layers are left to quantise."""

    def __init__(self, encoder: ToneEncoder) -> None:
        super().__init__()
        table = torch.cat([encoder.words, encoder.own])
        scale = table.abs().amax(1, keepdim=True).clamp(min=1e-9) / _STEPS
        self.table: Tensor
        self.scale: Tensor
        self.register_buffer("table", (table / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)
        self.encoder = encoder

    def forward(self, ids: Tensor) -> Tensor:
        """Hidden states of one row of tokens, shape (1, length, hidden)."""
        return torch.as_tensor(self.encoder.layered(self.table[ids].to(torch.float32) * self.scale[ids], None))


def export_encoder(encoder: ToneEncoder, path: Path) -> None:
    """The encoder as ONNX in int8: input ``ids`` (1, length) int64, output ``states`` (1, length, hidden) float.

    One row at a time: the steps of int8 follow the largest value of a pass, so the rows of a batch would change each
    other's scores. It costs 15% of the speed and no padding is read.

    Weights are quantised per output channel in seven bits (``reduce_range``): with eight, processors without VNNI
    instructions overflow sixteen-bit sums and give other answers.
    """
    model = _Exported(encoder).eval()
    example = (torch.ones(1, 8, dtype=torch.int64),)
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # deprecation of the exporter that quantisation can still read
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            model,
            example,
            str(plain),
            input_names=["ids"],
            output_names=["states"],
            dynamic_axes={"ids": {1: "length"}, "states": {1: "length"}},
            opset_version=_OPSET,
            dynamo=False,
        )
        quantize_dynamic(
            plain,
            path,
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
            extra_options={"DefaultTensorType": 1},
        )
