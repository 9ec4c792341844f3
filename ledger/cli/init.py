"""`claim-ledger init`: make an empty ledger."""

from pathlib import Path

from ledger.cli.options import DEFAULT_ADDRESS, Address, AsJson, FileOnly
from ledger.cli.refusing import refusing
from ledger.cli.terminal import answers, say_json
from ledger.opening import open_ledger


@refusing
def init(ledger: Address = DEFAULT_ADDRESS, elsewhere: FileOnly = None, as_json: AsJson = False) -> None:
    """Make an empty ledger; one that is there already stays as it is."""
    created = not Path(ledger).exists()
    with open_ledger(ledger, create=True) as opened:
        head = opened.moment(None)
    if as_json:
        say_json(
            {
                "ledger": ledger,
                "created": created,
                "head": {"position": head.position, "recorded_at": head.recorded_at},
            }
        )
    elif created:
        answers().print(f"Made an empty ledger: {ledger}")
    else:
        answers().print(f"A ledger is there already: {ledger} holds {head.position} events. It stays as it is.")
