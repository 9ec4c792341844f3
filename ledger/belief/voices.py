"""Voices: which sources are one when they speak, and which hang together.

Sources are one voice if one speaks for the other, is the same as it, or depends on it, and the relation is
established. Voices are of one cluster if they are affiliated, owned or suspected of any tie at all; agencies of one
government meet in that government. A body is not independent of its members, but its members are independent of one
another: in sums a body stands in the cluster of its first member by name.
"""

from collections.abc import Collection, Iterable, Mapping
from itertools import combinations

from ledger.belief.sources import SourceOnRecord
from ledger.terms import Degree, TieKind

ONE_VOICE = frozenset({TieKind.SPEAKS_FOR, TieKind.SAME_AS, TieKind.DEPENDENCE})


class Groups:
    """Union-find over names. A group is named by its smallest member, so the order of joining does not matter."""

    def __init__(self) -> None:
        self._up: dict[str, str] = {}

    def of(self, name: str) -> str:
        """The name of the group that a name is in; itself where it was never joined."""
        if name not in self._up:
            return name
        root = name
        while (up := self._up.get(root, root)) != root:
            root = up
        while (up := self._up.get(name, name)) != root:
            self._up[name], name = root, up
        return root

    def join(self, one: str, other: str) -> None:
        """Make the groups of two names one."""
        low, high = sorted((self.of(one), self.of(other)))
        self._up[low] = self._up[high] = low

    def joined(self) -> Iterable[str]:
        """Every name that was ever joined with another."""
        return self._up


class Voices:
    """The voices and clusters that the sources' recorded ties make."""

    def __init__(self, sources: Mapping[str, SourceOnRecord]) -> None:
        self._voices, self._same, self._tied, self._clusters = Groups(), Groups(), Groups(), Groups()
        self._together = Groups()
        self._echoes: dict[str, set[str]] = {}
        bodies: dict[str, set[str]] = {}
        tied = [source for source in sources.values() if source.ties]
        for source in tied:
            for tie in source.ties.values():
                self._together.join(source.id, tie.to)
                if tie.kind is TieKind.MEMBER_OF:
                    bodies.setdefault(tie.to, set()).add(source.id)
                    continue
                self._tied.join(source.id, tie.to)
                if tie.degree is Degree.ESTABLISHED and tie.kind in ONE_VOICE:
                    self._voices.join(source.id, tie.to)
                    self._echoes.setdefault(tie.to, set()).add(source.id)
                if tie.degree is Degree.ESTABLISHED and tie.kind is TieKind.SAME_AS:
                    self._same.join(source.id, tie.to)
                    self._echoes.setdefault(source.id, set()).add(tie.to)
        self._bodies: dict[str, set[str]] = {}
        for body, members in bodies.items():
            self._bodies.setdefault(self._tied.of(body), set()).update(map(self._tied.of, members))
        for body, members in self._bodies.items():
            self._clusters.join(body, min(members))
        self._related = set(self._bodies).union(*self._bodies.values())
        self._tied_at: dict[str, int] = {}
        for source in tied:
            group = self._together.of(source.id)
            self._tied_at[group] = max(source.tied, self._tied_at.get(group, 0))
        self._members: dict[str, list[str]] = {}
        for name in sorted(self._voices.joined()):
            self._members.setdefault(self._voices.of(name), []).append(name)
        self._descent: dict[str, frozenset[str]] = {}

    def voice(self, source: str) -> str:
        """The voice of a source: the smallest id among those that are one with it."""
        return self._voices.of(source)

    def cluster(self, source: str) -> str:
        """The cluster that a source's voice is summed in."""
        return self._clusters.of(self._tied.of(source))

    def members(self, source: str) -> list[str]:
        """Every source of the same voice, itself included, in order."""
        return [*self._members.get(self._voices.of(source), (source,))]

    def echoing(self, source: str) -> frozenset[str]:
        """A source and whoever is the same, speaks for it or depends on it, however far: they say what it says."""
        found, waiting = {source}, [source]
        while waiting:
            fresh = self._echoes.get(waiting.pop(), set()) - found
            found |= fresh
            waiting += fresh
        return frozenset(found)

    def same_as(self, names: Collection[str]) -> frozenset[str]:
        """The names, and every source established as the same as one of them."""
        if not names:
            return frozenset()
        roots = {self._same.of(name) for name in names}
        return frozenset(names) | {name for name in self._same.joined() if self._same.of(name) in roots}

    def company(self, source: str) -> str:
        """The name of all that hang together with a source by ties of any kind, however far."""
        return self._together.of(source)

    def tied_at(self, source: str) -> int:
        """The position of the last tie of a source, or of any that it is tied to, however far; 0 if none."""
        return self._tied_at.get(self._together.of(source), 0)

    def dependent(self, one: str, other: str) -> bool:
        """Whether two sources are tied, however far, or one is a body and the other a member of it."""
        return self._bound(self._tied.of(one), self._tied.of(other))

    def independent(self, voices: Iterable[Collection[str]]) -> int:
        """How many of these voices, each given by its sources, are mutually independent.

        Two are if every source of the one is independent of every source of the other. They are taken greedily, from
        the one with the fewest neighbours on: 2 or more exactly if any two of them are independent, since one that
        depends on all others is taken first only if every one does.
        """
        every = {frozenset(map(self._tied.of, sources)) for sources in voices}
        shared = self._related.union(*(groups for groups in every if len(groups) > 1))
        near = {one: set[frozenset[str]]() for one in every if not shared.isdisjoint(one)}
        for one, other in combinations(near, 2):
            if any(self._bound(a, b) for a in one for b in other):
                near[one].add(other)
                near[other].add(one)
        taken, left = len(every) - len(near), set(near)
        while left:
            first = min(left, key=lambda one: (len(near[one] & left), sorted(one)))
            left -= near[first] | {first}
            taken += 1
        return taken

    def _bound(self, one: str, other: str) -> bool:
        return one == other or other in self._below(one) or one in self._below(other)

    def _below(self, body: str) -> frozenset[str]:
        if (known := self._descent.get(body)) is None:
            found: set[str] = set()
            waiting = [body]
            while waiting:
                fresh = self._bodies.get(waiting.pop(), set()) - found
                found |= fresh
                waiting += fresh
            known = self._descent[body] = frozenset(found)
        return known
