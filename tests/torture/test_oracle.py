"""The oracle by hand: numbers that can be worked out on paper, and nothing taken from the ledger."""

import ast
from pathlib import Path
from typing import Any

import pytest

import torture
from torture.dates import NEVER, end_of, span
from torture.oracle import Oracle
from torture.records import DEAL, Json, beginning
from torture.shadow import Refused, Shadow, Told, claim_id

NOON = "2032-02-29T12:00:00.000000Z"
ALONE = ("dates", "standing", "oracle", "shadow", "records")


def witnessed(source: str, stance: str = "affirms", publisher: str = "", **fields: Any) -> Json:
    hops = [{"role": "publisher", "source": publisher}] if publisher else []
    hops.append({"role": "origin", "source": source, "basis": "witnessed"})
    return {"record": "claim", "deal": DEAL, "proposition": "met", "stance": stance, "attribution": hops, **fields}


def tie(one: str, kind: str, to: str) -> Json:
    return {"record": "relation", "source": one, "kind": kind, "to": to, "degree": "established", "reason": "known"}


def retraction(claim: Json, by: str, scope: str) -> Json:
    return {"record": "retraction", "claim": claim_id(claim), "by": by, "scope": scope, "reason": "it erred"}


def told(*records: Json) -> Shadow:
    shadow = Shadow()
    outcomes = shadow.take([*beginning(), *records], NOON)
    assert all(isinstance(outcome, Told) for outcome in outcomes)
    return shadow


def believed(*records: Json, end: str = NEVER) -> str | None:
    found: str | None = Oracle(told(*records).rows, DEAL, end).belief("met")["probability"]
    return found


A, B, C = (witnessed(f"agency-{name}") for name in "abc")


@pytest.mark.parametrize(
    ("records", "log_odds"),
    [
        ([A], 0.6 * 2.6),
        ([witnessed("agency-a", publisher="wire")], 0.9 * 0.6 * 2.6),
        ([A, witnessed("agency-a", publisher="wire"), witnessed("agency-a", publisher="paper")], 0.6 * 2.6),
        ([A, B], 0.6 * 2.6 * 2**0.75),
        ([A, B, C], 0.6 * 2.6 * 3**0.75),
        ([A, B, tie("agency-a", "affiliation", "state"), tie("agency-b", "affiliation", "state")], 0.6 * 2.6 * 2**0.5),
        ([A, B, tie("agency-a", "speaks-for", "agency-b")], 0.6 * 2.6),
        ([A, B, witnessed("agency-c", "denies")], 0.6 * 2.6 * (2**0.75 - 1)),
        ([witnessed("buyer", "denies"), B], 0.6 * (2.6 - 0.1)),
        ([witnessed("buyer")], 0.6 * 3.5),
        ([A, B, retraction(B, "agency-b", "origin")], 0.6 * 2.6),
    ],
)
def test_what_can_be_worked_out_on_paper(records: list[Json], log_odds: float) -> None:
    expected = 1 / (1 + 2.718281828459045**-log_odds)

    assert float(believed(*records) or "nan") == pytest.approx(expected, abs=0.00005001)


def test_without_a_claim_there_is_no_basis() -> None:
    assert believed() is None
    assert believed(A, retraction(A, "agency-a", "report")) is None


def test_what_implies_it_lends_its_voices() -> None:
    assert believed({**A, "proposition": "shipped"}) == believed(A)
    assert believed({**A, "proposition": "shipped", "stance": "denies"}) is None


def test_what_was_said_later_does_not_count_yet() -> None:
    later = {**B, "asserted_at": "2032-03-01"}

    assert believed(A, later, end=end_of("2032-02-29")) == believed(A)
    assert believed(A, later, end=end_of("2032-03-01")) == believed(A, B)


def test_what_the_shadow_refuses_leaves_no_row() -> None:
    shadow = told(A)
    before = list(shadow.rows)

    outcomes = shadow.take([B, {**B, "credibility": "1", "proposition": "agreed"}], NOON)

    assert outcomes[-1] == Refused(frozenset({"not-independent"}))
    assert shadow.rows == before


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("2032-02", "2032-02-01T00:00:00.000000Z", "2032-02-29T23:59:59.999999Z"),
        ("2031", "2031-01-01T00:00:00.000000Z", "2031-12-31T23:59:59.999999Z"),
        ("../2031-02", "", "2031-02-28T23:59:59.999999Z"),
        ("2038-01-19/..", "2038-01-19T00:00:00.000000Z", "~"),
    ],
)
def test_a_date_is_all_that_it_can_mean(date: str, first: str, last: str) -> None:
    assert span(date) == (first, last)


@pytest.mark.parametrize("name", ALONE)
def test_it_takes_nothing_from_the_ledger(name: str) -> None:
    (folder,) = torture.__path__
    modules: list[str] = []
    for node in ast.walk(ast.parse((Path(folder) / f"{name}.py").read_text())):
        if isinstance(node, ast.ImportFrom):
            modules.append(node.module or "")
        elif isinstance(node, ast.Import):
            modules += [alias.name for alias in node.names]

    assert modules
    assert not {module.partition(".")[0] for module in modules} & {"ledger", "api", "tests"}
    assert {module.partition(".")[2] for module in modules if module.startswith("torture")} <= set(ALONE)
