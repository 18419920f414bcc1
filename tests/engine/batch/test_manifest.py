"""Manifests that are tables: what they may say, and that every fault is named before anything starts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

from s2m2_engine.batch.manifest import Defaults, read_table
from s2m2_engine.batch.pair import Pair
from s2m2_engine.errors import InputError

HEADER = ("id", "sar", "optical")


def refused(path: Path) -> str:
    with pytest.raises(InputError) as raised:
        read_table(path, Defaults())
    assert raised.value.code == "bad_manifest"
    return raised.value.message


def test_a_row_with_all_columns(write_manifest: Callable[..., Path], tmp_path: Path) -> None:
    header = (
        *HEADER, "moving", "search_radius", "model", "mask", "bbox", "correct", "also", "datetime", "sensor", "orbit",
    )  # fmt: skip
    path = write_manifest(
        header,
        ("a é", "s.tif", "/vsizip/o.zip/o.tif", "optical", "250", "structure", "m.gpkg;n.tif", "1 2 3 4", "yes",
         "t.tif; https://host/u.tif", "2024-05-01", "sentinel-1a", "44"),
    )  # fmt: skip
    (pair,) = read_table(path, Defaults())
    assert pair == Pair(
        id="a é",
        place="row 2",
        sar=str(tmp_path / "s.tif"),
        optical="/vsizip/o.zip/o.tif",
        moving="optical",
        search_radius=250.0,
        model="structure",
        masks=(str(tmp_path / "m.gpkg"), str(tmp_path / "n.tif")),
        bbox=(1.0, 2.0, 3.0, 4.0),
        correct=True,
        also=(str(tmp_path / "t.tif"), "https://host/u.tif"),
        datetime="2024-05-01",
        sensor="sentinel-1a",
        orbit="44",
    )
    assert pair.to_correct == ("/vsizip/o.zip/o.tif", *pair.also)


def test_rows_get_what_the_command_says_where_they_say_nothing(write_manifest: Callable[..., Path]) -> None:
    path = write_manifest((*HEADER, "moving", "search_radius"), ("a", "s", "o", "", ""), ("b", "s", "o", "sar", "9"))
    first, second = read_table(path, Defaults("optical", 120.0, "structure", True))
    assert (first.moving, first.search_radius, first.model, first.correct) == ("optical", 120.0, "structure", True)
    assert (second.moving, second.search_radius) == ("sar", 9.0)


def test_every_faulty_row_is_named(write_manifest: Callable[..., Path]) -> None:
    message = refused(
        write_manifest(
            (*HEADER, "moving", "search_radius", "bbox", "correct"),
            ("good", "s", "o", "", "", "", ""),
            ("", "s", "o", "", "", "", ""),
            ("x/y", "s", "o", "", "", "", ""),
            ("c", "", "o", "", "", "", ""),
            ("d", "s", "o", "both", "", "", ""),
            ("e", "s", "o", "", "far", "", ""),
            ("f", "s", "o", "", "-1", "", ""),
            ("g", "s", "o", "", "nan", "", ""),
            ("h", "s", "o", "", "", "1 2 3", ""),
            ("i", "s", "o", "", "", "3 2 1 4", ""),
            ("j", "s", "o", "", "", "", "perhaps"),
            ("GOOD", "s", "o", "", "", "", ""),
            ("k", "s"),
        )
    )
    lines = message.splitlines()
    assert lines[0].startswith("12 of the 13 rows of")
    assert [line.split(":")[0].strip().split(" (")[0] for line in lines[1:]] == [
        *(f"row {number}" for number in (3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14)), "row 13",
    ]  # fmt: skip
    assert "row 13 (GOOD): row 2 has the same id" in message
    assert "row 14 (k): it has 2 fields, the header has 7" in message


@pytest.mark.parametrize(
    ("header", "words"),
    [
        (("id", "sar"), "has no column optical"),
        (("id", "sar", "optical", "optical"), "has more than one column optical"),
        (("id", "sar", "optical", "serch_radius"), "has the column serch_radius"),
    ],
)
def test_columns(write_manifest: Callable[..., Path], header: tuple[str, ...], words: str) -> None:
    assert words in refused(write_manifest(header, tuple("abcd"[: len(header)])))


def test_files_that_are_no_table(tmp_path: Path) -> None:
    latin = tmp_path / "latin.csv"
    latin.write_bytes("id,sar,optical\né,s,o\n".encode("latin-1"))
    assert "not UTF-8" in refused(latin)
    half = tmp_path / "half.csv"
    half.write_text('id,sar,optical\na,"s,o\n', encoding="utf-8")
    assert "is no CSV" in refused(half)
    broken = tmp_path / "broken.parquet"
    broken.write_bytes(b"PAR1 and nothing")
    assert "cannot be read" in refused(broken)


def test_no_pairs(write_manifest: Callable[..., Path]) -> None:
    with pytest.raises(InputError, match="names no pair"):
        read_table(write_manifest(HEADER), Defaults())


def test_a_byte_order_mark_and_empty_lines_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "excel.csv"
    path.write_text("\ufeffid,sar,optical\r\n\r\na,s,o\r\n", encoding="utf-8")
    assert [pair.id for pair in read_table(path, Defaults())] == ["a"]


def test_parquet_may_have_other_columns_and_typed_values(tmp_path: Path) -> None:
    boxes = [{"xmin": 0.0, "ymin": 0.0, "xmax": 1.0, "ymax": 1.0}, None]
    table = pyarrow.table(
        {
            "id": ["a", "b"],
            "sar": ["s.tif", "s.tif"],
            "optical": ["o.tif", "o.tif"],
            "search_radius": [300.0, None],
            "correct": [True, False],
            "also": [["t.tif", "u.tif"], None],
            "bbox": boxes,
            "note": ["x", "y"],
        }
    )
    path = tmp_path / "pairs.parquet"
    pyarrow.parquet.write_table(table, path)
    first, second = read_table(path, Defaults())
    assert (first.place, first.search_radius, first.correct, first.bbox) == ("row 1", 300.0, True, None)
    assert first.also == (str(tmp_path / "t.tif"), str(tmp_path / "u.tif"))
    assert (second.search_radius, second.correct, second.also) == (None, False, ())
