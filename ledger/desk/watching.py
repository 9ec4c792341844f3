"""Watching: what a scenario reads of a ledger that was there before it, and by which clocks."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Any, cast

from pydantic import BaseModel

from ledger.belief.view import DealBelief, Explanation, RecordedAsOf
from ledger.desk.results import Asked, EntryRead, LedgerRead, PolicyRead
from ledger.errors import Refusal
from ledger.specs.clock import ScenarioClock
from ledger.specs.faults import Miswritten, Unmet
from ledger.specs.places.staging import Setting, Staging
from ledger.specs.scene import Scene
from ledger.verbs import Verbs

Roots = dict[tuple[str | None, int], tuple[int | None, str | None, str | None]]
"""The size, root and note of a log by the name and the moment of its ledger, each asked for once."""

Entries = dict[tuple[str | None, int], EntryRead]
"""The events that were read, by the name of their ledger and their position, each asked for once."""


class Watch:
    """What one scenario read. Nothing is noted of a ledger that the scenario began itself.

    Where `entries` is None the ledger is a live one, and the events themselves are left where they are.
    """

    def __init__(self, roots: Roots, entries: Entries | None) -> None:
        self._roots = roots
        self._entries = entries
        self._read: set[int] = set()
        self._setting: Setting | None = None
        self._name: str | None = None
        self._asked: dict[Asked, None] = {}
        self._policies: dict[PolicyRead, None] = {}
        self._positions: set[int] = set()
        self._of_claims: dict[str, int] = {}

    def begin(self, name: str | None, setting: Setting) -> Setting:
        """The setting with its ledger watched, if it speaks of what is on record."""
        if not setting.at_record:
            return setting
        self._name, self._setting = name, setting
        self._head = setting.ledger.health().head
        if (name, self._head) not in self._roots:
            self._roots[name, self._head] = _root(setting.ledger)
        watched = cast(Verbs, Watched(setting.ledger, self))
        return Setting(watched, setting.names, setting.by, at_record=True)

    def note(self, answer: object) -> None:
        """Note which events an answer cites, and by which clocks and policy it was given."""
        if isinstance(answer, DealBelief | Explanation):
            asked = Asked(recorded_as_of=answer.recorded_as_of, asserted_as_of=answer.asserted_as_of)
            self._asked[asked] = None
            self._policies[PolicyRead(name=answer.policy, digest=answer.policy_digest)] = None
        if isinstance(answer, BaseModel) and not isinstance(answer, DealBelief):
            self._positions.update(self._cited(answer))

    def taken(self, scene: Scene, named: Iterable[str], *, ladder: bool = False) -> tuple[int, ...]:
        """The positions of the events that a step read, which named these propositions, or spoke of the ladder.

        Then it begins anew.
        """
        if self._setting is None:
            return ()
        for text in (*named, *(_staged(scene) if ladder else ())):
            with suppress(Refusal, Miswritten, Unmet):
                scene.explanation(text, scene.asked[0])
        found = tuple(sorted(position for position in self._positions if 0 < position <= self._head))
        self._positions.clear()
        self._read.update(found)
        return found

    def read(self) -> LedgerRead | None:
        """The ledger that was read; None where there was none before the scenario."""
        if self._setting is None:
            return None
        size, root, note = self._roots[self._name, self._head]
        own = [asked for asked in self._asked if asked.recorded_as_of.position <= self._head]
        at = {asked.recorded_as_of.position: asked.recorded_as_of for asked in own}
        moment = at.get(self._head, RecordedAsOf(position=self._head, recorded_at=None))
        return LedgerRead(
            name=self._name,
            moment=moment,
            size=size,
            root=root,
            note=note if self._entries is None else None,  # a copy has a signer of its own
            asked=tuple(self._asked),
            policies=tuple(self._policies),
            entries=tuple(self._entry(position) for position in sorted(self._read))
            if self._entries is not None
            else (),
        )

    def _entry(self, position: int) -> EntryRead:
        assert self._entries is not None and self._setting is not None
        if (self._name, position) not in self._entries:
            found = self._setting.ledger.events(after=position - 1, limit=1).items[0]
            self._entries[self._name, position] = EntryRead(
                position=position, recorded_at=found.recorded_at, type=found.type, stream=found.stream
            )
        return self._entries[self._name, position]

    def _cited(self, answer: object) -> Iterator[int]:
        if isinstance(answer, RecordedAsOf):
            return
        if isinstance(answer, BaseModel):
            for name, value in answer:
                if name == "position" and isinstance(value, int):
                    yield value
                elif name == "claims" and isinstance(value, tuple):
                    yield from (self._of_claim(claim) for claim in value if isinstance(claim, str))
                elif isinstance(value, BaseModel | tuple):
                    yield from self._cited(value)
        elif isinstance(answer, tuple):
            for one in answer:
                yield from self._cited(one)

    def _of_claim(self, claim: str) -> int:
        if claim not in self._of_claims:
            assert self._setting is not None
            self._of_claims[claim] = self._setting.ledger.claim(claim).position
        return self._of_claims[claim]


class WatchedStaging:
    """A staging whose settings are watched."""

    def __init__(self, staging: Staging, watch: Watch) -> None:
        self._staging = staging
        self._watch = watch

    def begin(self, clock: ScenarioClock) -> Setting:
        """As Staging.begin."""
        return self._watch.begin(None, self._staging.begin(clock))

    def on_record(self, clock: ScenarioClock) -> Setting:
        """As Staging.on_record."""
        return self._watch.begin(None, self._staging.on_record(clock))

    def as_recorded(self, clock: ScenarioClock, ledger: str, moment: str) -> Setting:
        """As Staging.as_recorded."""
        return self._watch.begin(ledger, self._staging.as_recorded(clock, ledger, moment))


class Watched:
    """The verbs of another ledger, whose answers are noted. It does not close the other."""

    def __init__(self, ledger: Verbs, watch: Watch) -> None:
        self._ledger = ledger
        self._watch = watch

    def __getattr__(self, name: str) -> Callable[..., Any]:
        verb = getattr(self._ledger, name)

        def ask(*args: object, **kwargs: object) -> object:
            answer = verb(*args, **kwargs)
            self._watch.note(answer)
            return answer

        return ask


def _staged(scene: Scene) -> list[str]:
    """The propositions on which the ladder stands: those about a deed of a stage."""
    with suppress(Refusal, Miswritten, Unmet):
        return [one.text for one in scene.ask(scene.asked[0]).propositions if one.stage is not None]
    return []


def _root(ledger: Verbs) -> tuple[int | None, str | None, str | None]:
    """The size and root of the log, and the note that signs it; nothing where whoever asks may not see it."""
    try:
        signed = ledger.checkpoint()
    except Refusal:
        return None, None, None
    return signed.size, signed.root, signed.note
