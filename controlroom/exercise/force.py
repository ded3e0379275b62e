"""What each made-up unit does: patrol, breaks, shifts, assignments, trouble.

Reports come out as observations, as devices would send them; assignments come in as the
gateway's outbox tells a device. Time is room time, passed in; chance is one seed.
"""

import heapq
from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np

from controlroom.domain.observations import (
    AnyObservation,
    AssignmentSeen,
    CameraReported,
    CrewReported,
    DutyReported,
    EmergencyReported,
    StateReported,
)
from controlroom.exercise.member import Member, Task
from controlroom.exercise.movement import Movers
from controlroom.exercise.roster import Roster
from controlroom.exercise.talk import (
    ASKS_AT_FIRST,
    ASKS_AT_SCENE,
    ASKS_ON_PATROL,
    Talk,
)
from controlroom.ground.graph import Graph
from controlroom.ground.routes import Routes

SECOND_US = 1_000_000
MINUTE_US = 60 * SECOND_US
HOUR_US = 60 * MINUTE_US
SPEED_LIMIT_MPS = {"foot": 1.5, "air": 62.0, "dog": 20.0, "van": 20.0}
ROAM_M = {"foot": 450.0, "motorcycle": 2600.0}
SHIFT_US = 9 * HOUR_US
BUSY = (
    (0.11, "station", 3),
    (0.06, "meal", 4),
    (0.03, "custody", 8),
    (0.01, "custody", 10),
)
"""Shares of a shift that are not on patrol: phase and radio state."""
MEAL_US = 45 * MINUTE_US
EMERGENCY_PER_SCENE = 0.006
EMERGENCY_S = 420.0
"""How long an officer who called for help stays where that was."""
ARREST_PER_SCENE = 0.08
SILENCE_PER_HOUR = 0.25
LATE_SHARE, LATE_S = 0.03, (40.0, 90.0)
"""Share of crews that are away from their device when it rings, and for how long."""


class Force:
    """The units of a roster on a street graph; `say` receives what devices report."""

    def __init__(
        self,
        roster: Roster,
        graph: Graph,
        stations: Sequence[int],
        seed: int,
        say: Callable[[AnyObservation], None],
    ) -> None:
        self._rng = np.random.Generator(np.random.PCG64([seed, 23]))
        self._talk = Talk(seed, say)
        self._graph = graph
        self._seconds = graph.seconds
        self._routes = Routes(graph)
        self._say = say
        self._due: list[tuple[int, int, int]] = []
        self.movers = Movers(graph, len(roster.units), self._rng)
        self.silent_until_us = np.zeros(len(roster.units), dtype=np.int64)
        collars = {person.person_id: person.collar for person in roster.people}
        cameras = {camera.unit_id: camera.camera_id for camera in roster.cameras}
        hub = {
            device.unit_id: device.device_id
            for device in roster.devices
            if device.door == "device"
        }
        self.members = [
            Member(
                index=index,
                unit=unit,
                device_id=hub[unit.unit_id],
                camera_id=cameras.get(unit.unit_id, ""),
                crews=(tuple(collars[person] for person in unit.crew),),
                station=stations[index % len(stations)],
            )
            for index, unit in enumerate(roster.units)
        ]
        self._by_unit = {member.unit.unit_id: member for member in self.members}

    def begin(self, now_us: int) -> None:
        """Put everybody where they would be in the middle of a shift."""
        for member in self.members:
            kind = member.unit.kind
            self.movers.speed_limit_mps[member.index] = SPEED_LIMIT_MPS.get(kind, 25.0)
            self.movers.roam_m[member.index] = ROAM_M.get(kind, 1500.0)
            home = int(self._rng.integers(len(self._graph.lat)))
            self.movers.place(member.index, self._near(member.station, home))
            worked = float(self._rng.uniform(0.02, 0.95))
            member.shift_end_us = now_us + int((1 - worked) * SHIFT_US)
            member.meal_at_us = now_us + int((0.5 - worked) * SHIFT_US)
            if member.meal_at_us < now_us:
                member.meal_at_us = member.shift_end_us + SHIFT_US
                member.meal_us = MEAL_US
            self._book_on(member, now_us)
            if member.unit.kind != "air":
                self._be_busy(member, now_us)
            self._talk.ask(member.device_id, now_us, ASKS_AT_FIRST)

    def _be_busy(self, member: Member, now_us: int) -> None:
        """Some rest, wait or have somebody in custody when the room looks at them."""
        chance, seconds = self._rng.random(), self._rng.uniform(60, 1500)
        for share, phase, state in BUSY:
            if chance < share:
                self.movers.place(member.index, member.station)
                self._pause(member, now_us, phase, state, seconds)
                return
            chance -= share

    def step(self, now_us: int, seconds: float) -> None:
        """Move everybody by seconds of room time and let them do what is due."""
        self.movers.step(seconds)
        for index in self.movers.arrived:
            self._arrived(self.members[index], now_us)
        while self._due and self._due[0][0] <= now_us:
            _, index, wake = heapq.heappop(self._due)
            member = self.members[index]
            if wake == member.wake:
                self._go_on(member, now_us)

    def assign(self, unit_id: str, task: Task, now_us: int) -> None:
        """The device of a unit shows an assignment; the crew reacts in some seconds."""
        member = self._by_unit.get(unit_id)
        if member is None or member.phase == "off":
            return
        member.task = task
        member.phase = "reacting"
        seconds = float(self._rng.lognormal(1.6, 0.5))
        if self._rng.random() < LATE_SHARE:
            seconds += float(self._rng.uniform(*LATE_S))
        self._wake(member, now_us, seconds)

    def stand_down(self, unit_id: str, incident_id: str, now_us: int) -> None:
        """The device of a unit shows that it is released."""
        member = self._by_unit.get(unit_id)
        if member and member.task and member.task.incident_id == incident_id:
            member.task = None
            self._patrol(member, now_us)

    def member_of(self, unit_id: str) -> Member | None:
        """The member behind a unit."""
        return self._by_unit.get(unit_id)

    # ------------------------------------------------------------ what comes next

    def _go_on(self, member: Member, now_us: int) -> None:
        steps: dict[str, Callable[[Member, int], None]] = {
            "reacting": self._set_off,
            "scene": self._stay,
            "patrol": self._next_duty,
            "station": self._patrol,
            "meal": self._patrol,
            "custody": self._patrol,
            "emergency": self._patrol,
            "off": self._start_shift,
        }
        step = steps.get(member.phase)
        if step is not None:
            step(member, now_us)

    def _arrived(self, member: Member, now_us: int) -> None:
        match member.phase:
            case "driving":
                self._at_scene(member, now_us)
            case "to_meal":
                self._pause(member, now_us, "meal", 4, self._rng.uniform(1500, 2700))
            case "to_station":
                self._pause(member, now_us, "station", 3, self._rng.uniform(300, 1500))
            case "to_custody":
                self._pause(member, now_us, "custody", 8, self._rng.uniform(900, 3000))
            case "to_end":
                self._end_shift(member, now_us)
            case "patrol" if member.unit.kind == "air":
                self._fly_on(member)
            case _:
                pass

    def _next_duty(self, member: Member, now_us: int) -> None:
        self._talk.ask(member.device_id, now_us, ASKS_ON_PATROL)
        if now_us >= member.shift_end_us:
            self._drive_home(member, "to_end")
        elif now_us >= member.meal_at_us:
            member.meal_at_us = member.shift_end_us + SHIFT_US
            self._drive_home(member, "to_meal")
        elif self._rng.random() < 0.25:
            self._drive_home(member, "to_station")
        else:
            if self._rng.random() < SILENCE_PER_HOUR / 6:
                quiet = self._rng.uniform(40, 700) * SECOND_US
                self.silent_until_us[member.index] = now_us + int(quiet)
            self._patrol(member, now_us)

    def _patrol(self, member: Member, now_us: int) -> None:
        member.phase = "patrol"
        self._press(member, 2, now_us)
        self._film(member, now_us, recording=False)
        if member.unit.kind == "air":
            self._fly_on(member)
        else:
            self.movers.stroll(member.index)
        self._wake(member, now_us, self._rng.uniform(300, 1200))

    def _set_off(self, member: Member, now_us: int) -> None:
        task = member.task
        if task is None:
            self._patrol(member, now_us)
            return
        self._say(
            AssignmentSeen(
                device_id=member.device_id, incident_id=task.incident_id, at_us=now_us
            )
        )
        self._press(member, 5, now_us)
        member.phase = "driving"
        if task.lat is None or task.lon is None:
            self._at_scene(member, now_us)
        elif member.unit.kind == "air":
            self.movers.fly(member.index, task.lat, task.lon)
        else:
            node = int(self._routes.nearest([task.lat], [task.lon])[0])
            hurry = {"I": 1.5, "S": 1.15}.get(task.grade, 1.0)
            self._follow(member, node, hurry if member.unit.kind != "foot" else 1.0)

    def _at_scene(self, member: Member, now_us: int) -> None:
        member.phase = "scene"
        self._press(member, 6, now_us)
        self._film(member, now_us, recording=True)
        seconds = float(self._rng.lognormal(6.2, 0.7))
        member.leaves_at_us = now_us + int(seconds * SECOND_US)
        self._wake(member, now_us, min(seconds, self._talk.silence_s()))
        if member.unit.kind != "air" and self._rng.random() < EMERGENCY_PER_SCENE:
            self.emergency(member, now_us)

    def emergency(self, member: Member, now_us: int) -> None:
        """The officer presses the emergency button."""
        self._say(
            EmergencyReported(
                device_id=member.device_id,
                at_us=now_us,
                lat=float(self.movers.lat[member.index]),
                lon=float(self.movers.lon[member.index]),
            )
        )
        self.movers.stand(member.index)
        member.phase = "emergency"
        member.state = 0
        self._film(member, now_us, recording=True)
        self._wake(member, now_us, EMERGENCY_S)

    def _stay(self, member: Member, now_us: int) -> None:
        """Speak on the radio now and then, until all is done."""
        left_s = (member.leaves_at_us - now_us) / SECOND_US
        if left_s <= 0:
            self._finish_scene(member, now_us)
            return
        self._talk.speak(member.device_id, now_us)
        self._talk.ask(member.device_id, now_us, ASKS_AT_SCENE)
        self._wake(member, now_us, min(left_s, self._talk.silence_s()))

    def _finish_scene(self, member: Member, now_us: int) -> None:
        if self._rng.random() < ARREST_PER_SCENE:
            self._drive_home(member, "to_custody")
            self._press(member, 9, now_us)
        elif member.task is not None:
            self._press(member, 7, now_us)
            member.phase = "wrapping"
        else:
            self._patrol(member, now_us)

    def _pause(
        self, member: Member, now_us: int, phase: str, state: int, seconds: float
    ) -> None:
        member.phase = phase
        self._press(member, state, now_us)
        self._wake(member, now_us, seconds)

    # ------------------------------------------------------------ shifts

    def _book_on(self, member: Member, now_us: int) -> None:
        device_id = member.device_id
        had_meal = member.meal_at_us > member.shift_end_us
        self._talk.book_on(
            device_id,
            now_us,
            began_us=member.shift_end_us - SHIFT_US,
            end_us=member.shift_end_us,
            meal_at_us=None if had_meal else member.meal_at_us,
            meal_us=member.meal_us,
        )
        crew = member.crews[member.crew % len(member.crews)]
        self._say(CrewReported(device_id=device_id, collars=crew, at_us=now_us))
        self._patrol(member, now_us)

    def _end_shift(self, member: Member, now_us: int) -> None:
        member.phase = "off"
        member.state = 11
        self._say(DutyReported(device_id=member.device_id, on_duty=False, at_us=now_us))
        self._wake(member, now_us, self._rng.uniform(300, 1200))

    def _start_shift(self, member: Member, now_us: int) -> None:
        member.crew += 1
        member.meal_us = 0
        member.shift_end_us = now_us + SHIFT_US
        member.meal_at_us = now_us + int(self._rng.uniform(0.4, 0.6) * SHIFT_US)
        self._book_on(member, now_us)

    # ------------------------------------------------------------ moving and pressing

    def _drive_home(self, member: Member, phase: str) -> None:
        member.phase = phase
        if member.unit.kind == "air":
            lat, lon = self._graph.lat[member.station], self._graph.lon[member.station]
            self.movers.fly(member.index, float(lat), float(lon))
        else:
            self._follow(member, member.station, 1.0)

    def _follow(self, member: Member, node: int, hurry: float) -> None:
        start = self.movers.next_node(member.index)
        route = self._routes.path_between(start, node)
        arcs = [] if route is None else self._arcs_along(route.nodes.tolist())
        self.movers.follow(member.index, arcs, hurry)

    def _arcs_along(self, nodes: list[int]) -> list[int]:
        arcs = []
        for start, end in pairwise(nodes):
            first, last = self._graph.first[start], self._graph.first[start + 1]
            leaving = np.arange(first, last)[self._graph.to[first:last] == end]
            arcs.append(int(leaving[np.argmin(self._seconds[leaving])]))
        return arcs

    def _fly_on(self, member: Member) -> None:
        node = int(self._rng.integers(len(self._graph.lat)))
        lat, lon = self._graph.lat[node], self._graph.lon[node]
        self.movers.fly(member.index, float(lat), float(lon))

    def _near(self, station: int, node: int) -> int:
        """Somewhere between the station's ground and the whole city."""
        away_m = np.hypot(
            self._graph.lat - self._graph.lat[station],
            (self._graph.lon - self._graph.lon[station])
            * np.cos(np.radians(self._graph.lat[station])),
        )
        ground = np.flatnonzero(away_m < 0.02)
        return int(self._rng.choice(ground)) if len(ground) else node

    def _press(self, member: Member, state: int, now_us: int) -> None:
        if state != member.state:
            member.state = state
            self._say(
                StateReported(device_id=member.device_id, state=state, at_us=now_us)
            )

    def _film(self, member: Member, now_us: int, *, recording: bool) -> None:
        if member.camera_id:
            self._say(
                CameraReported(
                    camera_id=member.camera_id,
                    state="recording" if recording else "buffering",
                    at_us=now_us,
                )
            )

    def _wake(self, member: Member, now_us: int, seconds: float) -> None:
        member.wake += 1
        at_us = now_us + int(seconds * SECOND_US)
        heapq.heappush(self._due, (at_us, member.index, member.wake))
