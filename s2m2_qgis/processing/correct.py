"""The algorithms s2m2:correct and s2m2:correctmany apply the transform of a match to a raster, and to many."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar, cast

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputMultipleLayers,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFile,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
)

from ..engine_files import names, protocol
from ..i18n import tr
from ..jobs.calls import CorrectInputs, CorrectManyInputs, run_correct, run_correct_many
from ..jobs.capture import correct_inputs, correct_many_inputs
from ..json_files import read_json
from ..project.layer_files import gdal_name
from ..qt_compat import ADVANCED, RASTER_SOURCE
from ..worker.client import new_id
from .base import WorkerAlgorithm
from .choices import FORMATS, GRIDS, METHODS, RESAMPLINGS, choice_parameter

# What is read of result.json before the engine reads all of it.
_RESULT = {"grid": {"bbox": (float, float, float, float), "pixel_m": (float, float)}}


class _Correction(WorkerAlgorithm):
    """What the correction of one raster and that of many have in common."""

    MATCH_FOLDER = "MATCH_FOLDER"
    METHOD = "METHOD"
    RESAMPLING = "RESAMPLING"
    GRID = "GRID"
    GRID_LAYER = "GRID_LAYER"
    FORMAT = "FORMAT"
    FORCE = "FORCE"
    AGAIN = "AGAIN"
    CHOICES: ClassVar[dict[str, Sequence[str]]] = {
        METHOD: METHODS,
        RESAMPLING: RESAMPLINGS,
        GRID: GRIDS,
        FORMAT: FORMATS,
    }

    def folder_parameter(self) -> QgsProcessingParameterFile:
        """The parameter of the match that rasters are corrected by."""
        return self.match_parameter(self.MATCH_FOLDER, tr("The folder that a match wrote its results to."))

    def wish_parameters(self) -> list[QgsProcessingParameterDefinition]:
        """The parameters that say how rasters are corrected."""
        method = choice_parameter(
            self.METHOD,
            tr("Method"),
            METHODS,
            tr(
                "“auto”: the transform that the match chose. “shift” moves the raster without resampling. "
                "“similarity”, “affine” and “polynomial” correct rotation, scale and smooth distortion; “tps”, a "
                "thin-plate spline, local distortion."
            ),
        )
        resampling = choice_parameter(
            self.RESAMPLING,
            tr("Resampling"),
            RESAMPLINGS,
            tr("“auto”: the nearest pixel for classes and masks, cubic for images."),
        )
        grid = choice_parameter(
            self.GRID,
            tr("Pixels of the output"),
            GRIDS,
            tr(
                "“own”: the raster's own pixels, moved; they lie beside those of the reference. “reference”: exactly "
                "the reference's CRS, geotransform and extent, resampled, so that both can be stacked."
            ),
        )
        grid_layer = QgsProcessingParameterRasterLayer(
            self.GRID_LAYER, tr("Or exactly the pixels of this raster"), optional=True
        )
        grid_layer.setHelp(tr("If it is set, the output gets the CRS, geotransform and extent of this raster."))
        file_format = choice_parameter(
            self.FORMAT, tr("Format"), FORMATS, tr("“gtiff”: GeoTIFF. “cog”: cloud-optimised GeoTIFF.")
        )
        force = QgsProcessingParameterBoolean(self.FORCE, tr("Correct even if the match is not reliable"), False)
        force.setHelp(tr("Such a match is refused otherwise. Look at its tie points first."))
        again = QgsProcessingParameterBoolean(self.AGAIN, tr("Correct even what was corrected before"), False)
        again.setHelp(tr("A raster that was corrected already would be moved twice, and is refused otherwise."))
        for parameter in (grid_layer, file_format, again):
            parameter.setFlags(parameter.flags() | ADVANCED)
        return [
            method,
            resampling,
            grid,
            force,
            grid_layer,
            file_format,
            again,
        ]

    def wishes(self, parameters: dict[str, Any], context: QgsProcessingContext) -> dict[str, Any]:
        """The fields of a request that say how rasters are corrected."""
        grid = self.chosen(parameters, self.GRID, context)
        if parameters.get(self.GRID_LAYER):
            layer = self.raster(parameters, self.GRID_LAYER, context)
            grid = gdal_name(layer)
            if not grid:
                text = tr("“{name}” is no file, so its pixels cannot be taken.")
                raise QgsProcessingException(text.format(name=layer.name()))
        return {
            "method": self.chosen(parameters, self.METHOD, context),
            "resampling": self.chosen(parameters, self.RESAMPLING, context),
            "grid": grid,
            "file_format": self.chosen(parameters, self.FORMAT, context),
            "force": self.parameterAsBool(parameters, self.FORCE, context),
            "again": self.parameterAsBool(parameters, self.AGAIN, context),
        }


class CorrectAlgorithm(_Correction):
    """Writes a corrected copy of a raster; the original does not change."""

    INPUT = "INPUT"
    CORRECTED = "CORRECTED"

    def __init__(self) -> None:
        super().__init__()
        self._inputs: CorrectInputs | None = None

    def name(self) -> str:
        return "correct"

    def displayName(self) -> str:  # noqa: N802 - QGIS's name
        return tr("Correct a raster")

    def shortDescription(self) -> str:  # noqa: N802 - QGIS's name
        return tr(
            "Writes a copy of a raster, moved onto the reference by the transform of an earlier match. A pure shift is "
            "applied without resampling. A match that is not reliable is refused unless forced."
        )

    def createInstance(self) -> CorrectAlgorithm:  # noqa: N802 - QGIS's name
        return CorrectAlgorithm()

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:  # noqa: N802 - QGIS's name
        raster = QgsProcessingParameterRasterLayer(self.INPUT, tr("Raster to correct (the moving layer)"))
        raster.setHelp(tr("The moving layer of the match, or another raster that is aligned with it."))
        corrected = QgsProcessingParameterRasterDestination(self.CORRECTED, tr("Corrected raster"))
        corrected.setHelp(tr("A GeoTIFF. It cannot be the raster that is corrected, nor the reference."))
        for parameter in (self.folder_parameter(), raster, *self.wish_parameters(), corrected):
            self.addParameter(parameter)

    def prepareAlgorithm(  # noqa: N802 - QGIS's name
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        folder = self.parameterAsFile(parameters, self.MATCH_FOLDER, context)
        layer = self.raster(parameters, self.INPUT, context)
        request = protocol.CorrectRequest(
            new_id(),
            match_dir=folder,
            raster="",
            out=_with_suffix(self.parameterAsOutputLayer(parameters, self.CORRECTED, context)),
            **self.wishes(parameters, context),
        )
        self._inputs = correct_inputs(request, layer, _result_of(folder))
        return True

    def processAlgorithm(  # noqa: N802 - QGIS's name
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        correction = self.follow(run_correct, self._inputs, feedback)
        if correction is None:
            return {}
        feedback.pushInfo(correction["note"])
        return {self.CORRECTED: correction["path"]}


class CorrectManyAlgorithm(_Correction):
    """Writes corrected copies of all rasters that share the geometry of the moving layer."""

    INPUTS = "INPUTS"
    OUTPUT = "OUTPUT"
    CORRECTED = "CORRECTED"

    def __init__(self) -> None:
        super().__init__()
        self._inputs: CorrectManyInputs | None = None

    def name(self) -> str:
        return "correctmany"

    def displayName(self) -> str:  # noqa: N802 - QGIS's name
        return tr("Correct many rasters")

    def shortDescription(self) -> str:  # noqa: N802 - QGIS's name
        return tr(
            "Writes copies of rasters, moved onto the reference by the transform of an earlier match, as NAME_s2m2.tif "
            "into a folder. All of them must have the CRS and the corners of the moving layer; each keeps its data "
            "type, mask, bands and overviews. If one cannot be used, none is written."
        )

    def createInstance(self) -> CorrectManyAlgorithm:  # noqa: N802 - QGIS's name
        return CorrectManyAlgorithm()

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:  # noqa: N802 - QGIS's name
        rasters = QgsProcessingParameterMultipleLayers(self.INPUTS, tr("Rasters to correct"), RASTER_SOURCE)
        rasters.setHelp(tr("Rasters with the CRS and the corners of the moving layer."))
        folder = QgsProcessingParameterFolderDestination(self.OUTPUT, tr("Folder for the corrected rasters"))
        folder.setHelp(tr("Files there that a correction wrote are replaced, no others."))
        for parameter in (self.folder_parameter(), rasters, *self.wish_parameters(), folder):
            self.addParameter(parameter)
        self.addOutput(QgsProcessingOutputMultipleLayers(self.CORRECTED, tr("Corrected rasters")))

    def prepareAlgorithm(  # noqa: N802 - QGIS's name
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        folder = self.parameterAsFile(parameters, self.MATCH_FOLDER, context)
        request = protocol.CorrectManyRequest(
            new_id(),
            match_dir=folder,
            rasters=[],
            out_dir=self.parameterAsString(parameters, self.OUTPUT, context),
            **self.wishes(parameters, context),
        )
        layers = self.rasters(parameters, self.INPUTS, context)
        self._inputs = correct_many_inputs(request, layers, _result_of(folder))
        return True

    def processAlgorithm(  # noqa: N802 - QGIS's name
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        done = self.follow(run_correct_many, self._inputs, feedback)
        if done is None:
            return {}
        for one in done["corrections"]:
            feedback.pushInfo(f"{Path(one['path']).name}: {one['note']}")
        return {
            self.OUTPUT: self.parameterAsString(parameters, self.OUTPUT, context),
            self.CORRECTED: [one["path"] for one in done["corrections"]],
        }


def _with_suffix(path: str) -> str:
    """A name without an extension gets that of a GeoTIFF; the engine names those that it does not write."""
    return path if not path or Path(path).suffix else f"{path}.tif"


def _result_of(folder: str) -> protocol.MatchJson:
    """The content of the result.json in a match folder.

    Raises:
        QgsProcessingException: there is no such file, or it is not what a match writes.
    """
    path = Path(folder) / names.RESULT_FILE
    try:
        return cast("protocol.MatchJson", read_json(path, _RESULT))
    except FileNotFoundError:
        text = tr("“{folder}” holds no match. Give the folder that a match wrote its results to.")
        raise QgsProcessingException(text.format(folder=folder)) from None
    except (OSError, ValueError) as error:
        text = tr("“{file}” cannot be read as the result of a match: {reason}. Match again.")
        reason = getattr(error, "strerror", None) or error
        raise QgsProcessingException(text.format(file=path, reason=reason)) from None
