"""Accept: which of the forms of an answer a request prefers, and whether it takes a compressed one."""

import re
from collections.abc import Mapping, Sequence

_RANGE = re.compile(r"\s*([^\s;,/]+/[^\s;,/]+)\s*((?:;[^,]*)?)")
_CODING = re.compile(r"\s*([^\s;,]+)\s*((?:;[^,]*)?)")
_QUALITY = re.compile(r";\s*q\s*=\s*(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)\s*(?:;|$)", re.IGNORECASE)


def preferred(accept: str, offered: Sequence[str]) -> str:
    """Which of the media types offered an `Accept` header prefers (RFC 9110, section 12.5.1).

    The first of those that it likes best; the first of all where it accepts none or cannot be read.
    """
    ranges = {found[1].lower(): _quality(found[2]) for found in map(_RANGE.fullmatch, accept.split(",")) if found}
    return max(offered, key=lambda media_type: _liking(media_type, ranges))


def takes_gzip(accept_encoding: str) -> bool:
    """Whether an `Accept-Encoding` header takes what gzip made (RFC 9110, section 12.5.3)."""
    codings = {
        found[1].lower(): _quality(found[2]) for found in map(_CODING.fullmatch, accept_encoding.split(",")) if found
    }
    return next((codings[name] > 0 for name in ("gzip", "x-gzip", "*") if name in codings), False)


def _liking(media_type: str, ranges: Mapping[str, float]) -> float:
    """How much a type is liked: the narrowest range that it lies in says so."""
    kind = media_type.partition("/")[0]
    return next((ranges[name] for name in (media_type, f"{kind}/*", "*/*") if name in ranges), 0.0)


def _quality(parameters: str) -> float:
    found = _QUALITY.search(parameters)
    return float(found[1]) if found else 1.0
