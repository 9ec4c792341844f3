"""Sealing: text that the law may make us forget goes into the vault; events get a salted commitment to it."""

from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Callable, Sequence
from functools import lru_cache
from hashlib import sha256

from ledger.canonical import commitment
from ledger.document import CONTENT_LIMIT, Content
from ledger.errors import InvalidRecord, TooLarge
from ledger.events import Sealed
from ledger.log import Log, Secret
from ledger.records import CapturedDocumentRecord, ClaimRecord


class Sealer:
    """Seals quotes, notes and documents. `salt` yields 32 fresh random bytes at each call."""

    def __init__(self, log: Log, salt: Callable[[], bytes]) -> None:
        self._log = log
        self.salt = salt
        self._text_of = lru_cache(maxsize=16)(self._read_text)

    def seal_claim(self, record: ClaimRecord) -> tuple[tuple[Sealed, ...], list[Secret]]:
        """The commitments to a claim's note and quotes, and what they commit to."""
        texts = [("note", record.note)]
        texts += [(f"evidence.{i}.quote", evidence.quote) for i, evidence in enumerate(record.evidence)]
        sealed, secrets = [], []
        for of, text in texts:
            if text is not None:
                secret = self._secret(text.encode())
                sealed.append(Sealed(of=of, commitment=secret.commitment))
                secrets.append(secret)
        return tuple(sealed), secrets

    def seal_content(
        self, data: bytes, held: str | None, pending: Sequence[Secret] = ()
    ) -> tuple[Content, Secret | None]:
        """The commitment to a document's bytes; the one they have already where the vault holds the same bytes.

        `pending` secrets are on their way into the vault. Raises TooLarge over CONTENT_LIMIT.
        """
        if len(data) > CONTENT_LIMIT:
            raise TooLarge(f"the document has more than {CONTENT_LIMIT:,} bytes, which is the most")
        secret = None if held is not None and self._bytes(held, pending) == data else self._secret(data)
        text = decode(data)
        length = None if text is None else len(text)
        under = secret.commitment if secret is not None else held
        assert under is not None
        return Content(under, len(data), length, sha256(data).hexdigest()), secret

    def text(self, content: str, pending: Sequence[Secret] = ()) -> str | None:
        """The decoded text of captured bytes, or None where they are no text or forgotten."""
        for secret in pending:
            if secret.commitment == content:
                return decode(secret.data)
        if not self._log.holds(content):  # another process may have had it forgotten
            self._text_of.cache_clear()
            return None
        return self._text_of(content)

    def _bytes(self, content: str, pending: Sequence[Secret]) -> bytes | None:
        for secret in pending:
            if secret.commitment == content:
                return secret.data
        return self._log.reveal(content)

    def _read_text(self, content: str) -> str | None:
        data = self._log.reveal(content)
        return None if data is None else decode(data)

    def _secret(self, data: bytes) -> Secret:
        salt = self.salt()
        return Secret(commitment(salt, data), salt, data)


def bytes_of(record: CapturedDocumentRecord) -> bytes:
    """The bytes that a record captures. Raises InvalidRecord where they must come from a file, or are not Base64."""
    if record.text is not None:
        return record.text.encode()
    if record.base64 is None:
        raise InvalidRecord((("path", "a file is read only by an import on this machine: send `text` or `base64`"),))
    try:
        return b64decode(record.base64, validate=True)
    except Base64Error as error:
        raise InvalidRecord((("base64", f"this is not Base64: {error}"),)) from None


def decode(data: bytes) -> str | None:
    """Bytes as text: UTF-8, newlines and a byte order mark untouched; None where they are not UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None
