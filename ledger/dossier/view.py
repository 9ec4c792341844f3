"""A dossier as it is answered: sections of sentences and tables, each of which says where in the log it stands."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ledger.belief.view import DealBelief, RecordedAsOf
from ledger.terms import Position, Value

At = Annotated[tuple[Position, ...], Field(min_length=1, description="the positions of the log that it rests on")]


class Sentence(Value):
    """One thing that is said, or a few that go together, and the positions that it rests on."""

    text: str
    at: At


class Paragraph(Value):
    """Sentences that follow one another."""

    kind: Literal["paragraph"] = "paragraph"
    sentences: tuple[Sentence, ...]


class Row(Value):
    """A row of a table, with a cell for each column, and the positions that it rests on."""

    cells: tuple[str, ...]
    at: At


class Table(Value):
    """Rows under the names of their columns."""

    kind: Literal["table"] = "table"
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


Block = Annotated[Paragraph | Table, Field(discriminator="kind")]


class Section(Value):
    """A part of a dossier with its heading; `position` is that of the entry which it is about, if it is about one."""

    heading: str
    position: Position | None = None
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...] = ()


class WhatIf(Value):
    """What is taken otherwise than it is: sources that are left out, and a policy in place of the one in force."""

    without: tuple[str, ...] = ()
    policy_digest: str | None = None


class Dossier(Value):
    """All that is on record of a deal and what it supports, as of a moment on each clock.

    `since` is the moment of the last report, null where none is named; `what_if` is null where nothing is taken
    otherwise than it is; `belief` is what all of it adds up to.
    """

    deal: str
    title: str
    recorded_as_of: RecordedAsOf
    asserted_as_of: str | None
    since: RecordedAsOf | None
    what_if: WhatIf | None = None
    policy: str
    policy_digest: str
    belief: DealBelief
    sections: tuple[Section, ...]
