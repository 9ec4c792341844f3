"""Since the last report: which events came, and which beliefs are other ones now."""

from dataclasses import dataclass, field

from ledger.belief.difference import AnyBelief, DealShift, PropositionShift, difference
from ledger.belief.sentences import NO_BASIS, likelihood
from ledger.belief.view import Change, News, PropositionBelief
from ledger.dossier.grounds import Grounds
from ledger.dossier.last import Last
from ledger.dossier.telling import quoted, said, together
from ledger.dossier.view import Block, Row, Section, Sentence, Table
from ledger.forgetting import CONTENT
from ledger.words import clocks, counted, moment

FORGOTTEN = "content-forgotten"
NO_REPORT = "No earlier report is named: everything here is told as if for the first time."


def news(grounds: Grounds) -> Section:
    """What came after the last report, echoes told apart from news, and what it changed."""
    last = grounds.last
    if last is None:
        blocks: tuple[Block, ...] = (together(said(NO_REPORT, grounds.head)),)
        return Section(heading="Since the last report", blocks=blocks)
    gone = sorted(_forgettings(grounds).items())
    forgotten = [one for at, one in gone if last.at.position < at <= grounds.head]
    came = [change for change in grounds.changes if change.position > last.at.position]
    came = sorted([*came, *map(_change, forgotten)], key=lambda change: change.position)
    shift = difference(last.before, grounds.belief)
    blocks = (
        together(_moment(grounds, last), _held(last), _came(grounds, came), _shifted(grounds, shift)),
        *((together(*map(_gone, forgotten)),) if forgotten else ()),
        *((_events(came),) if came else ()),
        *((_shifts(grounds, shift, came),) if shift is not None and _changed(shift) else ()),
    )
    return Section(heading="Since the last report", blocks=blocks)


@dataclass(slots=True)
class _Forgetting:
    """Text that was forgotten, at a position and for a reason, and the positions of the claims that it was of."""

    position: int
    recorded_at: str
    reason: str
    claims: set[int] = field(default_factory=set)


def _forgettings(grounds: Grounds) -> dict[int, _Forgetting]:
    """Whatever was forgotten of the claims, or of the documents that they stand in, by its position."""
    found: dict[int, _Forgetting] = {}
    documents: dict[str, _Forgetting] = {}
    for claim in grounds.provenances.values():
        for place in claim.evidence:
            if (gone := place.forgotten) is not None:
                one = _Forgetting(gone.position, gone.recorded_at, gone.reason)
                found.setdefault(gone.position, one).claims.add(claim.position)
                if gone.part == CONTENT:
                    documents[place.document] = found[gone.position]
        for later in claim.later:
            if later.event == FORGOTTEN:
                one = _Forgetting(later.position, later.recorded_at, str(later.fact["reason"]))
                found.setdefault(later.position, one).claims.add(claim.position)
    for claim in grounds.provenances.values():
        for place in claim.evidence:
            if place.document in documents:
                documents[place.document].claims.add(claim.position)
    return found


def _change(gone: _Forgetting) -> Change:
    return Change(
        position=gone.position, recorded_at=gone.recorded_at, event=FORGOTTEN, claim=None, news=News.NONE, moved=()
    )


def _gone(gone: _Forgetting) -> Sentence:
    of = counted(len(gone.claims), "claim")
    told = f"Text that {of} rested on was forgotten on {gone.recorded_at[:10]}, at position {gone.position}"
    return said(f"{told}: {quoted(gone.reason)}. No belief moves by that.", gone.position, gone.claims)


def _moment(grounds: Grounds, last: Last) -> Sentence:
    if last.before is None:
        return said("When the last report was made, the deal was not on record.", grounds.opened)
    return said(
        f"The last report: {clocks(last.at, last.before.asserted_as_of, (), last.before.policy)}",
        last.at.position or grounds.head,
    )


def _held(last: Last) -> Sentence | None:
    if last.report is None or last.before is None:
        return None
    if last.report.belief == last.before:
        same = "The beliefs in it are those that the log still makes for that moment, to the last digit."
        return said(same, last.at.position)
    other = "The beliefs in it are not those that the log makes for that moment: one of the two was altered."
    return said(other, last.at.position)


def _came(grounds: Grounds, came: list[Change]) -> Sentence:
    if not came:
        return said("No event that bears on the deal came since.", grounds.head)
    new, echoes = (sum(change.news is kind for change in came) for kind in (News.NEWS, News.ECHO))
    told = f"{counted(len(came), 'event')} came since: {new} news, {echoes} that repeated what was known."
    return said(told, [change.position for change in came])


def _shifted(grounds: Grounds, shift: DealShift | None) -> Sentence:
    if shift is None:
        return said("No belief is another one than it was.", grounds.head)
    changed = len(_changed(shift))
    more = len(shift.propositions) - changed
    told = f"{counted(changed, 'belief')} changed" + (f", {more} more only gained or lost reports" if more else "")
    if shift.furthest is None:
        return said(f"{told}; the furthest stage supported is the same.", grounds.head)
    was, now = (stage.value if stage is not None else "none" for stage in (shift.furthest.from_, shift.furthest.to))
    return said(f"{told}; the furthest stage supported was {was} and is {now}.", grounds.head)


def _events(came: list[Change]) -> Table:
    return Table(
        columns=("Recorded", "Event", "Worth", "Moved"),
        rows=tuple(
            Row(
                cells=(
                    moment(change.recorded_at),
                    change.event,
                    "" if change.news is News.NONE else change.news.value,
                    ", ".join(move.proposition for move in change.moved),
                ),
                at=(change.position,),
            )
            for change in came
        ),
    )


def _shifts(grounds: Grounds, shift: DealShift, came: list[Change]) -> Table:
    moved = {
        name: tuple(c.position for c in came if any(move.proposition == name for move in c.moved))
        for name in (one.proposition for one in shift.propositions)
    }
    return Table(
        columns=("Proposition", "Then", "Now"),
        rows=tuple(
            Row(
                cells=(one.proposition, _belief(one.from_), _belief(one.to)),
                at=moved[one.proposition] or grounds.behind(one.proposition),
            )
            for one in _changed(shift)
        ),
    )


def _changed(shift: DealShift) -> list[PropositionShift]:
    """Those of which something else is shown than before: it may be that only more reports are counted."""
    return [one for one in shift.propositions if _belief(one.from_) != _belief(one.to)]


def _belief(belief: AnyBelief | None) -> str:
    if belief is None:
        return "not raised"
    if isinstance(belief, PropositionBelief):
        figure = "" if belief.probability is None else f", {belief.probability}"
        return f"{likelihood(belief)}{figure}"
    return ", ".join(f"{answer.value} (reports: {answer.reports})" for answer in belief.answers) or NO_BASIS
