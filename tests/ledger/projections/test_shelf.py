from ledger.projections.shelf import Shelf


def test_the_shelf_keeps_what_was_last_asked_for_up_to_its_weight() -> None:
    shelf: Shelf[str] = Shelf(10, len)
    for name in ("four", "five"):
        shelf.put(name, name)
    assert shelf.get("four") == "four"
    shelf.put("six", "sixsix")
    assert [shelf.get(name) for name in ("four", "five", "six")] == ["four", None, "sixsix"]
    shelf.put("six", "six")
    shelf.put("seven", "seven" * 9)
    assert [shelf.get(name) for name in ("four", "six", "seven")] == [None, None, "seven" * 9]
