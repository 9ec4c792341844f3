"""`python -m ledger.cli` is `claim-ledger`."""

from ledger.cli import main

main()
