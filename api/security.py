"""Under which host names a server answers."""

import re
from functools import lru_cache
from ipaddress import ip_address

from starlette.types import Scope

from api.refusals import ForeignHost, UnknownAddress

_HOST = re.compile(r"(\[[^\]]*\]|[^:]*)(?::[0-9]*)?")
"""A host, and its port or none (RFC 9110, section 7.2)."""
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


@lru_cache(maxsize=256)
def is_loopback(host: str) -> bool:
    """Whether a host, as a name or an address without a port, can only mean this machine."""
    name = host.lower().rstrip(".")
    try:
        return ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return name == "localhost" or name.endswith(".localhost")


def check_host(scope: Scope) -> None:
    """Raises ForeignHost unless the one Host header of a request means this machine.

    A page on the web that has its own name resolve to 127.0.0.1 still sends that name.
    """
    hosts = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
    found = _HOST.fullmatch(hosts[0]) if len(hosts) == 1 else None
    if found is None or not is_loopback(found[1]):
        raise ForeignHost(f"this server answers to localhost, not to {' and '.join(map(repr, hosts)) or 'no name'}")


def check_path(scope: Scope) -> None:
    """Raises UnknownAddress for a path in which a slash is spelt `%2F`, or with a control character or a line's end.

    It would be served as if it were a slash, and a newline at the end as if it were not there; whoever stands before
    the server and lets some addresses through reads it as another address. No id has any of these in it.
    """
    raw: bytes = scope.get("raw_path") or b""
    if b"%2f" in raw.lower():
        raise UnknownAddress(f"nothing is served at {raw.decode('latin-1')}: no address has %2F in it")
    if _CONTROL.search(scope["path"]):
        raise UnknownAddress(f"nothing is served at {raw.decode('latin-1')}: no address has a control character in it")
