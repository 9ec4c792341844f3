"""Naming: what a scenario calls sources, propositions and deals, and their ids; what is on record is found by name."""

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from ledger.errors import NotFound
from ledger.specs.faults import Miswritten, nearest
from ledger.specs.slips import meant
from ledger.specs.slugs import LONGEST, slug
from ledger.verbs import Verbs, every

LONGEST_REMARK = 200

Titles = dict[str, str]
"""Names by id."""


class Register(Protocol):
    """What is on record, by kind: `source`, `document`, `deal`, and `proposition` of a deal."""

    def titles(self, what: str, deal: str | None) -> Titles:
        """The name of each, by its id, in the order of recording; no proposition where there is no deal."""
        ...


class Nothing:
    """The register of a ledger that begins empty."""

    def titles(self, what: str, deal: str | None) -> Titles:
        """None."""
        return {}


LISTS: dict[str, Callable[[Verbs], Iterator[tuple[str, str]]]] = {
    "source": lambda ledger: ((one.id, one.name) for one in every(ledger.sources)),
    "document": lambda ledger: ((one.id, one.publication.title) for one in every(ledger.documents)),
    "deal": lambda ledger: ((one.id, one.title) for one in every(ledger.deals)),
}
"""How what is on record is listed with its name, by kind. Occasions and policies are on record by their id alone."""


class OnRecord:
    """The register of a ledger, each list of it read once."""

    def __init__(self, ledger: Verbs) -> None:
        self._ledger = ledger
        self._lists: dict[str, Titles] = {}
        self._propositions: dict[str, Titles] = {}

    def titles(self, what: str, deal: str | None) -> Titles:
        """As Register.titles."""
        if what == "proposition":
            return self._raised(deal) if deal is not None else {}
        return self._listed(what)

    def _listed(self, what: str) -> Titles:
        if what not in self._lists:
            self._lists[what] = dict(LISTS[what](self._ledger)) if what in LISTS else {}
        return self._lists[what]

    def _raised(self, deal: str) -> Titles:
        if deal not in self._propositions:
            try:
                found = {one.id: one.text for one in self._ledger.deal(deal).propositions}
            except NotFound:  # a deal that a scenario opened in a copy
                found = {}
            self._propositions[deal] = found
        return self._propositions[deal]


class Names:
    """The names that a scenario uses: those that it gives itself, with ids made of them, and those on record.

    Where others record beside the scenario, `mark` begins every id that is made, and `remark` ends every name that is
    recorded.
    """

    def __init__(self, register: Register | None = None, mark: str = "", remark: str = "") -> None:
        self._register = register or Nothing()
        self._mark = mark
        self._remark = f" ({remark})"[:LONGEST_REMARK] if remark else ""
        self._given: dict[tuple[str, str], str] = {}
        self._ids: dict[tuple[str, str], str] = {}
        self._called: dict[tuple[str, str], str] = {}

    def find(self, what: str, name: str, deal: str | None = None) -> str | None:
        """The id of what the scenario or the record calls so, or of what has that id; None where there is none.

        Raises Miswritten where several are on record under the name.
        """
        if (what, name) in self._ids:
            return self._ids[what, name]
        titles = self._register.titles(what, deal)
        found = [thing for thing, title in titles.items() if title == name] or [
            thing for thing in titles if thing == name
        ]
        if len(found) > 1:
            raise Miswritten(
                f'{len(found)} {what}s on record are called "{name}": write the id of one, {nearest(found)}'
            )
        if found:
            self._called[what, found[0]] = name
        return found[0] if found else None

    def give(self, what: str, name: str, deal: str | None = None, *, declared: bool = False) -> str:
        """An id for what is named now for the first time.

        Raises Miswritten where it is nearly called as something else: of what is on record, unless it is declared.
        """
        titles = self._register.titles(what, deal)
        if not declared and (near := meant(name, titles.values())) is not None:
            raise Miswritten(
                f'"{name}" is not on record; did you mean "{near}"? If it is another {what}, '
                f"give it in `the {what}s:` before anything speaks of it"
            )
        made = slug(name, LONGEST - len(self._mark))
        if (known := self._given.get((what, made), name)) != name:
            raise Miswritten(f'"{name}" and "{known}" differ too little to be told apart: write both alike')
        found = self._free(f"{self._mark}{made}", titles)
        self._given[what, made], self._ids[what, name], self._called[what, found] = name, found, name
        return found

    def recorded(self, name: str) -> str:
        """A name of the scenario's as it is put on record."""
        return name + self._remark

    def take_back(self, what: str, name: str) -> None:
        """Forget a name that came to nothing."""
        found = self._ids.pop((what, name))
        del self._given[what, slug(name, LONGEST - len(self._mark))], self._called[what, found]

    def called(self, what: str, thing: str, deal: str | None = None) -> str:
        """The name of what has an id: the scenario's own for it, else that on record, else the id."""
        return self._called.get((what, thing)) or self._register.titles(what, deal).get(thing, thing)

    def calls(self, thing: str) -> str | None:
        """What the scenario calls the thing of an id, of whatever kind; None where it spoke of none such."""
        return next((name for (_, known), name in self._called.items() if known == thing), None)

    def known(self, what: str, deal: str | None = None) -> list[str]:
        """The names that there are: the scenario's own, then those on record."""
        return [*(name for kind, name in self._ids if kind == what), *self._register.titles(what, deal).values()]

    def _free(self, wanted: str, taken: Iterable[str]) -> str:
        """The id itself, or the first with a number behind it that nobody has."""
        found, number = wanted, 1
        while found in taken:
            number += 1
            found = f"{wanted[: LONGEST - 6]}-{number}"
        return found
