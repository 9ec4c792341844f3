"""`claim-ledger rebuild`: build the index anew."""

from ledger.cli.options import DEFAULT_ADDRESS, Address, AsJson, FileOnly
from ledger.cli.progress import phases
from ledger.cli.refusing import refusing
from ledger.cli.terminal import answers, say_json
from ledger.opening import open_ledger


@refusing
def rebuild(ledger: Address = DEFAULT_ADDRESS, elsewhere: FileOnly = None, as_json: AsJson = False) -> None:
    """Build the index anew from the log, beside the one in use, and switch to it; others may read and write."""
    with open_ledger(ledger) as opened, phases(quiet=as_json) as step:
        reached = opened.rebuild(lambda position, head: step("Rebuilding", position, head))
    if as_json:
        say_json({"ledger": ledger, "index": reached})
    else:
        answers().print(f"Built the index anew, up to position {reached:,}.")
