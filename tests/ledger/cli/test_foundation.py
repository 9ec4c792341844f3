import json

from tests.ledger.cli.conftest import Run
from tests.ledger.interchange.story import DEAL, claim


def test_voices_are_named_where_there_are_several_and_none_corroborates_another(told: Run) -> None:
    told("record", json.dumps(claim("grain-to-follow", "harbour-master", mode="intention")))

    out = " ".join(told("beliefs", DEAL).out.split())

    assert "Each belief rests on one origin at most, uncorroborated" in out
    assert "port-authority (1)" in out
    assert "harbour-master (1)" in out


def test_a_voice_of_unknown_origin_is_said_to_be_one(told: Run) -> None:
    hearsay = [{"source": "evening-star", "role": "publisher"}]
    told("record", json.dumps(claim("grain-to-follow", "evening-star", mode="intention", attribution=hearsay)))

    assert "evening-star (1, origin unknown)" in " ".join(told("beliefs", DEAL).out.split())
