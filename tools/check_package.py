"""The rules that plugins.qgis.org enforces on an uploaded zip, and a few of our own. Standard library only.

    python3 tools/check_package.py ZIP [VERSION]

Rules of the site: size, no path tricks, no caches or version-control folders, one sound plugin folder, metadata
with all required keys and real addresses, LICENSE, no binaries. Our own: one version everywhere, only modules that
QGIS brings are imported in the plugin, metadata that a Processing plugin needs.
"""

from __future__ import annotations

import ast
import configparser
import re
import stat
import sys
import zipfile
import zlib
from pathlib import Path
from urllib.parse import urlparse

MAXIMUM_BYTES = 25_000_000
REQUIRED_KEYS = (
    "name", "description", "version", "qgisMinimumVersion", "author", "email", "about", "tracker", "repository",
    "homepage",
)  # fmt: skip
_ADDRESSES = ("tracker", "repository", "homepage")
_BOOLEANS = ("experimental", "deprecated", "server", "supportsQt6")
_TEMPLATE_ADDRESSES = ("http://bugs", "http://repo", "http://homepage")
_FORBIDDEN_FOLDERS = ("__MACOSX", "__pycache__")
_FORBIDDEN_SUFFIXES = (
    ".pyc", ".pyo", ".so", ".dll", ".dylib", ".pyd", ".exe", ".bat", ".a", ".o", ".jar", ".whl", ".zip", ".tar", ".gz",
)  # fmt: skip
_EXECUTABLE_MAGIC = (b"\x7fELF", b"MZ", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"\xfe\xed\xfa\xcf")
# Modules that the plugin may import besides the standard library. PyQt5 and PyQt6 are imported through qgis.PyQt only,
# so that the plugin works with both.
_PLUGIN_IMPORTS = ("qgis", "osgeo", "numpy", "processing")


def problems_of_zip(path: Path, version: str = "") -> list[str]:
    """Reasons, in sentences, why the site or QGIS would refuse the zip; the list is empty if it has no problem.

    Args:
        version: the version that the zip must have; "" accepts any version.
    """
    problems = []
    if path.stat().st_size > MAXIMUM_BYTES:
        size = path.stat().st_size / 1e6
        problems.append(f"The zip has {size:.1f} MB; at most {MAXIMUM_BYTES / 1e6:.0f} MB are allowed.")
    try:
        with zipfile.ZipFile(path) as archive:
            damaged = archive.testzip()
            if damaged is not None:
                return [*problems, f"The zip is damaged at {damaged}."]
            return problems + _problems_inside(archive, version)
    except zipfile.BadZipFile as error:
        return [*problems, f"This is not a zip file: {error}."]
    except zlib.error as error:
        return [*problems, f"The zip is damaged: {error}."]


def _problems_inside(archive: zipfile.ZipFile, version: str) -> list[str]:
    names = archive.namelist()
    problems = [problem for entry in archive.infolist() for problem in _entry_problems(archive, entry)]
    top = {name.split("/")[0] for name in names}
    if len(top) != 1 or any("/" not in name for name in names):
        return [*problems, f"The zip must hold one folder and nothing beside it; it holds {sorted(top)}."]
    plugin = top.pop()
    if not (re.fullmatch(r"[A-Za-z][A-Za-z0-9_]+", plugin) and plugin.isidentifier()):
        problems.append(f"{plugin} is no valid plugin folder: ASCII letters, digits and underscores, a letter first.")
    for needed in ("__init__.py", "metadata.txt", "LICENSE"):
        if f"{plugin}/{needed}" not in names:
            problems.append(f"{needed} is missing in the plugin's folder.")
    if f"{plugin}/metadata.txt" in names:
        problems += _metadata_problems(archive.read(f"{plugin}/metadata.txt"), plugin, names, version)
    for name in names:
        if name.endswith(".py"):
            inside_engine = name.startswith(f"{plugin}/engine/")
            problems += _source_problems(name, archive.read(name), plugin, inside_engine)
    return problems


def _entry_problems(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> list[str]:
    name = entry.filename
    parts = name.rstrip("/").split("/")
    problems = []
    if ".." in name or name.startswith("/") or "\\" in name or ":" in name:
        problems.append(f"{name} is not a plain path inside the zip.")
    if stat.S_ISLNK(entry.external_attr >> 16):
        problems.append(f"{name} is a symbolic link.")
    if any(part in _FORBIDDEN_FOLDERS or part.startswith(".") for part in parts):
        problems.append(f"{name} is a hidden file or a cache.")
    if name.lower().endswith(_FORBIDDEN_SUFFIXES) or ".pyc" in name:
        problems.append(f"{name} is a binary or an archive.")
    elif archive.open(entry).read(4).startswith(_EXECUTABLE_MAGIC):
        problems.append(f"{name} is an executable.")
    return problems


def _metadata_problems(content: bytes, plugin: str, names: list[str], version: str) -> list[str]:
    # Interpolation is on, as on the site, where a single % in a value is an error.
    parser = configparser.ConfigParser()
    parser.optionxform = str  # type: ignore[method-assign, assignment]
    try:
        parser.read_string(content.decode("utf-8"))
        values = dict(parser.items("general"))
    except (UnicodeDecodeError, configparser.Error) as error:
        return [f"metadata.txt cannot be read: {error}."]
    problems = [f"metadata.txt lacks {key}." for key in REQUIRED_KEYS if not values.get(key, "").strip()]
    for key in _ADDRESSES:
        address = urlparse(values.get(key, ""))
        if not (address.scheme in ("http", "https") and address.netloc) or values[key] in _TEMPLATE_ADDRESSES:
            problems.append(f"metadata.txt: {key} is no web address.")
    for key in _BOOLEANS:
        if key in values and values[key].lower() not in ("true", "false"):
            problems.append(f"metadata.txt: {key} must be True or False.")
    for key in ("qgisMinimumVersion", "qgisMaximumVersion"):
        if key in values and not re.fullmatch(r"\d+(\.\d+){1,2}", values[key]):
            problems.append(f"metadata.txt: {key} must look like 3.22.")
    if not re.fullmatch(r"\d+(\.\d+)+([a-z]+\d*)?", values.get("version", "")):
        problems.append("metadata.txt: version must look like 1.2.3.")
    if version and values.get("version") != version:
        problems.append(f"metadata.txt says version {values.get('version')}, the engine {version}.")
    if "/" in values.get("author", ""):
        problems.append("metadata.txt: author cannot contain slashes.")
    if "plugin" in values.get("name", "").lower():
        problems.append("metadata.txt: name need not say that it is a plugin.")
    if "icon" in values and f"{plugin}/{values['icon']}" not in names:
        problems.append(f"metadata.txt: the icon {values['icon']} is not in the zip.")
    provides = any(name.startswith(f"{plugin}/processing/") for name in names)
    if provides and values.get("hasProcessingProvider", "no") != "yes":
        problems.append("metadata.txt: hasProcessingProvider must be yes, or qgis_process finds no algorithm.")
    return problems


def _source_problems(name: str, source: bytes, plugin: str, inside_engine: bool) -> list[str]:
    try:
        tree = ast.parse(source, name)
    except (SyntaxError, ValueError) as error:
        return [f"{name} is not valid Python: {error}."]
    problems = []
    if name == f"{plugin}/__init__.py":
        functions = [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]
        if "classFactory" not in functions:
            problems.append(f"{name} has no classFactory.")
    for module in _imported(tree):
        top = module.split(".")[0]
        if inside_engine and top in ("qgis", "PyQt5", "PyQt6"):
            problems.append(f"{name} imports {module}: the engine must not know QGIS.")
        if not inside_engine and not (top in sys.stdlib_module_names or top in _PLUGIN_IMPORTS):
            problems.append(f"{name} imports {module}, which QGIS does not bring.")
    return problems


def _imported(tree: ast.AST) -> list[str]:
    """The modules that are imported when the code runs; imports for type checkers only are left out."""
    if isinstance(tree, ast.Import):
        return [alias.name for alias in tree.names]
    if isinstance(tree, ast.ImportFrom):
        return [tree.module] if tree.level == 0 and tree.module else []
    executed = list(ast.iter_child_nodes(tree))
    if isinstance(tree, ast.If) and ast.unparse(tree.test) == "TYPE_CHECKING":
        executed = list(tree.orelse)
    return [module for node in executed for module in _imported(node)]


def main(arguments: list[str]) -> int:
    if not 1 <= len(arguments) <= 2:
        print(__doc__, file=sys.stderr)
        return 2
    problems = problems_of_zip(Path(arguments[0]), *arguments[1:])
    print("\n".join(problems) or f"{arguments[0]}: no problem found.")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
