#!/usr/bin/env bash
# Everything that a user, a developer and CI do with this project. ./build.sh help says what there is.
set -euo pipefail

CALLED_FROM="$PWD"
# The project's own folder, also where this file is called through a link in another one.
ROOT="$(cd "$(dirname "$(readlink -f -- "${BASH_SOURCE[0]}")")" && pwd -P)"
cd "$ROOT"

QGIS_PYTHON=/usr/bin/python3 # the interpreter that Debian's and Ubuntu's QGIS is built for
UV="uv==0.13.9" # makes the lock files; another version may write them in another way
QGIS_TEST_PACKAGES=("pytest>=8" "pytest-qt>=4.4" "pytest-qgis==5.0.2")
PROFILE="$ROOT/.profile"
YES=no

usage() {
    cat <<'TEXT'
./build.sh COMMAND [--yes]

  run [SAR OPTICAL]  open QGIS with the plugin, in a profile of its own, on your two rasters or on a simulated pair;
                     without a display: match and correct the same two and print the result
  test [quick]       all tests: the engine's, the plugin's in real QGIS, and both together; quick: without slow ones
                     and without QGIS Desktop, in two minutes
  check              ruff, mypy, whether the translations and the lock files are up to date, the links of the
                     documentation, and the checks that plugins.qgis.org applies to the plugin zip
  docs               make a site of docs/ in dist/docs, for reading offline; it stops at broken links
  pictures [FOLDER] [SAR OPTICAL]
                     walk through the plugin in QGIS on a virtual screen, on the simulated pair or your two rasters,
                     and take a picture of each state; without FOLDER, those that the pages show are made anew
  package            write dist/s2m2_qgis-VERSION.zip; this needs Python 3.10 or later, and no network
  translations [LANGUAGE]
                     bring resources/translations up to date with the plugin's texts; begin a LANGUAGE (de, pt_BR)
  lock [--pytorch]   write engine/locks, the packages of the plugin's environment with their hashes, from
                     engine/requirements*.txt; with PyTorch's own builds where download.pytorch.org can be reached
  env                make the environments only: .venv (engine) and .venv-qgis (QGIS's Python with pytest-qgis)

  --yes              install missing Debian or Ubuntu packages without asking
TEXT
}

say() { printf '%s\n' "$*" >&2; }

fail() {
    say "$@"
    exit 1
}

# --- what the system must have -----------------------------------------------------------------------------

is_installed() { [ "$(dpkg-query -W -f='${Status}' "$1" 2>/dev/null)" = "install ok installed" ]; }

# need PACKAGE...: install those of the packages that are missing, after saying which.
need() {
    if ! command -v apt-get >/dev/null; then
        say "This is neither Debian nor Ubuntu: please see to it that what these packages hold is installed: $*"
        return
    fi
    local missing=() package
    for package in "$@"; do
        is_installed "$package" || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0

    local root=()
    [ "$(id -u)" = 0 ] || root=(sudo)
    local install=("${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends
        "${missing[@]}")
    say "Missing on this computer: ${missing[*]}"
    if [ "$YES" = no ]; then
        if [ ! -t 0 ] || [ -n "${CI:-}" ]; then
            fail "Run this again with --yes, or first: ${install[*]}"
        fi
        local answer
        read -r -p "Install them with apt? [y/N] " answer
        [[ "$answer" =~ ^[Yy] ]] || fail "Nothing was installed."
    fi
    if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null; then
        fail "Installing takes root or sudo. As root, run: ${install[*]:1}"
    fi
    # Old package lists name files that the mirrors no longer have.
    "${root[@]}" apt-get update -q >&2
    "${install[@]}" >&2
}

need_qgis() { need qgis python3-qgis qgis-providers python3-venv xvfb xauth fonts-dejavu-core; }

# --- environments ------------------------------------------------------------------------------------------

# find_python [MODULE...]: prints a Python of at least 3.10 that has the modules; S2M2_BUILD_PYTHON goes first.
find_python() {
    local candidate
    for candidate in ${S2M2_BUILD_PYTHON:+"$S2M2_BUILD_PYTHON"} python3 /usr/bin/python3 \
        python3.13 python3.12 python3.11 python3.10; do
        if "$candidate" -c 'import sys; [__import__(name) for name in sys.argv[1:]]; sys.exit(sys.version_info < (3, 10))' \
            "$@" 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    return 1
}

# Prints a Python that can make environments.
find_base_python() { find_python ensurepip venv; }

# Prints a Python for tools that need the standard library only.
find_any_python() {
    find_python || fail "No Python of version 3.10 or later was found." \
        "Install one, and name it in S2M2_BUILD_PYTHON if it is not on the PATH."
}

# up_to_date FOLDER STAMP: whether FOLDER was made from just this.
up_to_date() { [ -x "$1/bin/python" ] && [ "$(cat "$1/.s2m2-stamp" 2>/dev/null)" = "$2" ]; }

# is_ours FOLDER: whether make_env has made FOLDER. A link is not ours: what it leads to may be used elsewhere.
is_ours() { [ ! -L "$1" ] && { [ -f "$1/.s2m2-stamp" ] || [ -f "$1/.s2m2-making" ]; }; }

# is_whole FOLDER: whether make_env has come to its end.
is_whole() { [ -f "$1/.s2m2-stamp" ]; }

# remove_ours FOLDER: its mark goes last, so that a folder that is removed in part is still known as ours.
remove_ours() {
    [ -e "$1" ] || [ -L "$1" ] || return 0
    ! rmdir -- "$1" 2>/dev/null || return 0
    is_ours "$1" || fail "$1 was not made by build.sh, which does not remove it. Move it away, and try again."
    find "$1" -mindepth 1 -maxdepth 1 ! -name '.s2m2-*' -exec rm -rf -- {} +
    rm -rf -- "$1"
}

# set_aside FOLDER: an environment that another program has made, or an interrupted one without our mark, gets another name,
# because somebody may still want what is in it. Anything else stays and is named by remove_ours.
set_aside() {
    if [ -L "$1" ] || is_ours "$1" || [ ! -f "$1/pyvenv.cfg" ]; then return 0; fi
    local aside="$1.aside" number=1
    while [ -e "$aside" ] || [ -L "$aside" ]; do
        number=$((number + 1))
        aside="$1.aside$number"
    done
    mv -- "$1" "$aside"
    say "${1#"$ROOT"/} is an environment that build.sh has not made or not finished; it is now called ${aside##*/}."
    say "Remove it if you do not need it."
}

# alone COMMAND...: runs it while no other build.sh makes environments here.
alone() {
    if command -v flock >/dev/null; then
        exec 9<"$ROOT" # the folder itself: no file is left behind
        if ! flock --nonblock 9; then
            say "Another build.sh is making environments here; waiting for it."
            flock 9
        fi
    fi
    "$@"
    exec 9<&-
}

# keep_former FOLDER: put the earlier environment back if FOLDER is not complete; else remove the earlier one.
keep_former() {
    [ -e "$1.former" ] || return 0
    if is_whole "$1"; then
        remove_ours "$1.former"
    else
        remove_ours "$1"
        mv -- "$1.former" "$1"
    fi
}

# fill_env FOLDER PYTHON VENV_OPTIONS -- PIP_ARGUMENTS
fill_env() {
    local folder="$1" python="$2"
    shift 2
    local options=()
    while [ "$1" != -- ]; do
        options+=("$1")
        shift
    done
    shift
    "$python" -m venv "${options[@]}" "$folder" &&
        "$folder/bin/python" -m pip install --quiet --disable-pip-version-check "$@"
}

# make_env FOLDER STAMP PYTHON VENV_OPTIONS -- PIP_ARGUMENTS: replaces FOLDER. Scripts in an environment hold its path,
# so the new one is made in place and the earlier one is set aside until then; `keep_former` mends what a kill leaves.
make_env() {
    local folder="$1" stamp="$2" python="$3"
    shift 3
    if is_ours "$folder" && is_whole "$folder"; then
        mv -- "$folder" "$folder.former"
    else
        remove_ours "$folder"
    fi
    say "Making ${folder#"$ROOT"/} with $python (Python packages are downloaded into it, nowhere else)"
    mkdir -- "$folder"
    touch "$folder/.s2m2-making"
    if ! fill_env "$folder" "$python" "$@"; then
        local kept=""
        [ ! -e "$folder.former" ] || kept=" The earlier one is still there, as it was."
        remove_ours "$folder"
        keep_former "$folder"
        fail "${folder#"$ROOT"/} could not be made; the lines above say why.$kept"
    fi
    printf '%s' "$stamp" >"$folder/.s2m2-making"
    mv -- "$folder/.s2m2-making" "$folder/.s2m2-stamp"
    keep_former "$folder"
}

# renew_env: make_env, if FOLDER is not up to date.
renew_env() { alone renew_alone "$@"; }

renew_alone() {
    keep_former "$1"
    if up_to_date "$1" "$2"; then return 0; fi
    set_aside "$1"
    make_env "$@"
}

engine_env() {
    local python stamp
    if ! python="$(find_base_python)"; then
        need python3-venv
        python="$(find_base_python)" || fail "No Python of version 3.10 or later that can make environments was found." \
            "Install one, and name it in S2M2_BUILD_PYTHON if it is not on the PATH."
    fi
    stamp="$({
        cat pyproject.toml engine/s2m2_engine/version.py
        "$python" --version
        printf '%s' "$ROOT"
    } | sha256sum | cut -d' ' -f1)"
    renew_env "$ROOT/.venv" "$stamp" "$python" -- -e '.[dev]'
}

# Whether .venv has what training needs.
has_network() { [ "$ROOT/.venv/.s2m2-network" -nt "$ROOT/.venv/.s2m2-stamp" ]; }

# The engine's environment with what training needs. `run` does without: PyTorch is large.
network_env() {
    engine_env
    alone add_network
}

add_network() {
    ! has_network || return 0
    say "Adding PyTorch to .venv (on Linux from PyPI with CUDA's libraries; for the smaller CPU build set"
    say "PIP_EXTRA_INDEX_URL=https://download.pytorch.org/whl/cpu)"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check -e '.[dev,network,qt6]'
    touch "$ROOT/.venv/.s2m2-network"
}

qgis_env() {
    need_qgis
    "$QGIS_PYTHON" -c 'import qgis.core' 2>/dev/null ||
        fail "$QGIS_PYTHON cannot import qgis.core: install QGIS with its Python bindings."
    local stamp
    stamp="$({
        printf '%s\n' "${QGIS_TEST_PACKAGES[@]}" "$ROOT"
        "$QGIS_PYTHON" --version
    } | sha256sum | cut -d' ' -f1)"
    renew_env "$ROOT/.venv-qgis" "$stamp" "$QGIS_PYTHON" --system-site-packages -- "${QGIS_TEST_PACKAGES[@]}"
}

# --- commands ----------------------------------------------------------------------------------------------

# raster_file NAME: its whole path; a relative one is as seen from where the user is.
raster_file() {
    local path="$1"
    case "$path" in
    /*) ;;
    *) path="$CALLED_FROM/$path" ;;
    esac
    [ ! -d "$path" ] || fail "$1 is a folder. Give the raster file in it."
    [ -f "$path" ] || fail "There is no file $1."
    readlink -f -- "$path"
}

# Whether QGIS can show windows. Qt aborts where it cannot, so that another process tries.
can_show_windows() {
    [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || return 1
    need_qgis
    { (
        ulimit -c 0
        timeout 30 "$QGIS_PYTHON" -c 'from qgis.PyQt.QtGui import QGuiApplication; QGuiApplication([])' >/dev/null
    ); } 2>/dev/null
}

run() {
    [ $# -eq 0 ] || [ $# -eq 2 ] || fail "Give both rasters, SAR and optical, or none for a simulated pair."
    local sar optical truth=""
    if [ $# -eq 2 ]; then
        sar="$(raster_file "$1")"
        optical="$(raster_file "$2")"
    fi
    engine_env
    if [ $# -eq 0 ]; then
        sar="$PROFILE/sample/simulated_sar.tif"
        optical="$PROFILE/sample/simulated_optical.tif"
        truth="$PROFILE/sample/truth.json"
        [ -f "$truth" ] || "$ROOT/.venv/bin/s2m2" sample "$PROFILE/sample" >&2
    fi
    if can_show_windows; then
        run_qgis "$sar" "$optical"
    else
        run_without_display "$sar" "$optical" "$truth"
    fi
}

# stage_plugin PROFILE: the plugin as it is now, switched on.
stage_plugin() {
    .venv/bin/python tools/package.py --stage "$1/python/plugins/s2m2_qgis"
    if [ ! -f "$1/QGIS/QGIS3.ini" ]; then
        mkdir -p "$1/QGIS"
        # The plugin on, QGIS's look for newer versions off.
        printf '%s\n' '[PythonPlugins]' 's2m2_qgis=true' '[qgis]' 'checkVersion=false' >"$1/QGIS/QGIS3.ini"
    fi
}

run_qgis() {
    stage_plugin "$PROFILE/profiles/default"
    say "Opening QGIS with $1 and $2"
    S2M2_PYTHON="$ROOT/.venv/bin/python" qgis --profiles-path "$PROFILE" --profile default --nologo \
        --noversioncheck --code "$ROOT/tools/open_dock.py" "$2" "$1"
}

run_without_display() {
    local out="$PROFILE/match" status=0
    say "There is no display that can be opened: matching and correcting on the command line."
    .venv/bin/s2m2 match "$1" "$2" --out "$out" || status=$?
    # 3: matched, but not reliable; anything else that is not 0: no match.
    [ "$status" = 0 ] || [ "$status" = 3 ] || return "$status"
    [ -z "$3" ] || .venv/bin/python tools/compare_with_truth.py "$out" "$3"
    [ "$status" = 0 ] || return "$status"
    .venv/bin/s2m2 correct "$out" "$1" --out "$PROFILE/corrected.tif"
}

# run_tests [quick]: everything, or what takes neither long nor a QGIS Desktop.
run_tests() {
    network_env
    qgis_env
    local qgis=(tests/plugin tests/end_to_end) selected=()
    if [ "${1:-}" = quick ]; then
        qgis=(tests/plugin)
        selected=(-m "not slow")
    fi
    local reports status_engine=0 status_qgis=0
    reports="$(mktemp -d)"
    # Both at once, since QGIS leaves cores idle; one thread of mathematics for each process. In QGIS there is one process:
    # its crash at exit must be seen.
    export OMP_NUM_THREADS=1
    .venv/bin/python -m pytest -n logical --maxprocesses 4 --dist worksteal \
        tests/engine tests/tools "${selected[@]}" --junitxml="$reports/engine.xml" >"$reports/engine.log" 2>&1 &
    local engine=$!
    # shellcheck disable=SC2064 # the folder and the process of now, not of later
    trap "kill $engine 2>/dev/null || true; rm -rf '$reports'" EXIT
    QT_QPA_PLATFORM=offscreen S2M2_PYTHON="$ROOT/.venv/bin/python" .venv-qgis/bin/python -m pytest \
        "${qgis[@]}" "${selected[@]}" --junitxml="$reports/qgis.xml" || status_qgis=$?
    wait "$engine" || status_engine=$?
    cat "$reports/engine.log"
    .venv/bin/python tools/summarise_tests.py \
        "$reports/engine.xml=$status_engine" "$reports/qgis.xml=$status_qgis"
}

check() {
    network_env
    local status=0
    .venv/bin/ruff check . || status=1
    .venv/bin/ruff format --check . || status=1
    .venv/bin/mypy || status=1
    .venv/bin/python tools/translations.py --check || status=1
    .venv/bin/python tools/lock.py --check || status=1
    local out
    out="$(mktemp -d)"
    .venv/bin/python tools/package.py --out "$out" || status=1
    .venv/bin/python tools/scan_plugin.py || status=1
    make_docs "$out/docs" || status=1
    rm -rf "$out"
    [ "$status" = 0 ] || fail "The checks found problems."
}

docs() {
    engine_env
    make_docs "$ROOT/dist/docs"
    say "Open dist/docs/index.html"
}

# make_docs FOLDER: a warning is a fault: a link that leads nowhere, or a docstring that cannot be read.
make_docs() {
    .venv/bin/python -m sphinx --quiet --fail-on-warning --keep-going --fresh-env docs "$1" || return
    # Readers may be offline, and nobody else needs to know what they read.
    if grep -rlE '<(script|link|img|iframe)[^>]*(src|href)="(https?:)?//' --include='*.html' "$1"; then
        say "These pages load something from another server."
        return 1
    fi
}

# The walk's screen: as large as a small laptop's, so that the documentation's pictures can be read.
pictures() {
    [ $# -le 1 ] || [ $# -eq 3 ] || fail "Give a folder, and both rasters, SAR and optical, or neither."
    local out profile sar optical name status=0
    engine_env
    need_qgis
    profile="$(mktemp -d)"
    out="$profile/pictures"
    [ $# -eq 0 ] || out="$(readlink -f -- "$1")"
    # shellcheck disable=SC2064 # the folder of now, not of later
    trap "rm -rf '$profile'" EXIT
    if [ $# -eq 3 ]; then
        sar="$(raster_file "$2")"
        optical="$(raster_file "$3")"
    else
        .venv/bin/s2m2 sample "$profile/sample" >&2
        sar="$profile/sample/simulated_sar.tif"
        optical="$profile/sample/simulated_optical.tif"
    fi
    stage_plugin "$profile/profiles/default"
    # Without this QGIS would leave its statistics beside the rasters.
    GDAL_PAM_ENABLED=NO S2M2_WALK_OUT="$out" S2M2_PYTHON="$ROOT/.venv/bin/python" xvfb-run -a -s "-screen 0 ${S2M2_WALK_SCREEN:-1280x820}x24" \
        qgis --profiles-path "$profile" --profile default --lang en --nologo --noversioncheck \
        --code "$ROOT/tools/walk.py" "$optical" "$sar" || status=$?
    [ -f "$out/walk.json" ] && ! grep -q '"failure"' "$out/walk.json" || fail "The walk failed: see $out/walk.json"
    if [ $# -eq 0 ]; then
        grep -oh 'pictures/[a-z_]*\.[a-z]*' docs/*.md README.md | sort -u | while read -r name; do
            cp -- "$out/${name#pictures/}" docs/pictures/
        done
    fi
    return "$status"
}

package() {
    local python
    python="$(find_any_python)"
    "$python" tools/package.py
}

translations() {
    [ $# -le 1 ] || fail "Give one language, or none."
    engine_env
    .venv/bin/python tools/translations.py "$@"
}

lock() {
    local python
    python="$(find_base_python)" || fail "No Python of version 3.10 or later that can make environments was found."
    renew_env "$ROOT/.venv-uv" "$UV" "$python" -- "$UV"
    .venv-uv/bin/python tools/lock.py "$@"
}

# --- arguments ---------------------------------------------------------------------------------------------

ARGUMENTS=()
for argument in "$@"; do
    case "$argument" in
    --yes | -y) YES=yes ;;
    --help | -h) ARGUMENTS=(help) ;;
    *) ARGUMENTS+=("$argument") ;;
    esac
done
set -- "${ARGUMENTS[@]:-help}"
COMMAND="$1"
shift
case "$COMMAND" in
run | translations | lock | pictures) ;;
test) [ $# -eq 0 ] || [ "$*" = quick ] || fail "./build.sh test takes no arguments but quick and --yes." ;;
*) [ $# -eq 0 ] || fail "./build.sh $COMMAND takes no arguments but --yes." ;;
esac
case "$COMMAND" in
env)
    network_env
    qgis_env
    ;;
run) run "$@" ;;
test) run_tests "$@" ;;
check) check ;;
docs) docs ;;
pictures) pictures "$@" ;;
package) package ;;
translations) translations "$@" ;;
lock) lock "$@" ;;
help) usage ;;
*)
    usage >&2
    fail "There is no command $COMMAND."
    ;;
esac
