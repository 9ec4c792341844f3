"""Made-up requests, briefly; and, with answers that are not as they are described, that these are found."""

import uvicorn
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import JSONResponse

from torture.fuzzing import run

WRONG = {
    "/readyz": (200, "Response violates schema"),
    "/healthz": (500, "the_server_never_fails"),
    "/problems": (418, "Undocumented status code"),
    "/v1/keys": (404, "every_error_is_a_problem_that_is_explained"),
}
"""What each of these is made to answer, and what that is found to be."""


def silent(text: str) -> None:
    pass


def test_each_answer_is_one_that_is_declared() -> None:
    assert run(silent, thorough=False) == []


def answer_wrong(server: uvicorn.Server) -> None:
    async def wrong(request: Request) -> JSONResponse:
        return JSONResponse({"type": "/problems/none", "status": 0}, WRONG[request.url.path][0])

    app = server.config.app
    assert isinstance(app, FastAPI)
    for path in WRONG:
        app.add_route(path, wrong)
        app.router.routes.insert(0, app.router.routes.pop())


def test_an_answer_that_is_not_is_found() -> None:
    faults = run(silent, thorough=False, change=answer_wrong, paths=f"^({'|'.join(WRONG)})$")
    for status, found in WRONG.values():
        assert any(found in fault for fault in faults), (status, faults)
