"""The whole network: two images in, deep, shallow and fused heatmaps out (arXiv 2508.07812, section III)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional

from ..features import NODATA_REACH
from .backbone import Backbone
from .configuration import DEEP_STRIDE, SIZE_MULTIPLE, Modality, NetworkConfiguration
from .enhancement import PaperEnhancement, PrototypeEnhancement
from .fft_unet import FftUnet
from .heatmaps import (
    min_max_similarity,
    overlap_fraction,
    place_exact,
    place_stretched,
    pooled_similarity,
    unit_length,
    unit_similarity,
)
from .structure_prior import PRIORS

# The paper's: of the labelled losses per level, and of the pseudo-label made from the fused heatmap.
PAPER_DEEP_TEMPERATURE = 1 / 100
PAPER_SHALLOW_TEMPERATURE = 1 / 30
PAPER_FUSED_TEMPERATURE = 1 / 200


@dataclass
class NetworkOutput:
    """For a batch of B optical search windows H x W and SAR templates h x w.

    Attributes:
        deep: (B, Hd, Wd) similarity over shifts of 8 px, Hd = ceil(H/8) - floor(h/8) + 1; None without that level.
        shallow: (B, H-h+1, W-w+1) similarity over shifts; None without that level.
        prior: the same of the features that need no training; None without a prior.
        fused: (B, H-h+1, W-w+1) what the prediction is taken from.
        deep_logits, shallow_logits, prior_logits, fused_logits: the same, divided by their temperature (the paper's
            labelled ones 1/100 and 1/30 and its pseudo-label's 1/200, or learned): a softmax makes them probabilities.
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


@dataclass(frozen=True)
class Level:
    """Features of one image, or descriptors.

    Attributes:
        features: (B, C, rows, cols), of K templates of each image (B, K, C, rows, cols).
        stride: px from cell to cell.
        valid: bool, features' shape without C: where they rest on data; None where everywhere.
        first: where the first cell begins in the window, px (rows, cols).
    """

    features: Tensor
    stride: int
    valid: Tensor | None = None
    first: tuple[int, int] = (0, 0)

    def cut(self, row: int, col: int, height: int, width: int, inside: bool) -> Level:
        """A window's part: of the cells those that lie inside it, or all that it touches."""
        (rows, top), (cols, left) = self._span(row, height, inside), self._span(col, width, inside)
        valid = None if self.valid is None else self.valid[..., rows, cols]
        return Level(self.features[..., rows, cols], self.stride, valid, (top, left))

    def _span(self, low: int, length: int, inside: bool) -> tuple[slice, int]:
        """Cells along an axis, and where the first one begins."""
        high = low + length
        begin, end = low // self.stride, -(-high // self.stride)
        if inside:
            begin, end = -(-low // self.stride), high // self.stride
        return slice(begin, end), begin * self.stride - low


@dataclass(frozen=True)
class Levels:
    """One image at the strides at which it is compared, and as the prior sees it."""

    deep: Level | None
    shallow: Level | None
    prior: Level | None = None

    def each(self, change: Callable[[Level], Level]) -> Levels:
        """Every level changed in the same way."""
        return Levels(*(None if one is None else change(one) for one in (self.deep, self.shallow, self.prior)))


class S2M2Network(nn.Module):
    """Built from a configuration; weights random, the same for the same torch seed.

    Sizes that do not suit the pyramid are padded by repeating the edge, and what that adds is cut off again.

    Attributes:
        norms_fixed: batch norms keep the statistics that they have, in training, too.
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

        # Similarities are means over pixels, whose noise falls with the template's side: so do their temperatures.
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
            sar: float (B, 3, h, w), 0..255, single-band data repeated; 16 <= h <= H and 16 <= w <= W.
            optical_valid, sar_valid: bool (B, H, W) and (B, h, w), where there are data (what stands elsewhere
                should be filled in smoothly); None where everywhere. Ignored by "min_max" correlation.
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

    def match_places(
        self,
        optical: Tensor,
        sar: Tensor,
        places: Mapping[int, Tensor],
        optical_valid: Tensor | None = None,
        sar_valid: Tensor | None = None,
        alone: Collection[int] = (),
    ) -> dict[int, NetworkOutput]:
        """Look for many templates of each SAR image in the whole of its optical image: each image is described once.

        Only where `configuration.shares_features`.

        Args:
            optical, sar: float (B, 3, S, S), 0..255; the masks bool (B, S, S), or None where all is valid.
            places: by side of the template: int (B, K, 2), (col, row) of its corners in the SAR image; all multiples
                of 8, as then a template's deep cells are whole.
            alone: sides of templates that are described one by one, without what surrounds them in the SAR image, as
                `forward` does.

        Returns:
            By side: heatmaps of B * K templates, those of the first image first; `shared` and `specific` are the
            whole images', (B, C, rows, cols).
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
                cut = template.each(partial(_cut_places, corners=corners, side=side))
            shifts = optical.shape[2] - side + 1
            outputs[side] = self.compare(search, cut, (shifts, shifts), float(side), shared, specific)
        return outputs

    def _described_alone(self, sar: Tensor, corners: Tensor, side: int, valid: Tensor | None) -> Levels:
        """Descriptors (B, K, ...) of templates of `side` px at corners (B, K, 2) (col, row)."""
        count = corners.shape[:2]
        cut = _cut_places(Level(sar, 1, valid), corners, side)
        masks = None if cut.valid is None else cut.valid.flatten(0, 1)
        each = self.describe(cut.features.flatten(0, 1), "sar", masks)

        def unflattened(level: Level) -> Level:
            valid = None if level.valid is None else level.valid.view(*count, *level.valid.shape[1:])
            features = level.features.reshape(*count, *level.features.shape[1:])
            return replace(level, features=features, valid=valid)

        return each.each(unflattened)

    def describe(self, image: Tensor, modality: Modality, valid: Tensor | None = None) -> Levels:
        """Descriptors of a large image (B, 3, rows, cols), from which many windows can be cut for `compare`.

        Only where `configuration.shares_features`.
        """
        return self._descriptors(self._enhance_one(self._pyramid(image, modality), modality)[0], modality, valid)

    def compare(
        self,
        search: Levels,
        template: Levels,
        size: tuple[int, int],
        side: float,
        shared: tuple[Tensor, ...] = (),
        specific: tuple[Tensor, ...] = (),
    ) -> NetworkOutput:
        """Heatmaps of `size` shifts (rows, cols) from enhanced features or descriptors.

        Args:
            search: of B images; template: of as many templates, or of K for each image, B * K heatmaps.
            side: of the template, px: the root of its number of pixels.
            shared, specific: passed on to the output.
        """
        deep, shallow = (
            _similarity(self.configuration, *levels)
            for levels in ((search.deep, template.deep), (search.shallow, template.shallow))
        )
        prior = _prior_similarity(search.prior, template.prior)
        if prior is not None and self._prior_is_coarse:
            prior = self._placed(prior, search.prior, template.prior, size)
        placed = None if deep is None else self._placed(deep, search.deep, template.deep, size)
        if shallow is not None and self.configuration.stride > 1:
            shallow = self._placed(shallow, search.shallow, template.shallow, size)
        deep_scale, shallow_scale, prior_scale = self._scales(side)
        factors = [
            (heatmap, scale)
            for heatmap, scale in ((placed, deep_scale), (shallow, shallow_scale), (prior, prior_scale))
            if heatmap is not None
        ]
        fused, fused_scale = factors[0]
        if len(factors) > 1 and self.configuration.correlation == "min_max":
            fused, fused_scale = fused * factors[1][0], 1 / PAPER_FUSED_TEMPERATURE
        elif len(factors) > 1:
            # The product of the factors' probabilities, as a weighted mean of their similarities.
            fused_scale = torch.stack([torch.as_tensor(scale) for _, scale in factors]).sum()
            fused = torch.stack([heatmap * scale for heatmap, scale in factors]).sum(dim=0) / fused_scale
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
        self, similarity: Tensor, search: Level | None, template: Level | None, size: tuple[int, int]
    ) -> Tensor:
        """A level's heatmap of coarse cells on the shifts of `size`."""
        if search is None or template is None:
            raise AssertionError("What has a similarity has been compared.")
        if self.configuration.placement == "stretched":
            return place_stretched(similarity, size)
        first = search.first[0] - template.first[0], search.first[1] - template.first[1]
        return place_exact(similarity, size, first, search.stride)

    def appearance(
        self, optical: Tensor, sar: Tensor, optical_valid: Tensor | None = None, sar_valid: Tensor | None = None
    ) -> Tensor:
        """How a pair of images looks to the network, beside what it was trained on: (B, 6 channels[1]), first of the
        optical, then of the SAR image, 0 where it is as that was on average, in units of the deviations that the batch
        norms of the second stage remember.

        Only where `configuration.knows_its_ground`; arguments as for `forward`, but of any sizes.
        """
        both = self._appearance(optical, "optical", optical_valid), self._appearance(sar, "sar", sar_valid)
        return torch.cat(both, dim=1)

    def _appearance(self, image: Tensor, modality: Modality, valid: Tensor | None) -> Tensor:
        rows, cols = image.shape[2:]
        share = torch.ones_like(image[:, :1]) if valid is None else valid[:, None].float()
        image, beside, _ = self._entering(image, share)
        share = functional.pad(share, (0, image.shape[3] - cols, 0, image.shape[2] - rows))
        return cast(Backbone, self.backbone).appearance(image, modality, beside, share)

    def _entering(self, image: Tensor, share: Tensor | None = None) -> tuple[Tensor, Tensor | None, Tensor | None]:
        """What the backbone takes, of a size that suits it: the image, and what enters beside; and the prior.

        Args:
            share: (B, 1, rows, cols), how much each pixel counts in the bands' mean and deviation; None: all alike.
        """
        if self.configuration.standardise_input:
            image = _standardised(image, share)
        prior = None if self.prior is None else self.prior(image)
        if prior is not None and not self._prior_is_coarse:
            image = torch.cat([image, prior], dim=1)
        beside = _padded(prior, SIZE_MULTIPLE) if prior is not None and self._prior_is_coarse else None
        return _padded(image, SIZE_MULTIPLE * self.configuration.stride), beside, prior

    def _pyramid(self, image: Tensor, modality: Modality) -> Levels:
        rows, cols = image.shape[2:]
        image, beside, prior = self._entering(image)
        deep, shallow = self.backbone(image, modality) if beside is None else self.backbone(image, modality, beside)

        def level(features: Tensor | None, stride: int) -> Level | None:
            # A search window keeps the cells that it only touches: a template may lie there.
            whole = None if features is None else Level(features, stride)
            return None if whole is None else whole.cut(0, 0, rows, cols, inside=modality == "sar")

        return Levels(
            level(deep, DEEP_STRIDE),
            level(shallow, self.configuration.stride),
            level(prior, 1 if self.prior is None else self.prior.stride),
        )

    @property
    def _prior_is_coarse(self) -> bool:
        """Whether the prior's channels enter with the first stage's cells, and not with the image's pixels."""
        return self.prior is not None and self.prior.stride > 1

    def _enhance_pair(self, search: Levels, template: Levels) -> tuple[Levels, Levels, tuple[Tensor, ...]]:
        if self.configuration.enhancement != "paper":
            search, search_specific = self._enhance_one(search, "optical")
            template, template_specific = self._enhance_one(template, "sar")
            both = (x for pair in zip(search_specific, template_specific) for x in pair)
            return search, template, tuple(both)
        specific: list[Tensor] = []

        def enhanced(
            enhance: nn.Module | None, optical: Level | None, sar: Level | None
        ) -> tuple[Level | None, Level | None]:
            if enhance is None or optical is None or sar is None:
                return None, None
            (optical_shared, sar_shared), taken = enhance(optical.features, sar.features)
            specific.extend(taken or ())
            return replace(optical, features=optical_shared), replace(sar, features=sar_shared)

        deep = enhanced(self.deep_feature_enhancer, search.deep, template.deep)
        shallow = enhanced(self.shallow_feature_enhancer, search.shallow, template.shallow)
        return Levels(deep[0], shallow[0]), Levels(deep[1], shallow[1]), tuple(specific)

    def _enhance_one(self, levels: Levels, modality: Modality) -> tuple[Levels, list[Tensor]]:
        """The levels with shared features only, and what was taken out of each."""
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
        def described(level: Level | None, weights: nn.ModuleDict | None) -> Level | None:
            if level is None:
                return None
            features = unit_length(level.features)
            if weights is not None:
                features = features * (2 * torch.sigmoid(weights[modality](level.features).float()))
            return _masked(replace(level, features=features), valid)

        deep = described(levels.deep, self.deep_weights)
        shallow = described(levels.shallow, self.shallow_weights)
        # The prior's values near a gap rest on what the gap was filled with.
        certain = None if valid is None else ~_grown(~valid, NODATA_REACH)
        return Levels(deep, shallow, None if levels.prior is None else _masked(levels.prior, certain))

    def _scales(self, side: float) -> tuple[Tensor | float, Tensor | float, Tensor | float]:
        """Inverse temperatures of the deep, the shallow and the prior's similarity."""
        if self.configuration.correlation == "min_max":
            return 1 / PAPER_DEEP_TEMPERATURE, 1 / PAPER_SHALLOW_TEMPERATURE, 0.0
        deep, shallow, prior = (
            0.0 if one is None else one.exp() * side
            for one in (self.deep_log_scale, self.shallow_log_scale, self.prior_log_scale)
        )
        return deep, shallow, prior


def _enhancement(configuration: NetworkConfiguration, wanted: bool, channels: int) -> nn.Module | None:
    if not wanted or configuration.enhancement == "none":
        return None
    if configuration.enhancement == "paper":
        return PaperEnhancement(channels, configuration)
    return PrototypeEnhancement(channels, configuration)


def _weights(configuration: NetworkConfiguration, wanted: bool, channels: int) -> nn.ModuleDict | None:
    """What gives each of a level's descriptors its weight, by modality."""
    if not wanted or configuration.weighting == "none":
        return None
    return nn.ModuleDict({modality: nn.Conv2d(channels, 1, 1) for modality in ("optical", "sar")})


def _standardised(image: Tensor, share: Tensor | None) -> Tensor:
    """Bands (B, C, rows, cols) at zero mean and unit deviation."""
    if share is None:
        deviation, mean = torch.std_mean(image.float(), dim=(2, 3), keepdim=True, correction=0)
    else:
        weight = share / share.sum(dim=(2, 3), keepdim=True).clamp_min(1)
        mean = (image.float() * weight).sum(dim=(2, 3), keepdim=True)
        deviation = ((image - mean).square() * weight).sum(dim=(2, 3), keepdim=True).sqrt()
    return (image - mean) / (deviation + 1e-6)


def _padded(maps: Tensor, multiple: int) -> Tensor:
    """(B, C, rows, cols) with the edge repeated up to multiples."""
    rows, cols = maps.shape[2:]
    extra = -rows % multiple, -cols % multiple
    return functional.pad(maps, (0, extra[1], 0, extra[0]), mode="replicate") if any(extra) else maps


def _shared(search: Levels, template: Levels) -> tuple[Tensor, ...]:
    """Features of the trained levels, in the order of `NetworkOutput`."""
    ordered = (search.deep, template.deep, search.shallow, template.shallow)
    return tuple(level.features for level in ordered if level is not None)


def _masked(level: Level, valid: Tensor | None) -> Level:
    """Features 0 in cells of which less than half lies on data (B, rows, cols)."""
    if valid is None:
        return level
    rows, cols = level.features.shape[-2:]
    share = functional.avg_pool2d(valid[:, None].float(), level.stride, ceil_mode=True)[:, 0, :rows, :cols]
    seen = share > 0.5
    return replace(level, features=level.features * seen[:, None], valid=seen)


def _grown(mask: Tensor, reach: int) -> Tensor:
    """A mask (B, rows, cols) and all within `reach` cells of it."""
    return functional.max_pool2d(mask[:, None].float(), 2 * reach + 1, 1, reach)[:, 0] > 0.5


def _similarity(configuration: NetworkConfiguration, search: Level | None, template: Level | None) -> Tensor | None:
    if search is None or template is None:
        return None
    if configuration.correlation == "min_max":
        return min_max_similarity(search.features, template.features)
    overlap = None
    if search.valid is not None or template.valid is not None:
        overlap = overlap_fraction(_mask(search), _mask(template))
    weighted = configuration.weighting == "learned"
    return _one_batch(unit_similarity(search.features, template.features, overlap, weighted), template)


def _prior_similarity(search: Level | None, template: Level | None) -> Tensor | None:
    if search is None or template is None:
        return None
    # Nothing before it learns.
    with torch.no_grad():
        similarity = pooled_similarity(search.features, template.features, _mask(search), _mask(template))
    return _one_batch(similarity, template)


def _one_batch(similarity: Tensor, template: Level) -> Tensor:
    """(B, [K,] rows, cols) as (B K, rows, cols)."""
    return similarity.flatten(0, 1) if template.features.ndim == 5 else similarity


def _mask(level: Level) -> Tensor:
    if level.valid is not None:
        return level.valid
    return torch.ones_like(level.features[..., 0, :, :], dtype=torch.bool)


def _cut_places(level: Level, corners: Tensor, side: int) -> Level:
    """(B, K, ...) templates of `side` px at corners (B, K, 2) (col, row), px, all of them multiples of the stride."""

    def cut(maps: Tensor) -> Tensor:
        cells = side // level.stride
        return torch.stack(
            [
                torch.stack([one[..., row : row + cells, col : col + cells] for col, row in places])
                for one, places in zip(maps, (corners // level.stride).tolist())
            ]
        )

    return replace(level, features=cut(level.features), valid=None if level.valid is None else cut(level.valid))
