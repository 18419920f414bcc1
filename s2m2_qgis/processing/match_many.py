"""The algorithm s2m2:matchmany matches all pairs of a table or of two folders."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

from qgis.core import (
    QgsFeatureRequest,
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsProcessingOutputHtml,
    QgsProcessingOutputNumber,
    QgsProcessingOutputVectorLayer,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsProject,
    QgsProviderRegistry,
)
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QCoreApplication, QThread

from ..engine_files import names
from ..i18n import tr
from ..jobs.batch import BatchInputs, Listener, run_batch
from ..pairs.folders import pairs_of
from ..pairs.manifest import rows_of_pairs, rows_of_table, write_manifest
from ..project.batch_layer import LiveBatchLayer, style_batch
from ..qt_compat import ADVANCED, ANY_VECTOR
from ..worker.failures import WorkerFailure, cancelled
from .base import WorkerAlgorithm
from .choices import ROLES, choice_parameter
from .model_choice import chosen_model, model_parameters, without_model

# Rasters without a partner that are named.
_MOST_NAMED = 10
_LONGEST_LINE = 110


class MatchManyAlgorithm(WorkerAlgorithm):
    """Matches many pairs in a process of their own. Pairs that fail or are not reliable give a warning, no error."""

    MANIFEST = "MANIFEST"
    TABLE = "TABLE"
    SAR_FOLDER = "SAR_FOLDER"
    OPTICAL_FOLDER = "OPTICAL_FOLDER"
    MOVING = "MOVING"
    SEARCH_RADIUS = "SEARCH_RADIUS"
    MODEL = "MODEL"
    CORRECT = "CORRECT"
    WORKERS = "WORKERS"
    RETRIES = "RETRIES"
    KEEP_GOING = "KEEP_GOING"
    NETWORK = "NETWORK"
    AGAIN = "AGAIN"
    LOAD = "LOAD"
    SAME_PROPERTY = "SAME_PROPERTY"
    WITHIN_DAYS = "WITHIN_DAYS"
    SAR_ASSET = "SAR_ASSET"
    OPTICAL_ASSET = "OPTICAL_ASSET"
    OUTPUT = "OUTPUT"
    RESULTS = "RESULTS"
    REPORT = "REPORT"
    PAIRS = "PAIRS"
    RELIABLE = "RELIABLE"
    UNRELIABLE = "UNRELIABLE"
    FAILED = "FAILED"
    CHOICES: ClassVar[dict[str, Sequence[str]]] = {MOVING: ROLES}

    def __init__(self) -> None:
        super().__init__()
        self._options: dict[str, Any] = {}
        self._out = Path()
        self._base = Path()
        self._live: LiveBatchLayer | None = None

    def name(self) -> str:
        return "matchmany"

    def displayName(self) -> str:  # noqa: N802 - QGIS's name
        return tr("Match many")

    def shortDescription(self) -> str:  # noqa: N802 - QGIS's name
        return tr(
            "Matches all pairs that a manifest, a table or two folders name, several at a time. RESULTS is a layer "
            "with the footprint, the verdict and the shift of each pair; its action “Open the pair's report” opens the "
            "report of the pair that is clicked. A batch that was cancelled or killed goes on if it is given the same "
            "folder: what is done is not done again."
        )

    def createInstance(self) -> MatchManyAlgorithm:  # noqa: N802 - QGIS's name
        return MatchManyAlgorithm()

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:  # noqa: N802 - QGIS's name
        main = [
            *self._pairs_parameters(),
            choice_parameter(
                self.MOVING,
                tr("Moving layers, to be corrected"),
                ROLES,
                tr("“sar” or “optical”: the layers whose positions you trust less, where a table says nothing else."),
            ),
            self.radius_parameter(self.SEARCH_RADIUS, tr("The largest misalignment to look for.")),
            *model_parameters(self.MODEL, tr("Model")),
            _switch(
                self.CORRECT,
                tr("Correct the moving layers of reliable matches"),
                False,
                tr("The corrected rasters lie in the folder of their pair."),
            ),
        ]
        advanced = [*self._running_parameters(), *self._stac_parameters()]
        for parameter in advanced:
            parameter.setFlags(parameter.flags() | ADVANCED)
        folder = QgsProcessingParameterFolderDestination(self.OUTPUT, tr("Folder of all results"))
        folder.setHelp(tr("It has a folder for each pair, a table and a report. Its results are used in the next run."))
        for parameter in (*main, *advanced, folder):
            self.addParameter(parameter)
        number = QgsProcessingOutputNumber
        for output in (
            QgsProcessingOutputVectorLayer(self.RESULTS, tr("Pairs with their verdicts")),
            QgsProcessingOutputHtml(self.REPORT, tr("Report")),
            number(self.PAIRS, tr("Pairs")),
            number(self.RELIABLE, tr("Reliable pairs")),
            number(self.UNRELIABLE, tr("Pairs that are not reliable")),
            number(self.FAILED, tr("Pairs that failed")),
        ):
            self.addOutput(output)

    def _pairs_parameters(self) -> list[QgsProcessingParameterDefinition]:
        folder = QgsProcessingParameterFile.Behavior.Folder
        manifest = QgsProcessingParameterFile(self.MANIFEST, tr("Manifest file"), optional=True)
        manifest.setFileFilter(f"{tr('Manifests')} (*.csv *.parquet *.geoparquet *.json *.geojson)")
        manifest.setHelp(
            tr(
                "A CSV or Parquet file with the columns id, sar and optical, or a collection of STAC items. Give a "
                "manifest, a table, or two folders."
            )
        )
        table = QgsProcessingParameterFeatureSource(self.TABLE, tr("Table of pairs"), [ANY_VECTOR], optional=True)
        table.setHelp(
            tr("A layer or table with the columns id, sar and optical, and others of a manifest. Others do not count.")
        )
        sar = QgsProcessingParameterFile(self.SAR_FOLDER, tr("Folder of SAR rasters"), folder, optional=True)
        optical = QgsProcessingParameterFile(
            self.OPTICAL_FOLDER, tr("Folder of optical rasters"), folder, optional=True
        )
        for parameter in (sar, optical):
            parameter.setHelp(
                tr(
                    "Rasters whose names are equal without words such as SAR and optical are a pair, and then those "
                    "that overlap most. Subfolders count."
                )
            )
        return [manifest, table, sar, optical]

    def _running_parameters(self) -> list[QgsProcessingParameterDefinition]:
        whole = QgsProcessingParameterNumber.Type.Integer
        workers = QgsProcessingParameterNumber(
            self.WORKERS, tr("Pairs at a time"), whole, optional=True, minValue=1, maxValue=1024
        )
        workers.setHelp(tr("One for each core of the processor if it is not set."))
        retries = QgsProcessingParameterNumber(
            self.RETRIES, tr("Times that a failed pair is tried again"), whole, 1, minValue=0, maxValue=100
        )
        retries.setHelp(tr("Only where the failure may have been chance: a server, a lack of memory, a full disk."))
        going = _switch(
            self.KEEP_GOING,
            tr("Go on when a pair fails"),
            True,
            tr("Without it, pairs that cannot be matched are listed, and nothing begins."),
        )
        network = _switch(
            self.NETWORK,
            tr("Adjust the shifts of all pairs together"),
            False,
            tr("For images that occur in several pairs: each gets one correction, and wrong pairs show."),
        )
        again = _switch(
            self.AGAIN,
            tr("Match all pairs again"),
            False,
            tr("Also those that are done with the same inputs and settings."),
        )
        load = _switch(
            self.LOAD,
            tr("Show the results on the map, from the first pair on"),
            True,
            tr("The layer grows while the batch runs."),
        )
        return [workers, retries, going, network, again, load]

    def _stac_parameters(self) -> list[QgsProcessingParameterDefinition]:
        text = QgsProcessingParameterString
        same = text(self.SAME_PROPERTY, tr("STAC: property that is equal for both items"), optional=True)
        same.setHelp(tr("Such as grid:code. A collection of STAC items needs all four of these."))
        days = QgsProcessingParameterNumber(
            self.WITHIN_DAYS,
            tr("STAC: days that may lie between the items"),
            QgsProcessingParameterNumber.Type.Double,
            optional=True,
            minValue=0.0,
        )
        days.setHelp(tr("The nearest in time is taken, if it is not further away."))
        sar = text(self.SAR_ASSET, tr("STAC: asset of SAR items"), optional=True)
        sar.setHelp(tr("Such as vv. Items that have it are SAR."))
        optical = text(self.OPTICAL_ASSET, tr("STAC: asset of optical items"), optional=True)
        optical.setHelp(tr("Such as B04. Items that have it are optical."))
        return [same, days, sar, optical]

    def checkParameterValues(  # noqa: N802 - QGIS's name
        self, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> tuple[bool, str]:
        is_fine, text = super().checkParameterValues(without_model(parameters, self.MODEL), context)
        if is_fine and self._is_unclear(parameters):
            return False, tr("Give one of these: a manifest, a table of pairs, or two folders.")
        return is_fine, text

    def _is_unclear(self, parameters: dict[str, Any]) -> bool:
        given = [bool(parameters.get(name)) for name in (self.MANIFEST, self.TABLE)]
        folders = [bool(parameters.get(name)) for name in (self.SAR_FOLDER, self.OPTICAL_FOLDER)]
        return any(folders) != all(folders) or sum((*given, all(folders))) != 1

    def prepareAlgorithm(  # noqa: N802 - QGIS's name
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        if self._is_unclear(parameters):
            raise QgsProcessingException(tr("Give one of these: a manifest, a table of pairs, or two folders."))
        self._out = Path(self.parameterAsString(parameters, self.OUTPUT, context))
        self._options = self._options_of(parameters, context)
        project = context.project() or QgsProject.instance()
        table = self.parameterAsVectorLayer(parameters, self.TABLE, context)
        self._base = _folder_of(table, project)
        self._live = LiveBatchLayer(project) if self.parameterAsBool(parameters, self.LOAD, context) else None
        return True

    def _options_of(self, parameters: dict[str, Any], context: QgsProcessingContext) -> dict[str, Any]:
        def text(name: str) -> str:
            return str(self.parameterAsString(parameters, name, context))

        def is_set(name: str) -> bool:
            return bool(self.parameterAsBool(parameters, name, context))

        radius = self.parameterAsDouble(parameters, self.SEARCH_RADIUS, context)
        has_workers = parameters.get(self.WORKERS) is not None
        has_days = parameters.get(self.WITHIN_DAYS) is not None
        return {
            "moving": self.chosen(parameters, self.MOVING, context),
            "search-radius": radius if radius > 0 else None,
            "model": chosen_model(self, parameters, self.MODEL, context),
            "correct": is_set(self.CORRECT),
            "workers": self.parameterAsInt(parameters, self.WORKERS, context) if has_workers else None,
            "retries": str(self.parameterAsInt(parameters, self.RETRIES, context)),
            "keep-going": is_set(self.KEEP_GOING),
            "network": is_set(self.NETWORK),
            "no-resume": is_set(self.AGAIN),
            "same-property": text(self.SAME_PROPERTY),
            "within-days": str(self.parameterAsDouble(parameters, self.WITHIN_DAYS, context)) if has_days else None,
            "sar-asset": text(self.SAR_ASSET),
            "optical-asset": text(self.OPTICAL_ASSET),
        }

    def processAlgorithm(  # noqa: N802 - QGIS's name
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        try:
            shown = _Shown(feedback, self._out / names.BATCH_LAYER_FILE, self._live)
            manifest = self._manifest(parameters, context, feedback)
            listener = Listener(shown.progress, feedback.pushWarning)
            summary = run_batch(BatchInputs(manifest, self._out, self._options), listener, feedback.isCanceled)
        except WorkerFailure as failure:
            if failure.cancelled:
                feedback.pushInfo(tr("Cancelled. What was finished is kept, and is used in the next run."))
                return {}
            raise QgsProcessingException(str(failure)) from None
        finally:
            if self._live is not None:
                self._live.ended.emit()
        _warn(summary, feedback)
        if self._live is not None and not shown.is_live:
            details = QgsProcessingContext.LayerDetails(tr("Pairs"), context.project(), self.RESULTS)
            details.setPostProcessor(_style())
            context.addLayerToLoadOnCompletion(summary["layer"], details)
        return {
            self.OUTPUT: str(self._out),
            self.RESULTS: summary["layer"],
            self.REPORT: summary["report"],
            self.PAIRS: summary["pairs"],
            self.RELIABLE: summary["reliable"],
            self.UNRELIABLE: summary["unreliable"],
            self.FAILED: summary["failed"],
        }

    def _manifest(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Path:
        """The manifest: that of the user, or one that is written into the folder of the results.

        Raises:
            WorkerFailure: there is none, or it cannot be written.
        """
        given = self.parameterAsFile(parameters, self.MANIFEST, context)
        if given:
            return Path(given)
        path = self._out / names.BATCH_MANIFEST_FILE
        _require_own(self._out)
        if parameters.get(self.TABLE):
            source = self.parameterAsSource(parameters, self.TABLE, context)
            if source is None:
                raise WorkerFailure("bad_manifest", tr("The table of pairs cannot be read."), "", 2)
            request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
            columns = [field.name() for field in source.fields()]
            records = (feature.attributes() for feature in source.getFeatures(request))
            write_manifest(path, rows_of_table(columns, records, self._base))
            return path
        sar, optical = (
            self.parameterAsString(parameters, one, context) for one in (self.SAR_FOLDER, self.OPTICAL_FOLDER)
        )
        pairing = pairs_of(sar, optical, lambda _done, _all: None, feedback.isCanceled)
        if feedback.isCanceled():
            raise cancelled()
        for name, reason in pairing.left_over[:_MOST_NAMED]:
            feedback.pushWarning(tr("{name} is left out: {reason}.").format(name=name, reason=reason))
        if len(pairing.left_over) > _MOST_NAMED:
            more = len(pairing.left_over) - _MOST_NAMED
            feedback.pushWarning(tr("{number} more rasters are left out.").format(number=more))
        if not pairing.pairs:
            raise WorkerFailure("no_pairs", tr("No pair was found in these folders."), "", 2)
        write_manifest(path, rows_of_pairs(pairing.pairs))
        return path


def _switch(name: str, title: str, default: bool, help_text: str) -> QgsProcessingParameterBoolean:
    switch = QgsProcessingParameterBoolean(name, title, default)
    switch.setHelp(help_text)
    return switch


def _folder_of(table: QgsMapLayer | None, project: QgsProject) -> Path:
    """The folder that paths in a table are relative to: that of its file, or else that of the project."""
    parts = {} if table is None else QgsProviderRegistry.instance().decodeUri(table.providerType(), table.source())
    path = str(parts.get("path") or "")
    return Path(path).parent if path else Path(project.homePath())


def _require_own(out: Path) -> None:
    """Refuse a folder of something else before anything is written into it.

    Raises:
        WorkerFailure: "folder_in_use".
    """
    try:
        found = {path.name for path in out.iterdir()}
    except FileNotFoundError:
        return
    except OSError as error:
        message = tr("“{path}” cannot be written: {error}.").format(path=out, error=error.strerror or error)
        raise WorkerFailure("unwritable_output", message, tr("Choose another folder."), 2) from None
    if names.BATCH_FILE not in found and found - {names.BATCH_MANIFEST_FILE}:
        message = tr("“{folder}” is not empty, and no batch wrote it.").format(folder=out)
        raise WorkerFailure("folder_in_use", message, tr("Choose another folder."), 2)


def _warn(summary: dict[str, Any], feedback: QgsProcessingFeedback) -> None:
    text = tr("{pairs} pairs: {reliable} reliable, {unreliable} not reliable, {failed} failed, {waiting} not begun.")
    show = feedback.pushInfo if summary["pairs"] == summary["reliable"] else feedback.pushWarning
    show(text.format(**{name: summary[name] for name in ("pairs", "reliable", "unreliable", "failed", "waiting")}))


class _Shown:
    """Shows what a batch does: a line a pair in the log, and the layer as soon as there is one.

    Attributes:
        is_live: whether the layer is on the map already.
    """

    def __init__(self, feedback: QgsProcessingFeedback, table: Path, live: LiveBatchLayer | None) -> None:
        self.is_live = False
        self._feedback, self._table, self._live = feedback, table, live
        # In the main thread, as scripts run it, the map could not be drawn meanwhile.
        self._is_apart = QThread.currentThread() != QCoreApplication.instance().thread()

    def progress(self, fraction: float, text: str) -> None:
        self._feedback.setProgress(100.0 * fraction)
        # QGIS shows this text in a line that makes its window wider, and keeps it in the log.
        short = textwrap.shorten(text, _LONGEST_LINE, placeholder="…")
        self._feedback.setProgressText(short)
        if short.endswith("…"):
            self._feedback.pushInfo(text)
        if self._live is not None and self._is_apart and not self.is_live and fraction > 0 and self._table.exists():
            self.is_live = True
            self._live.table_appeared.emit(str(self._table))


class _Style(QgsProcessingLayerPostProcessorInterface):
    """Gives the loaded results their style."""

    def postProcessLayer(  # noqa: N802 - QGIS's name
        self, layer: QgsMapLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        style_batch(layer)


# The context owns post-processors and deletes them, but Python would free its objects before they are called.
_kept: list[_Style] = []


def _style() -> _Style:
    _kept[:] = [style for style in _kept if not sip.isdeleted(style)]
    _kept.append(_Style())
    return _kept[-1]
