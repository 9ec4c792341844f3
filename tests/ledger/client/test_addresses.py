"""Every kind of record that changes a thing goes to its address; the story of `test_remote` sends them there."""

from typing import Any

import pytest

from ledger.client.addresses import address_of
from ledger.errors import Rejected
from ledger.standing import changed_by
from tests.ledger import story


@pytest.mark.parametrize("one", story.everything(), ids=lambda one: one.record)
def test_a_record_has_an_address_where_it_changes_something(one: Any) -> None:
    if changed_by(one) is None:
        with pytest.raises(Rejected):
            address_of(one)
        return
    place = address_of(one)
    assert all(str(getattr(one, name)) in place.path for name in place.said) and place.said
