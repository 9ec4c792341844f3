"""Starting: a first feature from a deal on record, which holds what is believed of it to what is believed now."""

from collections.abc import Callable, Iterator, Sequence

from ledger.belief.view import DealBelief, PropositionBelief, ValuedBelief
from ledger.errors import NotFound
from ledger.specs.meaning.answers import ANSWER, answered, claims_by
from ledger.specs.meaning.telling import likelihood
from ledger.specs.slots import NO_STAGE
from ledger.terms import About
from ledger.unseen import visible
from ledger.verbs import Verbs, every
from ledger.views import DealView

Belief = PropositionBelief | ValuedBelief
Column = Callable[[Belief], str]

COUNTS: dict[str, Column] = {"origins": lambda one: str(one.origins), "reports": lambda one: str(one.reports)}
YES_NO: dict[str, Column] = {
    "likelihood": lambda one: likelihood(one) if isinstance(one, PropositionBelief) else "",
    "confidence": lambda one: one.confidence if isinstance(one, PropositionBelief) else "",
}


def deal_of(ledger: Verbs, named: str) -> DealView:
    """The deal of that id or title. Raises NotFound, also where several have the title."""
    found = [deal for deal in every(ledger.deals) if named in (deal.id, deal.title)]
    if len(found) != 1:
        known = ", ".join(deal.id for deal in every(ledger.deals)) or "none"
        raise NotFound(f"{len(found) or 'no'} deal on record is called {named}; there are {known}: name one by its id")
    return found[0]


def first_feature(ledger: Verbs, deal: DealView, name: str, recorded_as_of: str | None = None) -> str:
    """A feature on a deal of the ledger that it calls `name`, as recorded by a moment: green as it stands.

    What cannot be quoted in a specification is left out, and a remark says so. Raises what asking raises.
    """
    belief = ledger.beliefs(deal.id, recorded_as_of=recorded_as_of)
    titled = [one.title for one in every(ledger.deals)].count(deal.title) == 1 and _can_be_quoted(deal.title)
    told = [one for one in belief.propositions if _can_be_named(one.text, belief)]
    left = [one for one in belief.propositions if one not in told]
    lines = [
        f"Feature: What is on record of {visible(deal.title)}",
        "  What was believed when this was written. Keep what has to stay so, correct what should be otherwise,",
        "  and add what has to follow if something happens: a When, and what it does to these beliefs.",
        *(f"  # left out, as no step can quote its text: {one.id}" for one in left),
        "",
        "  Background:",
        f'    Given the ledger "{name}" as recorded by {belief.recorded_as_of.position}',
        f'    And the deal "{deal.title if titled else deal.id}" on record',
        "",
        "  Rule: The deal got as far as its likely deeds carry it",
        "    Example: How far the deal got",
        f"      Then the ladder stands at {belief.ladder.furthest or NO_STAGE}",
        *_rules(told),
        *_answers(ledger, belief, [one for one in told if isinstance(one, ValuedBelief)]),
    ]
    return "\n".join(lines) + "\n"


def _rules(told: Sequence[Belief]) -> Iterator[str]:
    yes_no = [one for one in told if isinstance(one, PropositionBelief)]
    deeds = [one for one in yes_no if one.about is About.DEED]
    plans = [one for one in yes_no if one.about is not About.DEED]
    valued = [one for one in told if isinstance(one, ValuedBelief)]
    yield from _rule("What is said to have been done is believed as it rests on record", "The deeds", deeds, YES_NO)
    yield from _rule("What is said to be planned is believed apart from what was done", "The plans", plans, YES_NO)
    yield from _rule("What asks for a value rests on those who gave one", "Who answered", valued, {})


def _rule(rule: str, example: str, beliefs: Sequence[Belief], columns: dict[str, Column]) -> Iterator[str]:
    if not beliefs:
        return
    yield from ("", f"  Rule: {rule}", f"    Example: {example}", "      Then the beliefs are:")
    taken = columns | COUNTS
    rows = [("proposition", *taken)]
    rows += [(f'"{_escaped(one.text)}"', *(read(one) for read in taken.values())) for one in beliefs]
    yield from _table(rows)


def _answers(ledger: Verbs, belief: DealBelief, valued: Sequence[ValuedBelief]) -> Iterator[str]:
    """What was answered, value by value; what no cell can hold is left out, and a remark says so."""
    at, keyword = str(belief.recorded_as_of.position), "Then"
    for one in valued:
        claims = claims_by(ledger, belief.deal, one.id, recorded_as_of=at)
        rows = answered(ledger, belief.deal, one, claims, at)
        if not all(_can_be_quoted(row["value"]) for row in rows):
            yield f"  # left out, as no cell can hold its answers: {one.id}"
        elif rows:
            if keyword == "Then":
                yield from ("", "  Rule: What asks for a value has the answers that were given, and no others")
                yield "    Example: The answers"
            yield f'      {keyword} the answers for "{one.text}" are:'
            columns = [name for name in ANSWER.cells if any(row[name] for row in rows)]
            yield from _table([columns, *([_escaped(row[name]) for name in columns] for row in rows)])
            keyword = "And"


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        yield f"        | {' | '.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))} |"


def _can_be_named(text: str, belief: DealBelief) -> bool:
    """Whether a step can speak of a proposition by its text alone."""
    return _can_be_quoted(text) and sum(one.text == text for one in belief.propositions) == 1


def _can_be_quoted(text: str) -> bool:
    return '"' not in text and "<" not in text and visible(text) == text == text.strip()


def _escaped(text: str) -> str:
    """A text as it stands in a cell of a table in Gherkin."""
    return text.replace("\\", "\\\\").replace("|", "\\|")
