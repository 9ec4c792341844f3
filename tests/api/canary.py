"""A deal that a key may not see: every text of it sings, and so does every text that only it rests on."""

from typing import Any

from ledger.claim import content_of
from ledger.identity import claim_id
from ledger.records import AnyRecord
from tests.ledger.given import record

SONG = "quartzkanarie"
"""Stands in every text of the hidden deal, and in none of its ids: whatever sends an id may find it in its answer."""

DEAL, OTHERS = "grain-silos", ("grain-spy", "grain-ministry")
DOCUMENT, PROPOSITION = "grain-dossier", "silos-built"
SPY, MINISTRY = OTHERS


def sung(text: str) -> str:
    """A text with the song in it."""
    return f"{text}, {SONG} sings."


def told(outlet: str) -> list[AnyRecord]:
    """The hidden deal and all that it rests on, every kind of record of it; the outlet is one of other deals too."""
    first, denied = (_claim(stance=stance) for stance in ("affirms", "denies"))
    shared = record(
        "claim", deal=DEAL, proposition=PROPOSITION, text=sung("Silos, prints the outlet"),
        attribution=[{"source": outlet, "role": "publisher", "on": "2023-09-01"}, {"source": SPY, "role": "origin"}],
    )  # fmt: skip
    return [
        *(
            record("source", id=one, name=sung(one), kind="agency", **{"class": "agency"})
            for one in OTHERS
        ),
        record("relation", source=SPY, kind="affiliation", to=MINISTRY, degree="suspected", reason=sung("His")),
        record("document", id=DOCUMENT, title=sung("A dossier"), publisher=SPY, text=sung("Silos stand by the quay")),
        record("deal", id=DEAL, title=sung("Silos"), parties=[{"source": MINISTRY, "role": "buyer"}]),
        record(
            "proposition", deal=DEAL, id=PROPOSITION, kind="yes-no", about="deed", stage="delivery",
            text=sung("Silos were built"),
        ),
        record(
            "relation", source=SPY, kind="interest", deal=DEAL, favours="denies", degree="suspected",
            reason=sung("He is paid for it"),
        ),
        record("grade", source=SPY, reliability="C", reason=sung("He was right once")),
        first,
        denied,
        shared,
        record("relation", source=outlet, kind="affiliation", to=MINISTRY, degree="suspected", reason=sung("Paid")),
        record(
            "relation", source=outlet, kind="interest", deal=DEAL, favours="denies", degree="suspected",
            reason=sung("Paid"),
        ),
        record("grade", claim=id_of(first), credibility="3", reason=sung("As it came")),
        record("retraction", claim=id_of(denied), by=SPY, scope="origin", reason=sung("He took it back")),
        record("claim", text=sung("Something of no deal"), attribution=[{"source": SPY, "role": "origin"}]),
        record("verdict", deal=DEAL, proposition=PROPOSITION, verdict="true", reason=sung("Seen from the road")),
    ]  # fmt: skip


def _claim(**fields: Any) -> Any:
    return record(
        "claim", deal=DEAL, proposition=PROPOSITION, text=sung("The silos stand"), note=sung("Overheard"),
        attribution=[{"source": SPY, "role": "origin", "verb": SONG, "on": "2023-08-30"}],
        evidence=[{"document": DOCUMENT, "start": 0, "end": 11, "quote": "Silos stand"}], **fields,
    )  # fmt: skip


def id_of(given: Any) -> str:
    """The id that a claim record will have."""
    return claim_id(content_of(given))


CLAIM = id_of(_claim(stance="affirms"))
HEARD = (SONG, DEAL, *OTHERS, DOCUMENT, PROPOSITION, CLAIM)
"""What nothing may hold that is told about something else."""
