"""Under which host names a server answers."""

from functools import lru_cache
from ipaddress import ip_address

from starlette.types import Scope

from api.refusals import ForeignHost


@lru_cache(maxsize=256)
def is_loopback(host: str) -> bool:
    """Whether a host, as a name or an address without a port, can only mean this machine."""
    name = host.lower().rstrip(".")
    try:
        return ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return name == "localhost" or name.endswith(".localhost")


def check_host(scope: Scope) -> None:
    """Raises ForeignHost unless the Host header of a request means this machine.

    A page on the web that has its own name resolve to 127.0.0.1 still sends that name.
    """
    host = ""
    for name, value in scope["headers"]:
        if name == b"host":
            host = value.decode("latin-1")
            break
    if not is_loopback(_without_port(host)):
        raise ForeignHost(f"this server answers to localhost, not to {_without_port(host)!r}")


def _without_port(host: str) -> str:
    if host.startswith("["):
        return host.partition("]")[0].removeprefix("[")
    return host.rpartition(":")[0] or host
