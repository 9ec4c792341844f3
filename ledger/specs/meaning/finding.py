"""Finding: the claims of a scenario by who made them."""

from collections.abc import Iterator
from dataclasses import replace

from ledger.filters import ClaimFilter
from ledger.specs.faults import Miswritten, nearest
from ledger.specs.meaning.answers import claims_by
from ledger.specs.scene import Question, Scene
from ledger.terms import Role
from ledger.verbs import every
from ledger.views import ClaimView

STANDING = "standing"


def claim_of(scene: Scene, source: str, proposition: str) -> ClaimView:
    """The one claim of a source on a proposition that stands, else the first that fell.

    Raises Miswritten where there is none, or several stand.
    """
    made = claims_of(scene, source, proposition)
    if (count := sum(claim.status == STANDING for claim in made)) > 1:
        raise Miswritten(f'"{source}" made {count} claims on "{proposition}", and this speaks of one')
    return first_standing(made)


def first_standing(claims: list[ClaimView]) -> ClaimView:
    """The first claim that stands, else the first."""
    return next((claim for claim in claims if claim.status == STANDING), claims[0])


def claims_of(scene: Scene, source: str, proposition: str, role: Role | None = None) -> list[ClaimView]:
    """The claims that a source makes itself on a proposition, as the deepest hop named; or those that it has a role in.

    Raises Miswritten where there never was one.
    """
    asked, filed = scene.named("source", source), scene.named("proposition", proposition)
    there = claims_on(scene, filed)
    made = [claim for claim in there if _makes(claim, asked, role)]
    if not made:
        part = f"as {role} of" if role else "of"
        others = dict.fromkeys(scene.name_of("source", name) for claim in there for name in _makers(claim, role))
        found = f"there are those of {nearest([*others])}" if others else "there is none at all"
        raise Miswritten(f'no claim {part} "{source}" on "{proposition}" is on record here; {found}')
    return made


def claims_on(scene: Scene, proposition: str) -> list[ClaimView]:
    """Every claim on record on a proposition, in order."""
    return list(every(scene.ledger.claims, ClaimFilter(deal=scene.deal(), proposition=proposition)))


def claims_asked(scene: Scene, proposition: str, question: Question) -> Iterator[ClaimView]:
    """The claims on a proposition as they were when a question is asked as of, less those that it leaves out."""
    asked = scene.asked_with(replace(question, policy=None), "recorded_by", "said_by", "without")
    return claims_by(scene.ledger, scene.deal(), proposition, **asked)


def filed_as(scene: Scene, source: str, statement: str) -> ClaimView:
    """The claim that a source makes in these words, filed or not. Raises Miswritten where there is not one."""
    asked = scene.named("source", source)
    said = (claim for claim in every(scene.ledger.claims, ClaimFilter(source=asked)) if claim.text == statement)
    made = [claim for claim in said if _makes(claim, asked, None)]
    if len(made) != 1:
        raise Miswritten(f'{len(made) or "no"} claim of "{source}" on record here says "{statement}"')
    return made[0]


def _makes(claim: ClaimView, source: str, role: Role | None) -> bool:
    return source in _makers(claim, role)


def _makers(claim: ClaimView, role: Role | None) -> list[str]:
    """Who makes a claim: the deepest hop named, or whoever has the role in it."""
    hops = [hop for hop in claim.attribution if hop.source is not None]
    makers = [hop for hop in hops if hop.role == role] if role is not None else hops[-1:]
    return [hop.source for hop in makers if hop.source is not None]
