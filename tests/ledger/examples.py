"""One rich example of every fact."""

from typing import Any

import orjson

from ledger.attribution import Hedge, Hop
from ledger.entries import fact_bytes
from ledger.events import (
    Cited,
    ClaimAssigned,
    ClaimContent,
    ClaimCorrected,
    ClaimGraded,
    ClaimRecorded,
    ClaimRestated,
    ClaimRetracted,
    ContentForgotten,
    DealOpened,
    DocumentCaptured,
    DocumentCited,
    Evidence,
    Fact,
    Interest,
    Party,
    PolicyAdopted,
    PropositionRaised,
    PropositionReopened,
    PropositionSettled,
    Publication,
    RetractionVoided,
    Sealed,
    SourceGraded,
    SourceRegistered,
    SourcesRelated,
    YesNo,
)
from ledger.identity import claim_id
from ledger.terms import (
    About,
    Acknowledgement,
    Basis,
    Credibility,
    Degree,
    Favours,
    HedgeLevel,
    Mode,
    Naming,
    Reliability,
    Role,
    Ruling,
    Scope,
    SourceClass,
    SourceKind,
    Stage,
    Stance,
)

DEAL = "harbour-cranes"
COMMITMENT = "hmac-sha256:" + "c0" * 32

CONTENT = ClaimContent(
    deal=DEAL,
    proposition="cranes-loaded",
    stance=Stance.DENIES,
    mode=Mode.ASSESSMENT,
    value=">1000",
    period="2023-08~",
    text="The line's agent in Łódź says that no crane was loaded: “not one”.",
    attribution=(
        Hop(source="harbour-post", role=Role.PUBLISHER, on="2023-08-31", acknowledged=Acknowledgement.DECLINED),
        Hop(source="shipping-agent", role=Role.SPEAKER, verb="said", naming=Naming.DESCRIBED, on="2023-08-30"),
        Hop(
            source="port-authority",
            role=Role.ORIGIN,
            basis=Basis.WITNESSED,
            hedge=Hedge(level=HedgeLevel.PROBABLE, words="as far as we saw"),
            inferred=True,
        ),
    ),
    evidence=(Evidence(document="harbour-post-1", start=120, end=180), Evidence(document="harbour-post-2")),
    occasion="agents-briefing",
    asserted_at="2023-08-30",
    restates="sha256:" + "ab" * 32,
)
CLAIM = claim_id(CONTENT)
OTHER_CLAIM = "sha256:" + "cd" * 32

PUBLICATION = Publication(
    title="No crane in sight",
    publisher="harbour-post",
    published="2023-08-31",
    language="pl-PL",
    media_type="text/plain",
    corrects="harbour-post-0",
    translates="harbour-post-9",
)

EXAMPLES: tuple[Fact, ...] = (
    SourceRegistered(source="harbour-post", name="The Harbour Post", kind=SourceKind.OUTLET, class_=SourceClass.PRESS),
    SourceGraded(source="harbour-post", reliability=Reliability.F, reason="We have seen a single issue of it."),
    SourcesRelated(
        source="port-authority",
        relation=Interest(
            kind="interest", deal=DEAL, favours=Favours.DENIES, degree=Degree.SUSPECTED, since="2022/2023"
        ),
        reason="It is paid by the crane.",
    ),
    DocumentCaptured(document="harbour-post-1", publication=PUBLICATION, content=COMMITMENT, size=2711, length=2624),
    DocumentCited(
        document="harbour-post-2",
        publication=PUBLICATION,
        holding=Cited(url="https://harbour-post.example/2"),
        sha256="12" * 32,
        length=9_007_199_254_740_991,
    ),
    DealOpened(
        deal=DEAL,
        title="Cranes for the harbour",
        parties=(Party(source="port-authority", role="recipient", favours=Favours.DENIES),),
    ),
    PropositionRaised(
        deal=DEAL,
        proposition="cranes-loaded",
        form=YesNo(implies=("cranes-ordered",)),
        about=About.DEED,
        stage=Stage.SHIPMENT,
        text="Cranes were loaded.",
        period="2023-08",
    ),
    ClaimRecorded(
        claim=CLAIM,
        content=CONTENT,
        credibility=Credibility.POSSIBLY_TRUE,
        sealed=(Sealed(of="note", commitment=COMMITMENT), Sealed(of="evidence.0.quote", commitment=COMMITMENT)),
    ),
    ClaimGraded(claim=CLAIM, credibility=Credibility.CANNOT_BE_JUDGED, reason="Nobody else was there."),
    ClaimAssigned(claim=CLAIM, deal=DEAL, proposition="cranes-loaded"),
    ClaimCorrected(claim=CLAIM, replacement=OTHER_CLAIM, reason="We misread the date."),
    ClaimRestated(claim=CLAIM, restatement=OTHER_CLAIM, on="2023-09"),
    ClaimRetracted(claim=CLAIM, by="harbour-post", scope=Scope.REPORT, on="2023-09-02", reason="It ran a correction."),
    RetractionVoided(claim=CLAIM, retraction=3, reason="The correction was of another issue."),
    PropositionSettled(
        deal=DEAL, proposition="cranes-loaded", verdict=Ruling.TRUE, value="12", on="2024", reason="Seen on the quay."
    ),
    PropositionReopened(deal=DEAL, proposition="cranes-loaded", reason="It was another quay."),
    PolicyAdopted(policy={"name": "policy-1", "floor": None, "a": {"within": "0.5"}}, digest="sha256:" + "34" * 32),
    ContentForgotten(subject="document:harbour-post-1", commitments=(COMMITMENT,), reason="An order of the court."),
)


def fact_json(fact: Fact) -> Any:
    return orjson.loads(fact_bytes(fact))


def graded(source: str, reason: str = "Seen to be so.") -> SourceGraded:
    """A small fact about any source."""
    return SourceGraded(source=source, reliability=Reliability.C, reason=reason)
