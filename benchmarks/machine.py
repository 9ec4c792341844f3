"""The machine: what a reader needs to judge the figures, and nothing that says whose it is."""

import os
import platform
import re
import sqlite3
from importlib.metadata import version
from pathlib import Path

IN_MEMORY = ("tmpfs", "ramfs")
"""Filesystems on which a sync costs nothing."""


def machine(folder: Path) -> dict[str, str]:
    """Cores, processor, versions, and the filesystem of a folder, each under its name."""
    libraries = ", ".join(f"{name} {version(name)}" for name in ("fastapi", "uvicorn", "pydantic", "eventsourcing"))
    return {
        "cores": str(os.cpu_count()),
        "processor": _processor(),
        "kernel": f"{platform.system()} {platform.release().split('-')[0]}",
        "filesystem": filesystem(folder),
        "Python": platform.python_version(),
        "SQLite": sqlite3.sqlite_version,
        "libraries": libraries,
    }


def filesystem(folder: Path) -> str:
    """The type of the filesystem that a folder lies on, or `unknown` where the system does not say."""
    mounts = Path("/proc/mounts")
    if not mounts.exists():
        return "unknown"
    types = {fields[1]: fields[2] for fields in map(str.split, mounts.read_text().splitlines())}
    resolved = folder.resolve()
    return next((types[str(place)] for place in (resolved, *resolved.parents) if str(place) in types), "unknown")


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    found = re.search(r"^model name\s*: (.+)$", info.read_text(), re.MULTILINE) if info.exists() else None
    return found[1] if found else platform.machine()
