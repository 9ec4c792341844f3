"""The verbs: a ledger at a server has those of one that is open here, or it is said why it cannot."""

import inspect

import pytest

from ledger.access.permitted import Permitted
from ledger.client import Client
from ledger.opening import open_ledger
from ledger.service import Ledger
from ledger.verbs import Verbs, every
from tests.ledger.story import sources

HERE_ALONE = {
    "began": "it is asked for what a key sees: the server does that",
    "begin": "a server's ledger adopts its policy by itself, with its first record",
    "check_key": "the server holds what comes under a key to what came before",
    "claims_beginning": "a server is told whole ids",
    "diagnosis": "it is about files, and there is `claim-ledger doctor` where they are",
    "examination": "it reads every file of the ledger",
    "follow": "a server follows by itself",
    "has_claims": "it is asked for what a key sees: the server does that",
    "hear": "it is called on the writer's own thread; `tail` tells the same",
    "key": "what a server knows of a key, a client does not",
    "listed": "it is asked for what a key sees: the server does that",
    "moment": "every answer says of which moment it is; `health` has the head",
    "now": "the ledger's clock is the server's",
    "place": "`events`, `entries` and `tail` look where they begin themselves",
    "principal": "what a server knows of a key, a client does not",
    "pursued": "a server does so by itself",
    "read_on": "`entries` and `tail` read on",
    "rebuild": "it is done where the files are",
    "record_soon": "it is told on the writer's own thread",
    "take_lines": "`import_lines` is given a client, and reads the lines where it is",
}
"""What a client has not, and why."""


def public(kind: type) -> set[str]:
    return {name for name in dir(kind) if not name.startswith("_")}


OF_A_LEDGER = sorted(public(Ledger) | public(Permitted))


@pytest.mark.parametrize("verb", OF_A_LEDGER)
def test_a_client_has_every_verb_or_it_is_said_why_not(verb: str) -> None:
    assert hasattr(Client, verb) != (verb in HERE_ALONE)


def test_no_reason_is_given_for_a_verb_that_there_is_not() -> None:
    assert set(HERE_ALONE) - {"key"} <= set(OF_A_LEDGER)  # a key is there once one was made


THERE_ALONE = {
    "tail": "here `hear` and `read_on` tell of what comes",
    "waiting_for": "whoever has the file open sees what was recorded",
}
"""What a client has and a ledger that is open here has not, and why."""


@pytest.mark.parametrize("verb", sorted(public(Client) - set(THERE_ALONE)))
def test_a_verb_is_of_both_and_takes_the_same(verb: str) -> None:
    here, there, said = (inspect.signature(getattr(kind, verb)).parameters for kind in (Ledger, Client, Verbs))

    assert [p.kind for p in there.values()] == [p.kind for p in said.values()]
    assert list(there) == list(said) == [name for name in here if name in there]


def test_every_item_of_a_list_is_found_page_by_page() -> None:
    with open_ledger(":memory:", create=True) as ledger:
        ledger.record_all(sources(), by="test")

        assert [one.id for one in every(ledger.sources, limit=2)] == [one.id for one in ledger.sources().items]
