from base64 import b64encode
from hashlib import sha256

from ledger.dossier.showing import cited, policy, spans


def test_a_page_may_wear_its_own_style_and_do_nothing_else() -> None:
    digest = b64encode(sha256(b"p {}").digest()).decode()
    assert policy("p {}") == f"default-src 'none'; style-src 'sha256-{digest}'"


def test_runs_of_positions_are_cited_by_their_ends() -> None:
    assert cited((1, 46, 47, 48, 53)) == "1, 46-48, 53"
    assert list(spans((7,))) == [(7, 7)]
