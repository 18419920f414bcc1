"""The algorithm s2m2:match finds tie points, heatmap and transform between a SAR and an optical layer."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

from qgis.core import (
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsProcessingOutputNumber,
    QgsProcessingOutputRasterLayer,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsProject,
    QgsReferencedRectangle,
    QgsVectorLayer,
)
from qgis.PyQt import sip

from ..dock.words import shift_text
from ..engine_files import names, protocol, resource
from ..i18n import tr
from ..jobs.calls import MatchInputs, run_match
from ..jobs.capture import match_inputs
from ..project.arrows import draw_arrows
from ..project.layer_guess import guess_pair
from ..project.mask_files import raster_file
from ..qt_compat import ADVANCED
from ..worker.client import new_id
from .choices import ROLES, choice_parameter
from .masks import ground_of, mask_classes, mask_parameters
from .match_results import MatchingAlgorithm
from .model_choice import chosen_model, model_parameters, without_model


class MatchAlgorithm(MatchingAlgorithm):
    """Matches two layers."""

    SAR = "SAR"
    OPTICAL = "OPTICAL"
    MOVING = "MOVING"
    SEARCH_RADIUS = "SEARCH_RADIUS"
    SPACING = "SPACING"
    MODEL = "MODEL"
    EXTENT = "EXTENT"
    LOAD = "LOAD"
    OVERWRITE = "OVERWRITE"
    WRITE_ERROR_RASTER = "WRITE_ERROR_RASTER"
    ERROR_RASTER = "ERROR_RASTER"
    CE90_LIMIT = "CE90_LIMIT"
    DEM = "DEM"
    RMSE_M = "RMSE_M"
    OUTPUT = "OUTPUT"
    HEATMAP = "HEATMAP"
    CHOICES: ClassVar[dict[str, Sequence[str]]] = {MOVING: ROLES}

    def __init__(self) -> None:
        super().__init__()
        self._inputs: MatchInputs | None = None
        self._load = False

    def name(self) -> str:
        return "match"

    def displayName(self) -> str:  # noqa: N802 - QGIS's name
        return tr("Match SAR and optical")

    def shortDescription(self) -> str:  # noqa: N802 - QGIS's name
        return tr(
            "Finds tie points between a SAR and an optical raster of the same ground, and by how much the moving layer "
            "has to be shifted to lie on the reference. Writes result.json, tie_points.gpkg, heatmap.tif, gcps.points "
            "and report.html. STATUS is “unreliable”, with a warning, where the result is not to be trusted."
        )

    def createInstance(self) -> MatchAlgorithm:  # noqa: N802 - QGIS's name
        return MatchAlgorithm()

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:  # noqa: N802 - QGIS's name
        number = QgsProcessingParameterNumber.Type
        radius = self.radius_parameter(self.SEARCH_RADIUS, tr("The largest misalignment to look for."))
        spacing = QgsProcessingParameterNumber(
            self.SPACING,
            tr("Pixels between tie points"),
            number.Integer,
            optional=True,
            minValue=4,
        )
        spacing.setHelp(tr("Chosen from the size of the overlap if not set."))
        extent = QgsProcessingParameterExtent(self.EXTENT, tr("Extent to match"), optional=True)
        extent.setHelp(tr("All of the overlap if not set."))
        sar = QgsProcessingParameterRasterLayer(self.SAR, tr("SAR layer"))
        optical = QgsProcessingParameterRasterLayer(self.OPTICAL, tr("Optical layer"))
        for choice, layer in zip((sar, optical), guess_pair(QgsProject.instance().mapLayers().values())):
            if layer is not None:
                choice.setGuiDefaultValueOverride(layer.id())  # the dialog's; scripts must name their layers
        sar.setHelp(tr("A radar image. Rasters with several bands are matched by the bands that suit best."))
        optical.setHelp(tr("An optical image of the same ground."))
        moving = choice_parameter(
            self.MOVING,
            tr("Moving layer, to be corrected"),
            ROLES,
            tr("“sar” or “optical”: the layer whose position you trust less. The other one is the reference."),
        )
        load = QgsProcessingParameterBoolean(self.LOAD, tr("Load tie points and heatmap when done"), True)
        load.setHelp(tr("They are added to the project with their styles."))
        folder = QgsProcessingParameterFolderDestination(self.OUTPUT, tr("Match folder"))
        folder.setHelp(tr("All results are written there, and s2m2:correct takes it."))
        overwrite = QgsProcessingParameterBoolean(self.OVERWRITE, tr("Replace a match that was checked"), False)
        overwrite.setHelp(
            tr("A match folder whose tie points somebody has checked is refused otherwise: the checks would be lost.")
        )
        errors = QgsProcessingParameterBoolean(self.WRITE_ERROR_RASTER, tr("Write the error raster"), False)
        errors.setHelp(
            tr(
                "error.tif: the displacement to the east and to the north at each place, and its standard deviation, "
                "in metres."
            )
        )
        limit = QgsProcessingParameterNumber(
            self.CE90_LIMIT, tr("Largest CE90 that you accept (metres)"), number.Double, optional=True, minValue=0.001
        )
        limit.setHelp(tr("A match above it gets a warning. It is not called unreliable for that."))
        dem = QgsProcessingParameterRasterLayer(self.DEM, tr("Heights (DEM, metres)"), optional=True)
        dem.setHelp(
            tr("If given, the report says whether the residuals depend on height, as without terrain correction.")
        )
        for parameter in (
            sar,
            optical,
            moving,
            radius,
            extent,
            *mask_parameters(),
            *model_parameters(self.MODEL, tr("Model")),
            spacing,
            load,
            overwrite,
            errors,
            limit,
            dem,
            folder,
        ):
            if parameter in (spacing, load, overwrite, errors, limit, dem):
                parameter.setFlags(parameter.flags() | ADVANCED)
            self.addParameter(parameter)
        for output in (
            QgsProcessingOutputRasterLayer(self.HEATMAP, tr("Heatmap")),
            QgsProcessingOutputRasterLayer(self.ERROR_RASTER, tr("Error raster")),
            QgsProcessingOutputNumber(self.RMSE_M, tr("RMSE (metres)")),
            *self.match_outputs(),
        ):
            self.addOutput(output)

    def checkParameterValues(  # noqa: N802 - QGIS's name
        self, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> tuple[bool, str]:
        return super().checkParameterValues(without_model(parameters, self.MODEL), context)

    def _dem(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        if not parameters.get(self.DEM):
            return ""
        try:
            return raster_file(self.raster(parameters, self.DEM, context))
        except ValueError as error:
            raise QgsProcessingException(str(error)) from error

    def prepareAlgorithm(  # noqa: N802 - QGIS's name
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        has_spacing, has_limit = (parameters.get(name) is not None for name in (self.SPACING, self.CE90_LIMIT))
        request = protocol.MatchRequest(
            new_id(),
            sar="",  # `match_inputs` fills in what concerns the layers
            optical="",
            out=str(Path(self.parameterAsString(parameters, self.OUTPUT, context))),
            moving=self.chosen(parameters, self.MOVING, context),
            search_radius=self.parameterAsDouble(parameters, self.SEARCH_RADIUS, context),
            spacing=self.parameterAsInt(parameters, self.SPACING, context) if has_spacing else None,
            model=chosen_model(self, parameters, self.MODEL, context),
            overwrite=self.parameterAsBool(parameters, self.OVERWRITE, context),
            error_raster=self.parameterAsBool(parameters, self.WRITE_ERROR_RASTER, context),
            mask_classes=mask_classes(self, parameters, context),
            ce90_limit=self.parameterAsDouble(parameters, self.CE90_LIMIT, context) if has_limit else None,
            dem=self._dem(parameters, context),
        )
        extent = self.parameterAsExtent(parameters, self.EXTENT, context)
        extent_crs = self.parameterAsExtentCrs(parameters, self.EXTENT, context)
        self._inputs = match_inputs(
            request,
            self.raster(parameters, self.SAR, context),
            self.raster(parameters, self.OPTICAL, context),
            None if extent.isEmpty() else QgsReferencedRectangle(extent, extent_crs),
            context.project() or QgsProject.instance(),
            ground_of(self, parameters, context),
        )
        self._load = self.parameterAsBool(parameters, self.LOAD, context)
        return True

    def processAlgorithm(  # noqa: N802 - QGIS's name
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        result = self.follow(run_match, self._inputs, feedback)
        if result is None:
            return {}
        out = Path(result["out"])
        errors = out / names.ERROR_RASTER_FILE
        outputs = {
            self.OUTPUT: str(out),
            self.HEATMAP: str(out / names.HEATMAP_FILE),
            self.ERROR_RASTER: str(errors) if errors.is_file() else None,
            self.RMSE_M: result["accuracy"]["rmse_m"],
            **self.outputs_of(result, feedback),
        }
        feedback.pushInfo(shift_text(result))
        if self._load:
            # The layer that is loaded last lies on top.
            loaded = (
                (self.HEATMAP, tr("Heatmap")),
                (self.TIE_POINTS, tr("Tie points")),
            )
            for key, title in loaded:
                details = QgsProcessingContext.LayerDetails(title, context.project(), key)
                details.setPostProcessor(_style())
                context.addLayerToLoadOnCompletion(outputs[key], details)
        return outputs


class _Style(QgsProcessingLayerPostProcessorInterface):
    """Gives a loaded result its style."""

    def postProcessLayer(  # noqa: N802 - QGIS's name
        self, layer: QgsMapLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        if isinstance(layer, QgsVectorLayer):
            draw_arrows(layer)
        else:
            layer.loadNamedStyle(str(resource("styles/heatmap.qml")))


# The context owns post-processors and deletes them, but Python would free its objects before they are called.
_kept: list[_Style] = []


def _style() -> _Style:
    _kept[:] = [style for style in _kept if not sip.isdeleted(style)]
    _kept.append(_Style())
    return _kept[-1]
