"""Returning: what a step of one's own gives back. What has to be awaited never ran; False of a Then is red."""

from collections.abc import Callable
from functools import wraps
from inspect import isasyncgen, isasyncgenfunction, isawaitable, iscoroutine, iscoroutinefunction, isgeneratorfunction
from typing import Any

from pytest_bdd.steps import StepFunctionContext

from ledger.specs.faults import Miswritten, Unmet

_HELD = "claim_ledger_held"


def hold(context: StepFunctionContext) -> None:
    """Have a step fail where it gives back an awaitable or, as a Then, False. Idempotent."""
    step: Callable[..., Any] = context.step_func
    if hasattr(step, _HELD) or any(is_told(step) for is_told in (iscoroutinefunction, isasyncgenfunction)):
        return  # what is written as async is refused before it runs

    def checked(found: object) -> object:
        _check(found, context)
        return found

    @wraps(step)
    def held(*args: Any, **kwargs: Any) -> Any:
        return checked(step(*args, **kwargs))

    @wraps(step)
    def held_between(*args: Any, **kwargs: Any) -> Any:
        made = step(*args, **kwargs)
        for found in made:
            yield checked(found)

    kept: Any = held_between if isgeneratorfunction(step) else held
    setattr(kept, _HELD, True)
    context.step_func = kept


def _check(found: object, context: StepFunctionContext) -> None:
    """Raises Miswritten for what has to be awaited, and Unmet for a Then that gives back False."""
    if isawaitable(found) or isasyncgen(found):
        if iscoroutine(found):
            found.close()
        raise Miswritten(
            f"`{context.parser.name}` gives back what has to be awaited, and nobody does, so it would check nothing: "
            "have it do its work before it returns"
        )
    if found is False and context.type == "then":
        raise Unmet(f"`{context.parser.name}` gives back False: it says more where it raises an AssertionError")
