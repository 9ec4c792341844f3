"""Every row by its name, in the order of the table."""

from collections.abc import Callable, Iterator, Mapping

from benchmarks.bench import LEAVES_A_SECOND, Bench, Sizes, building, indexing
from benchmarks.figures import Figure
from benchmarks.rows import appends, beliefs, imports, rebuilds, replay, requests, tree, verify

BYTES_AN_ENTRY = 3_000
"""Disk that an entry takes with its place in the index and in the journal, rounded up."""

BYTES_A_LEAF = 60
"""Disk that a leaf of a tree takes with the nodes above it, rounded up."""

Measure = Callable[[Bench], Iterator[Figure]]

ROWS: Mapping[str, Measure] = {
    "appends": appends.measure,
    "http": requests.documented,
    "http-direct": requests.direct,
    "http-keys": requests.keys,
    "import": imports.measure,
    "replay": replay.measure,
    "beliefs": beliefs.at_size,
    "past": beliefs.in_the_past,
    "rebuild": rebuilds.measure,
    "tree": tree.measure,
    "verify": verify.measure,
}


def expected_seconds(row: str, sizes: Sizes) -> float:
    """About how long a row takes on two cores; for the time left alone."""
    match row:
        case "appends":
            return 10
        case "http" | "http-direct" | "http-keys":
            return 15
        case "import":
            return sizes.claims / 6_000
        case "replay" | "verify":
            return building(sizes.claims) * 6
        case "beliefs":
            return (building(sizes.events) + indexing(sizes.events)) * 1.01 + sizes.reads * 0.05
        case "past":
            return (building(sizes.events) + indexing(sizes.events)) / 10 + sizes.reads * 0.05
        case "tree":
            return sizes.leaves / LEAVES_A_SECOND
        case _:
            return (building(sizes.rebuilt) + indexing(sizes.rebuilt)) * 1.1


def bytes_needed(row: str, sizes: Sizes) -> int:
    """About how much disk a row takes; it is given back at its end."""
    events = {"beliefs": sizes.events, "past": sizes.events // 10, "rebuild": sizes.rebuilt * 11 // 10}
    return BYTES_A_LEAF * sizes.leaves if row == "tree" else BYTES_AN_ENTRY * events.get(row, sizes.claims)
