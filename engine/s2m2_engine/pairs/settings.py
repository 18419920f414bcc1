"""A `[[data]]` table of a configuration: which pairs are used. docs/training.md explains the keys."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..errors import InputError
from ..toml import refuse

KINDS = ("folders", "scenes", "sen12", "qxs", "manifest", "shared")
SPLITS = ("paper", "roi")


@dataclass(frozen=True)
class DataSettings:
    """The settings of one data set; `pairs.sources` reads them.

    Attributes:
        kind: "folders", "scenes", "sen12", "qxs", "manifest" or "shared".
        root: folder of the data set; for "manifest", the folder that its paths are relative to.
        sar, optical: the two folders ("folders").
        pairs: SAR and optical raster of each pair ("scenes").
        offsets: file of known displacements ("folders", "scenes").
        agreement: see `read_offsets`.
        sar_nodata: value of SAR pixels without data ("folders", "manifest").
        block: how many consecutive numbers form a scene ("folders").
        name: which data set ("shared"), or its file ("manifest").
        split: "paper" or "roi" ("sen12", "qxs").
        part: "labelled", "unlabelled", "validation" or "test"; "" takes the labelled and the unlabelled pairs
            ("sen12", "qxs", "manifest").
        scenes: only these scenes are used, if given. In a name, * stands for any text.
        without_scenes: these scenes are left out. In a name, * stands for any text.
        labels: share of the pairs whose labels are used; the others are unlabelled.
        cuts: number of windows that an epoch takes from each pair.
    """

    kind: str
    root: Path | None = None
    sar: Path | None = None
    optical: Path | None = None
    pairs: tuple[tuple[Path, Path], ...] = ()
    offsets: Path | None = None
    agreement: float = 0.0
    sar_nodata: float | None = None
    block: int = 0
    name: str = ""
    split: str = "paper"
    part: str = ""
    scenes: tuple[str, ...] = ()
    without_scenes: tuple[str, ...] = ()
    labels: float = 1.0
    cuts: int = 1

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise refuse("data.kind", self.kind, " or ".join(KINDS))
        needed = {
            "folders": ("sar", "optical"),
            "scenes": ("pairs",),
            "manifest": ("root", "name"),
            "shared": ("root", "name"),
        }
        for key in needed.get(self.kind, ("root",)):
            if not getattr(self, key):
                raise InputError("bad_configuration", f'A data set of kind "{self.kind}" needs {key}.', "Add it.")
        if self.split not in SPLITS:
            raise refuse("data.split", self.split, " or ".join(SPLITS))
        if not 0 <= self.labels <= 1:
            raise refuse("data.labels", self.labels, "from 0 to 1")
        if not 0 <= self.agreement <= 1:
            raise refuse("data.agreement", self.agreement, "from 0 to 1")
        if self.cuts < 1:
            raise refuse("data.cuts", self.cuts, "at least 1")
        if self.block < 0:
            raise refuse("data.block", self.block, "at least 0")
