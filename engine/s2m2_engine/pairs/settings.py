"""One `[[data]]` table: which pairs training or a measurement takes. docs/training.md explains the keys."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..errors import InputError
from ..toml import refuse

KINDS = ("folders", "scenes", "sen12", "qxs", "manifest", "shared")
SPLITS = ("paper", "roi")


@dataclass(frozen=True)
class DataSettings:
    """One data set; which keys belong to which kind, `data.sources` knows.

    Attributes:
        kind: "folders", "scenes", "sen12", "qxs", "manifest" or "shared".
        root: of the data set; "manifest": what its paths are relative to.
        sar, optical: "folders": the folders; relative to the configuration.
        pairs: "scenes": lists of a SAR and an optical raster.
        offsets: known displacements ("folders", "scenes"); `agreement`: leave out those less sure.
        sar_nodata: value of SAR pixels without data ("folders", "manifest").
        block: "folders": so many neighbouring numbers are a scene.
        name: "shared": which data set; "manifest": its file.
        split, part: "sen12", "qxs": "paper" or "roi"; and, for "manifest", too, "labelled", "unlabelled",
            "validation" or "test"; "" takes labelled and unlabelled ones.
        scenes, without_scenes: keep these scenes only; leave these out. A name that ends in * stands for all that
            begin so.
        labels: share of the pairs whose labels are used; the others are unlabelled.
        cuts: windows that an epoch takes from each pair.
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
