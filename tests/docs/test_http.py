"""docs/http.md lists every operation and every kind of problem. `python -m tests.docs.test_http` prints both tables."""

from inspect import cleandoc

from api.app import create_app
from api.problem_pages import kinds
from api.problems import status_of
from ledger import open_ledger
from ledger.errors import Refusal
from ledger.opening import open_keyring
from tests.docs.tables import DOCS, rows

PAGE = DOCS / "http.md"


def operations() -> list[list[str]]:
    with open_ledger(":memory:", create=True) as ledger, open_keyring(":memory:") as keyring:
        paths = create_app(ledger, keyring).openapi()["paths"]
    return [
        [f"`{method.upper()} {path}`", _first(operation["description"])]
        for path, methods in paths.items()
        for method, operation in methods.items()
    ]


def problems() -> list[list[str]]:
    ours = [kind for kind in kinds() if kind.__module__ in ("ledger.errors", "api.refusals")]
    return [[kind.slug, str(status_of(kind)), _meaning(kind)] for kind in ours]


def _meaning(kind: type[Refusal]) -> str:
    return _first(cleandoc(kind.__doc__ or ""))


def _first(text: str) -> str:
    """The first sentence."""
    return text.replace("\n", " ").partition(". ")[0].rstrip(".")


def test_every_operation_is_there_and_no_other() -> None:
    assert rows(PAGE.read_text(), "Operations") == [[cell.replace("`", "") for cell in row] for row in operations()]


def test_every_kind_of_problem_is_there_and_no_other() -> None:
    assert rows(PAGE.read_text(), "Problems") == [[cell.replace("`", "") for cell in row] for row in problems()]


if __name__ == "__main__":
    for table in (operations(), problems()):
        print("\n".join(f"| {' | '.join(row)} |" for row in table), end="\n\n")
