"""The seeds say what they must, and nothing that the document does not support."""

from pathlib import Path

import pytest

from ledger.records import (
    RECORDS,
    AnyRecord,
    CitedDocumentRecord,
    ClaimGradeRecord,
    ClaimRecord,
    DealRecord,
    DefaultsRecord,
    SourceGradeRecord,
    SourceRecord,
    ValuedRecord,
    YesNoRecord,
)
from ledger.terms import About, Mode, Stage

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.ndjson"))
DEAL, OTHER_DEAL = "russia-dprk-munitions", "russia-iran-weapons"
Proposition = YesNoRecord | ValuedRecord


def records(path: Path) -> list[AnyRecord]:
    return [RECORDS.validate_json(line) for line in path.read_bytes().splitlines()]


@pytest.fixture(scope="module")
def talks() -> list[AnyRecord]:
    (path,) = [path for path in SEEDS if path.stem == "2023-08-31-arms-talks"]
    return records(path)


@pytest.fixture(scope="module")
def propositions(talks: list[AnyRecord]) -> dict[tuple[str, str], Proposition]:
    return {(r.deal, r.id): r for r in talks if isinstance(r, Proposition)}


@pytest.fixture(scope="module")
def claims(talks: list[AnyRecord]) -> list[tuple[DefaultsRecord, ClaimRecord]]:
    """Each claim with the defaults that hold for it."""
    found, defaults = [], DefaultsRecord(record="defaults")
    for record in talks:
        if isinstance(record, DefaultsRecord):
            defaults = record
        elif isinstance(record, ClaimRecord):
            found.append((defaults, record))
    return found


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_recorded_times_never_decrease(path: Path) -> None:
    times = [r.recorded_at for r in records(path) if not isinstance(r, DefaultsRecord)]
    known = [time for time in times if time is not None]
    assert len(known) == len(times)
    assert known == sorted(known)


def test_ids_and_refs_are_unique(talks: list[AnyRecord]) -> None:
    ids: list[tuple[str, str]] = []
    for record in talks:
        match record:
            case SourceRecord() | CitedDocumentRecord() | DealRecord():
                ids.append((record.record, record.id))
            case YesNoRecord() | ValuedRecord():
                ids.append((record.deal, record.id))
            case ClaimRecord():
                assert record.ref is not None
                ids.append(("ref", record.ref))
            case _:
                continue
    assert len(ids) == len(set(ids))


def test_every_name_used_was_given_before(talks: list[AnyRecord]) -> None:
    known: set[tuple[str, str]] = set()
    deal: str | None = None
    for record in talks:
        match record:
            case SourceRecord():
                known.add(("source", record.id))
            case DealRecord():
                assert {("source", party.source) for party in record.parties} <= known
                known.add(("deal", record.id))
            case YesNoRecord() | ValuedRecord():
                assert ("deal", record.deal) in known
                implied = record.implies if isinstance(record, YesNoRecord) else ()
                assert {(record.deal, name) for name in implied} <= known
                known.add((record.deal, record.id))
            case DefaultsRecord():
                deal = record.deal
            case ClaimRecord():
                assert (deal, record.proposition) in known
                assert {("source", hop.source) for hop in record.attribution if hop.source is not None} <= known
            case _:
                continue


def test_the_document_is_cited_and_not_held(talks: list[AnyRecord]) -> None:
    (document,) = [r for r in talks if isinstance(r, CitedDocumentRecord)]
    assert document.url is None
    assert document.sha256 == "311f08129dfec9bac408cc4d798be5c4a1816fef74eb40df4a76ee2d5f4678bb"
    assert document.length == 2624


def test_every_claim_has_locators_inside_the_document_and_no_quote(
    claims: list[tuple[DefaultsRecord, ClaimRecord]],
) -> None:
    for defaults, claim in claims:
        assert defaults.document == "arms-talks-2023-08-31"
        assert claim.evidence
        for evidence in claim.evidence:
            assert evidence.quote is None
            assert evidence.start is not None and evidence.end is not None
            assert 0 <= evidence.start < evidence.end <= 2624


@pytest.mark.parametrize(
    ("proposition", "about", "stage", "modes"),
    [
        ("weapons-sought", About.DEED, Stage.CONTACT, {Mode.FACT}),
        ("letters-exchanged", About.DEED, Stage.CORRESPONDENCE, {Mode.FACT}),
        ("letters-surface-level", About.DEED, Stage.CORRESPONDENCE, {Mode.ASSESSMENT}),
        ("shoigu-visited", About.DEED, Stage.VISIT, {Mode.FACT}),
        ("second-delegation-visited", About.DEED, Stage.VISIT, {Mode.FACT}),
        ("follow-on-talks-intended", About.PLAN, Stage.NEGOTIATION, {Mode.INTENTION}),
        ("negotiations-advancing", About.DEED, Stage.NEGOTIATION, {Mode.ASSESSMENT}),
        ("high-level-talks-to-continue", About.PLAN, Stage.NEGOTIATION, {Mode.FORECAST}),
        ("support-considered", About.PLAN, Stage.DELIVERY, {Mode.ASSESSMENT}),
        ("munitions-would-be-received", About.PLAN, Stage.DELIVERY, {Mode.CONDITION}),
        ("munitions-in-quantity", About.PLAN, Stage.DELIVERY, {Mode.CONDITION}),
        ("munitions-of-several-types", About.PLAN, Stage.DELIVERY, {Mode.CONDITION}),
        ("weapon-systems", About.PLAN, Stage.DELIVERY, {Mode.CONDITION}),
        ("raw-materials-included", About.PLAN, Stage.DELIVERY, {Mode.CONDITION}),
        ("use-in-ukraine-intended", About.PLAN, Stage.USE, {Mode.INTENTION}),
        ("sanctions-to-follow", About.PLAN, Stage.RESPONSE, {Mode.INTENTION}),
        ("appeal-made", About.DEED, Stage.RESPONSE, {Mode.ACT}),
        ("network-sanctioned", About.DEED, Stage.RESPONSE, {Mode.ACT}),
        ("turn-shows-desperation", About.DEED, Stage.CONTEXT, {Mode.OPINION}),
    ],
)
def test_each_statement_of_the_document_is_claimed_as_what_it_is(
    proposition: str,
    about: About,
    stage: Stage,
    modes: set[Mode],
    propositions: dict[tuple[str, str], Proposition],
    claims: list[tuple[DefaultsRecord, ClaimRecord]],
) -> None:
    raised = propositions[DEAL, proposition]
    assert (raised.about, raised.stage) == (about, stage)
    on_it = [claim for defaults, claim in claims if (defaults.deal, claim.proposition) == (DEAL, proposition)]
    assert {claim.mode for claim in on_it} == modes


def test_no_deed_above_negotiation_is_alleged(propositions: dict[tuple[str, str], Proposition]) -> None:
    deeds = {proposition.stage for proposition in propositions.values() if proposition.about is About.DEED}
    assert deeds == {
        Stage.CONTACT,
        Stage.CORRESPONDENCE,
        Stage.VISIT,
        Stage.NEGOTIATION,
        Stage.RESPONSE,
        Stage.CONTEXT,
    }


def test_the_qualification_of_the_letters_raises_nothing(propositions: dict[tuple[str, str], Proposition]) -> None:
    surface = propositions[DEAL, "letters-surface-level"]
    assert isinstance(surface, YesNoRecord)
    assert surface.implies == ()


def test_one_sentence_on_two_suppliers_is_a_claim_in_each_deal(
    claims: list[tuple[DefaultsRecord, ClaimRecord]],
) -> None:
    sought = [(defaults.deal, claim) for defaults, claim in claims if claim.proposition == "weapons-sought"]
    assert {deal for deal, _ in sought} == {DEAL, OTHER_DEAL}
    assert len({claim.evidence[0].start for _, claim in sought}) == 1


def test_all_but_the_earlier_sanctions_is_one_occasion(claims: list[tuple[DefaultsRecord, ClaimRecord]]) -> None:
    outside = {claim.proposition for defaults, claim in claims if defaults.occasion is None}
    assert outside == {"network-sanctioned", "network-for-arms-deals"}
    assert {d.occasion for d, _ in claims if d.occasion is not None} == {"nsc-briefing-2023-08-30"}


def test_nothing_is_graded(talks: list[AnyRecord], claims: list[tuple[DefaultsRecord, ClaimRecord]]) -> None:
    assert not [r for r in talks if isinstance(r, SourceGradeRecord | ClaimGradeRecord)]
    assert not [claim for _, claim in claims if claim.credibility is not None]


def test_every_claim_is_explained_in_the_readme(claims: list[tuple[DefaultsRecord, ClaimRecord]]) -> None:
    readme = (SEEDS[0].parent / "README.md").read_text(encoding="utf-8")
    for _, claim in claims:
        locators = " ".join(f"{e.start}–{e.end}" for e in claim.evidence)  # noqa: RUF001
        assert f"| `{claim.ref}` | {locators} | {claim.proposition}" in readme
