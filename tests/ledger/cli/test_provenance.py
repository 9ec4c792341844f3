import json
from typing import Any

from tests.ledger.cli.conftest import Run
from tests.ledger.interchange.story import DEAL, claim


def newest(told: Run) -> str:
    return str(told("claims", "--newest", "--limit", "1", "--json").json["items"][0]["id"])


def recorded(told: Run, **fields: Any) -> str:
    hedge = {"level": "possible", "words": "may have"}
    hops = [
        {"source": "harbour-post", "role": "publisher", "verb": "reported", "naming": "named", "on": "2024-03-02"},
        {"role": "relay", "naming": "unnamed"},
        {"source": "harbour-master", "role": "origin", "basis": "told", "hedge": hedge, "inferred": True},
    ]
    given = claim("cranes-loaded", "harbour-master", attribution=hops, occasion="harbour-day", text="Loaded.", **fields)
    assert told("record", json.dumps(given)).status == 0
    return newest(told)


def test_it_says_hop_by_hop_how_a_claim_reached_us_and_whose_voice_it_is(told: Run) -> None:
    tie = {"record": "relation", "source": "harbour-master", "kind": "speaks-for", "to": "evening-star"}
    assert told("record", json.dumps({**tie, "degree": "established", "reason": "By statute."})).status == 0
    ran = told("provenance", recorded(told))

    out = " ".join(ran.out.split())
    assert ran.out.startswith(f"affirms cranes-loaded, of {DEAL}: where it comes from\nLoaded.\n")
    assert "on harbour-day. Status: standing." in out
    assert "1 harbour-post publisher reported; named; 2024-03-02 press, not graded" in out
    assert "2 unnamed relay unnamed" in out
    assert '3 harbour-master origin told; possible ("may have"); inferred by' in out
    assert "Origin: harbour-master." in out
    assert (
        "Voice: evening-star, by harbour-master at hop 3. harbour-master speaks-for evening-star (position 14)." in out
    )
    assert "Evidence: none is given." in out
    assert "Nothing happened to it since." in out
    assert ran.fits()


def test_what_became_of_it_is_told_with_who_took_it_back(told: Run) -> None:
    name = recorded(told)
    back = {"record": "retraction", "claim": name, "by": "harbour-master", "scope": "origin", "on": "2024-03-04"}
    told("record", json.dumps({**back, "reason": "It erred."}), "--by", "night-desk")

    ran = told("provenance", name)

    out = " ".join(ran.out.split())
    assert "Status: retracted." in out and "No belief is made of it." in out
    assert "Taken back by harbour-master on 2024-03-04, as origin, at position 15." in out
    assert "claim-retracted night-desk" in out.replace("/1", "")
    assert ran.fits()


def test_its_evidence_is_shown_as_it_is_held(told: Run) -> None:
    told("record", json.dumps({"record": "document", "id": "page", "title": "A page", "text": "Cranes were\nloaded."}))
    told("record", json.dumps({"record": "document", "id": "letter", "title": "A letter", "held": "cited"}))
    evidence = [{"document": "page", "start": 0, "end": 19}, {"document": "letter"}]
    out = told("provenance", recorded(told, evidence=evidence)).out
    rows = [line.split() for line in out.splitlines()]
    assert ["page", "captured", "0", "19", "Cranes", "were", "loaded."] in rows
    assert ["letter", "cited", "not", "here"] in rows


def test_a_claim_of_no_deal_has_a_provenance_too(told: Run) -> None:
    unfiled = {**claim("", "evening-star"), "deal": None, "proposition": None, "text": "Cranes."}
    told("record", json.dumps(unfiled))
    out = told("provenance", newest(told)).out
    assert out.startswith("affirms something unfiled: where it comes from\n")
    assert "No belief is made of it." in out


def test_json_is_the_provenance_itself(told: Run) -> None:
    found = told("provenance", recorded(told), "--json").json
    assert [hop["hop"]["role"] for hop in found["hops"]] == ["publisher", "relay", "origin"]


def test_the_recorded_clock_is_asked_and_a_claim_that_is_not_there_refused(told: Run) -> None:
    name = recorded(told)
    assert told("provenance", name, "--recorded-as-of", "12").status == 1
    refused = told("provenance", "sha512:" + name[7:19])
    assert refused.status == 1 and "64 hex digits" in refused.err
