"""Builds the network that a run trains, and its running average."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import nn

from ..errors import InputError
from ..model.library import find_model
from ..model.model_file import load_network
from ..model.network.configuration import NetworkConfiguration
from ..model.network.s2m2 import S2M2Network
from .configuration import NetworkSettings


def build_network(settings: NetworkSettings, seed: int) -> S2M2Network:
    """Build the network with random weights (the same for the same seed) or with those of the initial model.

    Raises:
        InputError: the initial model cannot be read or has another network.
    """
    configuration = settings.configuration()
    if settings.start is not None:
        network = _load_start(settings.start, configuration)
        network.norms_fixed = settings.fixed_norms
        return network.train()
    torch.manual_seed(seed)
    return S2M2Network(configuration)


def _load_start(start: Path, configuration: NetworkConfiguration) -> S2M2Network:
    path = find_model(str(start)) or find_model(start.name)
    if path is None:
        raise InputError(
            "model_not_found",
            f"There is no model {start} to start from.",
            "Set network.start to a .safetensors file or the name of an installed model (s2m2 models list).",
        )
    card, network = load_network(path)
    theirs, ours = card.configuration.to_dict(), configuration.to_dict()
    differing = [key for key in ours if key != "name" and ours[key] != theirs[key]]
    if differing:
        key = differing[0]
        raise InputError(
            "other_network",
            f"The model {path.name} has {key} = {theirs[key]!r}, but the configuration says {ours[key]!r}.",
            f'Set network.preset = "{card.configuration.name}" and the same network.changes as that model.',
        )
    return network


class RunningAverage:
    """The running average w <- d w + (1 - d) w' of a network's weights w'. The decay d grows at first."""

    def __init__(self, network: S2M2Network, decay: float) -> None:
        self.network = S2M2Network(network.configuration)
        self.network.load_state_dict(network.state_dict())
        self.network.requires_grad_(False).eval()
        self._decay = decay

    @torch.no_grad()
    def update(self, network: nn.Module, step: int) -> None:
        """Update the average after `step` steps of the optimizer."""
        decay = min(self._decay, (1 + step) / (10 + step))
        for average, weights in zip(self.network.state_dict().values(), network.state_dict().values(), strict=True):
            if average.is_floating_point():
                average.lerp_(weights, 1 - decay)
            else:
                average.copy_(weights)
