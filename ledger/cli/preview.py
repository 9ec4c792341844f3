"""A preview in words: what would be believed of which deal, and is not believed now."""

from ledger.cli.shifts import print_shift
from ledger.cli.terminal import answers, say_json
from ledger.views import Preview
from ledger.words import clocks


def say_preview(preview: Preview, *, as_json: bool) -> None:
    """Print what a record would change; it was not recorded."""
    if as_json:
        say_json(preview)
        return
    out = answers()
    out.print(f"Nothing was recorded. It would be: {preview.status}.")
    if preview.again:
        out.print("The same is on record already: it would change nothing.")
    elif not preview.deals:
        out.print("No belief would be another.")
    for shift in preview.deals:
        out.print(f"\n{shift.deal}", style="bold")
        print_shift(out, shift, "Then")
    out.print(clocks(preview.recorded_as_of, None, ()))
