"""Metrics: what the ledger and the server count, in the form that Prometheus reads."""

from asyncio import to_thread
from collections.abc import Iterator
from datetime import datetime

from fastapi import APIRouter, Depends
from prometheus_client import CollectorRegistry, ProcessCollector
from prometheus_client.exposition import choose_encoder
from prometheus_client.metrics_core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    InfoMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from api.access import audited
from api.description import ABOUT
from api.feeds import PLACES, Feeds
from api.traffic import Traffic
from ledger.figures import Spread
from ledger.service import Ledger
from ledger.views import Health

router = APIRouter(tags=["health"])
WORKS = ("append", "index")


@router.get("/metrics", response_class=PlainTextResponse, dependencies=[Depends(audited)])
async def metrics(request: Request) -> Response:
    """Show what was counted since the server started, as text for Prometheus.

    It tells nothing of what is on record but how much that is.
    """
    encode, media_type = choose_encoder(request.headers.get("accept", ""))
    text = await to_thread(encode, request.app.state.metrics)
    return Response(text, headers={"Content-Type": media_type})


def registry_of(ledger: Ledger, traffic: Traffic, feeds: Feeds) -> CollectorRegistry:
    """A registry of this ledger, this traffic, these feeds and the process alone."""
    registry = CollectorRegistry(auto_describe=False)
    ProcessCollector(registry=registry)
    registry.register(Metrics(ledger, traffic, feeds))
    return registry


class Metrics(Collector):
    """Reads what was counted whenever it is asked: nothing is counted twice, and nobody who counts knows of it."""

    def __init__(self, ledger: Ledger, traffic: Traffic, feeds: Feeds) -> None:
        self._ledger = ledger
        self._traffic = traffic
        self._feeds = feeds

    def collect(self) -> Iterator[Metric]:
        """Every metric, as it is now. Answers also where the ledger does not."""
        yield InfoMetricFamily("claim_ledger_build", "The version that runs", value={"version": ABOUT["version"]})
        yield from _of_health(self._ledger.health())
        yield from self._of_failures()
        yield from self._of_work()
        yield GaugeMetricFamily("claim_ledger_http_requests_under_way", "Requests under way", self._traffic.under_way)
        yield GaugeMetricFamily("claim_ledger_feeds_open", f"Feeds of the log, {PLACES} at most", self._feeds.open)
        yield _spreads(
            "claim_ledger_http_request_seconds",
            "Seconds until a request was answered, by method, route and status",
            ("method", "route", "status"),
            {(method, route, str(status)): one for (method, route, status), one in self._traffic.seen().items()},
        )

    def _of_failures(self) -> Iterator[Metric]:
        failing = {failure.of for failure in self._ledger.figures.failing()}
        now = GaugeMetricFamily(
            "claim_ledger_failing", "1 while what failed last has not succeeded since", None, ["of"]
        )
        last = GaugeMetricFamily(
            "claim_ledger_last_failure_timestamp_seconds", "When it failed last, by what with", None, ["of", "kind"]
        )
        for work in WORKS:
            now.add_metric([work], work in failing)
        for failure in self._ledger.figures.last_failures():
            last.add_metric([failure.of, failure.kind], datetime.fromisoformat(failure.at).timestamp())
        yield from (now, last)

    def _of_work(self) -> Iterator[Metric]:
        done = self._ledger.figures
        records = CounterMetricFamily(
            "claim_ledger_records",
            "Records sent, by outcome (recorded, again, refused, failed) and what was refused",
            labels=["outcome", "refusal"],
        )
        for outcome, count in sorted(done.outcomes.copy().items()):
            records.add_metric(outcome, count)
        yield records
        yield CounterMetricFamily("claim_ledger_entries_appended", "Entries appended to the log", done.entries)
        yield _spread("claim_ledger_append_seconds", "Seconds until an append was acknowledged", done.appends)
        yield _spread("claim_ledger_sync_seconds", "Seconds to store and sync what goes together", done.syncs)
        yield _spread("claim_ledger_appends_per_sync", "Appends that shared a sync", done.sharing)
        yield CounterMetricFamily("claim_ledger_entries_followed", "Entries taken into an index", done.followed)
        yield _spread("claim_ledger_follower_batch_seconds", "Seconds of a batch of the follower", done.batches)


def _of_health(health: Health) -> Iterator[Metric]:
    yield GaugeMetricFamily("claim_ledger_ready", "1 while the ledger can take and answer", health.ready)
    if health.head == 0 and not health.ready:
        return  # it cannot be read: 0 would be a lie
    building = health.building
    for name, documentation, value in (
        ("head_position", "Last position of the log", health.head),
        ("index_position", "Last position in the index in use", health.index),
        ("index_lag_entries", "Entries that the index in use has yet to take", health.lag),
        ("index_lag_seconds", "Recorded time from the last entry in the index to the head", health.lag_seconds),
        (
            "rebuild_generation",
            "Generation being built, or left unfinished; 0 if none",
            building and building.generation,
        ),
        ("rebuild_position", "Last position in that generation; 0: none", building and building.position),
    ):
        yield GaugeMetricFamily(f"claim_ledger_{name}", documentation, value or 0)


def _spread(name: str, documentation: str, spread: Spread) -> Metric:
    return _spreads(name, documentation, (), {(): spread})


def _spreads(name: str, documentation: str, labels: tuple[str, ...], spreads: dict[tuple[str, ...], Spread]) -> Metric:
    family = HistogramMetricFamily(name, documentation, labels=labels)
    for values, spread in sorted(spreads.items(), key=lambda item: item[0]):
        counts = map(float, spread.at_most())
        buckets = list(zip([*map(str, spread.bounds), "+Inf"], counts, strict=True))
        family.add_metric(values, buckets, spread.sum)
    return family
