"""The refusals that only HTTP knows: of addresses, methods, hosts, bodies and parameters."""

from ledger.errors import NotFound, Rejected, TooLarge, Unavailable


class UnknownAddress(NotFound):
    """Nothing is served at this address. `/openapi.json` lists every address there is."""

    slug = "unknown-address"
    title = "No such address"


class MethodNotAllowed(Rejected):
    """The address is served, but not with this method. The `Allow` header names those that are."""

    slug = "method-not-allowed"
    title = "The address does not take this method"


class UnsupportedMediaType(Rejected):
    """The body is of a media type that is not read here, or its `Content-Type` is missing."""

    slug = "unsupported-media-type"
    title = "Not a media type that is read here"


class InvalidRequest(Rejected):
    """A parameter of the address, or an `If-Match`, that is unknown here, repeated or cannot be read. `faults` names
    each.
    """

    slug = "invalid-request"
    title = "A parameter is not of the expected form"

    def __init__(self, faults: tuple[tuple[str, str], ...]) -> None:
        field, detail = faults[0]
        super().__init__(detail if len(faults) == 1 else f"{detail} (and {len(faults) - 1} more)", field)
        self.faults = faults


class IncompleteRequest(Rejected):
    """The request broke off, or cannot be read as HTTP."""

    slug = "incomplete-request"
    title = "The request cannot be read"


class TooSlow(Rejected):
    """The head or the body of the request did not come in time: nothing of it is recorded, but for lines of a batch
    that had come whole. How long it may take is a setting of the server's, `patience`; a body has a second more for
    each KiB that came.
    """

    slug = "too-slow"
    title = "The request did not come in time"


class NotReached(Unavailable):
    """The ledger has not come to the position that the read was to wait for. It may yet, and it may never."""

    slug = "not-reached"
    title = "The ledger has not come that far"


class TooManyFeeds(Unavailable):
    """As many feeds of the log are open as the server keeps open, or as many with one key as its share of them.
    Pages of events can still be read.
    """

    slug = "too-many-feeds"
    title = "Too many feeds are open"


class TooManyReads(Unavailable):
    """As many reads of whole deals are being worked out as the server does at once, or as many with one key as its
    share of them. `Retry-After` says for how many seconds to wait.
    """

    slug = "too-many-reads"
    title = "Too many reads of whole deals at once"
    wait = 1


class HeadTooLong(TooLarge):
    """The head of the request has no end within its limit. Nothing of it was read."""

    slug = "head-too-long"
    title = "The head of the request is too long"


class ForeignHost(Rejected):
    """The request names a host that this server is not. A server on a loopback address answers to loopback names alone,
    so that a web page elsewhere cannot reach it under a name of its own.
    """

    slug = "foreign-host"
    title = "The request was meant for another host"


class TooManyRequests(Unavailable):
    """The key has made as many requests as it may for now, or too many without a good key came from one address.
    `Retry-After` says for how many seconds to wait.
    """

    slug = "too-many-requests"
    title = "Too many requests"

    def __init__(self, detail: str, wait: int) -> None:
        super().__init__(detail)
        self.wait = wait


class Unexpected(Unavailable):
    """The program failed in a way that nobody foresaw. The server's own log has the particulars, the answer none."""

    slug = "unexpected"
    title = "The server failed"
