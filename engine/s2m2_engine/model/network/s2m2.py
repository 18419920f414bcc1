"""The whole network: two images in, deep, shallow and fused heatmaps out (arXiv 2508.07812, section III)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from .backbone import Backbone
from .configuration import DEEP_STRIDE, SIZE_MULTIPLE, Modality, NetworkConfiguration
from .enhancement import PaperEnhancement, PrototypeEnhancement
from .fft_unet import FftUnet
from .heatmaps import (
    min_max_similarity,
    overlap_fraction,
    place_exact,
    place_stretched,
    unit_length,
    unit_similarity,
)

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
        fused: (B, H-h+1, W-w+1) what the prediction is taken from.
        deep_logits, shallow_logits, fused_logits: the same, divided by their temperature (the paper's labelled
            ones 1/100 and 1/30 and its pseudo-label's 1/200, or learned): a softmax makes them probabilities.
        shared: features after enhancement, each (B, C, rows, cols), in the order optical, SAR of the deep level,
            then optical, SAR of the shallow one; of the levels that exist.
        specific: in the same order and shapes, what enhancement took out of them; empty without enhancement, and
            in evaluation mode for the paper's.
    """

    deep: Tensor | None
    shallow: Tensor | None
    fused: Tensor
    deep_logits: Tensor | None
    shallow_logits: Tensor | None
    fused_logits: Tensor
    shared: tuple[Tensor, ...]
    specific: tuple[Tensor, ...]


@dataclass
class Levels:
    """Features of one image, (B, C, rows, cols) at stride 8 and 1, and where they rest on data, (B, rows, cols) bool,
    None where everywhere."""

    deep: Tensor | None
    shallow: Tensor | None
    deep_valid: Tensor | None = None
    shallow_valid: Tensor | None = None


class S2M2Network(nn.Module):
    """Built from a configuration; weights random, the same for the same torch seed.

    Sizes that are no multiples of 16 are padded by repeating the edge, and what that adds is cut off again.
    """

    def __init__(self, configuration: NetworkConfiguration) -> None:
        super().__init__()
        self.configuration = configuration
        if configuration.backbone == "fft_unet":
            self.backbone: nn.Module = FftUnet(
                configuration.channels, configuration.groups, configuration.separate_stem, configuration.padding
            )
        else:
            self.backbone = Backbone(configuration)
        self.deep_feature_enhancer = _enhancement(configuration, configuration.has_deep, configuration.channels[3])
        self.shallow_feature_enhancer = _enhancement(
            configuration, configuration.has_shallow, configuration.channels[0]
        )
        learned = configuration.correlation == "unit"
        # What knows nothing yet must not drown what a prior knows.
        deep_start = 0.0 if configuration.prior == "none" else -2.0
        # Similarities are means over pixels, whose noise falls with the template's side: so do their temperatures.
        self.deep_log_scale = nn.Parameter(torch.tensor(deep_start)) if learned and configuration.has_deep else None
        self.shallow_log_scale = nn.Parameter(torch.zeros(())) if learned and configuration.has_shallow else None

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
        shared = _existing(search.deep, template.deep, search.shallow, template.shallow)
        if self.configuration.correlation == "unit":
            search, template = self._descriptors(search, optical_valid), self._descriptors(template, sar_valid)
        size = optical.shape[2] - sar.shape[2] + 1, optical.shape[3] - sar.shape[3] + 1
        side = float(sar.shape[2] * sar.shape[3]) ** 0.5
        return self.compare(search, template, size, side, (0, 0), shared, specific)

    def match_places(
        self,
        optical: Tensor,
        sar: Tensor,
        places: Mapping[int, Tensor],
        optical_valid: Tensor | None = None,
        sar_valid: Tensor | None = None,
    ) -> dict[int, NetworkOutput]:
        """Look for many templates of each SAR image in the whole of its optical image: each image is described once.

        Only where `configuration.shares_features`.

        Args:
            optical, sar: float (B, 3, S, S), 0..255; the masks bool (B, S, S), or None where all is valid.
            places: by side of the template: int (B, K, 2), (col, row) of its corners in the SAR image; all multiples
                of 8, as then a template's deep cells are whole.

        Returns:
            By side: heatmaps of B * K templates, those of the first image first; `shared` and `specific` are the
            whole images', (B, C, rows, cols).
        """
        search, template, specific = self._enhance_pair(self._pyramid(optical, "optical"), self._pyramid(sar, "sar"))
        shared = _existing(search.deep, template.deep, search.shallow, template.shallow)
        search, template = self._descriptors(search, optical_valid), self._descriptors(template, sar_valid)
        outputs = {}
        for side, corners in places.items():
            cut = Levels(
                _cut_places(template.deep, corners // DEEP_STRIDE, side // DEEP_STRIDE),
                _cut_places(template.shallow, corners, side),
                _cut_places(template.deep_valid, corners // DEEP_STRIDE, side // DEEP_STRIDE),
                _cut_places(template.shallow_valid, corners, side),
            )
            shifts = optical.shape[2] - side + 1
            outputs[side] = self.compare(search, cut, (shifts, shifts), float(side), (0, 0), shared, specific)
        return outputs

    def describe(self, image: Tensor, modality: Modality, valid: Tensor | None = None) -> Levels:
        """Descriptors of a large image (B, 3, rows, cols), from which many windows can be cut for `compare`.

        Only where `configuration.shares_features`.
        """
        levels = self._pyramid(image, modality)
        deep, shallow, _ = self._enhance_one(levels, modality)
        return self._descriptors(Levels(deep, shallow), valid)

    def compare(
        self,
        search: Levels,
        template: Levels,
        size: tuple[int, int],
        side: float,
        first: tuple[int, int],
        shared: tuple[Tensor, ...] = (),
        specific: tuple[Tensor, ...] = (),
    ) -> NetworkOutput:
        """Heatmaps of `size` shifts (rows, cols) from enhanced features or descriptors.

        Args:
            search: of B images; template: of as many templates, or (B, K, ...) of K for each image, B * K heatmaps.
            side: of the template, px: the root of its number of pixels.
            first: shift (rows, cols) that the first deep cell stands for.
            shared, specific: passed on to the output.
        """
        deep = _similarity(self.configuration, search.deep, template.deep, search.deep_valid, template.deep_valid)
        shallow = _similarity(
            self.configuration, search.shallow, template.shallow, search.shallow_valid, template.shallow_valid
        )
        placed = None
        if deep is not None:
            exact = self.configuration.placement == "exact"
            placed = place_exact(deep, size, first) if exact else place_stretched(deep, size)
        deep_scale, shallow_scale = self._scales(side)
        fused_scale: Tensor | float
        if placed is None or shallow is None:
            single = shallow if placed is None else placed
            if single is None:
                raise AssertionError("A configuration has at least one level.")
            fused, fused_scale = single, shallow_scale if placed is None else deep_scale
        elif self.configuration.correlation == "min_max":
            fused, fused_scale = placed * shallow, 1 / PAPER_FUSED_TEMPERATURE
        else:
            # The product of the levels' probabilities, as a weighted mean of their similarities.
            fused_scale = deep_scale + shallow_scale
            fused = (placed * deep_scale + shallow * shallow_scale) / fused_scale
        return NetworkOutput(
            deep=deep,
            shallow=shallow,
            fused=fused,
            deep_logits=None if deep is None else deep * deep_scale,
            shallow_logits=None if shallow is None else shallow * shallow_scale,
            fused_logits=fused * fused_scale,
            shared=shared,
            specific=specific,
        )

    def _pyramid(self, image: Tensor, modality: Modality) -> Levels:
        rows, cols = image.shape[2:]
        if self.configuration.standardise_input:
            deviation, mean = torch.std_mean(image.float(), dim=(2, 3), keepdim=True, correction=0)
            image = (image - mean) / (deviation + 1e-6)
        extra = -rows % SIZE_MULTIPLE, -cols % SIZE_MULTIPLE
        if any(extra):
            image = functional.pad(image, (0, extra[1], 0, extra[0]), mode="replicate")
        deep, shallow = self.backbone(image, modality)
        if deep is not None and any(extra):
            # A search window keeps the cells that it only touches: a template may lie there.
            cells = [-(-n // DEEP_STRIDE) if modality == "optical" else n // DEEP_STRIDE for n in (rows, cols)]
            deep = deep[:, :, : cells[0], : cells[1]]
        return Levels(deep, None if shallow is None else shallow[:, :, :rows, :cols])

    def _enhance_pair(self, search: Levels, template: Levels) -> tuple[Levels, Levels, tuple[Tensor, ...]]:
        if self.configuration.enhancement != "paper":
            *search_shared, search_specific = self._enhance_one(search, "optical")
            *template_shared, template_specific = self._enhance_one(template, "sar")
            both = (x for pair in zip(search_specific, template_specific) for x in pair)
            return Levels(*search_shared), Levels(*template_shared), _existing(*both)
        levels: list[tuple[Tensor | None, Tensor | None]] = []
        specific: list[Tensor] = []
        for enhance, optical, sar in (
            (self.deep_feature_enhancer, search.deep, template.deep),
            (self.shallow_feature_enhancer, search.shallow, template.shallow),
        ):
            if enhance is None:
                levels.append((None, None))
                continue
            pair, taken = enhance(optical, sar)
            levels.append(pair)
            specific.extend(taken or ())
        (deep_o, deep_s), (shallow_o, shallow_s) = levels
        return Levels(deep_o, shallow_o), Levels(deep_s, shallow_s), tuple(specific)

    def _enhance_one(
        self, levels: Levels, modality: Modality
    ) -> tuple[Tensor | None, Tensor | None, tuple[Tensor | None, Tensor | None]]:
        shared, specific = [], []
        for enhance, features in (
            (self.deep_feature_enhancer, levels.deep),
            (self.shallow_feature_enhancer, levels.shallow),
        ):
            kept, taken = (features, None) if enhance is None else enhance(features, modality)
            shared.append(kept)
            specific.append(taken)
        return shared[0], shared[1], (specific[0], specific[1])

    def _descriptors(self, levels: Levels, valid: Tensor | None) -> Levels:
        soft = self.configuration.has_soft_descriptors
        deep = None if levels.deep is None else unit_length(levels.deep, soft)
        shallow = None if levels.shallow is None else unit_length(levels.shallow, soft)
        if valid is None:
            return Levels(deep, shallow)
        deep_valid = None
        if deep is not None:
            share = functional.avg_pool2d(valid[:, None].float(), DEEP_STRIDE, ceil_mode=True)[:, 0]
            deep_valid = share[:, : deep.shape[2], : deep.shape[3]] > 0.5
            deep = deep * deep_valid[:, None]
        if shallow is not None:
            shallow = shallow * valid[:, None]
        return Levels(deep, shallow, deep_valid, valid)

    def _scales(self, side: float) -> tuple[Tensor | float, Tensor | float]:
        """Inverse temperatures of the deep and the shallow similarity."""
        if self.configuration.correlation == "min_max":
            return 1 / PAPER_DEEP_TEMPERATURE, 1 / PAPER_SHALLOW_TEMPERATURE
        deep, shallow = self.deep_log_scale, self.shallow_log_scale
        return 0.0 if deep is None else deep.exp() * side, 0.0 if shallow is None else shallow.exp() * side


def _enhancement(configuration: NetworkConfiguration, wanted: bool, channels: int) -> nn.Module | None:
    if not wanted or configuration.enhancement == "none":
        return None
    if configuration.enhancement == "paper":
        return PaperEnhancement(channels, configuration)
    return PrototypeEnhancement(channels, configuration)


def _existing(*tensors: Tensor | None) -> tuple[Tensor, ...]:
    return tuple(tensor for tensor in tensors if tensor is not None)


def _similarity(
    configuration: NetworkConfiguration,
    search: Tensor | None,
    template: Tensor | None,
    search_valid: Tensor | None,
    template_valid: Tensor | None,
) -> Tensor | None:
    if search is None or template is None:
        return None
    if configuration.correlation == "min_max":
        return min_max_similarity(search, template)
    overlap = None
    if search_valid is not None or template_valid is not None:
        overlap = overlap_fraction(_mask(search_valid, search), _mask(template_valid, template))
    similarity = unit_similarity(search, template, overlap, configuration.has_soft_descriptors)
    return similarity.flatten(0, 1) if template.ndim > search.ndim else similarity


def _mask(valid: Tensor | None, features: Tensor) -> Tensor:
    if valid is not None:
        return valid
    return torch.ones_like(features[..., 0, :, :], dtype=torch.bool)


def _cut_places(maps: Tensor | None, corners: Tensor, side: int) -> Tensor | None:
    """(B, K, ..., side, side) of maps (B, ..., rows, cols), at corners (B, K, 2) (col, row)."""
    if maps is None:
        return None
    return torch.stack(
        [
            torch.stack([one[..., row : row + side, col : col + side] for col, row in places])
            for one, places in zip(maps, corners.tolist())
        ]
    )
