"""Outputs that appear whole or not at all: written beside their place under another name, then renamed.

A failure, a full disk or Cancel leaves what was there before, and nothing else. Processes that write the same output at
once do not disturb each other: whoever is last has its output there, whole.
"""

from __future__ import annotations

import errno
import os
import platform
import re
import shutil
import time
import zlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from .errors import EngineError, InputError, S2M2Error
from .names import PARTIAL_SUFFIX

# What GDAL adds to a raster's name for the files beside it; they come and go with the raster.
SIDE_SUFFIXES = (".aux.xml", ".ovr", ".msk")
_FULL = (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC))
_REFUSED = (errno.EACCES, errno.EPERM, errno.EROFS)
# What making a folder or a file may say, where it can only be about the output's path.
_NO_SUCH_PLACE = (errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.ENOENT, errno.ENAMETOOLONG, errno.EINVAL)
_PROBE_BYTES = 2**20
# Moving files within a disk takes less; a process that was killed meanwhile left the lock.
_LONGEST_MOVE_S = 10.0
# Of process start and file times, which systems round.
_CLOCKS_S = 2.0

# What GDAL's names for things that are no files begin with; nothing is written there.
_VIRTUAL = "/vsi"


def check_name(path: Path | str) -> None:
    """Refuse a path that libraries cannot open or nobody could read, before anything is made of it.

    Raises:
        InputError: "bad_name": it is not UTF-8, or has a control character in it.
    """
    name = str(path)
    is_xml = name.lstrip().startswith("<")  # GDAL takes a whole VRT for a name, new lines and all
    if not is_xml and any(ord(letter) < 0x20 or 0x7F <= ord(letter) < 0xA0 for letter in name):
        reason = "has a control character in it"
    elif any(0xD800 <= ord(letter) < 0xE000 for letter in name):
        reason = "is not UTF-8"
    else:
        return
    raise InputError("bad_name", f"The name {name!a} {reason}.", "Rename the file or folder.")


def check_output(out: Path) -> None:
    """Refuse a path that nothing can be written to.

    Raises:
        InputError: "bad_name" or "unwritable_output".
    """
    check_name(out)
    if out.as_posix().startswith(_VIRTUAL):
        raise _unwritable(out, "it is a name of GDAL's, and no place on a disk")
    if not out.name and out != Path():
        raise _unwritable(out, "it is a whole disk")


@contextmanager
def partial_folder(out: Path, names: Collection[str], last: str) -> Iterator[Path]:
    """A folder to write files into; at the end they move to `out`.

    Args:
        names: of the files that are written together: those of an earlier time leave `out`. Its other files stay.
        last: the file that says that the folder is whole: the old one goes first, the new one comes last.

    Raises:
        InputError: "unwritable_output".
        EngineError: "disk_full".
    """
    check_output(out)
    partial = out.with_name(_partial_name(out.name, ""))
    with _as_sentences(out):
        out.parent.mkdir(parents=True, exist_ok=True)
        if out.exists() and not out.is_dir():
            raise _unwritable(out, "there is a file of that name")
        _remove_leftovers(out.parent, out.name, "")
        partial.mkdir()
    try:
        with _as_sentences(out, partial):
            yield partial
            with _alone(out):
                _move_files(partial, out, names, last)
    finally:
        _remove(partial)


def _move_files(partial: Path, out: Path, names: Collection[str], last: str) -> None:
    if not out.exists():
        partial.rename(out)
        return
    written = [entry.name for entry in partial.iterdir()]
    (out / last).unlink(missing_ok=True)
    for name in names:
        if name not in written:
            (out / name).unlink(missing_ok=True)
    for name in sorted(written, key=lambda name: name == last):
        os.replace(partial / name, out / name)


@contextmanager
def partial_file(out: Path) -> Iterator[Path]:
    """A path beside `out`, with its extension, to write to; at the end it replaces `out`.

    Raises:
        InputError: "unwritable_output".
        EngineError: "disk_full".
    """
    check_output(out)
    if not out.name:
        raise _unwritable(out, "it is a folder")
    partial = out.with_name(_partial_name(out.stem, out.suffix))
    with _as_sentences(out):
        out.parent.mkdir(parents=True, exist_ok=True)
        if out.is_dir():
            raise _unwritable(out, "there is a folder of that name")
        _remove_leftovers(out.parent, out.stem, out.suffix)
        # Libraries report a refused file in many ways; this does it in one.
        partial.open("wb").close()
    try:
        with _as_sentences(out, partial):
            yield partial
            _flush(partial)
            os.replace(partial, out)
            for suffix in SIDE_SUFFIXES:
                # Side files of an earlier output (statistics, overviews) must not stay beside the new one.
                side, target = partial.with_name(partial.name + suffix), out.with_name(out.name + suffix)
                if side.exists():
                    os.replace(side, target)
                else:
                    target.unlink(missing_ok=True)
    finally:
        for suffix in ("", *SIDE_SUFFIXES):
            _remove(partial.with_name(partial.name + suffix))


def _partial_name(start: str, end: str) -> str:
    """A name of this process's own, so that another that writes the same output does not disturb it."""
    return f"{start}{PARTIAL_SUFFIX}-{_host()}-{os.getpid()}{end}"


def _host() -> str:
    return f"{zlib.crc32(platform.node().encode()):08x}"


def _remove_leftovers(folder: Path, start: str, end: str) -> None:
    """Remove what processes of this computer that are gone left of the same output."""
    sides = "|".join(map(re.escape, SIDE_SUFFIXES))
    name = re.compile(f"{re.escape(start + PARTIAL_SUFFIX)}-{_host()}-(\\d+){re.escape(end)}({sides})?")
    for path in list(folder.iterdir()):
        found = name.fullmatch(path.name)
        if found and not _is_at_work(int(found[1]), path):
            _remove(path)


def _is_at_work(process: int, partial: Path) -> bool:
    """Whether the process that wrote `partial` may still be writing it; numbers of processes are used again."""
    import psutil

    if process == os.getpid():
        return False
    try:
        other = psutil.Process(process)
        is_gone = other.status() == psutil.STATUS_ZOMBIE
        return not is_gone and other.create_time() < partial.stat().st_mtime + _CLOCKS_S
    except psutil.AccessDenied:
        return True
    except (psutil.Error, OSError, OverflowError):
        return False


@contextmanager
def _alone(out: Path) -> Iterator[None]:
    """Hold back other processes that are about to move their files to the folder `out`."""
    lock = out.with_name(f"{out.name}{PARTIAL_SUFFIX}-lock")
    deadline = time.monotonic() + _LONGEST_MOVE_S
    while True:
        try:
            lock.mkdir()
            break
        except FileExistsError:
            if time.monotonic() > deadline:
                break
            time.sleep(0.02)
    try:
        yield
    finally:
        _remove(lock)


@contextmanager
def _as_sentences(out: Path, partial: Path | None = None) -> Iterator[None]:
    """Turns what the operating system and its libraries say about writing into sentences.

    `partial` is what is being written, once it exists; before that, failures are about the output's path.
    """
    try:
        yield
    except S2M2Error as error:
        if error.code in ("incomplete_output", "wrong_output") and partial is not None and _is_full(partial):
            raise disk_full(out) from error
        raise
    except Exception as error:
        code = _errno(error)
        if code in _FULL or (code is None and partial is not None and _is_full(partial)):
            raise disk_full(out) from error
        if code in _REFUSED or (code in _NO_SUCH_PLACE and partial is None):
            raise _unwritable(out, os.strerror(code)) from error
        raise


def _flush(path: Path) -> None:
    """Have the system write the file out: some (network drives) tell only now that there is no space."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _errno(error: BaseException | None) -> int | None:
    """The first operating-system error number in a chain of exceptions."""
    while error is not None:
        if isinstance(error, OSError) and error.errno is not None:
            return error.errno
        error = error.__cause__ or error.__context__
    return None


def _is_full(partial: Path) -> bool:
    """Whether nothing more can be written: GDAL and SQLite fail without saying why, so try it."""
    target = partial / "probe" if partial.is_dir() else partial
    try:
        with target.open("ab") as file:
            file.write(bytes(_PROBE_BYTES))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        return error.errno in _FULL
    return False


def disk_full(out: Path) -> EngineError:
    """The failure of a disk that filled up while `out` was written."""
    return EngineError(
        "disk_full",
        f"The disk is full: {out} could not be written.",
        "Free some space, or choose an output on another disk.",
    )


def _unwritable(out: Path, why: str) -> InputError:
    return InputError(
        "unwritable_output",
        f"{out} cannot be written: {why}.",
        "Choose an output in a folder that you may write to.",
    )


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
        return
    try:
        path.unlink(missing_ok=True)
    except OSError:
        # Best effort: a failure here must not hide the one that led here.
        return
