"""What was written, synced and sent, in every order that matters."""

import pytest

from torture.order import Order

CLAIM = b"sha256:" + b"0" * 64
OTHER = b"sha256:" + b"1" * 64
FRAME, LAST = b"\0\0\0\2\0\0\0\0" + bytes(16), b"\0\0\0\2\0\0\0\7" + bytes(16)
HEAD = b"HTTP/1.1 201 Created\r\n\r\n"


def page(*claims: bytes) -> bytes:
    return b"".join(b'{"stream":"claim:%s"}' % claim for claim in claims).ljust(4096, b"\0")


def body(claim: bytes) -> bytes:
    return b'{"claim":"%s"}' % claim


@pytest.fixture
def order() -> Order:
    return Order()


def commit(order: Order, *claims: bytes) -> None:
    order.wrote(LAST)
    order.wrote(page(*claims))


def sync(order: Order) -> None:
    order.sync_began(1)
    order.sync_ended(1)


def acknowledge(order: Order, claim: bytes = CLAIM) -> None:
    order.sent("a", HEAD)
    order.sent("a", body(claim))


def test_written_then_synced_then_sent_is_as_it_must_be(order: Order) -> None:
    commit(order, CLAIM, OTHER)
    sync(order)
    acknowledge(order)
    acknowledge(order, OTHER)

    assert (order.too_early, order.acknowledged, order.shared) == ([], {CLAIM, OTHER}, [2])


def test_a_page_that_is_written_again_is_not_the_claim_anew(order: Order) -> None:
    commit(order, CLAIM)
    sync(order)
    commit(order, CLAIM, OTHER)
    acknowledge(order)

    assert order.too_early == []


def test_without_a_sync_it_is_too_early(order: Order) -> None:
    commit(order, CLAIM)
    acknowledge(order)

    assert order.too_early == [CLAIM]


def test_before_it_is_written_it_is_too_early(order: Order) -> None:
    acknowledge(order)
    commit(order, CLAIM)
    sync(order)

    assert order.too_early == [CLAIM]


def test_a_sync_that_is_still_under_way_is_none(order: Order) -> None:
    commit(order, CLAIM)
    order.sync_began(1)
    acknowledge(order)
    order.sync_ended(1)

    assert order.too_early == [CLAIM]


def test_a_sync_that_began_before_the_commit_was_written_is_none(order: Order) -> None:
    order.sync_began(1)
    commit(order, CLAIM)
    order.sync_ended(1)
    acknowledge(order)

    assert order.too_early == [CLAIM]


def test_a_claim_whose_transaction_is_not_committed_yet_is_not_synced(order: Order) -> None:
    order.wrote(FRAME)
    order.wrote(page(CLAIM))
    sync(order)
    commit(order)
    acknowledge(order)

    assert order.too_early == [CLAIM]


def test_not_even_the_head_of_the_answer_may_be_sent_before(order: Order) -> None:
    commit(order, CLAIM)
    order.sync_began(1)
    order.sent("a", HEAD)
    order.sync_ended(1)
    order.sent("a", body(CLAIM))

    assert order.too_early == [CLAIM]


def test_a_line_of_a_longer_answer_is_an_acknowledgement_of_its_own(order: Order) -> None:
    order.sent("a", b"HTTP/1.1 200 OK\r\n\r\n")
    commit(order, CLAIM)
    sync(order)
    order.sent("a", body(CLAIM))
    order.sent("a", body(OTHER))

    assert order.too_early == [OTHER]


def test_the_end_of_a_sync_of_another_file_counts_for_nothing(order: Order) -> None:
    commit(order, CLAIM)
    order.sync_ended(1)
    acknowledge(order)

    assert (order.too_early, order.shared) == ([CLAIM], [])
