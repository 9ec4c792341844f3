"""`claim-ledger beliefs`: what the record supports of every proposition of a deal."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Annotated

import typer

from ledger.belief.view import DealBelief
from ledger.cli.opening import open_at
from ledger.cli.options import DEFAULT_ADDRESS, Address, AsJson, AssertedAsOf, Key, Policy, RecordedAsOf, Url, Without
from ledger.cli.propositions import belief_table, notes
from ledger.cli.refusing import refusing
from ledger.cli.terminal import Terminal, answers, one_line, say_json
from ledger.errors import NotFound
from ledger.foundation import foundation
from ledger.verbs import every
from ledger.words import clocks, counted, furthest

OneDeal = Annotated[str | None, typer.Argument(metavar="DEAL", help="The deal's id; without it, every deal.")]
Texts = Annotated[bool, typer.Option("--texts", help="Print each proposition's text under its id.")]


@refusing
def beliefs(
    deal: OneDeal = None,
    recorded_as_of: RecordedAsOf = None,
    asserted_as_of: AssertedAsOf = None,
    without: Without = None,
    policy: Policy = None,
    texts: Texts = False,
    ledger: Address = DEFAULT_ADDRESS,
    url: Url = "",
    key: Key = "",
    as_json: AsJson = False,
) -> None:
    """Print what the record supports of every proposition: how likely, and how good the basis is."""
    left_out = without or []
    with open_at(ledger, url, key) as opened:
        for source in left_out:
            opened.source(source)

        def believed(name: str) -> DealBelief:
            return opened.beliefs(
                name,
                recorded_as_of=recorded_as_of,
                asserted_as_of=asserted_as_of,
                without=left_out,
                policy=policy,
            )

        found = (
            [believed(deal)]
            if deal is not None
            else list(_on_record((deal.id for deal in every(opened.deals)), believed))
        )
        if as_json:
            say_json(list(found) if deal is None else found[0])
            return
        out = answers()
        for belief in found:
            title = f"{one_line(opened.deal(belief.deal).title)} ({belief.deal})"
            _print(out, title, belief, foundation(opened, belief, left_out), left_out, texts=texts)
        if not found:
            out.print("No deal is on record.")


def _on_record(deals: Iterator[str], believed: Callable[[str], DealBelief]) -> Iterator[DealBelief]:
    """The beliefs of those deals that were on record by then."""
    for deal in deals:
        with suppress(NotFound):
            yield believed(deal)


def _print(out: Terminal, title: str, belief: DealBelief, foundation: str, without: list[str], *, texts: bool) -> None:
    out.print(title, style="bold")
    out.print(clocks(belief.recorded_as_of, belief.asserted_as_of, without, belief.policy))
    out.print(belief_table(belief.propositions, texts=texts))
    out.print()
    for sentence in (furthest(belief.ladder), foundation, *notes(belief.propositions)):
        out.print(sentence)
    if belief.possibly_said:
        out.print(f"Left out, for they may have been said later: {counted(belief.possibly_said, 'claim')}.")
    out.print()
