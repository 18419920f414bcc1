"""A set-up that fails is told with its cause and with what can be done about just that."""

from __future__ import annotations

import pytest

from s2m2_qgis.worker.causes import cause_of

# What pip 23 to 26 and venv print.
_RETRYING = "WARNING: Retrying (Retry(total=4, connect=None, redirect=None)) after connection broken by "


@pytest.mark.parametrize(
    ("line", "reason", "hint"),
    [
        (
            "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
            "Could not install packages due to an OSError: [Errno 28] No space left on device",
            "Free disk space",
        ),
        (
            "OSError: [WinError 112] There is not enough space on the disk",
            "There is not enough space",
            "Free disk space",
        ),
        ("OSError: [Errno 122] Disk quota exceeded: '/x'", "Disk quota exceeded", "Free disk space"),
        (
            "ERROR: Could not install packages due to an OSError: [Errno 13] Permission denied: '/x/numpy'",
            "Permission denied: '/x/numpy'",
            "antivirus",
        ),
        ("PermissionError: [WinError 5] Access is denied: 'x'", "Access is denied", "antivirus"),
        (
            "Error: Refusing to create a venv in /a:b because it contains the PATH separator :",
            "Refusing",
            "QGIS profile",
        ),
        (
            f"{_RETRYING}'ProxyError('Cannot connect to proxy.', OSError('Tunnel connection failed: 407 Proxy "
            "Authentication Required'))': /simple/affine/",
            "407 Proxy Authentication Required",
            "user name and a password",
        ),
        (
            f"{_RETRYING}'ProxyError('Cannot connect to proxy.', NewConnectionError('<pip._vendor.urllib3.connection."
            "HTTPSConnection object at 0x7f>: Failed to establish a new connection: [Errno 111] Connection refused'))"
            "': /simple/affine/",
            "Failed to establish a new connection: [Errno 111] Connection refused",
            "Check QGIS's proxy",
        ),
        (
            "ERROR: Could not install due to an OSError: Missing dependencies for SOCKS support.",
            "SOCKS",
            "HTTP",
        ),
        (
            f"{_RETRYING}'SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify "
            "failed: self-signed certificate (_ssl.c:992)'))': /simple/affine/",
            "self-signed certificate",
            "certificate authority",
        ),
        (
            "Could not fetch URL https://i.example/affine/: There was a problem confirming the ssl certificate: "
            "HTTPSConnectionPool(host='i.example', port=443): Max retries exceeded with url: /affine/ (Caused by "
            "SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: "
            "self-signed certificate (_ssl.c:992)'))) - skipping",
            "SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: "
            "self-signed certificate (_ssl.c:992)'))",
            "certificate authority",
        ),
        ("ERROR: HTTP error 403 while getting https://i.example/numpy.whl", "HTTP error 403", "refuses access"),
        ("ERROR: 401 Client Error: Unauthorized for url: https://i.example", "401", "user name and a password"),
        (
            f"{_RETRYING}'NewConnectionError('<x object at 0x7f>: Failed to establish a new connection: [Errno -2] "
            "Name or service not known')': /simple/affine/",
            "Name or service not known",
            "internet connection",
        ),
        (f"{_RETRYING}'ReadTimeoutError(\"Read timed out. (read timeout=15.0)\")'", "Read timed out", "internet"),
        ("ERROR: Something else went wrong.", "Something else went wrong", "OTHERWISE"),
        ("Killed", "Killed", "OTHERWISE"),
    ],
)
def test_the_cause_is_quoted_and_the_hint_fits_it(line: str, reason: str, hint: str) -> None:
    later = [
        "Downloading numpy-2.2.6-cp311-cp311-manylinux_2_28_x86_64.whl (407 kB)",
        "ERROR: Could not find a version that satisfies the requirement affine==2.4.0 (from versions: none)",
        "ERROR: No matching distribution found for affine==2.4.0",
    ]
    cause = cause_of(["Collecting affine", line, *(later if hint != "OTHERWISE" else [])], 1, "OTHERWISE")
    assert reason in cause.reason
    assert hint in cause.hint
    assert not cause.reason.endswith(".")
    assert not cause.reason.startswith(("ERROR", "WARNING", "Retrying"))
    assert "object at 0x" not in cause.reason


def test_sizes_that_pip_prints_are_no_answers_of_a_server() -> None:
    lines = ["Downloading a.whl (407 kB)", "Downloading b.whl (403 kB)", "ERROR: No matching distribution found for c"]
    assert cause_of(lines, 1, "OTHERWISE").reason == "No matching distribution found for c"


def test_a_page_that_may_not_be_read_is_the_cause_of_a_missing_package() -> None:
    """Pip says only that there is no such package."""
    lines = ["ERROR: No matching distribution found for affine==2.4.0"]
    cause = cause_of(lines, 1, "OTHERWISE", "403 Client Error: Forbidden")
    assert cause.reason == "403 Client Error: Forbidden"
    assert "refuses access" in cause.hint


def test_an_altered_file_goes_before_all() -> None:
    lines = [
        f"{_RETRYING}'ReadTimeoutError(\"Read timed out.\")'",
        "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.",
        "    affine==2.4.0 from https://i.example/affine.whl (from -r engine.txt (line 5)):",
    ]
    cause = cause_of(lines, 1, "OTHERWISE")
    assert cause.reason == "the file of affine==2.4.0 is not the one that S2M2 was released with"
    assert cause.is_general


def test_no_output_at_all() -> None:
    assert cause_of([], -7, "OTHERWISE").reason == "exit status -7"


def test_a_long_line_is_cut() -> None:
    assert len(cause_of(["x" * 5000], 1, "").reason) <= 300
