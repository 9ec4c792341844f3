"""Provenances: how a claim reached us, whose voice it is, what it stands on, and what became of it."""

from functools import reduce

from ledger import document, source
from ledger.attribution import deepest_named
from ledger.belief.folding import Shared
from ledger.belief.reading import Reading
from ledger.belief.standing import Standing
from ledger.belief.steps import through
from ledger.document import Document
from ledger.entries import Entry
from ledger.events import SourceGraded
from ledger.log import Moment
from ledger.provenance import CountedUnder, EvidenceKnown, Happened, HopKnown, Provenance, SourceKnown, TakenBack
from ledger.reading.things import Things
from ledger.showing import shown_moment
from ledger.source import Source
from ledger.terms import Stance
from ledger.views import ClaimView, EvidenceView


class Provenances(Things):
    """The question where a claim comes from."""

    _last_read: "tuple[tuple[str, int], _Read] | None" = None

    def provenance(self, claim_id: str, *, recorded_as_of: str | None = None) -> Provenance:
        """Where a claim comes from, and what became of it, as was known by then. Raises NotFound, BadCursor."""
        at = self.moment(recorded_as_of)
        found = self.claim(claim_id, recorded_as_of=str(at.position))
        entries = self._as_of(f"claim:{claim_id}", at)
        return Provenance(
            claim=found.id,
            recorded_as_of=shown_moment(at),
            position=found.position,
            recorded_at=found.recorded_at,
            recorded_by=found.recorded_by,
            status=found.status,
            deal=found.deal,
            proposition=found.proposition,
            stance=found.stance,
            value=found.value,
            text=found.text,
            asserted_at=found.asserted_at,
            occasion=found.occasion,
            hops=tuple(HopKnown(hop=hop, source=self._source_known(hop.source, at)) for hop in found.attribution),
            origin=found.origin,
            voice=self._counted_under(found, at),
            evidence=tuple(self._evidence_known(place, at) for place in found.evidence),
            taken_back=self._taken_back(found, at),
            later=tuple(_happened(entry) for entry in entries[1:]),
        )

    def _source_known(self, name: str | None, at: Moment) -> SourceKnown | None:
        if name is None:
            return None
        entries = self._as_of(f"source:{name}", at)
        state: Source = reduce(source.evolve, (entry.fact for entry in entries), None)  # type: ignore[assignment]
        graded = [entry.position for entry in entries if isinstance(entry.fact, SourceGraded)]
        return SourceKnown(
            id=name,
            name=state.registered.name,
            kind=state.registered.kind,
            class_=state.registered.class_,
            reliability=state.reliability,
            graded_at=graded[-1] if graded else None,
        )

    def _evidence_known(self, place: EvidenceView, at: Moment) -> EvidenceKnown:
        facts = (entry.fact for entry in self._as_of(f"document:{place.document}", at))
        held: Document = reduce(document.evolve, facts, None)  # type: ignore[assignment]
        return EvidenceKnown(
            document=place.document,
            publication=held.publication,
            held=held.held,
            start=place.start,
            end=place.end,
            quote=place.quote,
            forgotten=place.forgotten,
        )

    def _counted_under(self, found: ClaimView, at: Moment) -> CountedUnder:
        hop = deepest_named(found.attribution)
        speaker = found.attribution[hop].source if hop is not None else None
        assert hop is not None and speaker is not None
        self._follower.follow(until=at.position)
        entries = self._dockets.of_source(speaker, at.position)
        shared = Shared()
        for entry in entries:
            shared.take(entry.fact, entry.position)
        own = shared.voices.voice(speaker)
        counted, together = self._together(found, at)
        return CountedUnder(
            voice=counted or own,
            source=speaker,
            hop=hop,
            through=through(entries, speaker, own),
            together=together,
            counts=counted is not None,
        )

    def _taken_back(self, found: ClaimView, at: Moment) -> tuple[TakenBack, ...]:
        if found.deal is None:
            return ()
        docket = self._read(found.deal, at).reading.docket
        own = docket.claims.get(found.id)
        if own is None or own.proposition not in docket.amended:
            return ()
        return tuple(
            TakenBack(
                claim=claim.id, by=made.fact.by, scope=made.fact.scope, on=made.fact.on, position=made.moment.position
            )
            for claim, made in Standing(docket, docket.voices, None, ()).taken_back_by(own)
        )

    def _read(self, deal: str, at: Moment) -> "_Read":
        """The docket of a deal, read: whoever asks of one claim mostly asks of the others, as of the same moment."""
        last = self._last_read
        if last is None or last[0] != (deal, at.position):
            last = self._last_read = ((deal, at.position), _Read(Reading(self._docket(deal, at))))
        return last[1]

    def _together(self, found: ClaimView, at: Moment) -> tuple[str | None, tuple[str, ...]]:
        """The voice that beliefs count a claim under, None where they do not, and the claims of others under it."""
        if found.deal is None or found.proposition is None:
            return None, ()
        return self._read(found.deal, at).together(found.id, found.proposition)


class _Read:
    """A docket read, and the voice that each of its claims is counted under. Any thread may ask."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._counted: dict[str, dict[str, tuple[Stance, str, str]]] = {}
        self._under: dict[tuple[str, Stance, str], list[tuple[str, str]]] = {}

    def together(self, claim: str, proposition: str) -> tuple[str | None, tuple[str, ...]]:
        """As Provenances._together."""
        family = self.reading.implications.family(proposition)
        if family not in self._counted:
            self._count(family, proposition)
        if (own := self._counted[family].get(claim)) is None:
            return None, ()
        stance, voice, mine = own
        return voice, tuple(other for other, theirs in self._under[family, stance, voice] if theirs != mine)

    def _count(self, family: str, proposition: str) -> None:
        """Work it out for a family of propositions; whoever else does so meanwhile comes to the same."""
        counted: dict[str, tuple[Stance, str, str]] = {}
        under: dict[tuple[str, Stance, str], list[tuple[str, str]]] = {}
        for near in self.reading.implications.relatives(proposition):
            for weighed in self.reading.weighed(near):
                voice = self.reading.voice(weighed, proposition)
                counted[weighed.claim.id] = (weighed.stance, voice, weighed.voice)
                under.setdefault((family, weighed.stance, voice), []).append((weighed.claim.id, weighed.voice))
        self._under.update(under)
        self._counted[family] = counted


def _happened(entry: Entry) -> Happened:
    return Happened(
        position=entry.position,
        recorded_at=entry.recorded_at,
        recorded_by=entry.recorded_by,
        event=entry.fact.wire,
        fact=entry.fact.model_dump(mode="json", exclude_none=True, exclude={"claim", "subject"}),
    )
