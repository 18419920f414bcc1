"""What the plugin asks for reaches the engine: requests, the settings made of them, and the files both sides load."""

from __future__ import annotations

import ast
import inspect
import json
import sys
from dataclasses import MISSING, Field, fields
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from helpers.typed_data import assert_typed
from s2m2_engine import names
from s2m2_engine.commands import arguments
from s2m2_engine.errors import InputError
from s2m2_engine.finetuning import start
from s2m2_engine.finetuning.settings import FineTuneSettings, ScenePaths
from s2m2_engine.model.registry import KeptMatcher
from s2m2_engine.progress import Reporter
from s2m2_engine.scene import correct, match
from s2m2_engine.scene.correct import Correction, RasterToCorrect, correct_raster, correct_rasters
from s2m2_engine.scene.fitting.transform import METHODS, TransformKind
from s2m2_engine.scene.refit import refit_match
from s2m2_engine.scene.settings import MatchSettings
from s2m2_engine.worker import protocol
from s2m2_engine.worker.requests import run_request

# What a setting of another type is on the wire.
_ON_THE_WIRE = {Path: str, tuple[ScenePaths, ...]: list[list[str]]}


def by_name(kind: Any) -> dict[str, Field[Any]]:
    return {field.name: field for field in fields(kind)}


@pytest.mark.parametrize(
    ("request_kind", "settings_kind", "besides"),
    [
        # Which matcher is loaded is no setting of the match; whether a run goes on is none of the fine-tuning.
        (protocol.MatchRequest, MatchSettings, {"id", "model", "device"}),
        (protocol.FineTuneRequest, FineTuneSettings, {"id", "resume"}),
    ],
)
def test_a_request_asks_for_every_setting_and_nothing_else(
    request_kind: Any, settings_kind: Any, besides: set[str]
) -> None:
    asked, known = by_name(request_kind), by_name(settings_kind)
    assert set(asked) == {*known, *besides}
    asked_types, known_types = get_type_hints(request_kind), get_type_hints(settings_kind)
    for name, field in known.items():
        assert asked_types[name] == _ON_THE_WIRE.get(known_types[name], known_types[name]), name
        if asked[name].default is not MISSING:
            assert asked[name].default == field.default, name


def test_what_is_asked_before_a_fine_tuning_is_part_of_its_request() -> None:
    check, request = get_type_hints(protocol.CheckFineTuneRequest), get_type_hints(protocol.FineTuneRequest)
    assert check.pop("to_export") is int
    assert check.items() <= request.items()


def test_a_correction_takes_every_field_of_its_request() -> None:
    assert {*by_name(protocol.CorrectRequest), "reporter"} == {*inspect.signature(correct_raster).parameters, "id"}
    many = inspect.signature(correct_rasters).parameters
    assert {*by_name(protocol.CorrectManyRequest), "reporter"} == {*many, "id"}


def test_a_correction_of_many_names_its_rasters(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    done = Correction("out/a_s2m2.tif", "shift", False, (0.5, 0.0), "Beside.")
    monkeypatch.setattr(correct, "correct_rasters", lambda *arguments: asked.extend(arguments) or [done])
    rasters = [["a.tif", "EPSG:4326", "A"], ["b.tif", "", ""]]
    request = protocol.CorrectManyRequest(
        "1", "dir", rasters, "out", "affine", True, "nearest", "reference", True, "cog"
    )
    data = run_request(protocol.decode(protocol.encode(request)), Reporter(), KeptMatcher())
    paths = [RasterToCorrect("a.tif", "EPSG:4326", "A"), RasterToCorrect("b.tif")]
    assert asked[:-1] == [Path("dir"), paths, Path("out"), "affine", "nearest", True, "reference", True, "cog"]
    assert_typed(json.loads(json.dumps(data)), protocol.CorrectManyData)
    with pytest.raises(InputError, match=r"rasters\[0\]"):
        ask(protocol.CorrectManyRequest("2", "dir", [["a.tif"]], "out"))


def test_a_refit_takes_every_field_of_its_request() -> None:
    assert {*by_name(protocol.RefitRequest), "reporter"} == {*inspect.signature(refit_match).parameters, "id"}


def test_the_kinds_of_transforms_are_the_same_everywhere() -> None:
    assert get_args(protocol.TransformKind) == get_args(TransformKind)
    assert arguments.METHODS == METHODS


class Asked:
    """Stands for what the worker calls: keeps its arguments, and returns an empty result."""

    def __init__(self) -> None:
        self.arguments: tuple[Any, ...] = ()

    def __call__(self, *arguments: Any) -> Any:
        self.arguments = arguments
        return self

    def to_json(self) -> dict[str, Any]:
        return {}


def ask(request: protocol.Message) -> None:
    """As the worker: what arrives has been through the pipe."""
    run_request(protocol.decode(protocol.encode(request)), Reporter(), KeptMatcher())


def test_a_match_has_the_settings_of_its_request(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Asked()
    monkeypatch.setattr(match, "match_scene", asked)
    ask(
        protocol.MatchRequest(
            "1", "s.tif", "o.tif", "out", "optical", 250.0, 16, "structure", "cpu", (1.0, 2.0, 3.0, 4.0),
            "EPSG:4326", "EPSG:32633", "radar", "photo", True, False, ("a.gpkg", "b.tif"), (3, 8), "c.shp",
        )
    )  # fmt: skip
    settings, matcher, _ = asked.arguments
    assert settings == MatchSettings(
        "s.tif", "o.tif", Path("out"), "optical", 250.0, 16, (1.0, 2.0, 3.0, 4.0), "EPSG:4326", "EPSG:32633",
        "radar", "photo", True, False, ("a.gpkg", "b.tif"), (3, 8), "c.shp",
    )  # fmt: skip
    assert isinstance(settings.bbox, tuple)
    assert (matcher.name, matcher.device) == ("structure", "cpu")
    ask(protocol.MatchRequest("2", "s.tif", "o.tif", "out", model="structure"))
    assert asked.arguments[0] == MatchSettings("s.tif", "o.tif", Path("out"))


def test_a_fine_tuning_has_the_settings_of_its_request(monkeypatch: pytest.MonkeyPatch) -> None:
    tuned, checked = Asked(), Asked()
    monkeypatch.setattr(start, "tune", tuned)
    monkeypatch.setattr(start, "check", checked)
    pairs = [["a.tif", "b.tif"], ["c.tif", "d.tif", "a match, of two"]]
    request = protocol.FineTuneRequest("1", pairs, "out", "alps", "hills", 5.0, 300.0, "cpu", 7, resume=True)
    ask(request)
    paths = (ScenePaths("a.tif", "b.tif"), ScenePaths("c.tif", "d.tif", "a match, of two"))
    settings = FineTuneSettings(paths, Path("out"), "alps", "hills", 5.0, 300.0, "cpu", 7)
    assert (tuned.arguments[0], tuned.arguments[2]) == (settings, True)
    ask(protocol.CheckFineTuneRequest.of(request, "2", 1000))
    assert checked.arguments == (FineTuneSettings(paths, Path("out"), "alps", "hills", 5.0, device="cpu"), 1000)


@pytest.mark.parametrize(
    ("field", "value"), [("spacing", "many"), ("search_radius", "far"), ("bbox", [1.0, 2.0]), ("masks", "a.tif")]
)
def test_a_setting_of_another_type_is_refused(field: str, value: object) -> None:
    given: dict[str, Any] = {field: value}
    # The protocol refuses wrong types, the settings what no type says.
    with pytest.raises((protocol.ProtocolError, InputError), match=f"{field} cannot be"):
        ask(protocol.MatchRequest("1", "s.tif", "o.tif", "out", **given))


@pytest.mark.parametrize("module", [names, protocol], ids=["names", "protocol"])
def test_what_the_plugin_loads_needs_nothing_but_the_standard_library(module: Any) -> None:
    """QGIS's Python, which may be 3.9, loads these files without the package around them."""
    tree = ast.parse(inspect.getsource(module), feature_version=(3, 9))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            assert {alias.name.split(".")[0] for alias in node.names} <= sys.stdlib_module_names
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "there is no package to import from"
            assert str(node.module).split(".")[0] in sys.stdlib_module_names


@pytest.mark.parametrize("pair", [["a.tif"], ["a.tif", "b.tif", "c", "d"], "ab", None, [["a.tif"], "b.tif"]])
def test_a_pair_that_is_none(pair: Any) -> None:
    with pytest.raises(InputError, match=r"pairs\[0\]") as error:
        ask(protocol.FineTuneRequest("1", [pair], "out", "alps"))
    assert error.value.code == "bad_configuration"
