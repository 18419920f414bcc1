#!/usr/bin/env bash
# tools/test_in_debian.sh SUITE [PYTEST ARGUMENTS...]: the plugin's tests in the QGIS of another Debian (trixie: 3.40,
# forky: 3.44 or later), in a folder that is made once and kept. Needs root, debootstrap and a network. The exit status is
# that of the tests, or 69 where that Debian cannot be made.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

SUITE="${1:?Give a suite of Debian: trixie or forky.}"
shift
CACHE="${S2M2_CHROOTS:-${XDG_CACHE_HOME:-$HOME/.cache}/s2m2}"
CHROOT="$CACHE/$SUITE"
MIRROR="${S2M2_DEBIAN_MIRROR:-http://deb.debian.org/debian}"

unavailable() {
    printf '%s\n' "Nothing was tested in the QGIS of Debian $SUITE: $*" >&2
    exit 69
}

[ "$(id -u)" = 0 ] || unavailable "this needs root, because it enters another system (chroot)."
command -v debootstrap >/dev/null || apt-get install --yes --quiet --no-install-recommends debootstrap >&2 ||
    unavailable "debootstrap is missing."

# The function stops at its first failure, also where it is called in a condition.
make() (
    set -e
    rm -rf "$CHROOT"
    mkdir -p "$CACHE"
    # debootstrap knows the suites that are younger than itself by the script of sid.
    local script=()
    [ -e "/usr/share/debootstrap/scripts/$SUITE" ] || script=(sid)
    debootstrap --variant=minbase "$SUITE" "$CHROOT" "$MIRROR" "${script[@]}"
    chroot "$CHROOT" apt-get update --quiet
    DEBIAN_FRONTEND=noninteractive chroot "$CHROOT" apt-get install --yes --quiet --no-install-recommends \
        qgis python3-qgis python3-venv python3-pip ca-certificates git xvfb xauth
    # The indexes and certificates of this computer, which pip needs behind a proxy.
    cp /etc/ssl/certs/ca-certificates.crt "$CHROOT/etc/ssl/certs/ca-certificates.crt"
    [ ! -f /etc/pip.conf ] || cp /etc/pip.conf "$CHROOT/etc/pip.conf"
    chroot "$CHROOT" python3 -m venv --system-site-packages /venv
    chroot "$CHROOT" /venv/bin/pip install --quiet 'pytest>=8' 'pytest-qt>=4.4' 'pytest-qgis==5.0.2'
    touch "$CHROOT/ready"
)

if [ ! -f "$CHROOT/ready" ]; then
    export -f make
    export SUITE CACHE CHROOT MIRROR
    timeout 1200 bash -c make >&2 || unavailable "its system could not be made in $CHROOT."
fi
rm -rf "$CHROOT/src"
mkdir -p "$CHROOT/src"
git ls-files -z --cached --others --exclude-standard | tar --create --null --files-from=- | tar --extract -C "$CHROOT/src"
case "${1:-}" in
"" | -*) set -- tests/plugin "$@" ;;
esac
chroot "$CHROOT" /venv/bin/python -c "from qgis.core import Qgis; print('QGIS', Qgis.version())"
# The real scenes are not in there.
chroot "$CHROOT" env --unset=S2M2_REQUIRE_DATA HOME=/root QT_QPA_PLATFORM=offscreen XDG_RUNTIME_DIR=/tmp \
    sh -c 'cd /src && exec /venv/bin/python -m pytest -p no:cacheprovider "$@"' sh "$@"
