"""Counts and durations for `/metrics`."""

from bisect import bisect_left
from collections.abc import Iterator

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector

BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0)


class Metrics(Collector):
    """What the edge counts, in plain lists; printed for Prometheus when it asks."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.registry.register(self)
        self._requests: dict[tuple[str, str, int], int] = {}
        self._buckets: dict[tuple[str, str], list[int]] = {}
        self._seconds: dict[tuple[str, str], float] = {}

    def observe(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one answered request."""
        counted = (method, route, status)
        self._requests[counted] = self._requests.get(counted, 0) + 1
        timed = (method, route)
        buckets = self._buckets.get(timed)
        if buckets is None:
            buckets = self._buckets[timed] = [0] * (len(BUCKETS) + 1)
        buckets[bisect_left(BUCKETS, seconds)] += 1
        self._seconds[timed] = self._seconds.get(timed, 0.0) + seconds

    def collect(self) -> Iterator[Metric]:
        """The present figures as Prometheus has them."""
        requests = CounterMetricFamily(
            "orderwright_requests", "Requests answered.", labels=("method", "route", "status")
        )
        for (method, route, status), count in self._requests.items():
            requests.add_metric((method, route, str(status)), count)
        yield requests
        seconds = HistogramMetricFamily(
            "orderwright_request_seconds", "Time to the answer, by route.",
            labels=("method", "route"),
        )  # fmt: skip
        for key, buckets in self._buckets.items():
            reached, so_far = [], 0
            for limit, count in zip((*map(str, BUCKETS), "+Inf"), buckets, strict=True):
                so_far += count
                reached.append((limit, so_far))
            seconds.add_metric(key, reached, self._seconds[key])
        yield seconds

    def print(self) -> bytes:
        """The Prometheus text format."""
        return generate_latest(self.registry)
