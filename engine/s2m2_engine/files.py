"""Writes outputs whole or not at all: they are written in the same folder under another name, then renamed.

After a failure, a full disk or Cancel, the earlier output is still there, and no other file. Processes that write the
same output at the same time do not disturb each other: the output of the last one remains, whole.
"""

from __future__ import annotations

import errno
import os
import platform
import re
import shutil
import time
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from .errors import EngineError, InputError, S2M2Error
from .names import PARTIAL_SUFFIX

# Suffixes that GDAL appends to a raster's name for its side files, which are moved and removed with the raster.
SIDE_SUFFIXES = (".aux.xml", ".ovr", ".msk")
# Suffix of a second temporary file beside that of an output, for a program that makes the one from the other.
DRAFT_SUFFIX = ".draft"
_FULL = (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC))
_REFUSED = (errno.EACCES, errno.EPERM, errno.EROFS)
# Error numbers that are about the output's path if they occur while a folder or a file is made.
_NO_SUCH_PLACE = (errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.ENOENT, errno.ENAMETOOLONG, errno.EINVAL)
_PROBE_BYTES = 2**20
# Moving files within a disk takes less time; an older lock was left by a process that was killed.
_LONGEST_MOVE_S = 10.0
# Tolerance for comparing start times of processes with times of files, which systems round, s.
_CLOCKS_S = 2.0

# Prefix of GDAL's virtual file systems, to which no output is written.
_VIRTUAL = "/vsi"


def check_name(path: Path | str) -> None:
    """Refuse a path that libraries cannot open or that a person cannot read, before it is used.

    Raises:
        InputError: "bad_name": it is not UTF-8, or has a control character in it.
    """
    name = str(path)
    is_xml = name.lstrip().startswith("<")  # GDAL accepts the XML text of a VRT, with line breaks, as a name
    if not is_xml and any(ord(letter) < 0x20 or 0x7F <= ord(letter) < 0xA0 for letter in name):
        reason = "has a control character in it"
    elif any(0xD800 <= ord(letter) < 0xE000 for letter in name):
        reason = "is not UTF-8"
    else:
        return
    raise InputError("bad_name", f"The name {name!a} {reason}.", "Rename the file or folder.")


def check_output(out: Path) -> None:
    """Refuse a path to which no output can be written.

    Raises:
        InputError: "bad_name" or "unwritable_output".
    """
    check_name(out)
    if out.as_posix().startswith(_VIRTUAL):
        raise _unwritable(out, "it is a name of GDAL's, and no place on a disk")
    if not out.name and out != Path():
        raise _unwritable(out, "it is a whole disk")


def refuse_replacing(outputs: Iterable[Path], is_own: Callable[[Path], bool], writer: str) -> None:
    """Refuse outputs that are there already and that the same kind of work did not write.

    Their names were not chosen by the user: they are fixed names in a folder that she chose. So she does not expect
    that such a file of hers is replaced.

    Args:
        is_own: whether an earlier call wrote the file at this path.
        writer: the kind of work, as in "no match wrote it".

    Raises:
        InputError: "folder_in_use".
    """
    for out in outputs:
        if os.path.lexists(out) and not is_own(out):
            raise InputError(
                "folder_in_use",
                f"{out} would be replaced, but no {writer} wrote it.",
                "Choose another folder, or move the file away.",
            )


def resolved(out: Path) -> Path:
    """Follow symbolic links, so that the output is written where they lead, and the links stay.

    Raises:
        InputError: "unwritable_output": they lead in a circle.
    """
    try:
        return out.resolve()
    except (OSError, RuntimeError):
        raise _unwritable(out, "its links lead nowhere") from None


@contextmanager
def partial_folder(out: Path, names: Collection[str], last: str) -> Iterator[Path]:
    """Yield a temporary folder to write files into; at the end they are moved to `out`.

    If `out` leads through symbolic links, the folder that it leads to is written, and the links stay.

    Args:
        names: names of the files that are written together; old files with these names are removed from `out`. Its
            other files stay.
        last: the file that marks the folder as whole: the old file is removed first, the new file is moved last.

    Raises:
        InputError: "bad_name" or "unwritable_output".
        EngineError: "disk_full".
    """
    check_output(out)
    out = resolved(out)
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
    """Yield a temporary path beside `out`, with the same extension, to write to; at the end it replaces `out`.

    If `out` is a symbolic link, the file that it leads to is replaced, and the link stays.

    Raises:
        InputError: "bad_name" or "unwritable_output".
        EngineError: "disk_full".
    """
    check_output(out)
    if not out.name:
        raise _unwritable(out, "it is a folder")
    if out.is_symlink():
        out = resolved(out)
    partial = out.with_name(_partial_name(out.stem, out.suffix))
    with _as_sentences(out):
        out.parent.mkdir(parents=True, exist_ok=True)
        if out.is_dir():
            raise _unwritable(out, "there is a folder of that name")
        _remove_leftovers(out.parent, out.stem, out.suffix)
        # Libraries report a file that they cannot open in many ways; Python reports it in one way.
        partial.open("wb").close()
    try:
        with _as_sentences(out, partial):
            yield partial
            _flush(partial)
            os.replace(partial, out)
            for suffix in SIDE_SUFFIXES:
                # Side files of an earlier output (statistics, overviews) must not stay beside the new output.
                side, target = partial.with_name(partial.name + suffix), out.with_name(out.name + suffix)
                if side.exists():
                    os.replace(side, target)
                else:
                    target.unlink(missing_ok=True)
    finally:
        for suffix in ("", *SIDE_SUFFIXES, DRAFT_SUFFIX):
            _remove(partial.with_name(partial.name + suffix))


def _partial_name(start: str, end: str) -> str:
    """A name that only this process uses, so that other processes can write the same output at the same time."""
    return f"{start}{PARTIAL_SUFFIX}-{_host()}-{os.getpid()}{end}"


def _host() -> str:
    return f"{zlib.crc32(platform.node().encode()):08x}"


def _remove_leftovers(folder: Path, start: str, end: str) -> None:
    """Remove temporary files of the same output that processes of this computer left when they were killed."""
    sides = "|".join(map(re.escape, (*SIDE_SUFFIXES, DRAFT_SUFFIX)))
    name = re.compile(f"{re.escape(start + PARTIAL_SUFFIX)}-{_host()}-(\\d+){re.escape(end)}({sides})?")
    for path in list(folder.iterdir()):
        found = name.fullmatch(path.name)
        if found and not _is_at_work(int(found[1]), path):
            _remove(path)


def _is_at_work(process: int, partial: Path) -> bool:
    """Whether another process may still be writing `partial`. Times are compared, since process ids are used again."""
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
    """Hold a lock while files are moved to the folder `out`, so that other processes wait."""
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
    """Convert errors of the operating system and of libraries about writing to `S2M2Error`s.

    `partial` is the temporary file or folder once it exists; without it, errors are about the output's path.
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
    """Force the system to write the file to the disk: some network drives report only now that they are full."""
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
    """Whether the disk is full. A probe is written, since GDAL and SQLite do not say why they failed."""
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
    """The error that the disk became full while `out` was written."""
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
        # An error here must not hide the error that was raised before.
        return
