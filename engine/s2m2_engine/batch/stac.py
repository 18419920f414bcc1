"""Pairs the items of a STAC ItemCollection, or of a stac-geoparquet file, by a rule that the user states.

Two items belong together if a property of theirs that names the tile is equal, and their dates are at most so many days
apart; each item of the moving layer gets the one that is nearest in time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from ..errors import InputError
from ..json_input import read_json
from .manifest import Defaults, Problem, Rows, checked, located, read_parquet
from .pair import Pair, problem_of_id

_HINT = "Give a STAC ItemCollection (a FeatureCollection of items) or a stac-geoparquet file."


@dataclass(frozen=True)
class PairingRule:
    """How items are paired.

    Attributes:
        same: the property whose value two items must share.
        within_days: how many days may lie between them.
        sar_asset, optical_asset: the assets that are matched; an item that has the one is of this sensor.
    """

    same: str
    within_days: float
    sar_asset: str
    optical_asset: str


@dataclass(frozen=True)
class _Item:
    id: str
    place: str
    tile: str
    time: datetime
    href: str
    properties: Mapping[str, Any]


def is_stac(path: Path) -> bool:
    """Whether a manifest is made of items, by its name or, for Parquet, by its columns.

    Raises:
        InputError: "bad_manifest": it is a Parquet file that cannot be read.
    """
    if path.suffix.lower() in (".json", ".geojson"):
        return True
    return path.suffix.lower() in (".parquet", ".geoparquet") and "assets" in read_parquet(path).column_names


def read_items(path: Path, rule: PairingRule, defaults: Defaults) -> tuple[list[Pair], int]:
    """The pairs of a collection, and how many items of the moving layer have no partner.

    Raises:
        InputError: "bad_manifest": the collection cannot be read, or some of its items lack what the rule needs;
            "no_pairs": no two items belong together.
    """
    rows = Rows()
    found: dict[str, list[_Item]] = {"sar": [], "optical": []}
    for number, body in enumerate(_items(path), start=1):
        place = f"item {number}"
        try:
            sensor, item = _item(place, body, rule, path.parent)
            found[sensor].append(item)
        except ValueError as error:
            name = body.get("id") if isinstance(body, dict) else None
            rows.problems.append(Problem(place, str(name or ""), str(error)))
    moving, reference = found[defaults.moving], found["optical" if defaults.moving == "sar" else "sar"]
    by_tile = defaultdict(list)
    for item in reference:
        by_tile[item.tile].append(item)
    for item in moving:
        partner = _nearest(item, by_tile[item.tile], timedelta(days=rule.within_days))
        if partner is not None:
            rows.pairs.append(_pair(item, partner, defaults))
    return checked(path, rows), len(moving) - len(rows.pairs)


def _items(path: Path) -> Sequence[Any]:
    if path.suffix.lower() in (".parquet", ".geoparquet"):
        table = read_parquet(path)
        names = [name for name in table.column_names if name not in ("geometry", "bbox")]
        return [_from_columns(record) for record in table.select(names).to_pylist()]
    try:
        body = read_json(path)
    except (OSError, ValueError) as error:
        raise InputError("bad_manifest", f"{path} cannot be read: {error}.", _HINT) from error
    items = body.get("features") if isinstance(body, dict) else None
    if not isinstance(items, list):
        raise InputError("bad_manifest", f"{path} holds no items.", _HINT)
    return items


def _from_columns(record: dict[str, Any]) -> dict[str, Any]:
    """A row of stac-geoparquet, whose columns are the item's properties, as an item."""
    assets = {name: asset for name, asset in (record.pop("assets") or {}).items() if asset is not None}
    return {"id": record.pop("id", None), "assets": assets, "properties": record}


def _item(place: str, body: Any, rule: PairingRule, folder: Path) -> tuple[str, _Item]:
    """The sensor of an item, and the item.

    Raises:
        ValueError: what it lacks.
    """
    if not (isinstance(body, dict) and all(isinstance(body.get(key), dict) for key in ("assets", "properties"))):
        raise ValueError("it is no STAC item")
    name, assets, properties = str(body.get("id") or ""), body["assets"], body["properties"]
    if problem_of_id(name):
        raise ValueError(problem_of_id(name))
    sensors = [key for key, asset in (("sar", rule.sar_asset), ("optical", rule.optical_asset)) if asset in assets]
    if len(sensors) != 1:
        how = "both assets" if sensors else "neither of the assets"
        raise ValueError(f"it has {how} {rule.sar_asset} and {rule.optical_asset}")
    asset = assets[rule.sar_asset if sensors[0] == "sar" else rule.optical_asset]
    if not (isinstance(asset, dict) and isinstance(asset.get("href"), str)):
        raise ValueError("its asset has no href")
    if properties.get(rule.same) in (None, ""):
        raise ValueError(f"it has no property {rule.same}")
    time = _time(properties.get("datetime") or properties.get("start_datetime"))
    return sensors[0], _Item(name, place, str(properties[rule.same]), time, located(asset["href"], folder), properties)


def _time(value: Any) -> datetime:
    try:
        time = value if isinstance(value, datetime) else datetime.fromisoformat(str(value).replace("Z", "+00:00"))
    except ValueError:
        raise ValueError("it has no date" if value is None else f"its date is {value!a}") from None
    return time if time.tzinfo else time.replace(tzinfo=timezone.utc)


def _nearest(item: _Item, candidates: Sequence[_Item], limit: timedelta) -> _Item | None:
    near = [one for one in candidates if abs(one.time - item.time) <= limit]
    return min(near, key=lambda one: (abs(one.time - item.time), one.time, one.id), default=None)


def _pair(moving: _Item, reference: _Item, defaults: Defaults) -> Pair:
    sar, optical = (moving, reference) if defaults.moving == "sar" else (reference, moving)
    properties = moving.properties
    orbit = (properties.get("sat:relative_orbit"), properties.get("sat:orbit_state"))
    return Pair(
        id=moving.id,
        place=moving.place,
        sar=sar.href,
        optical=optical.href,
        moving=defaults.moving,
        search_radius=defaults.search_radius,
        model=defaults.model,
        correct=defaults.correct,
        datetime=moving.time.isoformat(),
        sensor=str(properties.get("platform") or properties.get("constellation") or ""),
        orbit=" ".join(str(one) for one in orbit if one is not None),
    )
