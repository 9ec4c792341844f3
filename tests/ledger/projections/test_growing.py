import pytest

from ledger.projections.dockets import Dockets
from tests.ledger.given import record, source_record
from tests.ledger.projections.conftest import Followed
from tests.ledger.story import DEAL, beginning, claim, id_of, recorded, tie


def test_ties_are_followed_however_far_and_from_either_end(followed: Followed) -> None:
    bodies = [source_record(f"body-{n}") for n in range(4)]
    ties = [
        tie("agency-a", "affiliation", "body-0"),
        tie("body-1", "ownership", "body-0"),
        tie("body-1", "member-of", "body-2"),
    ]
    recorded(followed.ledger, *beginning(), claim(), *bodies, *ties, tie("agency-c", "same-as", "body-3"))

    docket = Dockets(followed.index).docket(DEAL, followed.follower.follow())
    assert set(docket.sources) == {"outlet", "agency-a", "state-y", "body-0", "body-1", "body-2"}


@pytest.mark.parametrize("since", [False, True])
def test_what_is_pending_brings_in_whom_it_names_whatever_came_since(followed: Followed, since: bool) -> None:
    grade = record("grade", source="agency-b", reliability="B", reason="weighed")
    recorded(followed.ledger, *beginning(), claim("agency-c"), tie("agency-b", "affiliation", "state-x"))
    until, dockets = followed.follower.follow(), Dockets(followed.index)
    recorded(followed.ledger, claim("agency-b"))
    (pending,) = followed.log.read(until, limit=2)
    if since:
        recorded(followed.ledger, claim("agency-a"), grade)
        dockets.docket(DEAL, followed.follower.follow())

    foreseen = dockets.foreseen(DEAL, until, [pending])

    assert set(foreseen.claims) == {id_of(claim("agency-c")), id_of(claim("agency-b"))}
    assert set(foreseen.sources) - {"agency-a"} == {"outlet", "agency-b", "agency-c", "state-x", "state-y"}
    assert foreseen.sources["agency-b"].reliability is None
    assert set(dockets.docket(DEAL, until).claims) == {id_of(claim("agency-c"))}
