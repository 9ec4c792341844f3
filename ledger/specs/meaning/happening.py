"""Happening: steps that a scenario may take as its When, or before it as something given."""

from collections.abc import Callable
from typing import TypeVar

from pytest_bdd import given, when

from ledger.specs.phrases import Phrase

Step = TypeVar("Step", bound=Callable[..., None])


def happens(wording: str) -> Callable[[Step], Step]:
    """Makes a step of a module, worded so, that is both a Given and a When."""

    def decorate(step: Step) -> Step:
        phrase = Phrase(wording)
        given(phrase, stacklevel=2)(step)
        when(phrase, stacklevel=2)(step)
        return step

    return decorate
