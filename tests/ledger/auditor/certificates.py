"""Certificates that somebody altered, and made to hold together again."""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

from ledger.auditor.certificate import CERTIFICATE
from ledger.auditor.verifier import Report, opened, verify

SOFTWARE = {"claim-ledger": "0.1.0"}

Change = Callable[[dict[str, bytes]], object]


def altered(path: Path, change: Change, *, mended: bool = True) -> Path:
    """A copy with its members changed; `mended`, the digests of them are those that they have now."""
    with ZipFile(path) as zipped:
        members = {name: zipped.read(name) for name in zipped.namelist()}
    change(members)
    if mended:
        said = json.loads(members[CERTIFICATE])
        said["members"] = {
            name: "sha256:" + sha256(data).hexdigest() for name, data in members.items() if name != CERTIFICATE
        }
        members[CERTIFICATE] = json.dumps(said).encode()
    copy = path.with_name("altered.zip")
    with ZipFile(copy, "w") as zipped:
        for name, data in members.items():
            zipped.writestr(name, data)
    return copy


def log_of(path: Path) -> Report:
    """What the verifier finds of a certificate's log."""
    with opened(path) as log:
        return verify(log)
