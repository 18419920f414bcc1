"""A server of maps on this machine: XYZ tiles, WMS, WMTS and WCS of one picture; for QGIS's interpreter.

The picture is a formula of the place on the ground, so that the truth of every pixel is known at every zoom level.
"""

from __future__ import annotations

import http.server
import threading
import time
import uuid
from contextlib import suppress
from typing import Any, Callable
from urllib.parse import parse_qsl, urlsplit

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal, osr
from qgis.core import QgsRasterLayer
from qgis.PyQt.QtCore import QBuffer, QByteArray, QIODevice
from qgis.PyQt.QtGui import QImage

HALF = 20037508.342789244  # of the side of the world in EPSG:3857
CENTRE = (1_818_000.0, 6_140_000.0)  # near Vienna
_WAVES = np.random.default_rng(0).uniform((60, 0, 0), (300, 6.28, 6.28), (12, 3))
_COVERAGE = (1_814_000.0, 6_136_000.0, 1_822_000.0, 6_144_000.0)


def picture(x: NDArray[Any], y: NDArray[Any]) -> NDArray[Any]:
    """Grey values of about 50 to 200 with details of 60 to 300 m."""
    east, north = x - CENTRE[0], y - CENTRE[1]
    waves = (np.sin(6.28 / size * (east * np.cos(way) + north * np.sin(way)) + at) for size, way, at in _WAVES)
    return 128.0 + 10.0 * sum(waves)


def pixel_centres(box: tuple[float, ...], columns: int, rows: int) -> tuple[NDArray[Any], NDArray[Any]]:
    """The coordinates of the pixels of a raster of the box (xmin, ymin, xmax, ymax)."""
    xmin, ymin, xmax, ymax = box
    across, along = (xmax - xmin) / columns, (ymax - ymin) / rows
    x, y = np.meshgrid(xmin + (np.arange(columns) + 0.5) * across, ymax - (np.arange(rows) + 0.5) * along)
    return x, y


def offset_px(path: str) -> tuple[float, float]:
    """How far (columns, rows) a raster in EPSG:3857 lies off the truth: the largest over its nine parts."""
    dataset = gdal.Open(path)
    west, across, _, north, _, along = dataset.GetGeoTransform()
    columns, rows = dataset.RasterXSize, dataset.RasterYSize
    x, y = pixel_centres((west, north + rows * along, west + columns * across, north), columns, rows)
    difference = dataset.GetRasterBand(1).ReadAsArray().astype(float) - picture(x, y)
    slopes = [picture(x + across / 2, y) - picture(x - across / 2, y)]
    slopes.append(picture(x, y + along / 2) - picture(x, y - along / 2))
    worst = np.zeros(2)
    for part in np.array_split(np.arange(rows * columns).reshape(rows, columns)[4:-4, 4:-4], 3):
        for third in np.array_split(part, 3, axis=1):
            design = np.stack([slope.ravel()[third.ravel()] for slope in slopes] + [np.ones(third.size)], 1)
            found = np.linalg.lstsq(design, difference.ravel()[third.ravel()], rcond=None)[0][:2]
            worst = np.maximum(worst, np.abs(found))
    return float(worst[0]), float(worst[1])


class MapServer(http.server.ThreadingHTTPServer):
    """Serves `picture`; `requests` are what it was asked for.

    `delay_s` is before each answer; a request for a picture to which `fails` says yes gets the status `failure`.
    """

    daemon_threads = True

    def __init__(self) -> None:
        # QGIS keeps pictures by their addresses, also from earlier runs; a port may come again.
        self._mark = f"/{uuid.uuid4().hex}"
        self.requests: list[str] = []
        self.delay_s, self.failure = 0.0, 500
        self.fails: Callable[[str], bool] = lambda path: False
        super().__init__(("127.0.0.1", 0), _Handler)
        self._thread = threading.Thread(target=self.serve_forever, args=(0.01,))
        self._thread.start()

    def close(self) -> None:
        self.shutdown()
        self._thread.join()
        self.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}{self._mark}"

    def path_of(self, asked: str) -> str:
        """The path of a request, as if it came without the server's mark."""
        return asked[len(self._mark) :] if asked.startswith(self._mark) else asked

    def xyz(self, zmin: int = 0, zmax: int = 18) -> QgsRasterLayer:
        url = f"{self.url}/xyz/%7Bz%7D/%7Bx%7D/%7By%7D.png"
        return QgsRasterLayer(f"type=xyz&url={url}&zmax={zmax}&zmin={zmin}", "Web map", "wms")

    def wms(self) -> QgsRasterLayer:
        uri = f"crs=EPSG:3857&dpiMode=7&format=image/png&layers=map&styles&url={self.url}/wms"
        return QgsRasterLayer(uri, "Web map", "wms")

    def wmts(self) -> QgsRasterLayer:
        uri = "crs=EPSG:3857&dpiMode=7&format=image/png&layers=map&styles=default&tileMatrixSet=web"
        return QgsRasterLayer(f"{uri}&url={self.url}/wmts?SERVICE%3DWMTS%26REQUEST%3DGetCapabilities", "Web map", "wms")

    def wcs(self) -> QgsRasterLayer:
        uri = f"cache=AlwaysNetwork&crs=EPSG:3857&format=GeoTIFF&identifier=map&version=1.0.0&url={self.url}/wcs"
        return QgsRasterLayer(uri, "Web map", "wcs")

    @property
    def pictures(self) -> list[str]:
        """The requests for pictures, without those for descriptions."""
        return [one for one in self.requests if "xyz" in one or any(f"REQUEST={name}" in one for name in _PICTURES)]


_PICTURES = ("GetMap", "GetTile", "GetCoverage")


class _Handler(http.server.BaseHTTPRequestHandler):
    server: MapServer

    def do_GET(self) -> None:
        with suppress(ConnectionError):  # who has asked may have left
            self._serve()

    def _serve(self) -> None:
        server = self.server
        self.path = server.path_of(self.path)
        server.requests.append(self.path)
        time.sleep(server.delay_s)
        status, kind, body = 200, "text/xml", b""
        if self.path in server.pictures and server.fails(self.path):
            status, kind, body = server.failure, "text/plain", b"no"
        else:
            kind, body = self._answer()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _answer(self) -> tuple[str, bytes]:
        parts = urlsplit(self.path)
        query = {name.upper(): value for name, value in parse_qsl(parts.query)}
        service = parts.path.split("/")[1]
        if service == "xyz":
            z, x, y = (int(part.split(".")[0]) for part in parts.path.split("/")[2:])
            return "image/png", _png(_tile_box(z, x, y), 256, 256)
        request = query["REQUEST"]
        if request == "GetTile":
            z, x, y = (int(query[name]) for name in ("TILEMATRIX", "TILECOL", "TILEROW"))
            return "image/png", _png(_tile_box(z, x, y), 256, 256)
        if request in _PICTURES:
            box = tuple(float(part) for part in query["BBOX"].split(","))
            make = _png if request == "GetMap" else _tiff
            return ("image/png" if make is _png else "image/tiff"), make(box, int(query["WIDTH"]), int(query["HEIGHT"]))
        text = {"wms": _WMS, "wmts": _WMTS, "wcs": _WCS if request == "GetCapabilities" else _WCS_COVERAGE}[service]
        return "text/xml", text.replace("@URL@", f"{self.server.url}/{service}").encode()

    def log_message(self, *_args: object) -> None:
        pass


def _tile_box(z: int, x: int, y: int) -> tuple[float, ...]:
    side = 2 * HALF / 2**z
    return x * side - HALF, HALF - (y + 1) * side, (x + 1) * side - HALF, HALF - y * side


def _values(box: tuple[float, ...], columns: int, rows: int) -> NDArray[np.uint8]:
    return np.clip(np.rint(picture(*pixel_centres(box, columns, rows))), 0, 255).astype(np.uint8)


def _png(box: tuple[float, ...], columns: int, rows: int) -> bytes:
    values = np.ascontiguousarray(_values(box, columns, rows))
    image = QImage(values.data, columns, rows, columns, QImage.Format.Format_Grayscale8)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(data)


def _tiff(box: tuple[float, ...], columns: int, rows: int) -> bytes:
    path = f"/vsimem/coverage-{threading.get_ident()}.tif"
    dataset = gdal.GetDriverByName("GTiff").Create(path, columns, rows, 1, gdal.GDT_Byte)
    dataset.SetGeoTransform((box[0], (box[2] - box[0]) / columns, 0.0, box[3], 0.0, (box[1] - box[3]) / rows))
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(3857)
    dataset.SetProjection(crs.ExportToWkt())
    dataset.GetRasterBand(1).WriteArray(_values(box, columns, rows))
    dataset = None
    file = gdal.VSIFOpenL(path, "rb")
    body = bytes(gdal.VSIFReadL(1, gdal.VSIStatL(path).size, file))
    gdal.VSIFCloseL(file)
    gdal.Unlink(path)
    return body


_LINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
_GET = '<DCPType><HTTP><Get><OnlineResource xlink:type="simple" xlink:href="@URL@?"/></Get></HTTP></DCPType>'
_WORLD = f'minx="{-HALF}" miny="{-HALF}" maxx="{HALF}" maxy="{HALF}"'
_WMS = f"""<?xml version="1.0"?>
<WMS_Capabilities version="1.3.0" xmlns="http://www.opengis.net/wms" {_LINK}>
<Service><Name>WMS</Name><Title>maps</Title><OnlineResource xlink:href="@URL@"/></Service>
<Capability><Request><GetCapabilities><Format>text/xml</Format>{_GET}</GetCapabilities>
<GetMap><Format>image/png</Format>{_GET}</GetMap></Request><Exception><Format>XML</Format></Exception>
<Layer><Title>all</Title><CRS>EPSG:3857</CRS><Layer><Name>map</Name><Title>map</Title><CRS>EPSG:3857</CRS>
<EX_GeographicBoundingBox><westBoundLongitude>-180</westBoundLongitude><eastBoundLongitude>180</eastBoundLongitude>
<southBoundLatitude>-85</southBoundLatitude><northBoundLatitude>85</northBoundLatitude></EX_GeographicBoundingBox>
<BoundingBox CRS="EPSG:3857" {_WORLD}/></Layer></Layer></Capability></WMS_Capabilities>"""

_KVP = (
    '<ows:DCP><ows:HTTP><ows:Get xlink:href="@URL@?"><ows:Constraint name="GetEncoding"><ows:AllowedValues>'
    "<ows:Value>KVP</ows:Value></ows:AllowedValues></ows:Constraint></ows:Get></ows:HTTP></ows:DCP>"
)
_MATRICES = "".join(
    f"<TileMatrix><ows:Identifier>{z}</ows:Identifier><ScaleDenominator>{2 * HALF / 256 / 2**z / 0.00028!r}"
    f"</ScaleDenominator><TopLeftCorner>{-HALF!r} {HALF!r}</TopLeftCorner><TileWidth>256</TileWidth>"
    f"<TileHeight>256</TileHeight><MatrixWidth>{2**z}</MatrixWidth><MatrixHeight>{2**z}</MatrixHeight></TileMatrix>"
    for z in range(10, 18)
)
_WMTS = f"""<?xml version="1.0"?>
<Capabilities xmlns="http://www.opengis.net/wmts/1.0" xmlns:ows="http://www.opengis.net/ows/1.1"
 {_LINK} version="1.0.0">
<ows:ServiceIdentification><ows:Title>tiles</ows:Title><ows:ServiceType>OGC WMTS</ows:ServiceType>
<ows:ServiceTypeVersion>1.0.0</ows:ServiceTypeVersion></ows:ServiceIdentification>
<ows:OperationsMetadata><ows:Operation name="GetCapabilities">{_KVP}</ows:Operation>
<ows:Operation name="GetTile">{_KVP}</ows:Operation></ows:OperationsMetadata>
<Contents><Layer><ows:Title>map</ows:Title><ows:Identifier>map</ows:Identifier>
<ows:WGS84BoundingBox><ows:LowerCorner>10.1 40.2</ows:LowerCorner><ows:UpperCorner>20.3 55.4</ows:UpperCorner>
</ows:WGS84BoundingBox><Style isDefault="true"><ows:Identifier>default</ows:Identifier></Style>
<Format>image/png</Format><TileMatrixSetLink><TileMatrixSet>web</TileMatrixSet></TileMatrixSetLink></Layer>
<TileMatrixSet><ows:Identifier>web</ows:Identifier><ows:SupportedCRS>urn:ogc:def:crs:EPSG::3857</ows:SupportedCRS>
{_MATRICES}</TileMatrixSet></Contents></Capabilities>"""

_WCS_GET = '<DCPType><HTTP><Get><OnlineResource xlink:href="@URL@?"/></Get></HTTP></DCPType>'
_LONLAT = (
    '<lonLatEnvelope srsName="urn:ogc:def:crs:OGC:1.3:CRS84"><gml:pos>16.295 48.18</gml:pos>'
    "<gml:pos>16.37 48.23</gml:pos></lonLatEnvelope>"
)
_WCS_SPACES = f'xmlns="http://www.opengis.net/wcs" xmlns:gml="http://www.opengis.net/gml" {_LINK} version="1.0.0"'
_WCS = f"""<?xml version="1.0"?>
<WCS_Capabilities {_WCS_SPACES}><Service><name>coverages</name><label>coverages</label></Service>
<Capability><Request><GetCapabilities>{_WCS_GET}</GetCapabilities><DescribeCoverage>{_WCS_GET}</DescribeCoverage>
<GetCoverage>{_WCS_GET}</GetCoverage></Request></Capability>
<ContentMetadata><CoverageOfferingBrief><name>map</name><label>map</label>{_LONLAT}</CoverageOfferingBrief>
</ContentMetadata></WCS_Capabilities>"""
_WCS_COVERAGE = f"""<?xml version="1.0"?>
<CoverageDescription {_WCS_SPACES}><CoverageOffering><name>map</name><label>map</label>{_LONLAT}
<domainSet><spatialDomain><gml:Envelope srsName="EPSG:3857"><gml:pos>{_COVERAGE[0]} {_COVERAGE[1]}</gml:pos>
<gml:pos>{_COVERAGE[2]} {_COVERAGE[3]}</gml:pos></gml:Envelope>
<gml:RectifiedGrid dimension="2"><gml:limits><gml:GridEnvelope><gml:low>0 0</gml:low><gml:high>799 799</gml:high>
</gml:GridEnvelope></gml:limits><gml:axisName>x</gml:axisName><gml:axisName>y</gml:axisName>
<gml:origin><gml:pos>{_COVERAGE[0] + 5} {_COVERAGE[3] - 5}</gml:pos></gml:origin>
<gml:offsetVector>10.0 0.0</gml:offsetVector><gml:offsetVector>0.0 -10.0</gml:offsetVector></gml:RectifiedGrid>
</spatialDomain></domainSet><rangeSet><RangeSet><name>band</name><label>band</label></RangeSet></rangeSet>
<supportedCRSs><requestResponseCRSs>EPSG:3857</requestResponseCRSs><nativeCRSs>EPSG:3857</nativeCRSs></supportedCRSs>
<supportedFormats nativeFormat="GeoTIFF"><formats>GeoTIFF</formats></supportedFormats>
<supportedInterpolations default="nearest neighbor"><interpolationMethod>nearest neighbor</interpolationMethod>
</supportedInterpolations></CoverageOffering></CoverageDescription>"""
