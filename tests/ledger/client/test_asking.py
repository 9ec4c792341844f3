"""Questions at a distance are held to those asked here by `test_remote`; this is how ids stand in addresses."""

import pytest

from ledger.client.asking import path


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (("claims", "sha256:00", "provenance"), "/v1/claims/sha256:00/provenance"),
        (("deals", "a/../b?c#d e"), "/v1/deals/a%2F..%2Fb%3Fc%23d%20e"),
    ],
)
def test_an_id_is_one_part_of_an_address_whatever_is_in_it(parts: tuple[str, ...], said: str) -> None:
    assert path(*parts) == said
