"""What each figure is to reach: one list, in the order in which the rows come."""

from dataclasses import dataclass, field
from typing import Literal

from controlroom.bench.rows import BenchRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A limit for rows of one name whose case holds all of `when`."""

    name: str
    limit: float
    sense: Literal["most", "least"] = "most"
    when: dict[str, object] = field(default_factory=dict)

    def is_for(self, row: BenchRow) -> bool:
        """True when the row was measured under the conditions of this target."""
        same = all(row["case"].get(key) == value for key, value in self.when.items())
        return row["name"] == self.name and same

    def holds(self, value: float) -> bool:
        """True when a value reaches it; NaN never does."""
        return value <= self.limit if self.sense == "most" else value >= self.limit


def _at(units: int, **more: object) -> dict[str, object]:
    return {"units": units, **more}


TARGETS: tuple[Target, ...] = (
    # First light: the demo of 200 units
    Target(name="demo.window", limit=5, when=_at(200)),
    Target(name="gateway.cpu", limit=5, when=_at(200)),
    Target(name="desk.cpu", limit=20, when=_at(200)),
    Target(name="desk.cpu_still", limit=3, when=_at(200)),
    Target(name="desk.rss", limit=400, when=_at(200)),
    # First light: a whole force at 1 Hz to 20 desks
    Target(name="gateway.cpu", limit=25, when=_at(15_000, desks=20)),
    Target(name="gateway.position_p99", limit=250, when=_at(15_000, desks=20)),
    Target(name="wire.bytes_per_position", limit=20, when=_at(15_000)),
    Target(name="gateway.cot_cpu", limit=10, when={"events_per_s": 2_000}),
    Target(name="command.ack_p99", limit=30, when={"at_once": 1}),
    Target(name="command.seen_p99", limit=300),
    # The map
    *(
        Target(name="map.frame_p99", limit=limit, when=_at(units, size="1920x1080"))
        for units, limit in ((15_000, 16.7), (50_000, 16.7), (100_000, 16.7))
    ),
    Target(name="map.frame_p99", limit=25, when=_at(150_000)),
    Target(name="map.frame_p50", limit=13, when=_at(150_000)),
    Target(name="map.pick_p99", limit=1),
    Target(name="map.cpu_paced", limit=55, when=_at(15_000, hand="pans")),
    Target(name="map.first_ground", limit=1.5),
    Target(name="map.frame_max", limit=50, when={"over": "unpainted ground"}),
    Target(name="map.memory_slope", limit=1),
    Target(name="map.vs_scatter", limit=5, sense="least"),
    Target(name="ground.build", limit=5, when={"region": "Monaco"}),
    # The dispatcher's desk
    Target(
        name="desk.key_p99",
        limit=50,
        when=_at(15_000, incidents=2_000, key="all of these"),
    ),
    Target(name="desk.sort_p99", limit=16, when={"incidents": 2_000}),
    Target(name="desk.intake_p99", limit=5, when={"incidents": 2_000}),
    Target(name="desk.first_assign", limit=12),
    Target(name="recommend.p99", limit=5, when=_at(15_000, road=False)),
    Target(name="recommend.p99", limit=50, when=_at(15_000, road=True)),
    Target(name="search.p99", limit=100, when={"incidents": 1_000_000}),
    Target(name="command.rate", limit=500, sense="least"),
    Target(name="command.racing", limit=0),
    Target(name="command.ack_p99", limit=100, when={"per_s": 500}),
)


def target_of(row: BenchRow) -> Target | None:
    """Return the target of a row, None when nothing was promised under its case."""
    return next((target for target in TARGETS if target.is_for(row)), None)
