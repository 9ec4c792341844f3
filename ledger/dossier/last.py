"""The last report: what was believed when it was made, to tell from it what changed."""

from dataclasses import dataclass
from typing import TypedDict

from ledger.belief.view import DealBelief, RecordedAsOf
from ledger.dossier.view import Dossier, WhatIf
from ledger.errors import BadCursor, NotFound, Rejected
from ledger.verbs import Questions


class How(TypedDict):
    """How the ledger is asked for beliefs, but for when on the recorded clock."""

    asserted_as_of: str | None
    without: tuple[str, ...]
    policy: str | None


@dataclass(frozen=True, slots=True)
class Last:
    """The last report: when it was, what the ledger says was believed then, and what it said itself, if it is here."""

    at: RecordedAsOf
    before: DealBelief | None
    report: Dossier | None


def assumed_by(belief: DealBelief, how: How) -> WhatIf | None:
    """What is taken otherwise than it is; None where nothing is."""
    if not how["without"] and how["policy"] is None:
        return None
    without = tuple(sorted(set(how["without"])))
    return WhatIf(without=without, policy_digest=belief.policy_digest if how["policy"] is not None else None)


def last_report(ledger: Questions, belief: DealBelief, since: str | Dossier | None, how: How) -> Last | None:
    """The last report on a deal, asked for in the same way. Raises BadCursor, and Rejected where it is no such one."""
    if since is None:
        return None
    moment, report = (str(since.recorded_as_of.position), since) if isinstance(since, Dossier) else (since, None)
    if report is not None:
        _check(report, belief, how)
        how = {**how, "asserted_as_of": report.asserted_as_of}
    try:
        before = ledger.beliefs(belief.deal, recorded_as_of=moment, **how)
    except BadCursor as refusal:
        raise BadCursor(refusal.detail, "since") from None
    except NotFound:
        return Last(RecordedAsOf(position=int(moment) if moment.isdigit() else 0, recorded_at=None), None, None)
    if before.recorded_as_of.position > belief.recorded_as_of.position:
        later = f"the last report goes to position {before.recorded_as_of.position}, this one only to"
        raise BadCursor(f"{later} {belief.recorded_as_of.position}: name an earlier one", "since")
    return Last(before.recorded_as_of, before, report)


def _check(report: Dossier, belief: DealBelief, how: How) -> None:
    if report.deal != belief.deal:
        raise Rejected(f"the last report is on the deal {report.deal!r}: name one on {belief.deal!r}", "since")
    if report.what_if != assumed_by(belief, how):
        told = "the last report leaves out other sources, or follows another policy"
        raise Rejected(f"{told}: name one under the same what-if, or its position alone", "since")
