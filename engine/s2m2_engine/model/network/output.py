"""The output of the network."""

from __future__ import annotations

from dataclasses import dataclass

from torch import Tensor


@dataclass
class NetworkOutput:
    """The output for a batch of B optical search windows H x W and SAR templates h x w.

    Attributes:
        deep: (B, Hd, Wd) similarity over shifts of 8 px, Hd = ceil(H/8) - floor(h/8) + 1; None without that level.
        shallow: (B, H-h+1, W-w+1) similarity over shifts; None without that level.
        prior: the same from the features that need no training; None without a prior.
        fused: (B, H-h+1, W-w+1), the heatmap from which the prediction is taken.
        deep_logits, shallow_logits, prior_logits, fused_logits: the same, divided by their temperature (learned, or the
            paper's): a softmax turns them into probabilities.
        shared: features after enhancement, each (B, C, rows, cols), in the order: deep optical, deep SAR, shallow
            optical, shallow SAR. Levels that do not exist are left out.
        specific: what enhancement removed from them, in the same order and shapes; empty without enhancement, and in
            evaluation mode for the paper's enhancement.
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
