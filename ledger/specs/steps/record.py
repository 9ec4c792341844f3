"""Then: what is on record: the claims, what became of them, who said what, and how it grew on the way."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Annotated

from pytest_bdd import then

from ledger.attribution import Hop
from ledger.belief.matrix import Matrix
from ledger.specs.cells import a_proposition, a_source
from ledger.specs.faults import Unmet
from ledger.specs.meaning.claims import STATUS, claims_on_record
from ledger.specs.meaning.comparing import expected, same
from ledger.specs.meaning.finding import claims_asked
from ledger.specs.phrases import Phrase
from ledger.specs.scene import Scene
from ledger.specs.tables import Columns, Datatable, Row, date, header_of, number, plain, word
from ledger.terms import HedgeLevel, Stance

SILENT = "silent"
SAID = Columns(
    {
        "voice": a_source,
        "proposition": a_proposition,
        "stance": word((*Stance, SILENT)),
        "claims": number,
        "taken back": number,
        "first": date,
        "last": date,
        "values": plain,
    },
    ("voice", "stance"),
)
LEVELS = tuple(HedgeLevel)


@then(Phrase('the claims[ of {"proposition"}] are:'))
def the_claims_are(claim_ledger_scene: Scene, proposition: str | None, datatable: Annotated[Datatable, STATUS]) -> None:
    """Every claim on record of the deal, and of no deal yet, or those on one proposition: who made it, what became of
    it, whether it counts, under whose voice, and how its document is held. In the order of the periods where the table
    tells these, else in any.

    `source` is the deepest hop that is named; basis, hedge and naming are those of the deepest hop, `inferred` whether
    the coder named it.

    Example:
        Then the claims are:
          | publisher | source    | stance  | status    | counts |
          | "Wire"    | "State U" | affirms | retracted | no     |
    """
    table = expected(claim_ledger_scene, STATUS, datatable)
    claim_ledger_scene.settle()
    header = header_of(datatable)
    found = list(claims_on_record(claim_ledger_scene, proposition))
    same("the claims", table, [[row] for row in found] if "period" in header else [found], header, STATUS)


@then(Phrase('the matrix[ of {"proposition"}] is:'))
def the_matrix_is(claim_ledger_scene: Scene, proposition: str | None, datatable: Annotated[Datatable, SAID]) -> None:
    """Who said what of which proposition, by which stance, from when to when; and which parties have said nothing, of
    any or of one. What was taken back or restated is counted apart. In any order.

    Example:
        Then the matrix is:
          | voice       | proposition             | stance  | claims | first      | last       |
          | "State U"   | "containers were moved" | affirms | 2      | 2031-10-13 | 2031-10-20 |
          | "Recipient" |                         | silent  |        |            |            |
    """
    table = expected(claim_ledger_scene, SAID, datatable)
    about = claim_ledger_scene.named("proposition", proposition) if proposition is not None else None
    asked = claim_ledger_scene.asked_with(claim_ledger_scene.question(), "recorded_by", "said_by", "without")
    matrix = claim_ledger_scene.ledger.matrix(claim_ledger_scene.deal(), **asked)
    header = header_of(datatable)
    same("who said what", table, [list(_said(claim_ledger_scene, matrix, about))], header, SAID)


@then(Phrase('the hedge on {"proposition"} grew at {"source"} from {"words"} to {"stronger"}'))
def the_hedge_grew(claim_ledger_scene: Scene, proposition: str, source: str, words: str, stronger: str) -> None:
    """Who passed it on committed itself more firmly than what it passed on, as was recorded of both, in these words.

    Words that say more at the same firmness, another number or a further stage, are not seen: of a hop is recorded how
    firmly it commits itself and in which words, not what they come to. Tables of claims tell it in `publisher hedge`
    and `publisher words`, and so of any role; of the deepest hop in `hedge` and, say, `origin words`.

    Example:
        Then the hedge on "containers were moved" grew at "Wire" from "may have been moved" to "were moved"
    """
    grown = list(_grown(claim_ledger_scene, source, proposition))
    if (words, stronger) not in grown:
        told = [f'from "{before}" to "{after}"' for before, after in grown] or ["it grew nowhere at that source"]
        lines = [f'  expected: from "{words}" to "{stronger}"', *(f"  found:    {line}" for line in told)]
        raise Unmet("\n".join([f'the hedge on "{proposition}" at "{source}"', *lines]))


def _grown(scene: Scene, source: str, proposition: str) -> Iterator[tuple[str, str]]:
    """The words before and after, wherever a source stands nearer to the reader than a hop of a weaker level."""
    name, about = scene.named("source", source), scene.named("proposition", proposition)
    for claim in claims_asked(scene, about, scene.question()):
        hops = [known.hop for known in scene.ledger.provenance(claim.id).hops]
        for nearer, deeper in pairwise(hops):
            if nearer.source == name and _level(nearer) < _level(deeper):
                yield _words(deeper), _words(nearer)


def _level(hop: Hop) -> int:
    """How firmly a hop commits itself, 0 the firmest: one that does not hedge is certain."""
    return LEVELS.index(hop.hedge.level) if hop.hedge is not None else 0


def _words(hop: Hop) -> str:
    return hop.hedge.words or "" if hop.hedge is not None else ""


def _said(scene: Scene, matrix: Matrix, about: str | None) -> Iterator[Row]:
    for row in matrix.rows:
        voice = scene.name_of("source", row.voice)
        cells = [cell for cell in row.cells if about in (None, cell.proposition)]
        if row.party and not cells:
            yield dict.fromkeys(SAID.cells, "") | {"voice": voice, "stance": SILENT}
        for cell in cells:
            for said in cell.said:
                yield {
                    "voice": voice,
                    "proposition": scene.name_of("proposition", cell.proposition),
                    "stance": said.stance,
                    "claims": str(len(said.claims)),
                    "taken back": str(said.taken_back),
                    "first": said.first or "",
                    "last": said.last or "",
                    "values": ", ".join(said.values),
                }
