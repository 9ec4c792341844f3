"""What the answer to a request that was made up is held to, beside what schemathesis checks of itself."""

from typing import Any

import schemathesis
from schemathesis import Case, CheckContext, Response

from api.problem_pages import kinds
from api.problems import PROBLEM_JSON

TYPES = frozenset(f"/problems/{kind.slug}" for kind in kinds())
FOR_NOW = frozenset({"/problems/not-reached", "/problems/too-many-feeds", "/problems/too-many-reads"})
"""What is answered with a status from 500 on although nothing failed: whoever asks may ask again later."""

INNARDS = (b"Traceback (most recent call", b"site-packages", b"uvicorn")


@schemathesis.serializer("application/x-ndjson")
def as_text(ctx: object, value: object) -> bytes:
    """A batch that was made up: whatever it is, as bytes."""
    return value if isinstance(value, bytes) else str(value).encode(errors="surrogatepass")


@schemathesis.check
def every_error_is_a_problem_that_is_explained(ctx: CheckContext, response: Response, case: Case[Any]) -> None:
    """An error is a problem document, of a type that has a page."""
    if response.status_code >= 400 and case.method != "HEAD":
        assert response.headers["content-type"] == [PROBLEM_JSON], "not a problem document"
        problem = response.json()
        assert problem["type"] in TYPES and problem["status"] == response.status_code, "not a problem with a page"


@schemathesis.check
def the_server_never_fails(ctx: CheckContext, response: Response, case: Case[Any]) -> None:
    """No status from 500 on, but for what cannot be told yet."""
    assert response.status_code < 500 or response.json()["type"] in FOR_NOW, "the server failed"


@schemathesis.check
def nobody_hears_of_the_program(ctx: CheckContext, response: Response, case: Case[Any]) -> None:
    """No answer says where in the program it was made."""
    assert not any(sign in response.content for sign in INNARDS), "an answer shows the program"
