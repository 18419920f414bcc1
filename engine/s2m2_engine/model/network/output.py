"""What the network answers."""

from __future__ import annotations

from dataclasses import dataclass

from torch import Tensor


@dataclass
class NetworkOutput:
    """For a batch of B optical search windows H x W and SAR templates h x w.

    Attributes:
        deep: (B, Hd, Wd) similarity over shifts of 8 px, Hd = ceil(H/8) - floor(h/8) + 1; None without that level.
        shallow: (B, H-h+1, W-w+1) similarity over shifts; None without that level.
        prior: the same of the features that need no training; None without a prior.
        fused: (B, H-h+1, W-w+1) what the prediction is taken from.
        deep_logits, shallow_logits, prior_logits, fused_logits: the same, divided by their temperature (learned, or the
            paper's): a softmax makes them probabilities.
        shared: features after enhancement, each (B, C, rows, cols), in the order optical, SAR of the deep level,
            then optical, SAR of the shallow one; of the levels that exist.
        specific: in the same order and shapes, what enhancement took out of them; empty without enhancement, and
            in evaluation mode for the paper's.
    """

    deep: Tensor | None
    shallow: Tensor | None
    prior: Tensor | None
    fused: Tensor
    deep_logits: Tensor | None
    shallow_logits: Tensor | None
    prior_logits: Tensor | None
    fused_logits: Tensor
    shared: tuple[Tensor, ...]
    specific: tuple[Tensor, ...]
