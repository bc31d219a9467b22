"""LibreOffice: where it is on this machine, and one conversion of one file by it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

VARIABLE = "BRIEFS_SOFFICE"
SECONDS = 180  # a brief takes one or two; a first start on a slow machine, half a minute
NAMES = ("soffice", "libreoffice")
INSTALL = (
    "install LibreOffice Writer — Debian, Ubuntu: apt install libreoffice-writer-nogui; Fedora: dnf install "
    "libreoffice-writer; macOS: brew install --cask libreoffice; Windows: winget install "
    "TheDocumentFoundation.LibreOffice — or set BRIEFS_SOFFICE to its program soffice"
)


class OfficeFailed(Exception):  # noqa: N818 - what another program did
    """LibreOffice made no file, and why, as far as it is known."""


def find_office(environment: Mapping[str, str], platform: str = sys.platform) -> str | None:
    """The program: the one that BRIEFS_SOFFICE names, else one on PATH, else one in the usual places of the system."""
    named = environment.get(VARIABLE, "").strip()
    if named:
        return shutil.which(named, path=environment.get("PATH", ""))
    found = (shutil.which(name, path=environment.get("PATH", "")) for name in NAMES)
    there = (str(place) for place in usual_places(environment, platform) if place.is_file())
    return next(filter(None, found), None) or next(there, None)


def usual_places(environment: Mapping[str, str], platform: str) -> Iterator[Path]:
    """Where installers put it without naming it on PATH."""
    if platform == "darwin":
        for folder in (Path("/Applications"), Path(environment.get("HOME", "")) / "Applications"):
            yield folder / "LibreOffice.app" / "Contents" / "MacOS" / "soffice"
    if platform == "win32":
        for variable in ("PROGRAMFILES", "PROGRAMW6432", "PROGRAMFILES(X86)"):
            if programs := environment.get(variable):
                yield Path(programs) / "LibreOffice" / "program" / "soffice.com"


def convert(office: str, data: bytes, name: str, to: str, seconds: float = SECONDS) -> bytes:
    """The file as LibreOffice converts it, by a process and with a profile of its own.

    The profile is thrown away, so that runs side by side don't wait for each other, an open LibreOffice is left alone,
    and nobody's own settings, name or extensions get into the file.
    """
    with TemporaryDirectory(prefix="briefs-", ignore_cleanup_errors=True) as held:
        folder = Path(held)
        source = folder / name
        source.write_bytes(data)
        command = [
            office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
            "--nologo", "--convert-to", to, "--outdir", str(folder / "out"), str(source),
        ]  # fmt: skip
        said = _run(command, seconds)
        made = sorted((folder / "out").glob("*")) if (folder / "out").is_dir() else []
        if not made:
            raise OfficeFailed(f"it made no file: {said}" if said else "it made no file and did not say why")
        return made[0].read_bytes()


def _run(command: list[str], seconds: float) -> str:
    """What the program said, in a line; its clock stands on UTC, and on SOURCE_DATE_EPOCH where it looks at that."""
    environment = {**os.environ, "TZ": "UTC", "SAL_USE_VCLPLUGIN": "svp"}
    try:
        with subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment,
            start_new_session=True,
        ) as process:  # fmt: skip
            try:
                said, _ = process.communicate(timeout=seconds)
            except BaseException as error:
                _end(process)
                if isinstance(error, subprocess.TimeoutExpired):
                    raise OfficeFailed(f"it was not done after {seconds:g} seconds") from error
                raise
    except OSError as error:
        raise OfficeFailed(f"it could not be started: {error.strerror or error}") from error
    lines = said.decode("utf-8", "replace").strip().splitlines()
    return lines[-1][:200] if lines else ""


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program with the process that it starts in turn; on Windows the system's own command does it."""
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
