"""What every refusal over HTTP has to be."""

from typing import Any

from fastapi.testclient import TestClient
from httpx2 import Response


def head(client: TestClient) -> int:
    """The position of the last event on record."""
    return int(client.get("/readyz").json()["head"])


def problem(response: Response, status: int, slug: str, field: str | None = None) -> dict[str, Any]:
    """The problem that a response is, checked for its form."""
    said: dict[str, Any] = response.json()
    assert (response.status_code, said["type"]) == (status, f"/problems/{slug}"), said
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert said["status"] == status and said["title"] and said["detail"]
    assert said["instance"] == response.request.url.raw_path.decode().partition("?")[0]
    assert said.get("field") == field, said
    return said
