"""Given: a log written down in a few words, as entries."""

from dataclasses import dataclass, field
from typing import Any

from ledger.attribution import Hedge, Hop
from ledger.canonical import digest
from ledger.entries import Entry
from ledger.events import (
    ClaimAssigned,
    ClaimContent,
    ClaimCorrected,
    ClaimGraded,
    ClaimRecorded,
    ClaimRestated,
    ClaimRetracted,
    DealOpened,
    Fact,
    Interest,
    Party,
    PolicyAdopted,
    PropositionRaised,
    PropositionReopened,
    PropositionSettled,
    RetractionVoided,
    SourceGraded,
    SourceRegistered,
    SourcesRelated,
    Tie,
    Valued,
    YesNo,
)
from ledger.terms import (
    About,
    Basis,
    Credibility,
    Degree,
    Favours,
    HedgeLevel,
    Mode,
    Reliability,
    Role,
    Ruling,
    Scope,
    SourceClass,
    SourceKind,
    Stage,
    Stance,
    TieKind,
)

DEAL = "deal"


def hop(text: str, **more: Any) -> Hop:
    """`publisher:outlet` or `origin:agency`; a role alone names nobody."""
    role, _, source = text.partition(":")
    return Hop(source=source or None, role=Role(role), **more)


@dataclass
class Given:
    """Writes entries to a log, one a call; every day has room for many."""

    entries: list[Entry] = field(default_factory=list)
    day: str = "2024-01-01"
    _versions: dict[str, int] = field(default_factory=dict)
    _serial: int = 0
    _claims: set[str] = field(default_factory=set)

    def fact(self, fact: Fact) -> Entry:
        """Append any fact."""
        version = self._versions[fact.stream] = self._versions.get(fact.stream, 0) + 1
        position = len(self.entries) + 1
        at = f"{self.day}T{position // 3600 % 24:02}:{position // 60 % 60:02}:{position % 60:02}.000000Z"
        entry = Entry(position, fact.stream, version, at, "tester", "0" * 32, fact, b"")
        self.entries.append(entry)
        return entry

    def deal(self, *parties: tuple[str, str | None], deal: str = DEAL) -> None:
        found = tuple(Party(source=s, role="party", favours=Favours(f) if f else None) for s, f in parties)
        self.fact(DealOpened(deal=deal, title="A deal", parties=found))

    def proposition(
        self,
        name: str,
        *implies: str,
        about: str = "deed",
        stage: str | None = None,
        valued: bool = False,
        deal: str = DEAL,
    ) -> None:
        form = Valued() if valued else YesNo(implies=implies)
        at = Stage(stage) if stage else None
        self.fact(
            PropositionRaised(
                deal=deal, proposition=name, form=form, about=About(about), stage=at, text=f"That {name}."
            )
        )

    def source(self, name: str, class_: str = "other", grade: str | None = None) -> None:
        self.fact(SourceRegistered(source=name, name=name, kind=SourceKind.OTHER, class_=SourceClass(class_)))
        if grade:
            self.grade(name, grade)

    def grade(self, name: str, grade: str) -> None:
        self.fact(SourceGraded(source=name, reliability=Reliability(grade), reason="known"))

    def tie(self, source: str, kind: str, to: str, degree: str = "established") -> None:
        relation = Tie(kind=TieKind(kind), to=to, degree=Degree(degree))
        self.fact(SourcesRelated(source=source, relation=relation, reason="known"))

    def interest(self, source: str, favours: str, degree: str = "established", since: str | None = None) -> None:
        relation = Interest(kind="interest", deal=DEAL, favours=Favours(favours), degree=Degree(degree), since=since)
        self.fact(SourcesRelated(source=source, relation=relation, reason="known"))

    def claim(
        self,
        proposition: str,
        *hops: str | Hop,
        stance: str = "affirms",
        mode: str = "fact",
        basis: str | None = None,
        hedge: str | None = None,
        credibility: str | None = None,
        deal: str | None = DEAL,
        text: str | None = None,
        **more: Any,
    ) -> str:
        """Record a claim, but not the same again; `basis` and `hedge` are those of its last hop. Answers its id."""
        attribution = [h if isinstance(h, Hop) else hop(h) for h in hops]
        last: dict[str, Any] = {"basis": Basis(basis)} if basis else {}
        if hedge:
            last["hedge"] = Hedge(level=HedgeLevel(hedge))
        attribution[-1] = attribution[-1].model_copy(update=last)
        self._serial += 1
        content = ClaimContent(
            deal=deal,
            proposition=proposition if deal else None,
            stance=Stance(stance),
            mode=Mode(mode),
            attribution=tuple(attribution),
            text=text or f"line {self._serial}",
            **more,
        )
        claim = digest(content.model_dump(mode="json"))
        graded = Credibility(credibility) if credibility else None
        if claim not in self._claims:
            self._claims.add(claim)
            self.fact(ClaimRecorded(claim=claim, content=content, credibility=graded))
        return claim

    def assign(self, claim: str, proposition: str) -> None:
        self.fact(ClaimAssigned(claim=claim, deal=DEAL, proposition=proposition))

    def grade_claim(self, claim: str, grade: str) -> None:
        self.fact(ClaimGraded(claim=claim, credibility=Credibility(grade), reason="judged"))

    def correct(self, claim: str, replacement: str | None = None) -> None:
        self.fact(ClaimCorrected(claim=claim, replacement=replacement, reason="misread"))

    def restate(self, claim: str, restatement: str) -> None:
        self.fact(ClaimRestated(claim=claim, restatement=restatement))

    def retract(self, claim: str, by: str, scope: str, on: str | None = None) -> int:
        """Answers the version by which it can be voided."""
        return self.fact(ClaimRetracted(claim=claim, by=by, scope=Scope(scope), on=on, reason="withdrawn")).version

    def void(self, claim: str, retraction: int) -> None:
        self.fact(RetractionVoided(claim=claim, retraction=retraction, reason="mistaken"))

    def settle(self, proposition: str, ruling: str, value: str | None = None) -> None:
        self.fact(
            PropositionSettled(deal=DEAL, proposition=proposition, verdict=Ruling(ruling), value=value, reason="seen")
        )

    def reopen(self, proposition: str) -> None:
        self.fact(PropositionReopened(deal=DEAL, proposition=proposition, reason="new doubt"))

    def adopt(self, policy: dict[str, Any]) -> None:
        self.fact(PolicyAdopted(policy=policy, digest=digest(policy)))
