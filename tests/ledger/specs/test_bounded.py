from inspect import signature

from ledger.specs.bounded import Bounded
from ledger.verbs import Questions, Verbs

VERBS = {name for kind in (Questions, Verbs) for name in vars(kind) if not name.startswith("_")}


def test_each_verb_is_bounded_by_itself_and_none_is_handed_on_unseen() -> None:
    assert vars(Bounded).keys() >= VERBS
    for name in VERBS:
        ours, theirs = (signature(getattr(kind, name)).parameters for kind in (Bounded, Verbs))
        assert [*ours] == [*theirs], name
