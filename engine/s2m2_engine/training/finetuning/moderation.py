"""How much of what was learned is kept: a tuned network forgets, and between its weights and those that it began with
lie networks that forget less and have learned nearly as much (Wortsman et al. 2022, "Robust fine-tuning of zero-shot
models")."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from torch import Tensor

from ...model.model_file import SUFFIX, load_network, write_model
from ...model.torch_support import choose_device
from ...progress import Reporter
from ..configuration import TrainingConfiguration
from ..data.pairs import TrainingPair
from ..validation import validate, validation_samples

MODERATED_FILE = f"moderated{SUFFIX}"
# Shares of the way from the weights before to the tuned ones, and of the gain that is to be kept: what is forgotten
# grows with the square of the share, what is learned more slowly than the share.
SHARES = (0.4, 0.55, 0.7, 0.85, 1.0)
_KEPT_GAIN = 0.85
# Where there is no ground to tell by.
_UNWATCHED_SHARE = 0.7


def moderate(
    tuned: Path,
    configuration: TrainingConfiguration,
    held_out: Sequence[TrainingPair],
    reporter: Reporter,
    fraction: float,
) -> tuple[Path, float]:
    """Write the network between the one that `configuration` started from and the tuned one; its file, and the share.

    Args:
        held_out: ground that was watched while training; the validation loss there tells what a share has learned.
        fraction: of the progress, in [0, 1], at which this happens.

    Raises:
        InputError: an image or a model cannot be read. CancelledError.
    """
    start = configuration.network.start
    assert start is not None
    _, before = load_network(start)
    card, network = load_network(tuned)
    weights = {key: value.clone() for key, value in network.state_dict().items()}
    device = choose_device(configuration.device)
    network = network.to(device)

    def losses() -> Iterator[float]:
        for share in (0.0, *SHARES):
            reporter.raise_if_cancelled()
            reporter.progress("training", fraction, "Weighing what was learned against what was known")
            network.load_state_dict(between(before.state_dict(), weights, share))
            samples = validation_samples(configuration, held_out)
            yield validate(network, samples, device, card.configuration.placement)["loss"]

    share = least_share(*losses()) if held_out else _UNWATCHED_SHARE
    path = configuration.out / MODERATED_FILE
    write_model(path, card.configuration, between(before.state_dict(), weights, share), card.name, card.training)
    return path, share


def between(before: Mapping[str, Tensor], after: Mapping[str, Tensor], share: float) -> dict[str, Tensor]:
    """Weights that share of the way from `before` to `after`; counters as they are after."""
    return {
        key: before[key].to(value).lerp(value, share) if value.is_floating_point() else value
        for key, value in after.items()
    }


def least_share(base: float, *losses: float) -> float:
    """The smallest of `SHARES` that keeps most of the best one's gain.

    Args:
        base: loss of the weights before; `losses`: at each of `SHARES`.
    """
    best = min(losses)
    enough = best + (1 - _KEPT_GAIN) * max(0.0, base - best)
    return next(share for share, loss in zip(SHARES, losses) if loss <= enough)
