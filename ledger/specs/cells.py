"""Cells: what stands in columns that name things on record, or take words that are the ledger's own."""

import re
from dataclasses import replace

from ledger.events import FACTS
from ledger.specs.faults import Miswritten, did_you_mean
from ledger.specs.slots import LIKELIHOODS, NO_BASIS, OTHER_WORDS
from ledger.specs.tables import Cell, quoted, quoted_list, who

SOURCE, PROPOSITION, DOCUMENT = "source", "proposition", "document"
EVENTS = tuple(name.replace("-", " ") for name in FACTS)
"""What happens to a ledger, as it is called in specifications."""

a_source = replace(quoted, meaning="a source, by its name in quotation marks", names=SOURCE)
a_hop = replace(who, names=SOURCE)
sources = replace(
    quoted_list, meaning="sources, by their names in quotation marks, with commas between them", names=SOURCE
)
a_proposition = replace(quoted, meaning="a proposition, by its text in quotation marks", names=PROPOSITION)
propositions = replace(
    quoted_list, meaning="propositions, by their texts in quotation marks, with commas between them", names=PROPOSITION
)
a_document = replace(quoted, meaning="a document, by its title in quotation marks", names=DOCUMENT)


def _likelihood(text: str) -> str:
    """A word of likelihood; of the two that ICD 203 has for a band the one that the ledger uses."""
    known = (*LIKELIHOODS, NO_BASIS)
    if (word := OTHER_WORDS.get(text, text)) not in known:
        raise Miswritten(f"{text} is none of {', '.join(known)}{did_you_mean(text, (*known, *OTHER_WORDS))}")
    return word


def _probability(text: str) -> str:
    """A probability to two, three or four places, which are those that are compared; or that there is no basis."""
    if text != NO_BASIS and not re.fullmatch(r"0\.[0-9]{2,4}|1\.0{2,4}", text):
        raise Miswritten(f"{text} is no probability: write one from 0 to 1 with two to four places, such as 0.66")
    return text


def _event(text: str) -> str:
    """What happened, in quotation marks."""
    if (event := quoted(text)) not in EVENTS:
        meant = did_you_mean(event, EVENTS) or f": write one of {', '.join(EVENTS)}"
        raise Miswritten(f'"{event}" never happens to a ledger{meant}')
    return event


likelihood = Cell(f"one of {', '.join((*LIKELIHOODS, NO_BASIS))}", _likelihood)
probability = Cell(f"a probability with two to four places, such as 0.66, or {NO_BASIS}", _probability)
event = Cell(f"in quotation marks, one of {', '.join(EVENTS)}", _event, written=quoted.written)
