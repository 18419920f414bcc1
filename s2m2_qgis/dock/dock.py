"""The S2M2 dock: choose two layers, match them, read the result, and correct the moving layer.

This module reacts to the user; the widgets are in `form`, the choice of layers in `layer_choice`. All slots run in the
main thread. The work is done in QgsTasks, which report through signals.
"""

from __future__ import annotations

import html
from pathlib import Path
from typing import Any, Callable

from qgis.core import QgsApplication, QgsProject, QgsTask
from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import QUrl, pyqtSignal
from qgis.PyQt.QtGui import QDesktopServices, QShowEvent

from .. import settings
from ..engine_files import names, protocol
from ..i18n import tr
from ..jobs import capture
from ..jobs.tasks import Connection, CorrectTask, MatchTask, RefitTask, Slot, TransformTask
from ..journal import note
from ..models.dialog import ModelsDialog
from ..project import output_paths
from ..project.corrected_layer import local_file
from ..project.layer_choice import LayerChoice
from ..project.live_tie_points import LiveTiePoints
from ..project.match_group import (
    add_match_to_project,
    hide_match_groups,
    reload_tie_points,
    unhide_match_groups,
    zoom_to_match,
)
from ..project.matches import Match
from ..worker.client import new_id
from ..worker.probe import EngineProbe, HealthCheck
from . import readiness
from .accelerators import Accelerators
from .comparing import Comparing
from .correcting import Correcting
from .form import DockForm
from .further_layers import layers_like
from .ground import GroundChoice
from .ground_panel import VIEW
from .log_lines import match_began, match_ended
from .messages import Messages
from .preflight import preflight_text
from .refit_panel import change_text
from .result_panel import LINK_FOLDER, LINK_REPORT, LINK_ZOOM
from .settings_dialog import SettingsDialog
from .settings_panel import SettingsPanel
from .shown_match import ShownMatch
from .task_runner import MATCH, REFIT, TaskRunner
from .tie_point_checking import TiePointChecking


class S2M2Dock(QgsDockWidget):
    """The dock. The functions `make_…` make its tasks; tests replace them."""

    finetuning_wanted = pyqtSignal()

    def __init__(
        self,
        iface: Any,
        make_match: Callable[..., QgsTask] = MatchTask,
        make_correct: Callable[..., QgsTask] = CorrectTask,
        make_probe: Callable[[], QgsTask] = EngineProbe,
        make_refit: Callable[..., QgsTask] = RefitTask,
        make_transform: Callable[..., QgsTask] = TransformTask,
        make_health: Callable[[], QgsTask] = HealthCheck,
    ) -> None:
        super().__init__(tr("S2M2: SAR and optical"), iface.mainWindow())
        self.setObjectName("S2M2Dock")
        self._iface = iface
        self._project = QgsProject.instance()
        self._make_match, self._make_refit, self._make_probe = make_match, make_refit, make_probe
        self._messages = Messages(iface)
        self._probe: QgsTask | None = None
        self._environment_problem: str | None = None  # None: not known yet
        self._environment_outdated = self._environment_is_own = False
        self._make_health = make_health
        self._health: QgsTask | None = None
        self._ailment = ""
        self._matched: tuple[str, str] = ("", "")
        self.layers = LayerChoice(self._project, self)
        self.form = DockForm()
        self.layers.attach(self.form.sar, self.form.optical)
        self.setWidget(self.form)
        self.form.show_outcome(False)
        self.shown = ShownMatch(iface, self._project, self.layers, self.form.open)
        self.runner = TaskRunner(self.form, self)
        self.correcting = Correcting(self.form, self.shown, self.runner, self._messages, make_correct, self._project)
        self._live = LiveTiePoints(self._project, self)
        self.ground = GroundChoice(iface, self._project, self.form.where, self.form.advanced)
        self.comparing = Comparing(
            iface, self._project, self.form.compare, self.shown, self.form.correct.chosen_method, make_transform
        )
        self.correcting.written.connect(self.comparing.note_written)
        self.checking = TiePointChecking(iface, self._project, self.form.result, self)
        self.accelerators = Accelerators(self.form)
        self._load_settings()
        self._outside = self._connect()
        self.layers.guess()
        self.refresh()

    def _connect(self) -> list[Connection]:
        """Connect all signals; returns the connections to objects that outlive the dock."""
        form = self.form
        form.swap.clicked.connect(self.layers.swap)
        form.moving.currentIndexChanged.connect(self.refresh)
        form.radius.valueChanged.connect(self.refresh)
        form.where.changed.connect(self.refresh)
        form.model.activated.connect(self._model_chosen)
        form.advanced.spacing.valueChanged.connect(self.refresh)
        form.models.clicked.connect(self.open_models)
        form.finetune.clicked.connect(self.finetuning_wanted)
        form.settings.clicked.connect(self.open_settings)
        form.readiness.linkActivated.connect(self._follow_readiness_link)
        form.setup.clicked.connect(self.open_settings)
        form.match.clicked.connect(self.start_match)
        form.result.link_activated.connect(self._follow_result_link)
        form.correct.method_chosen.connect(form.result.refit.show_method)
        form.correct.method_chosen.connect(self.comparing.update)
        form.result.refit.picked.connect(form.correct.choose_method)
        form.result.refit.requested.connect(lambda: self.start_refit())
        self.checking.refit_wanted.connect(self._refit_at_once)
        self.layers.changed.connect(self.refresh)
        self.shown.changed.connect(self._show_match)
        self.runner.changed.connect(self.refresh)
        self.runner.ended_badly.connect(self._restore_project)
        self.runner.failed.connect(self._messages.warn)
        outside: list[Connection] = [
            (self._project.layersAdded, self.refresh),
            (self._project.layersWillBeRemoved, self._layers_going),
            (self._project.layersRemoved, self.refresh),
            (self._iface.mapCanvas().extentsChanged, self._view_changed),
        ]
        for signal, slot in outside:
            signal.connect(slot)
        return outside

    def shut_down(self) -> None:
        """Stop all tasks and disconnect from everything that outlives the dock. Call this once, before deleting it."""
        for signal, slot in self._outside:
            signal.disconnect(slot)
        self._outside = []
        self._stop_probe()
        self.accelerators.shut_down()
        self.checking.shut_down()
        self.comparing.shut_down()
        self.correcting.shut_down()
        self.ground.shut_down()
        self.runner.shut_down()
        self._restore_project()
        self.shown.shut_down()
        self.layers.shut_down()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Look for the environment when the dock is first shown, not when QGIS starts."""
        super().showEvent(event)
        if self._environment_problem is None and self._probe is None:
            self.probe_environment()

    # --- readiness --------------------------------------------------------------------------------------

    def refresh(self, *_args: Any) -> None:
        """Update the readiness line and the buttons."""
        self.layers.locked = bool(self.runner.running)
        state = readiness.assess(self._situation())
        link = f' <a href="{state.link}">{tr("Set up…")}</a>' if state.link else ""
        self.form.show_readiness(state.state, html.escape(state.text, quote=False) + link, state.setup)
        self.form.match.setEnabled(state.ready)
        self.form.show_preflight(self._preflight() if state.ready else "")
        if self._outcome is not None:
            moving = self._project.mapLayer(self._outcome.moving_id)
            exists = moving is not None
            like = layers_like(moving, self._outcome.reference_id, self._project) if exists else []
            self.form.correct.offer_layers(like)
            self.form.correct.set_available(exists and not self.runner.running, layer_gone=not exists)
            self.form.result.refit.button.setEnabled(not self.runner.running)
            self.checking.refresh()
        self.comparing.refresh()

    def _situation(self) -> readiness.Situation:
        sar, optical = self.layers.sar, self.layers.optical
        gap: float | None = 0.0
        area_overlaps: bool | None = None
        if sar and optical and sar.crs().isValid() and optical.crs().isValid():
            gap = readiness.extent_gap_m(sar, optical, self._project)
            area = self.ground.area
            if area is not None:
                area_overlaps = readiness.area_shows(area, (sar, optical), self._project)
        return readiness.Situation(
            sar=readiness.layer_facts(sar),
            optical=readiness.layer_facts(optical),
            gap_m=gap,
            search_radius_m=self.form.radius.value(),
            area_overlaps=area_overlaps,
            ground_problem=self.ground.problem,
            checking_environment=self._environment_problem is None,
            environment_problem=self._environment_problem or "",
            running=self.runner.running,
            looks_swapped=self.layers.looks_swapped,
            trained_model_missing=bool(self.form.model_note()),
            environment_outdated=self._environment_outdated,
            environment_is_own=self._environment_is_own,
            ailment=self._ailment,
        )

    def _preflight(self) -> str:
        sar, optical, form = self.layers.sar, self.layers.optical, self.form
        assert sar is not None
        assert optical is not None
        moving, reference = (sar, optical) if form.moving.currentData() == "sar" else (optical, sar)
        model = names.STRUCTURE if form.model_note() else str(form.model.currentData())
        spacing = form.advanced.chosen_spacing
        return preflight_text(moving, reference, self.ground.area, model, spacing, self._project)

    def _view_changed(self) -> None:
        if self.form.where.where == VIEW:
            self.refresh()

    def _follow_readiness_link(self, link: str) -> None:
        if link == readiness.LINK_SETUP:
            self.open_settings()

    @property
    def _outcome(self) -> Match | None:
        return self.shown.match

    def _show_match(self) -> None:
        """Show the match that the panel is to show, with its correction, or hide both."""
        match = self._outcome
        self.comparing.stop()
        self.checking.set_match(match.out_dir if match is not None else "")
        if match is not None:
            self.form.result.show_result(match.result, match.out_dir, match.title)
            self.form.correct.set_found(match.result["transform"]["kind"])
            moving = self._project.mapLayer(match.moving_id)
            if moving is not None:
                target = output_paths.corrected_file(local_file(moving), moving.name(), Path(match.out_dir))
                self.form.correct.set_target(target)
        self.form.show_outcome(match is not None)
        self.refresh()

    # --- environment and settings -----------------------------------------------------------------------

    def probe_environment(self) -> None:
        """Look for the environment and its models in the background."""
        self._stop_probe()
        self._environment_problem = None
        self._probe = self._make_probe()
        self._probe.found.connect(self._environment_found)
        QgsApplication.taskManager().addTask(self._probe)
        self.refresh()

    def _stop_probe(self) -> None:
        if self._probe is not None:
            self._probe.found.disconnect(self._environment_found)
            self._probe.cancel()
            self._probe = None
        if self._health is not None:
            self._health.checked.disconnect(self._health_known)
            self._health.cancel()
            self._health = None

    def _environment_found(self, problem: str, models: list[tuple[str, str, str]]) -> None:
        self._environment_outdated = self._probe is not None and self._probe.outdated
        self._environment_is_own = self._probe is not None and self._probe.own
        self._probe = None
        self._ailment = ""
        if self._environment_is_own and not problem:
            self._health = self._make_health()
            self._health.checked.connect(self._health_known)
            QgsApplication.taskManager().addTask(self._health)
        self._environment_problem = problem
        if models:
            if settings.model() not in (name for name, *_ in models):
                # The model was removed or renamed. Otherwise the next model of that name would be chosen unasked.
                settings.set_model(names.DEFAULT_MODEL)
            settings.set_known_models(name for name, *_ in models)
            self.form.fill_models(models, settings.model())
        self.refresh()

    def _health_known(self, ailment: str) -> None:
        self._health = None
        self._ailment = ailment
        self.refresh()

    def _model_chosen(self, _index: int) -> None:
        settings.set_model(str(self.form.model.currentData()))
        self.refresh()

    def use_model(self, name: str) -> None:
        """Choose a model, which may just have been added."""
        settings.set_model(name)
        self.probe_environment()

    def _load_settings(self) -> None:
        self._load_radius()
        self.form.fill_models([(settings.model(), "", "")], settings.model())

    def _load_radius(self) -> None:
        self.form.radius.setValue(settings.search_radius_m() or settings.AUTOMATIC_SEARCH_RADIUS_M)

    def open_models(self) -> None:
        """Show the models, and list them again after a change."""
        dialog = ModelsDialog(self._iface.mainWindow())
        dialog.exec()
        if dialog.changed:
            self.probe_environment()
        dialog.deleteLater()

    def make_settings(self) -> SettingsPanel:
        """Make the panel of the settings, for QGIS's options."""
        return SettingsPanel(ailment=self._known_ailment)

    def open_settings(self) -> None:
        """Show the settings."""
        dialog = SettingsDialog(self._iface.mainWindow(), ailment=self._known_ailment)
        dialog.exec()
        self.settings_left(dialog.panel)
        dialog.deleteLater()

    def settings_left(self, panel: SettingsPanel) -> None:
        """Take what was set in a panel that is closing, and look for the environment again if it has changed."""
        if panel.radius_changed:
            self._load_radius()
        if panel.environment_changed:
            self.probe_environment()
        self.refresh()

    @property
    def _known_ailment(self) -> str:
        problem = self._environment_problem if self._environment_is_own else ""
        return self._ailment or problem or ""

    # --- match ------------------------------------------------------------------------------------------

    def start_match(self) -> None:
        """Match the chosen layers in a background task."""
        sar, optical = self.layers.sar, self.layers.optical
        if sar is None or optical is None or not readiness.assess(self._situation()).ready:
            self.refresh()  # it says why
            return
        moves = str(self.form.moving.currentData())
        moving, reference = (sar, optical) if moves == "sar" else (optical, sar)
        root = self.shown.root_of(local_file(moving))
        request = protocol.MatchRequest(
            new_id(),
            sar="",  # `match_inputs` fills in the layers below
            optical="",
            out=str(output_paths.match_folder(root, moving.name(), reference.name())),
            moving=moves,
            search_radius=self.form.radius.value(),
            model=str(self.form.model.currentData()),
        )
        try:
            request = self.ground.fill(request)
            ground = self.ground.files()
        except ValueError as error:
            self._messages.warn(str(error))
            return
        inputs = capture.match_inputs(request, sar, optical, self.ground.area, self._project, ground)
        self._matched = (moving.id(), reference.id())
        self.layers.keep()
        self.checking.stop()
        self.comparing.stop()
        hide_match_groups(self._project)
        slots: dict[str, Slot] = {
            "succeeded": self._match_succeeded,
            "tie_points_found": self._live.add,
            "warned": self._messages.warned,
        }
        note(match_began(inputs.request))
        self.runner.start(self._make_match(inputs), MATCH, slots)

    def _match_succeeded(self, result: protocol.MatchData) -> None:
        moving, reference = (self._project.mapLayer(layer_id) for layer_id in self._matched)
        out_dir = result["out"]
        if result["seconds"] and result["tie_points"]["total"]:
            settings.set_pace_s(result["model"]["name"], result["seconds"] / result["tie_points"]["total"])
        note(match_ended(result))
        self._close_live_view()
        add_match_to_project(result, out_dir, self._project, moving, reference)
        self.shown.show(Match(result, out_dir, *self._matched))
        self.runner.end()

    def _layers_going(self, ids: list[str]) -> None:
        gone = [layer_id for layer_id in self._matched if layer_id in ids]
        if self.runner.running == MATCH and gone:
            name = self._project.mapLayer(gone[0]).name()
            self.runner.cancel()
            self._messages.warn(
                tr("“{name}” was removed, so the match was stopped.").format(name=name),
                tr("Add it again and press Match."),
            )

    # --- refit ------------------------------------------------------------------------------------------

    def start_refit(self, quiet: bool = False) -> None:
        """Make the result anew from its checked tie points in a background task.

        Args:
            quiet: nobody has asked for it, so it shows no progress, and the table says if it fails.
        """
        outcome = self._outcome
        if outcome is None or self.runner.running:
            return
        request = protocol.RefitRequest(new_id(), outcome.out_dir, self.form.correct.chosen_method())
        slots: dict[str, Slot] = {"succeeded": self._refit_succeeded, "warned": self._messages.warned}
        if quiet:
            slots["failed"] = self._quiet_refit_failed
        self.runner.start(self._make_refit(request), REFIT, slots, quiet)

    def _refit_at_once(self) -> None:
        """Refit after edits of the tie points."""
        if self.runner.running:
            self.checking.refit_later()
        else:
            self.start_refit(quiet=True)

    def _quiet_refit_failed(self, message: str, hint: str, _code: str) -> None:
        self.runner.end()
        self.checking.refit_failed(f"{message} {hint}".strip())

    def _refit_succeeded(self, result: protocol.MatchData) -> None:
        outcome, out_dir = self._outcome, result["out"]
        reload_tie_points(out_dir, self._project)
        if outcome is not None and outcome.out_dir == out_dir:
            self.shown.update(result)
            self.form.result.show_result(result, out_dir, outcome.title)
            change = change_text(self.checking.before or outcome.result, result)
            self.form.result.refit.show_change(change)
            self.checking.refitted(change)
            self.comparing.update()
            self.form.correct.set_found(result["transform"]["kind"])
        self.runner.end()

    # --- how runs end -----------------------------------------------------------------------------------

    def _restore_project(self) -> None:
        """Restore the project after a run without a result."""
        self.correcting.reopen()
        self._close_live_view()

    def _close_live_view(self) -> None:
        self._live.close()
        unhide_match_groups(self._project)

    def _follow_result_link(self, link: str) -> None:
        outcome = self._outcome
        if outcome is None:
            return
        if link == LINK_ZOOM:
            zoom_to_match(self._iface.mapCanvas(), outcome.result, self._project)
        elif link == LINK_REPORT:
            self._open_file(str(Path(outcome.out_dir) / names.REPORT_FILE))
        elif link == LINK_FOLDER:
            self._open_file(outcome.out_dir)

    def _open_file(self, path: str) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(path)):
            self._messages.warn(
                tr("No program was found that opens “{file}”.").format(file=path), tr("Open it yourself.")
            )
