"""report.html: well-formed, self-contained, honest about what was not measured, safe against names."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from html.parser import HTMLParser

import numpy as np
import pytest

from s2m2_engine.scene.fitting.accuracy import Accuracy, CandidateAccuracy
from s2m2_engine.scene.fitting.tie_points import TiePointSet
from s2m2_engine.scene.fitting.transform import AffineTransform, ShiftTransform
from s2m2_engine.scene.results.headline import headline
from s2m2_engine.scene.results.report import report_html
from s2m2_engine.scene.results.report_figures import MAXIMUM_ARROWS, Arrows, arrow_map, cumulative, length_text
from s2m2_engine.scene.results.result import (
    Footprint,
    FoundPrior,
    GridInfo,
    InputInfo,
    MatchResult,
    ModelInfo,
    Shift,
    TiePointCounts,
)

VOID = {"meta", "br"}
NAN = float("nan")


class Page(HTMLParser):
    """Checks nesting while it reads; keeps the text, the tags and the attributes."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[str] = []
        self.text = ""
        self.attributes: list[tuple[str, str]] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.text += data


def some_tie_points(count: int = 60) -> TiePointSet:
    rng = np.random.default_rng(0)
    side = int(np.ceil(np.sqrt(count)))
    xy = np.stack(np.meshgrid(np.arange(side), np.arange(side)), axis=-1).reshape(-1, 2)[:count] * 640.0
    xy = xy + np.array([500_000.0, 5_390_000.0])
    noise = rng.normal(0, 3, (count, 2))
    displacement = np.array([-137.0, 84.0]) + noise
    inlier = np.ones(count, dtype=bool)
    inlier[:5] = False
    displacement[:5] += 300
    abstained = np.zeros(count, dtype=bool)
    abstained[0] = True
    residual = np.linalg.norm(noise, axis=1)
    residual[abstained] = NAN
    return TiePointSet(
        moving_xy=xy,
        displacement_xy=displacement,
        displacement_m=displacement,
        displacement_px=displacement * (0.1, -0.1),
        covariance_px=np.tile(0.05 * np.eye(2), (count, 1, 1)),
        confidence=np.full(count, 0.9),
        abstained=abstained,
        inlier=inlier,
        residual_px=residual / 10,
        residual_m=residual,
        residual_xy=noise,
    )


def no_tie_points() -> TiePointSet:
    some = some_tie_points(1)
    return TiePointSet(**{field.name: getattr(some, field.name)[:0] for field in fields(some)})


def some_result() -> MatchResult:
    return MatchResult(
        status="reliable",
        reasons=(),
        crs="EPSG:32633",
        moving="sar",
        shift=Shift(-137.0, 84.0, -137.03, 84.07, -13.7, -8.4),
        transform=ShiftTransform(-137.0, 84.0),
        accuracy=Accuracy(4.25, 6.5, 0.425, 0.65, 55),
        tie_points=TiePointCounts(60, 55),
        model=ModelInfo("structure", "ab" * 32),
        device="cpu",
        seconds=12.3,
        inputs=(
            InputInfo("sar", "/data/Übersicht/sar.tif", "sar.tif", "EPSG:32633", 819, 819),
            InputInfo("optical", "/data/Übersicht/optical.tif", "optical.tif", "EPSG:32633", 1024, 1024),
        ),
        grid=GridInfo((10.0, 10.0), (496000.0, 5390000.0, 506000.0, 5400000.0)),
        settings={"search_radius": None, "spacing": 64, "bbox": (1.0, 2.0, 3.0, 4.0)},
        version="0.1.0",
        warnings=("The SAR layer has no nodata value.",),
    )


def test_a_transform_that_is_no_shift_is_not_described_as_one() -> None:
    assert "in the middle" not in Page(report_html(some_result(), some_tie_points())).text
    turned = replace(some_result(), transform=AffineTransform(((1.0, 0.001, -137.0), (-0.001, 1.0, 84.0))))
    assert headline(turned) in Page(report_html(turned, some_tie_points())).text
    assert "in the middle, and by other amounts elsewhere." in headline(turned)


def test_a_rotation_that_was_searched_for_is_named() -> None:
    assert "rotations and scales" not in Page(report_html(some_result(), some_tie_points())).text
    turn = AffineTransform(((0.98, 0.17, 0.0), (-0.17, 0.98, 0.0)))
    found = FoundPrior.of(turn, np.array(turn.matrix)[:, :2], 400)
    page = Page(report_html(replace(some_result(), prior=found), some_tie_points()))
    assert "turned by 9.8° clockwise" in page.text


def test_reliable_match_reads_as_one() -> None:
    page = Page(report_html(some_result(), some_tie_points()))
    for piece in (
        "Reliable",
        "“sar.tif” has to move 160.8 m to the north-west (bearing 302°).",
        "CE90 6.5 m",
        "55 tie points",
        "own scatter",
        "ab" * 32,
        "0.1.0",
        "EPSG:32633",
        "The SAR layer has no nodata value.",
        "/data/Übersicht/sar.tif",
        "55 inliers",
        "4 outliers",
    ):
        assert piece in page.text
    assert page.tags.count("svg") == 4
    assert "Not reliable" not in page.text


def test_the_transforms_compared_are_listed() -> None:
    candidates = (
        CandidateAccuracy("shift", 52.5, 5.25, 0.18, False, "It is clearly worse."),
        CandidateAccuracy("tps", 23.1, 2.31, 0.4, True, "It predicts held-out tie points best."),
        CandidateAccuracy("polynomial", NAN, NAN, NAN, False, "It could not be <measured>."),
    )
    page = Page(report_html(replace(some_result(), candidates=candidates), some_tie_points()))
    for piece in (
        "5.25",
        "18%",
        "Thin-plate spline",
        "(taken)",
        "23.1",
        "40%",
        "held-out tie points best",
        "<measured>",
    ):
        assert piece in page.text
    assert "Transforms compared" not in Page(report_html(some_result(), some_tie_points())).text


def test_sentences_in_a_table_of_numbers_are_set_as_text() -> None:
    candidates = (CandidateAccuracy("tps", 23.1, 2.31, 0.4, True, "It predicts best."),)
    html = report_html(replace(some_result(), candidates=candidates), some_tie_points())
    assert '<td class="number">2.31</td><td class="number">40%</td><td class="text">It predicts best.</td>' in html


def test_the_report_says_when_it_was_made_and_which_ground_was_compared() -> None:
    ring = ((1.0, 2.0), (30.0, 2.0), (30.0, 40.0), (1.0, 2.0))
    result = replace(some_result(), created="2026-11-28T09:30:00+00:00", footprint=Footprint("Polygon", (ring,)))
    page = Page(report_html(result, some_tie_points()))
    assert "2026-11-28 09:30:00 UTC" in page.text
    assert "lies within 1, 2, 30, 40 (xmin, ymin, xmax, ymax)" in page.text
    older = Page(report_html(replace(some_result(), seconds=None), some_tie_points()))
    assert older.text.count("not recorded") == 2
    assert "lies within" not in older.text


def test_the_report_says_who_has_rights_in_a_layer() -> None:
    sar, optical = some_result().inputs
    result = replace(some_result(), inputs=(sar, replace(optical, rights="© <the> surveyors")))
    assert "© <the> surveyors" in Page(report_html(result, some_tie_points())).text


def test_page_loads_nothing_and_runs_nothing() -> None:
    html = report_html(some_result(), some_tie_points())
    page = Page(html)
    assert not {"script", "link", "img", "iframe", "object", "image", "use"} & set(page.tags)
    assert not {"src", "href", "xlink:href", "onload", "onclick"} & {name for name, _ in page.attributes}
    assert not re.search(r"https?://|url\(|@import", html)


def test_unreliable_match_says_why_and_not_to_correct() -> None:
    result = replace(some_result(), status="unreliable", reasons=("Only 3 tie points agree.",))
    page = Page(report_html(result, some_tie_points()))
    assert "Not reliable: do not correct" in page.text
    assert "Only 3 tie points agree." in page.text


def test_nothing_measured_and_no_tie_points() -> None:
    result = replace(
        some_result(),
        status="unreliable",
        reasons=("None of the 0 places gives a usable tie point.",),
        shift=Shift(NAN, NAN, NAN, NAN, NAN, NAN),
        accuracy=Accuracy(NAN, NAN, NAN, NAN, 0),
        tie_points=TiePointCounts(0, 0),
    )
    html = report_html(result, no_tie_points())
    page = Page(html)
    assert "move" not in page.text
    assert "Not measured" in page.text
    assert "svg" not in page.tags
    assert not re.search(r"\b(nan|inf)\b", page.text, re.IGNORECASE)


def test_tie_points_that_all_abstained_give_no_picture() -> None:
    points = some_tie_points()
    nothing = replace(
        points,
        abstained=np.ones(len(points), dtype=bool),
        inlier=np.zeros(len(points), dtype=bool),
        residual_m=np.full(len(points), NAN),
    )
    page = Page(report_html(some_result(), nothing))
    assert "svg" not in page.tags


def test_single_tie_point_and_nan_values_do_not_break_the_pictures() -> None:
    points = some_tie_points(1)
    one = replace(points, abstained=np.array([False]), inlier=np.array([True]), residual_m=np.array([0.0]))
    html = report_html(some_result(), one)
    Page(html)
    assert not re.search(r'"[^"]*\b(nan|inf)\b[^"]*"', html)
    several = some_tie_points(9)
    several.displacement_m[4] = NAN
    html = report_html(some_result(), several)
    Page(html)
    assert not re.search(r'd="[^"]*nan', html)


def test_names_cannot_inject_markup() -> None:
    evil = '<script>alert("x")</script> & <b>'
    result = some_result()
    inputs = tuple(replace(item, name=evil, path=f"/tmp/{evil}") for item in result.inputs)
    result = replace(
        result,
        inputs=inputs,
        reasons=(evil,),
        warnings=(evil,),
        version=evil,
        crs='PROJCRS["<b>odd</b>", BASEGEOGCRS["WGS 84"]]',
        settings={evil: evil},
        model=ModelInfo(evil, evil),
    )
    page = Page(report_html(result, no_tie_points()))
    assert "script" not in page.tags
    assert "b" not in page.tags
    assert evil in page.text
    assert "<b>odd</b>" in page.text


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:3395"])
def test_maps_are_drawn_on_the_ground_whatever_the_crs(crs: str) -> None:
    points = some_tie_points(49)
    scale = 1e-5 if crs == "EPSG:4326" else 1.0
    local = replace(
        points,
        moving_xy=(points.moving_xy - points.moving_xy[0]) * scale + (15.0, 48.0),
        displacement_xy=points.displacement_xy * scale,
    )
    result = replace(some_result(), crs=crs, transform=ShiftTransform(-137 * scale, 84 * scale))
    html = report_html(result, local)
    Page(html)
    boxes = re.findall(r'viewBox="0 0 420 (\d+)"', html)
    # 0.038 degrees of longitude at 48 degrees north are two thirds as long as of latitude: the map is taller.
    expected = 616 if crs == "EPSG:4326" else 420
    assert len(boxes) == 2
    assert all(abs(int(height) - expected) < 160 for height in boxes)
    assert (int(boxes[0]) > 480) == (crs == "EPSG:4326")


def test_crowded_maps_are_thinned() -> None:
    count = 5000
    rng = np.random.default_rng(1)
    svg = arrow_map(Arrows(rng.uniform(0, 1e4, (count, 2)), rng.normal(0, 10, (count, 2)), np.ones(count, bool)), "map")
    assert svg.count('<path class="in"') + svg.count("r=") <= MAXIMUM_ARROWS + 4
    assert len(svg) < 250_000


def test_arrow_points_where_the_displacement_does() -> None:
    """North is up: a displacement to the north-east ends right of and above its start."""
    position = np.array([[0.0, 0.0], [1000.0, 1000.0], [0.0, 1000.0], [1000.0, 0.0]])
    svg = arrow_map(Arrows(position, np.full((4, 2), 30.0), np.ones(4, bool)), "map")
    x0, y0, x1, y1 = map(float, re.findall(r'class="in" d="M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)', svg)[0])
    assert x1 > x0 + 5
    assert y1 < y0 - 5


@pytest.mark.parametrize(
    ("metres", "text"), [(4.567, "4.57 m"), (161.2, "161 m"), (1234.0, "1.23 km"), (NAN, "not measured")]
)
def test_lengths_read_well(metres: float, text: str) -> None:
    assert length_text(metres) == text


def luminance(colour: str) -> float:
    """Relative luminance of "#rrggbb" as WCAG 2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_wcag_aa_in_light_and_dark() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    style = report_html(some_result(), some_tie_points()).partition("<style>")[2].partition("</style>")[0]
    roots = re.findall(r":root \{([^}]*)\}", style)
    assert len(roots) == 2
    outside = re.sub(r":root \{[^}]*\}", "", style)
    assert not re.search(r"#[0-9a-f]{3,6}\b|opacity", outside), "colours that neither mode would change"
    assert "prefers-color-scheme: dark" in style
    for root in roots:
        colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", root))
        assert set(colours) == set(re.findall(r"var\(--(\w+)\)", outside))
        for ground in ("paper", "panel"):
            for text in ("ink", "soft", "good", "bad"):
                assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
            for drawing in ("in", "out", "bar"):
                assert contrast(colours[drawing], colours[ground]) >= 3, (drawing, ground)


@pytest.mark.parametrize(("ce90", "anchor"), [(1.0, "start"), (9.0, "end")])
def test_the_label_of_ce90_stands_beside_its_line(ce90: float, anchor: str) -> None:
    figure = cumulative(np.linspace(0, 10, 50), ce90, "Share")
    line = float(re.search(r'<line x1="([\d.]+)" y1="170"', figure).group(1))  # type: ignore[union-attr]
    label = re.search(r'<text x="([\d.]+)" y="162" class="(\w+)"', figure)
    assert label is not None
    assert label.group(2) == anchor
    assert (float(label.group(1)) - line) * (1 if anchor == "start" else -1) >= 3
