"""Moving: what a When did to a belief, told from the log-odds, where the smallest change shows."""

from ledger.belief.view import Explanation
from ledger.specs.faults import Miswritten, unmet
from ledger.specs.meaning.telling import terms
from ledger.specs.scene import Question, Scene
from ledger.specs.slots import NO_BASIS
from ledger.terms import Ruling

Level = tuple[int, int]
"""Where a belief stands: below, among or above all evidence (-1, 0, 1), and its log-odds in millionths."""


def moved(scene: Scene, text: str, movement: str) -> None:
    """Raises Unmet unless the When left the belief unchanged, raised or lowered it, as `movement` says."""
    before, after = _at(scene, text, Question(recorded_by=str(scene.before))), scene.explanation(text)
    one, other = level(before), level(after)
    if movement == "is unchanged":
        met = one == other
    elif one is None or other is None:
        had, words = ("had", "before the When") if one is None else ("has", "after it")
        raise Miswritten(f'"{text}" {had} no basis {words}, so it can neither rise nor fall: say what it is now')
    else:
        met = other > one if movement == "rises" else other < one
    if not met:
        found = f"{shown(before)} before, {shown(after)} after"
        raise unmet(f'the belief in "{text}"', movement, found, _both(scene, before, after))


def stands_as(scene: Scene, text: str, day: str) -> None:
    """Raises Unmet unless the belief is exactly what was recorded by a day."""
    now, then = scene.explanation(text), scene.explanation(text, Question(recorded_by=day))
    if level(now) != level(then):
        found = f"{shown(then)} by {day}, {shown(now)} now"
        raise unmet(f'the belief in "{text}"', f"as it was recorded by {day}", found, _both(scene, then, now))


def level(explanation: Explanation) -> Level | None:
    """Where a belief stands, for comparing; None where it has no basis."""
    verdict = explanation.verdict
    if verdict is not None and verdict.ruling is not Ruling.UNDETERMINABLE:
        return (1, 0) if verdict.ruling is Ruling.TRUE else (-1, 0)
    return None if explanation.vacuous else (0, explanation.log_odds)


def shown(explanation: Explanation) -> str:
    """The probability of a belief."""
    return explanation.probability or NO_BASIS


def _at(scene: Scene, text: str, question: Question) -> Explanation:
    proposition = scene.named("proposition", text)
    return scene.ledger.explanation(scene.deal(), proposition, recorded_as_of=question.recorded_by)


def _both(scene: Scene, before: Explanation, after: Explanation) -> list[str]:
    return ["before:", *(f"  {t}" for t in terms(scene, before)), "after:", *(f"  {t}" for t in terms(scene, after))]
