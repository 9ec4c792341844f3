"""A shelf: things kept at hand by name, up to what they may weigh together."""

from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Shelf(Generic[T]):
    """Things by name, the last asked for: as many as weigh no more than `most`, or one alone. Any thread may ask."""

    def __init__(self, most: int, weight: Callable[[T], int]) -> None:
        self._most, self._weight = most, weight
        self._things: dict[str, T] = {}
        self._weighs = 0
        self._lock = Lock()

    def get(self, name: str) -> T | None:
        """The thing of this name, None where it is not there."""
        with self._lock:
            thing = self._things.pop(name, None)
            if thing is not None:
                self._things[name] = thing
            return thing

    def put(self, name: str, thing: T) -> None:
        """Put a thing here, in place of what has its name."""
        with self._lock:
            self._drop(name)
            self._things[name] = thing
            self._weighs += self._weight(thing)
            while self._weighs > self._most and len(self._things) > 1:
                self._drop(next(iter(self._things)))

    def _drop(self, name: str) -> None:
        if (thing := self._things.pop(name, None)) is not None:
            self._weighs -= self._weight(thing)
