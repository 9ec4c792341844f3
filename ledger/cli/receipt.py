"""A receipt in words."""

from ledger.cli.terminal import answers, say_json
from ledger.receipts import Receipt


def say_receipt(receipt: Receipt, *, as_json: bool) -> None:
    """Print what was recorded, where and when; or that it was on record already."""
    if as_json:
        say_json(receipt)
        return
    out = answers()
    what = f"{receipt.record} {receipt.id}"
    where = f"position {receipt.position}, {receipt.recorded_at}"
    if receipt.again:
        out.print(f"On record already: {what}\nat {where}. Nothing new was recorded.")
    else:
        out.print(f"Recorded: {what}\nat {where}.")
    out.print(f"It is now: {receipt.status}.")
