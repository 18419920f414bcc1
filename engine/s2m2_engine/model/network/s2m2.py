"""The whole network: it turns two images into deep, shallow and fused heatmaps (after arXiv 2508.07812, section III).

What only the paper's own variant computes is in `paper`; this module calls it if the configuration says so.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional

from ..features import NODATA_REACH
from .backbone import Backbone
from .configuration import DEEP_STRIDE, SIZE_MULTIPLE, Modality, NetworkConfiguration
from .enhancement import PrototypeEnhancement
from .fft_unet import FftUnet
from .heatmaps import overlap_fraction, place_exact, pooled_similarity, unit_length, unit_similarity
from .levels import Level, Levels
from .output import NetworkOutput
from .paper import PaperEnhancement, compare_min_max, enhance_pair, place_stretched
from .priors import PRIORS


class S2M2Network(nn.Module):
    """The network of a configuration. Its first weights are random, and the same for the same torch seed.

    Images whose size does not suit the pyramid are padded by repeating the edge; the padding is cut off afterwards.

    Attributes:
        norms_fixed: whether batch norms keep their statistics in training, too.
    """

    def __init__(self, configuration: NetworkConfiguration) -> None:
        super().__init__()
        self.configuration = configuration
        self.norms_fixed = False
        self.prior = PRIORS[configuration.prior]() if configuration.prior != "none" else None
        bands = [3, 0]
        if self.prior is not None:
            bands[self._prior_is_coarse] += self.prior.channels
        if configuration.backbone == "fft_unet":
            self.backbone: nn.Module = FftUnet(
                configuration.channels, configuration.groups, configuration.separate_stem, configuration.padding
            )
        else:
            self.backbone = Backbone(configuration, *bands)
        self.deep_feature_enhancer = _enhancement(configuration, configuration.has_deep, configuration.channels[3])
        self.shallow_feature_enhancer = _enhancement(
            configuration, configuration.has_shallow, configuration.channels[0]
        )
        self.deep_weights = _weights(configuration, configuration.has_deep, configuration.channels[3])
        self.shallow_weights = _weights(configuration, configuration.has_shallow, configuration.channels[0])
        learned = configuration.correlation == "unit"

        def log_scale(wanted: bool) -> nn.Parameter | None:
            return nn.Parameter(torch.zeros(())) if wanted and learned else None

        # These are logarithms of inverse temperatures, for a template of 1 px.
        self.deep_log_scale = log_scale(configuration.has_deep)
        self.shallow_log_scale = log_scale(configuration.has_shallow)
        self.prior_log_scale = log_scale(self.prior is not None)

    def train(self, mode: bool = True) -> S2M2Network:
        super().train(mode)
        if self.norms_fixed:
            for module in self.modules():
                if isinstance(module, nn.BatchNorm2d):
                    module.eval()
        return self

    def forward(
        self, optical: Tensor, sar: Tensor, optical_valid: Tensor | None = None, sar_valid: Tensor | None = None
    ) -> NetworkOutput:
        """Match SAR templates in optical search windows.

        Args:
            optical: float (B, 3, H, W), 0..255.
            sar: float (B, 3, h, w), 0..255, a single band is repeated; 16 <= h <= H and 16 <= w <= W.
            optical_valid, sar_valid: bool (B, H, W) and (B, h, w), where there are data (all other pixels should be
                filled in smoothly); None if there are data everywhere. "min_max" correlation ignores them.
        """
        search, template = self._pyramid(optical, "optical"), self._pyramid(sar, "sar")
        search, template, specific = self._enhance_pair(search, template)
        shared = _shared(search, template)
        if self.configuration.correlation == "unit":
            search = self._descriptors(search, "optical", optical_valid)
            template = self._descriptors(template, "sar", sar_valid)
        size = optical.shape[2] - sar.shape[2] + 1, optical.shape[3] - sar.shape[3] + 1
        side = float(sar.shape[2] * sar.shape[3]) ** 0.5
        return self.compare(search, template, size, side, shared, specific)

    def _pyramid(self, image: Tensor, modality: Modality) -> Levels:
        """The features of one image from the backbone, and from the prior if there is one."""
        rows, cols = image.shape[2:]
        image, coarse, prior = self._prepare_inputs(image)
        deep, shallow = self.backbone(image, modality) if coarse is None else self.backbone(image, modality, coarse)

        def level(features: Tensor | None, stride: int) -> Level | None:
            # A search window also keeps the cells that it covers in part: a template may lie there.
            whole = None if features is None else Level(features, stride)
            return None if whole is None else whole.cut(0, 0, rows, cols, inside=modality == "sar")

        return Levels(
            level(deep, DEEP_STRIDE),
            level(shallow, self.configuration.stride),
            level(prior, 1 if self.prior is None else self.prior.stride),
        )

    def _prepare_inputs(
        self, image: Tensor, share: Tensor | None = None
    ) -> tuple[Tensor, Tensor | None, Tensor | None]:
        """The backbone's two inputs, padded to a size that suits it, and the prior.

        The first input is the image, with the prior's channels if these have the image's resolution. The second input
        holds the prior's channels if these are coarser, and is None otherwise.

        Args:
            share: weights (B, 1, rows, cols) of the pixels in the bands' mean and deviation; None if all are equal.
        """
        if self.configuration.standardise_input:
            image = _standardised(image, share)
        prior = None if self.prior is None else self.prior(image)
        coarse = None
        if prior is not None and self._prior_is_coarse:
            coarse = _padded(prior, SIZE_MULTIPLE)
        elif prior is not None:
            image = torch.cat([image, prior], dim=1)
        return _padded(image, SIZE_MULTIPLE * self.configuration.stride), coarse, prior

    @property
    def _prior_is_coarse(self) -> bool:
        """Whether the prior's channels have the resolution of the first stage's cells, and not that of the image."""
        return self.prior is not None and self.prior.stride > 1

    def _enhance_pair(self, search: Levels, template: Levels) -> tuple[Levels, Levels, tuple[Tensor, ...]]:
        """The levels with shared features only, and what was removed from each, in the order of `NetworkOutput`."""
        if self.configuration.enhancement == "paper":
            return enhance_pair(self.deep_feature_enhancer, self.shallow_feature_enhancer, search, template)
        search, search_specific = self._enhance_one(search, "optical")
        template, template_specific = self._enhance_one(template, "sar")
        both = (x for pair in zip(search_specific, template_specific) for x in pair)
        return search, template, tuple(both)

    def _enhance_one(self, levels: Levels, modality: Modality) -> tuple[Levels, list[Tensor]]:
        """The levels with shared features only, and what was removed from each."""
        specific: list[Tensor] = []

        def enhanced(enhance: nn.Module | None, level: Level | None) -> Level | None:
            if enhance is None or level is None:
                return level
            kept, taken = enhance(level.features, modality)
            specific.append(taken)
            return replace(level, features=kept)

        deep = enhanced(self.deep_feature_enhancer, levels.deep)
        return Levels(deep, enhanced(self.shallow_feature_enhancer, levels.shallow), levels.prior), specific

    def _descriptors(self, levels: Levels, modality: Modality, valid: Tensor | None) -> Levels:
        """Features scaled to unit length, times their weights if these are learned; 0 where there are no data."""

        def described(level: Level | None, weights: nn.ModuleDict | None) -> Level | None:
            if level is None:
                return None
            features = unit_length(level.features)
            if weights is not None:
                features = features * (2 * torch.sigmoid(weights[modality](level.features).float()))
            return replace(level, features=features).masked(valid)

        deep = described(levels.deep, self.deep_weights)
        shallow = described(levels.shallow, self.shallow_weights)
        # Near a gap in the data, the prior's values depend on what the gap was filled with.
        certain = None if valid is None else ~_dilated(~valid, NODATA_REACH)
        return Levels(deep, shallow, None if levels.prior is None else levels.prior.masked(certain))

    def compare(
        self,
        search: Levels,
        template: Levels,
        size: tuple[int, int],
        side: float,
        shared: tuple[Tensor, ...] = (),
        specific: tuple[Tensor, ...] = (),
    ) -> NetworkOutput:
        """Compute heatmaps of `size` shifts (rows, cols) from enhanced features or descriptors.

        Args:
            search: levels of B images.
            template: levels of B templates, or of K templates for each image, which give B * K heatmaps.
            side: the square root of the template's number of pixels, px.
            shared, specific: passed on to the output.
        """
        if self.configuration.correlation == "min_max":
            place_deep = partial(self._placed, search=search.deep, template=template.deep, size=size)
            return compare_min_max(search, template, place_deep, shared, specific)
        weighted = self.configuration.weighting == "learned"
        deep = _similarity(search.deep, template.deep, weighted)
        placed = self._placed(deep, search.deep, template.deep, size)
        shallow = _similarity(search.shallow, template.shallow, weighted)
        shallow = self._placed(shallow, search.shallow, template.shallow, size)
        prior = _prior_similarity(search.prior, template.prior)
        prior = self._placed(prior, search.prior, template.prior, size)
        # Inverse temperatures rise with the template's side, since the noise of the similarities falls.
        deep_scale, shallow_scale, prior_scale = (
            0.0 if one is None else one.exp() * side
            for one in (self.deep_log_scale, self.shallow_log_scale, self.prior_log_scale)
        )
        fused, fused_scale = _product(
            [
                (heatmap, scale)
                for heatmap, scale in ((placed, deep_scale), (shallow, shallow_scale), (prior, prior_scale))
                if heatmap is not None
            ]
        )
        return NetworkOutput(
            deep=deep,
            shallow=shallow,
            prior=prior,
            fused=fused,
            deep_logits=None if deep is None else deep * deep_scale,
            shallow_logits=None if shallow is None else shallow * shallow_scale,
            prior_logits=None if prior is None else prior * prior_scale,
            fused_logits=fused * fused_scale,
            shared=shared,
            specific=specific,
        )

    def _placed(
        self, heatmap: Tensor | None, search: Level | None, template: Level | None, size: tuple[int, int]
    ) -> Tensor | None:
        """The heatmap of a level, whose cells may be coarser than a pixel, resampled to the shifts of `size`."""
        if heatmap is None or search is None or template is None:
            return None
        if search.stride == 1:
            return heatmap
        if self.configuration.placement == "stretched":
            return place_stretched(heatmap, size)
        first = search.first[0] - template.first[0], search.first[1] - template.first[1]
        return place_exact(heatmap, size, first, search.stride)

    def describe(self, image: Tensor, modality: Modality, valid: Tensor | None = None) -> Levels:
        """The descriptors of a large image (B, 3, rows, cols), from which many windows can be cut for `compare`.

        `configuration.shares_features` must be true.
        """
        return self._descriptors(self._enhance_one(self._pyramid(image, modality), modality)[0], modality, valid)

    def match_places(
        self,
        optical: Tensor,
        sar: Tensor,
        places: Mapping[int, Tensor],
        optical_valid: Tensor | None = None,
        sar_valid: Tensor | None = None,
        alone: Collection[int] = (),
    ) -> dict[int, NetworkOutput]:
        """Look for many templates of each SAR image in the whole optical image; each image is described only once.

        `configuration.shares_features` must be true.

        Args:
            optical, sar: float (B, 3, S, S), 0..255.
            places: for each side of a template, px: int (B, K, 2), the (col, row) of the templates' upper-left corners
                in the SAR image. All are multiples of 8, so that the deep cells of a template are whole.
            optical_valid, sar_valid: masks bool (B, S, S), or None if all pixels are valid.
            alone: sides of templates that are described separately, without their surroundings in the SAR image, as
                `forward` does it.

        Returns:
            For each side: the heatmaps of B * K templates, those of the first image first; `shared` and `specific`
            are those of the whole images, (B, C, rows, cols).
        """
        search, template, specific = self._enhance_pair(self._pyramid(optical, "optical"), self._pyramid(sar, "sar"))
        shared = _shared(search, template)
        search = self._descriptors(search, "optical", optical_valid)
        template = self._descriptors(template, "sar", sar_valid)
        outputs = {}
        for side, corners in places.items():
            if side in alone:
                cut = self._described_alone(sar, corners, side, sar_valid)
            else:
                cut = template.each(partial(Level.cut_places, corners=corners, side=side))
            shifts = optical.shape[2] - side + 1
            outputs[side] = self.compare(search, cut, (shifts, shifts), float(side), shared, specific)
        return outputs

    def _described_alone(self, sar: Tensor, corners: Tensor, side: int, valid: Tensor | None) -> Levels:
        """The descriptors (B, K, ...) of templates of `side` px at the corners (B, K, 2), (col, row)."""
        count = corners.shape[:2]
        cut = Level(sar, 1, valid).cut_places(corners, side)
        masks = None if cut.valid is None else cut.valid.flatten(0, 1)
        each = self.describe(cut.features.flatten(0, 1), "sar", masks)

        def unflattened(level: Level) -> Level:
            valid = None if level.valid is None else level.valid.view(*count, *level.valid.shape[1:])
            features = level.features.reshape(*count, *level.features.shape[1:])
            return replace(level, features=features, valid=valid)

        return each.each(unflattened)

    def appearance(
        self, optical: Tensor, sar: Tensor, optical_valid: Tensor | None = None, sar_valid: Tensor | None = None
    ) -> Tensor:
        """How a pair of images differs, to the network, from the data that it was trained on.

        The vector (B, 6 channels[1]) describes the optical image first, then the SAR image. It is 0 for the average of
        the training data, in units of the deviations that the batch norms of the second stage remember.
        `configuration.knows_its_ground` must be true. Arguments are those of `forward`, but the sizes may be any.
        """
        both = self._appearance(optical, "optical", optical_valid), self._appearance(sar, "sar", sar_valid)
        return torch.cat(both, dim=1)

    def _appearance(self, image: Tensor, modality: Modality, valid: Tensor | None) -> Tensor:
        rows, cols = image.shape[2:]
        share = torch.ones_like(image[:, :1]) if valid is None else valid[:, None].float()
        image, coarse, _ = self._prepare_inputs(image, share)
        share = functional.pad(share, (0, image.shape[3] - cols, 0, image.shape[2] - rows))
        return cast(Backbone, self.backbone).appearance(image, modality, coarse, share)


def _enhancement(configuration: NetworkConfiguration, wanted: bool, channels: int) -> nn.Module | None:
    if not wanted or configuration.enhancement == "none":
        return None
    if configuration.enhancement == "paper":
        return PaperEnhancement(channels, configuration)
    return PrototypeEnhancement(channels, configuration)


def _weights(configuration: NetworkConfiguration, wanted: bool, channels: int) -> nn.ModuleDict | None:
    """The convolutions, by modality, that give each descriptor of a level its weight; None if there are no weights."""
    if not wanted or configuration.weighting == "none":
        return None
    return nn.ModuleDict({modality: nn.Conv2d(channels, 1, 1) for modality in ("optical", "sar")})


def _standardised(image: Tensor, share: Tensor | None) -> Tensor:
    """The bands (B, C, rows, cols) scaled to zero mean and unit deviation."""
    if share is None:
        deviation, mean = torch.std_mean(image.float(), dim=(2, 3), keepdim=True, correction=0)
    else:
        weight = share / share.sum(dim=(2, 3), keepdim=True).clamp_min(1)
        mean = (image.float() * weight).sum(dim=(2, 3), keepdim=True)
        deviation = ((image - mean).square() * weight).sum(dim=(2, 3), keepdim=True).sqrt()
    return (image - mean) / (deviation + 1e-6)


def _padded(maps: Tensor, multiple: int) -> Tensor:
    """Maps (B, C, rows, cols), whose last row and column are repeated until both sizes are multiples of `multiple`."""
    rows, cols = maps.shape[2:]
    extra = -rows % multiple, -cols % multiple
    return functional.pad(maps, (0, extra[1], 0, extra[0]), mode="replicate") if any(extra) else maps


def _shared(search: Levels, template: Levels) -> tuple[Tensor, ...]:
    """The features of the trained levels, in the order of `NetworkOutput`."""
    ordered = (search.deep, template.deep, search.shallow, template.shallow)
    return tuple(level.features for level in ordered if level is not None)


def _dilated(mask: Tensor, reach: int) -> Tensor:
    """A mask (B, rows, cols), dilated by `reach` cells."""
    return functional.max_pool2d(mask[:, None].float(), 2 * reach + 1, 1, reach)[:, 0] > 0.5


def _similarity(search: Level | None, template: Level | None, weighted: bool) -> Tensor | None:
    if search is None or template is None:
        return None
    overlap = None
    if search.valid is not None or template.valid is not None:
        overlap = overlap_fraction(search.mask(), template.mask())
    return _one_batch(unit_similarity(search.features, template.features, overlap, weighted), template)


def _prior_similarity(search: Level | None, template: Level | None) -> Tensor | None:
    if search is None or template is None:
        return None
    # The prior has no weights that could be trained.
    with torch.no_grad():
        similarity = pooled_similarity(search.features, template.features, search.mask(), template.mask())
    return _one_batch(similarity, template)


def _one_batch(similarity: Tensor, template: Level) -> Tensor:
    """Reshape (B, [K,] rows, cols) to (B K, rows, cols)."""
    return similarity.flatten(0, 1) if template.features.ndim == 5 else similarity


def _product(factors: Sequence[tuple[Tensor, Tensor | float]]) -> tuple[Tensor, Tensor | float]:
    """The product of heatmaps' probabilities, as a weighted mean of their similarities, and its inverse temperature.

    Args:
        factors: one or more similarities (B, rows, cols), each with its inverse temperature.
    """
    if len(factors) == 1:
        return factors[0]
    total = torch.stack([torch.as_tensor(scale) for _, scale in factors]).sum()
    return torch.stack([heatmap * scale for heatmap, scale in factors]).sum(dim=0) / total, total
