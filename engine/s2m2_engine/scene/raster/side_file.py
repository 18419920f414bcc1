"""What a GeoTIFF cannot hold and GDAL keeps in the side file .aux.xml: category names, attribute tables, and metadata
items whose names are keywords of rasterio.

GDAL writes tables and names into a VRT of the raster, whatever format they come from; rasterio reads none of them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import rasterio.shutil
from rasterio.errors import RasterioError
from rasterio.io import MemoryFile

# Metadata items of these names cannot be given to rasterio.
KEYWORDS = ("ns", "bidx")
# Metadata that describe the file's encoding or a georeference other than the one written.
LEFT_OUT = ("IMAGE_STRUCTURE", "DERIVED_SUBDATASETS", "SUBDATASETS", "GEOLOCATION", "RPC", "COLOR_PROFILE")
_TABLES = ("CategoryNames", "GDALRasterAttributeTable")


def is_left_out(namespace: str | None) -> bool:
    """Whether metadata of this namespace stay behind."""
    # Namespaces such as xml:XMP hold one document, not keys and values.
    return namespace is not None and (namespace in LEFT_OUT or ":" in namespace)


def side_content(dataset: Any, domains: bool = False) -> ElementTree.Element | None:
    """What of `dataset` belongs into a side file, as its root element; None if there is nothing.

    Args:
        domains: whether metadata of other domains than the default one do, which GDAL does not write into a COG.
    """
    root = ElementTree.Element("PAMDataset")
    described = _described(dataset)
    if described is None:
        return None
    _copy_items(dataset, 0, root, domains)
    for band in described.findall("VRTRasterBand"):
        number = band.get("band", "1")
        target = ElementTree.Element("PAMRasterBand", band=number)
        _copy_items(dataset, int(number), target, domains)
        target.extend(element for name in _TABLES for element in band.findall(name))
        if len(target):
            root.append(target)
    return root if len(root) else None


def named_bands(dataset: Any) -> set[int]:
    """The bands, counted from 1, whose values have names: they are classes."""
    described = _described(dataset)
    bands = [] if described is None else described.findall("VRTRasterBand")
    return {
        int(band.get("band", "1"))
        for band in bands
        if band.find("CategoryNames") is not None
        or any(table.get("tableType") == "thematic" for table in band.findall("GDALRasterAttributeTable"))
    }


def write_side_file(raster: Path, content: ElementTree.Element) -> None:
    """Add `content` to the side file of `raster`, which GDAL may have begun."""
    path = raster.with_name(raster.name + ".aux.xml")
    # Python's expat (2.4.1 and later) refuses entities that explode, and there is no network in its parser.
    root = ElementTree.parse(path).getroot() if path.exists() else ElementTree.Element("PAMDataset")  # nosec B314
    for element in content:
        same = [child for child in root if child.tag == element.tag and child.attrib == element.attrib]
        if same:
            same[0].extend(element)
        else:
            root.append(element)
    ElementTree.ElementTree(root).write(path, encoding="utf-8")


def _described(dataset: Any) -> ElementTree.Element | None:
    try:
        with MemoryFile(ext=".vrt") as file:
            rasterio.shutil.copy(dataset, file.name, driver="VRT")
            return ElementTree.fromstring(file.read())  # nosec B314 - GDAL has just written it
    except (RasterioError, ElementTree.ParseError, OSError):
        # A raster of which no VRT can be made has no such tables that anybody could read.
        return None


def _copy_items(dataset: Any, band: int, target: ElementTree.Element, domains: bool) -> None:
    """Add the items whose names are keywords, and with `domains` all that are not in the default domain; those of the
    dataset if `band` is 0."""
    for namespace in (None, *dataset.tag_namespaces(band)):
        tags = {} if is_left_out(namespace) else dataset.tags(band, ns=namespace)
        found = list(tags) if domains and namespace is not None else [name for name in KEYWORDS if name in tags]
        if found:
            domain = {} if namespace is None else {"domain": namespace}
            metadata = ElementTree.SubElement(target, "Metadata", domain)
            for name in found:
                ElementTree.SubElement(metadata, "MDI", key=name).text = tags[name]
