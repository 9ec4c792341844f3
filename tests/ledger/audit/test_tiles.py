import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.audit.hashes import leaf, whole
from ledger.audit.tiles import ENTRIES, WIDTH, Tile, bundle, hashes_of, split, tiles_of, unbundle
from ledger.errors import BadTile, NoTile
from tests.ledger.audit.kept import Kept, entries


@pytest.mark.parametrize(
    ("tile", "path"),
    [
        (Tile(0, 0), "0/000"),
        (Tile(0, 999), "0/999"),
        (Tile(0, 1000), "0/x001/000"),
        (Tile(0, 1234067), "0/x001/x234/067"),
        (Tile(2, 5, 1), "2/005.p/1"),
        (Tile(ENTRIES, 1234067, 255), "entries/x001/x234/067.p/255"),
    ],
)
def test_the_path_of_a_tile(tile: Tile, path: str) -> None:
    assert tile.path == path
    assert Tile.parse(path) == tile


NO_PATHS = ["", "0", "0/", "/0/000", "00/000", "0/0", "0/00", "0/0000", "0/x000/001", "0/001/001", "0/x001"]
NO_PATHS += ["0/x001/x002", "0/000.p/0", "0/000.p/256", "0/000.p/017", "0/000.p/", "0/000.p", "0/000/", "0/000.p/1/"]
NO_PATHS += ["-1/000", "64/000", "entry/000", "0/X001/000", "0/\u0661\u0661\u0661", "0/000\n", "8/000", "7/x001/000"]
NO_PATHS += ["0/" + "x999/" * 7 + "999", "0/" + "x999/" * 1_433 + "999"]


@pytest.mark.parametrize("path", NO_PATHS)
def test_what_is_no_path_of_a_tile(path: str) -> None:
    with pytest.raises(NoTile):
        Tile.parse(path)


@settings(deadline=None)
@given(st.integers(-1, 4), st.integers(0, 2**20), st.integers(1, WIDTH))
def test_a_path_leads_back_to_its_tile(level: int, number: int, width: int) -> None:
    tile = Tile(level, number, width)
    assert Tile.parse(tile.path) == tile


def test_the_tiles_of_a_tree_of_70_000_entries_are_those_of_the_specification() -> None:
    """C2SP tlog-tiles: 273 full at level 0 and one of width 112, one full at level 1 and one of 17, one of 1 at 2."""
    found = [tiles_of(level, 0, 70_000) for level in range(4)]

    assert [len(tiles) for tiles in found] == [274, 2, 1, 0]
    assert [tile.width for tiles in found for tile in tiles if tile.width < WIDTH] == [112, 17, 1]


def test_the_tiles_of_a_tree_of_256_entries() -> None:
    assert [tiles_of(level, 0, 256) for level in range(3)] == [[Tile(0, 0)], [Tile(1, 0, 1)], []]


@settings(deadline=None)
@given(st.integers(0, 2), st.integers(0, 2**17), st.integers(0, 2**17))
def test_between_two_sizes_lie_the_tiles_that_grew(level: int, one: int, other: int) -> None:
    old, new = sorted((one, other))
    before, after = set(tiles_of(level, 0, old)), set(tiles_of(level, 0, new))

    assert set(tiles_of(level, old, new)) == after - before
    assert all(tile.size <= new for tile in after)


def test_a_tile_holds_what_the_specification_says() -> None:
    data = entries(700)
    kept = Kept(data)

    assert split(hashes_of(kept, Tile(0, 2, 188))) == [leaf(one) for one in data[512:]]
    assert split(hashes_of(kept, Tile(1, 0, 2))) == [
        whole([leaf(one) for one in data[:256]]),
        whole([leaf(one) for one in data[256:512]]),
    ]


def test_a_bundle_is_entries_behind_their_lengths() -> None:
    assert bundle([b"", b"ab", b"x" * 0xFFFF]) == b"\x00\x00\x00\x02ab\xff\xff" + b"x" * 0xFFFF


@settings(deadline=None)
@given(st.lists(st.binary(max_size=300), min_size=1, max_size=WIDTH))
def test_a_bundle_leads_back_to_its_entries(some: list[bytes]) -> None:
    assert unbundle(bundle(some)) == some


@pytest.mark.parametrize(
    "data",
    [b"", b"\x00", b"\x00\x02a", b"\x00\x00\x00", b"\x00\x00" * (WIDTH + 1)],
    ids=["nothing", "half a length", "half an entry", "an entry and half a length", "more than a tile has"],
)
def test_what_is_no_bundle(data: bytes) -> None:
    with pytest.raises(BadTile):
        unbundle(data)


@pytest.mark.parametrize("length", [0, 31, 33, 32 * (WIDTH + 1)])
def test_what_is_no_tile_of_hashes(length: int) -> None:
    with pytest.raises(BadTile):
        split(b"x" * length)
