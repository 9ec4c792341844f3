"""FastAPI over the eventsourcing library, as its documentation shows: an aggregate, an application, SQLite.

Usage: python -m benchmarks.peers.documented FILE async|threads. The aggregate's first event has the fields of the
claim; the library's own mapper and transcoder store it. All that is ours is the sync before each commit returns.
"""

import sys
from typing import Any
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event
from eventsourcing.sqlite import SQLiteConnection, SQLiteConnectionPool, SQLiteFactory
from eventsourcing.utils import EnvType
from fastapi import FastAPI
from pydantic import BaseModel

from benchmarks.peers.body import ClaimBody
from benchmarks.peers.serving import serve


class Reported(BaseModel):
    id: UUID


class Report(Aggregate):
    @event("Recorded")
    def __init__(
        self, deal: str, proposition: str, stance: str, mode: str, text: str, attribution: list[dict[str, Any]]
    ) -> None:
        self.deal = deal
        self.proposition = proposition
        self.stance = stance
        self.mode = mode
        self.text = text
        self.attribution = attribution


class Newsroom(Application[UUID]):
    def record_claim(self, **claim: Any) -> UUID:
        report = Report(**claim)
        self.save(report)
        return report.id


class SyncedPool(SQLiteConnectionPool):
    def _create_connection(self) -> SQLiteConnection:
        connection = super()._create_connection()
        connection.cursor().execute("PRAGMA synchronous = FULL")
        return connection


class SyncedFactory(SQLiteFactory):
    def __init__(self, env: Any) -> None:
        super().__init__(env)
        self.datastore.pool = SyncedPool(db_name=self.datastore.pool.db_name)


def create_app(file: str, *, threads: bool) -> FastAPI:
    """The application; with `threads` its handler is a `def`, which FastAPI runs on worker threads."""
    env: EnvType = {"PERSISTENCE_MODULE": f"{__name__}:SyncedFactory", "SQLITE_DBNAME": file}
    newsroom = Newsroom(env=env)
    app = FastAPI()

    def record(claim: ClaimBody) -> Reported:
        return Reported(id=newsroom.record_claim(**claim.model_dump(exclude_none=True)))

    async def record_at_once(claim: ClaimBody) -> Reported:
        return record(claim)

    app.post("/v1/claims", status_code=201)(record if threads else record_at_once)
    return app


if __name__ == "__main__":
    serve(create_app(sys.argv[1], threads=sys.argv[2] == "threads"))
