"""Showing: states and entries as the views that answers are made of."""

from collections.abc import Iterable, Mapping, Sequence

import orjson

from ledger.attribution import origin_of
from ledger.belief.view import Change, Move, RecordedAsOf
from ledger.claim import Claim, asserted_at
from ledger.deal import Deal
from ledger.document import Document
from ledger.entries import Entry, leaf_hash
from ledger.events import ClaimRetracted, ContentForgotten, PropositionRaised
from ledger.forgetting import CONTENT
from ledger.log import Moment
from ledger.source import Source
from ledger.terms import Ruling
from ledger.views import (
    ClaimView,
    DealView,
    DocumentView,
    EntryView,
    EvidenceView,
    Forgotten,
    HistoryItem,
    PropositionView,
    RetractionView,
    SourceView,
    TimelineItem,
)


def claim_view(
    entries: Sequence[Entry],
    state: Claim,
    quotes: Sequence[tuple[str | None, Forgotten | None]],
    note: tuple[str | None, Forgotten | None],
) -> ClaimView:
    """A claim and what became of it: what the `entries` of its stream fold to.

    With the `quotes` of its evidence and its note; of each what is held, or that it was forgotten.
    """
    entry = entries[0]
    content = state.content
    retractions = [f for f, version in state.versions.items() if version in state.retractions.values()]
    return ClaimView(
        id=state.id,
        version=len(entries),
        position=entry.position,
        recorded_at=entry.recorded_at,
        recorded_by=entry.recorded_by,
        status=state.status,
        deal=state.filing.deal if state.filing else None,
        proposition=state.filing.proposition if state.filing else None,
        stance=content.stance,
        mode=content.mode,
        value=content.value,
        period=content.period,
        text=content.text,
        attribution=content.attribution,
        origin=origin_of(content.attribution),
        evidence=tuple(
            EvidenceView(document=place.document, start=place.start, end=place.end, quote=quote, forgotten=forgotten)
            for place, (quote, forgotten) in zip(content.evidence, quotes, strict=True)
        ),
        occasion=content.occasion,
        asserted_at=asserted_at(content),
        credibility=state.credibility,
        corrects=content.corrects,
        restates=content.restates,
        corrected_by=state.corrected.replacement if state.corrected else None,
        restated_by=tuple(f.restatement for f in state.restatements),
        retractions=tuple(
            RetractionView(by=f.by, scope=f.scope, on=f.on, reason=f.reason)
            for f in retractions
            if isinstance(f, ClaimRetracted)
        ),
        note=note[0],
        note_forgotten=note[1],
    )


def source_view(state: Source, version: int) -> SourceView:
    """A source, its grade now and its relations."""
    registered = state.registered
    return SourceView(
        id=registered.source,
        version=version,
        name=registered.name,
        kind=registered.kind,
        class_=registered.class_,
        reliability=state.reliability,
        relations=state.relations,
    )


def document_view(entries: Sequence[Entry], state: Document) -> DocumentView:
    """A document and how it is held: what the `entries` of its stream fold to."""
    return DocumentView(
        id=state.id,
        version=len(entries),
        publication=state.publication,
        held=state.held,
        holding=state.holding,
        sha256=state.sha256,
        length=state.length,
        forgotten=forgotten_parts(entries, {state.content or "": CONTENT}).get(CONTENT) if state.forgotten else None,
    )


def forgotten_parts(entries: Iterable[Entry], parts: Mapping[str, str]) -> dict[str, Forgotten]:
    """What was forgotten among these entries, by part; `parts` has the name of each by its commitment."""
    return {
        parts[commitment]: Forgotten(
            part=parts[commitment], position=entry.position, recorded_at=entry.recorded_at, reason=entry.fact.reason
        )
        for entry in entries
        if isinstance(entry.fact, ContentForgotten)
        for commitment in entry.fact.commitments
        if commitment in parts
    }


def deal_view(state: Deal, version: int) -> DealView:
    """A deal, its parties and its propositions with their verdicts now."""
    rulings = {proposition: verdict.verdict for proposition, verdict in state.verdicts.items()}
    return DealView(
        id=state.opened.deal,
        version=version,
        title=state.opened.title,
        parties=state.opened.parties,
        propositions=tuple(_proposition_view(p, rulings.get(p.proposition)) for p in state.propositions.values()),
    )


def timeline_item(entries: Sequence[Entry], state: Claim, said: str | None, period: str | None) -> TimelineItem:
    """A claim on a timeline, of whose stream these are entries, the first the one that recorded it.

    `said` is when it was asserted, `period` that of its proposition.
    """
    entry = entries[0]
    content = state.content
    assert state.filing is not None
    return TimelineItem(
        claim=state.id,
        position=entry.position,
        recorded_at=entry.recorded_at,
        asserted_at=said,
        period=content.period or period,
        proposition=state.filing.proposition,
        stance=content.stance,
        mode=content.mode,
        value=content.value,
        text=content.text,
        origin=origin_of(content.attribution),
        status=state.status,
        forgotten=tuple(forgotten_parts(entries, {one.commitment: one.of for one in state.recorded.sealed}).values()),
    )


def history_item(change: Change, move: Move) -> HistoryItem:
    """What one belief became with an event."""
    to = move.to
    return HistoryItem(
        position=change.position,
        recorded_at=change.recorded_at,
        event=change.event,
        claim=change.claim,
        proposition=move.proposition,
        probability=to.probability,
        vacuous=to.probability is None,
        likelihood=to.likelihood,
        range=to.range,
    )


def _proposition_view(raised: PropositionRaised, verdict: Ruling | None) -> PropositionView:
    return PropositionView(
        id=raised.proposition,
        about=raised.about,
        stage=raised.stage,
        form=raised.form,
        text=raised.text,
        period=raised.period,
        verdict=verdict,
    )


def entry_view(entry: Entry) -> EntryView:
    """An entry of the log as it is stored."""
    stored = orjson.loads(entry.data)
    return EntryView(**stored, digest=leaf_hash(entry.data))


def shown_moment(at: Moment) -> RecordedAsOf:
    """A moment, as answers carry it."""
    return RecordedAsOf(position=at.position, recorded_at=at.recorded_at)
