"""What a network computes, as plain data: it is stored in model files and needs no torch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal

from ...errors import InputError

DEEP_STRIDE = 8
SIZE_MULTIPLE = 16
# Of the product of the paper's two heatmaps, which has no learned temperature.
PAPER_FUSED_TEMPERATURE = 1 / 200
Modality = Literal["optical", "sar"]
Padding = Literal["zeros", "replicate"]

_CHOICES: dict[str, tuple[str, ...]] = {
    "backbone": ("residual_pyramid", "fft_unet"),
    "pyramid": ("wide", "slim"),
    "upsampling": ("corner_aligned", "pixel_aligned"),
    "padding": ("zeros", "replicate"),
    "enhancement": ("paper", "prototypes", "none"),
    "levels": ("both", "deep", "shallow"),
    "correlation": ("min_max", "unit"),
    "weighting": ("none", "learned"),
    "prior": ("none", "self_similarity", "structure"),
    "placement": ("stretched", "exact"),
}


@dataclass(frozen=True)
class NetworkConfiguration:
    """The settings of one network. The defaults are those of the preset `s2m2`; `reference` is the authors' choice.

    Attributes:
        name: the preset that it started from; for people only.
        backbone: "residual_pyramid", or "fft_unet", the plain U-Net of the supervised matchers. The latter has only the
            shallow level; its layers depend only on channels, groups, padding and separate_stem (two U-Nets).
        stride: of the first stage, px. At 2, blocks of 2 x 2 pixels enter the network: it takes a quarter of the
            computation and sees twice as far. The shallow heatmap is interpolated, and there is no deep level.
        channels: of the five stages, at strides 1, 2, 4, 8, 16 (times `stride`). The shallow features have
            channels[0], the deep features (stride 8) channels[3].
        groups: number of groups of the group norms. 0 means batch norms, with separate statistics for each modality:
            features then depend on their surroundings only, not on the size and content of the whole window.
        pyramid: "wide" carries each level with the channels of the deeper level (the paper), "slim" with its own.
        upsampling: "corner_aligned" scales by (n - 1)/(2 n - 1), which depends on the window's size (an error of the
            paper); "pixel_aligned" scales by exactly 2.
        padding: of the convolutions. With "zeros", the border of a window looks different from its interior, which
            attracts matches to shifts where the borders of the two images meet.
        separate_stem: whether the first stage has separate weights for each modality.
        prior: "self_similarity": MIND features, which need no training, enter beside the bands, and their own heatmap,
            that of the matcher `structure`, is a factor of the fused heatmap. This needs standardise_input.
            "structure": MIND and orientation features at half the resolution, which find more and cost less; they
            need stride 2. "none": all features are learned.
        standardise_input: whether bands are scaled to zero mean and unit deviation per window, or enter unchanged.
        enhancement: "paper" (linear self- and cross-attention over the whole windows), "prototypes" (attention to
            learned vectors shared by the modalities, independent of the other image) or "none".
        layers: number of enhancement layers per level.
        passes: how often the layers are applied; the authors apply them to their own output a second time.
        heads: number of heads of the attention.
        prototypes: number of learned vectors of a "prototypes" layer.
        levels: which heatmaps are computed.
        correlation: "min_max" (per channel over the full zero-padded map, then mean; temperatures fixed as in the
            paper) or "unit" (unit-length descriptors, valid shifts only, learned temperature).
        weighting: "learned": the network gives each descriptor a weight between 0 and 2, and a heatmap is the weighted
            mean; it is low where no place differs from the others. This needs "unit". "none": all descriptors count
            alike, and a heatmap is normalised by the spread of the template.
        placement: where deep cell k is placed: "stretched" over the shallow heatmap (an error of the paper) or "exact",
            at shift 8 k.
    """

    name: str = "s2m2"
    backbone: str = "residual_pyramid"
    stride: int = 1
    channels: tuple[int, ...] = (16, 32, 48, 64, 96)
    groups: int = 0
    pyramid: str = "slim"
    upsampling: str = "pixel_aligned"
    padding: Padding = "replicate"
    separate_stem: bool = True
    prior: str = "none"
    standardise_input: bool = True
    enhancement: str = "prototypes"
    layers: int = 1
    passes: int = 1
    heads: int = 4
    prototypes: int = 32
    levels: str = "both"
    correlation: str = "unit"
    weighting: str = "none"
    placement: str = "exact"

    def __post_init__(self) -> None:
        if len(self.channels) != 5 or any(not _is_count(c) for c in self.channels):
            _refuse("channels", self.channels, "five whole numbers of at least 1")
        for key, choices in _CHOICES.items():
            if getattr(self, key) not in choices:
                _refuse(key, getattr(self, key), " or ".join(choices))
        for key in ("layers", "passes", "heads", "prototypes"):
            if not _is_count(getattr(self, key)):
                _refuse(key, getattr(self, key), "a whole number of at least 1")
        for key in ("separate_stem", "standardise_input"):
            if not isinstance(getattr(self, key), bool):
                _refuse(key, getattr(self, key), "true or false")
        if not isinstance(self.groups, int) or self.groups < 0 or (self.groups and self._indivisible(self.groups)):
            _refuse("groups", self.groups, f"0 or a divisor of all channels {self.channels}")
        if self.backbone == "fft_unet" and self.levels != "shallow":
            _refuse("levels", self.levels, "shallow with the backbone fft_unet")
        plain = self.backbone == "residual_pyramid" and self.correlation == "unit"
        if self.stride not in (1, 2) or isinstance(self.stride, bool):
            _refuse("stride", self.stride, "1 or 2")
        if self.stride == 2 and not (plain and self.levels == "shallow"):
            _refuse("stride", 2, "1 unless a residual pyramid without deep level matches unit descriptors")
        if self.prior != "none" and not (plain and self.standardise_input and self.enhancement != "paper"):
            _refuse(
                "prior", self.prior, "none unless a residual pyramid of standardised images matches unit descriptors"
            )
        if self.weighting != "none" and self.correlation != "unit":
            _refuse("weighting", self.weighting, "none unless unit descriptors are matched")
        if self.prior == "structure" and self.stride != 2:
            _refuse("prior", self.prior, "self_similarity or none at stride 1")
        if self.enhancement != "none" and any(c % self.heads for c in (self.channels[0], self.channels[3])):
            _refuse("heads", self.heads, f"a divisor of the channels {self.channels[0]} and {self.channels[3]}")

    def _indivisible(self, number: int) -> bool:
        return any(channels % number for channels in self.channels)

    @property
    def shares_features(self) -> bool:
        """Whether an image's features depend neither on the other image nor (except near them) on the window's
        bounds, so that many windows can be cut from one feature map."""
        return self.groups == 0 and self.enhancement != "paper"

    @property
    def knows_its_ground(self) -> bool:
        """Whether the network can tell ground that looks like its training data: its batch norms hold statistics."""
        return self.shares_features and self.backbone == "residual_pyramid"

    @property
    def has_deep(self) -> bool:
        return self.levels != "shallow"

    @property
    def has_shallow(self) -> bool:
        return self.levels != "deep"

    def to_dict(self) -> dict[str, Any]:
        """The settings as values that JSON can hold."""
        return {**asdict(self), "channels": list(self.channels)}

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> NetworkConfiguration:
        """Rebuild a configuration from what `to_dict` returned; missing keys take their defaults.

        Raises:
            InputError: "bad_network": a key or a value that no network has.
        """
        known = {field.name for field in fields(cls)}
        for key in values:
            if key not in known:
                raise InputError(
                    "bad_network", f"A network has no setting called {key!r}.", f"Use: {', '.join(sorted(known))}."
                )
        changed = dict(values)
        if "channels" in changed:
            channels = changed["channels"]
            if not isinstance(channels, (list, tuple)):
                _refuse("channels", channels, "five whole numbers of at least 1")
            changed["channels"] = tuple(channels)
        return cls(**changed)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1


def _refuse(key: str, value: object, allowed: str) -> None:
    raise InputError("bad_network", f"The network setting {key} cannot be {value!r}.", f"It must be {allowed}.")


def _reference(name: str, channels: tuple[int, ...], groups: int, heads: int) -> NetworkConfiguration:
    return NetworkConfiguration(
        name=name,
        channels=channels,
        groups=groups,
        pyramid="wide",
        upsampling="corner_aligned",
        padding="zeros",
        separate_stem=False,
        standardise_input=False,
        enhancement="paper",
        layers=1,
        passes=2,
        heads=heads,
        levels="both",
        correlation="min_max",
        placement="stretched",
    )


PRESETS: dict[str, NetworkConfiguration] = {
    preset.name: preset
    for preset in (
        _reference("reference", (32, 64, 128, 256, 512), groups=32, heads=8),
        _reference("reference-small", (8, 16, 32, 64, 128), groups=8, heads=4),
        NetworkConfiguration("s2m2"),
        NetworkConfiguration("s2m2-small", channels=(8, 16, 24, 32, 48), prototypes=16),
        NetworkConfiguration("fft-unet", backbone="fft_unet", enhancement="none", levels="shallow"),
        NetworkConfiguration("s2m2-wide", channels=(32, 64, 96, 128, 192), heads=8, prototypes=64),
    )
}


def preset(name: str) -> NetworkConfiguration:
    """The configuration called `name`.

    Raises:
        InputError: "bad_network": there is no such preset.
    """
    if name not in PRESETS:
        raise InputError("bad_network", f"There is no network preset {name!r}.", f"Use: {', '.join(PRESETS)}.")
    return PRESETS[name]
