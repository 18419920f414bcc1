"""Matchers made from a network in memory, for the engine's interpreter with PyTorch."""

from __future__ import annotations

import torch

from s2m2_engine.model.confidence import Calibration
from s2m2_engine.model.learned import LearnedMatcher
from s2m2_engine.model.model_tensors import Weights
from s2m2_engine.model.network.s2m2 import S2M2Network
from s2m2_engine.model.network_graph import can_be_a_graph
from s2m2_engine.model.onnx_network import OnnxNetwork
from s2m2_engine.model.torch_network import TorchNetwork


def arrays_of(network: S2M2Network) -> Weights:
    """The network's state dict, as a model file gives it back."""
    return {key: tensor.numpy() for key, tensor in network.state_dict().items()}


def onnx_network(network: S2M2Network) -> OnnxNetwork:
    return OnnxNetwork(network.configuration, arrays_of(network))


def torch_network(network: S2M2Network, device: str = "cpu") -> TorchNetwork:
    return TorchNetwork(network, torch.device(device))


def matcher_of(network: S2M2Network, calibration: Calibration | None = None, name: str = "test") -> LearnedMatcher:
    """As `load_matcher` makes it for the processor."""
    make = onnx_network if can_be_a_graph(network.configuration) else torch_network
    return LearnedMatcher(name, "0" * 64, make(network), calibration)
