"""Slugs: the ids that the kit makes of the names and sentences that analysts write."""

import re
import unicodedata
from hashlib import sha256

LONGEST = 100


def slug(text: str, longest: int = LONGEST) -> str:
    """An id for a text, of at most so many characters: its letters and digits in lower case, joined by hyphens.

    Where that loses letters or is too long, eight hex digits of the text's SHA-256 tell it from others.
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    lost = sum(map(str.isalnum, text)) != sum(map(str.isalnum, plain))
    if words and not lost and len(words) <= longest:
        return words
    mark = sha256(text.encode()).hexdigest()[:8]
    return f"{words[: longest - 9].rstrip('-')}-{mark}".lstrip("-")
