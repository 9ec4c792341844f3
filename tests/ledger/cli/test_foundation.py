import json

from tests.ledger.cli.conftest import Run
from tests.ledger.interchange.story import DEAL, claim


def test_voices_are_named_where_there_are_several_and_none_corroborates_another(told: Run) -> None:
    told("record", json.dumps(claim("grain-to-follow", "harbour-master", mode="intention")))

    out = " ".join(told("beliefs", DEAL).out.split())

    assert "Each belief rests on one origin at most, uncorroborated" in out
    assert "port-authority (1 belief)" in out
    assert "harbour-master (1 belief)" in out


def test_a_voice_of_unknown_origin_is_said_to_be_one(told: Run) -> None:
    hearsay = [{"source": "evening-star", "role": "publisher"}]
    told("record", json.dumps(claim("grain-to-follow", "evening-star", mode="intention", attribution=hearsay)))

    assert "evening-star (1 belief, origin unknown)" in " ".join(told("beliefs", DEAL).out.split())


def test_one_occasion_is_named_only_while_all_was_said_on_it(told: Run) -> None:
    told("record", json.dumps(claim("grain-to-follow", "line-agent", mode="intention", occasion="press-day")))
    told("record", json.dumps(claim("grain-to-follow", "harbour-master", mode="intention", occasion="harbour-day")))
    assert "harbour-master (1 belief, on one occasion, harbour-day)" in " ".join(told("beliefs", DEAL).out.split())

    later = claim("grain-to-follow", "evening-star", "harbour-master", mode="intention")
    told("record", json.dumps(later))

    assert "harbour-master (1 belief)" in " ".join(told("beliefs", DEAL).out.split())


def test_an_interested_origin_corroborates_nothing(told: Run) -> None:
    told("record", json.dumps(claim("cranes-loaded", "line-agent", stance="denies")))

    out = " ".join(told("beliefs", DEAL).out.split())

    assert "No belief rests on two independent origins without an interest." in out
    assert "What moves them: port-authority (1 belief); line-agent (1 belief)." in out


def test_who_is_left_out_is_not_said_to_be_whom_it_rests_on(told: Run) -> None:
    tie = {"record": "relation", "kind": "speaks-for", "degree": "established", "reason": "Its post."}
    told("record", json.dumps({**tie, "source": "harbour-master", "to": "port-authority"}))
    told("record", json.dumps(claim("cranes-loaded", "harbour-post", "harbour-master")))

    assert "the word of harbour-master." in " ".join(told("beliefs", DEAL).out.split())
    alone = " ".join(told("beliefs", DEAL, "--without", "harbour-master").out.split())
    assert "the word of port-authority." in alone


def test_where_one_belief_is_corroborated_the_others_are_still_told_by_whose_word_they_stand(told: Run) -> None:
    told("record", json.dumps(claim("cranes-loaded", "evening-star", "harbour-master")))
    told("record", json.dumps(claim("grain-to-follow", "line-agent", mode="intention")))

    out = " ".join(told("beliefs", DEAL).out.split())

    assert "1 of 2 beliefs rests on two independent origins or more, without an interest; the others on the word" in out
    assert "of: line-agent (1 belief)." in out
