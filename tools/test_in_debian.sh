#!/usr/bin/env bash
# tools/test_in_debian.sh SUITE [PYTEST ARGUMENTS...]: the plugin's tests in the QGIS of another Debian (trixie: 3.40,
# forky: 3.44 or later), in a folder that is made once and kept. Needs root, debootstrap and a network.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

SUITE="${1:?Give a suite of Debian: trixie or forky.}"
shift
CACHE="${S2M2_CHROOTS:-${XDG_CACHE_HOME:-$HOME/.cache}/s2m2}"
CHROOT="$CACHE/$SUITE"
MIRROR="${S2M2_DEBIAN_MIRROR:-http://deb.debian.org/debian}"

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

[ "$(id -u)" = 0 ] || fail "This needs root, because it enters another system (chroot)."
command -v debootstrap >/dev/null || fail "debootstrap is missing: apt-get install debootstrap"

make() {
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
}

[ -f "$CHROOT/ready" ] || make
rm -rf "$CHROOT/src"
mkdir -p "$CHROOT/src"
git ls-files -z --cached --others --exclude-standard | tar --create --null --files-from=- | tar --extract -C "$CHROOT/src"
case "${1:-}" in
"" | -*) set -- tests/plugin "$@" ;;
esac
chroot "$CHROOT" /venv/bin/python -c "from qgis.core import Qgis; print('QGIS', Qgis.version())"
chroot "$CHROOT" env HOME=/root QT_QPA_PLATFORM=offscreen XDG_RUNTIME_DIR=/tmp \
    sh -c 'cd /src && exec /venv/bin/python -m pytest -p no:cacheprovider "$@"' sh "$@"
