"""The matrix of a deal: who said what of which stage, and who has said nothing."""

from collections.abc import Collection, Iterable

from pydantic import Field

from ledger.belief.claims import ClaimOnRecord
from ledger.belief.docket import Docket
from ledger.belief.standing import Standing
from ledger.belief.view import RecordedAsOf
from ledger.dates import chronology
from ledger.terms import About, ClaimId, Slug, Stage, Stance, Text, Value

_STAGES = tuple(Stage)


class Column(Value):
    """A proposition, as a column."""

    proposition: Slug
    stage: Stage | None
    about: About
    text: Text


class Said(Value):
    """What a voice says of a proposition by one stance: the claims that stand, in order of recording.

    `first` and `last` are the earliest and the latest of their dates (EDTF), null where none has one; `origins` are
    those that are known, and `origin_unknown` counts the claims without one. `taken_back` counts the claims that were
    said by then and stand no more, since they were retracted or restated; what was recorded wrongly was never said.
    """

    stance: Stance
    claims: tuple[ClaimId, ...]
    first: str | None
    last: str | None
    values: tuple[str, ...] = Field(description="of a valued proposition: the values given, in order of recording")
    origins: tuple[Slug, ...]
    origin_unknown: int
    taken_back: int


class Cell(Value):
    """What a voice says of a proposition, by stance; there is none where it is silent."""

    proposition: Slug
    stage: Stage | None
    said: tuple[Said, ...]


class Row(Value):
    """A voice, the sources by which it spoke, whether it is a party of the deal, and what it says, column by column."""

    voice: str
    sources: tuple[str, ...]
    party: bool
    cells: tuple[Cell, ...]


class Matrix(Value):
    """Who said what of which stage: columns up the ladder, rows by when each voice was first heard.

    Parties that have said nothing are there, too, last and without cells. A voice is named as explanations name it; the
    claims of one occasion stand with the voice of each.
    """

    deal: Slug
    recorded_as_of: RecordedAsOf
    asserted_as_of: str | None
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def matrix(docket: Docket, *, asserted_as_of: str | None = None, without: Collection[str] = ()) -> Matrix:
    """What is on record of a deal by voice and proposition, of what was certainly said by then. Raises BadDate."""
    standing = Standing(docket, docket.voices, asserted_as_of, without)
    columns = _columns(docket)
    heard: dict[str, dict[str, list[ClaimOnRecord]]] = {}
    counted: set[str] = set()
    claims = sorted(docket.claims.values(), key=lambda claim: claim.filed)
    for claim in claims:
        if standing.is_there(claim):
            by_column = heard.setdefault(docket.voices.voice(claim.speaker), {})
            by_column.setdefault(claim.proposition, []).append(claim)
    for column in columns:
        counted.update(claim.id for claim in standing.claims(column.proposition))
    parties = docket.parties.keys() - standing.left_out
    silent = sorted({docket.voices.voice(party) for party in parties} - heard.keys())
    return Matrix(
        deal=docket.deal,
        recorded_as_of=RecordedAsOf(position=docket.moment.position, recorded_at=docket.moment.recorded_at),
        asserted_as_of=asserted_as_of,
        columns=columns,
        rows=tuple(_row(docket, voice, heard.get(voice, {}), columns, counted) for voice in (*heard, *silent)),
    )


def _columns(docket: Docket) -> tuple[Column, ...]:
    raised = sorted(docket.propositions.values(), key=lambda one: _height(one.fact.stage))
    return tuple(
        Column(proposition=one.fact.proposition, stage=one.fact.stage, about=one.fact.about, text=one.fact.text)
        for one in raised
    )


def _height(stage: Stage | None) -> int:
    """Where a stage stands among all: up the ladder, then beside it, then none."""
    return len(_STAGES) if stage is None else _STAGES.index(stage)


def _row(
    docket: Docket,
    voice: str,
    heard: dict[str, list[ClaimOnRecord]],
    columns: Iterable[Column],
    counted: Collection[str],
) -> Row:
    parties = {party for party in docket.parties if docket.voices.voice(party) == voice}
    speakers = {claim.speaker for claims in heard.values() for claim in claims}
    return Row(
        voice=voice,
        sources=tuple(sorted(speakers or parties)),
        party=bool(parties),
        cells=tuple(
            Cell(proposition=one.proposition, stage=one.stage, said=_said(heard[one.proposition], counted))
            for one in columns
            if one.proposition in heard
        ),
    )


def _said(claims: list[ClaimOnRecord], counted: Collection[str]) -> tuple[Said, ...]:
    return tuple(
        _by(stance, [claim for claim in claims if claim.stance is stance], counted)
        for stance in Stance
        if any(claim.stance is stance for claim in claims)
    )


def _by(stance: Stance, claims: list[ClaimOnRecord], counted: Collection[str]) -> Said:
    stand = [claim for claim in claims if claim.id in counted]
    dates = sorted((claim.said for claim in stand if claim.said is not None), key=chronology)
    return Said(
        stance=stance,
        claims=tuple(claim.id for claim in stand),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
        values=tuple(dict.fromkeys(claim.value for claim in stand if claim.value is not None)),
        origins=tuple(sorted({claim.origin for claim in stand if claim.origin is not None})),
        origin_unknown=sum(claim.origin is None for claim in stand),
        taken_back=len(claims) - len(stand),
    )
