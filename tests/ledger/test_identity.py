from hashlib import sha256

from ledger.attribution import Hop
from ledger.canonical import digest
from ledger.entries import encode
from ledger.events import ClaimContent, ClaimRecorded
from ledger.identity import claim_id, content_bytes
from ledger.terms import Mode, Role, Stance
from tests.ledger.examples import CONTENT, fact_json


def test_fields_at_their_default_do_not_show_at_any_depth() -> None:
    given = ClaimContent(
        stance=Stance.AFFIRMS,
        mode=Mode.FACT,
        text="A crane was seen.",
        attribution=(Hop(source="harbour-post", role=Role.ORIGIN, inferred=False, verb=None),),
        evidence=(),
    )

    assert content_bytes(given) == (
        b'{"attribution":[{"role":"origin","source":"harbour-post"}],"text":"A crane was seen."}'
    )
    assert claim_id(given) == "sha256:" + sha256(content_bytes(given)).hexdigest()


def test_what_is_said_changes_the_id_and_saying_a_default_does_not() -> None:
    hop = Hop(source="harbour-post", role=Role.ORIGIN)
    said = ClaimContent(text="Yes.", attribution=(hop,), stance=Stance.AFFIRMS)
    unsaid = ClaimContent(text="Yes.", attribution=(hop,))
    denied = ClaimContent(text="Yes.", attribution=(hop,), stance=Stance.DENIES)

    assert claim_id(said) == claim_id(unsaid) != claim_id(denied)


def test_the_id_is_the_digest_of_the_content_that_lies_in_the_log() -> None:
    fact = ClaimRecorded(claim=claim_id(CONTENT), content=CONTENT)
    entry = encode(
        fact, position=1, version=1, recorded_at="2023-09-01T00:00:00.000000Z", recorded_by="a", nonce="0" * 32
    )

    assert digest(fact_json(fact)["content"]) == fact.claim
    assert b'"content":' + content_bytes(CONTENT) in entry.data
    assert fact_json(fact)["content"]["evidence"][1] == {"document": "harbour-post-2"}
