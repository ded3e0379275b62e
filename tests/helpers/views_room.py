"""A desk in the made-up city with something in every panel, or with nothing at all."""

from pathlib import Path

import msgspec
import numpy as np

from controlroom.desk.deliveries import PresenceArrived
from controlroom.desk.questions import Contact, Contacts, DoorRow, DoorRows
from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain.entities import Audience, Camera, Outline, Party, Role
from controlroom.ground.city.plan import CENTRE
from controlroom.ground.pack import Pack
from controlroom.wire.messages import DeskOnline, Presence
from tests.helpers.desk_room import DeskRoom
from tests.helpers.layer_files import write_areas
from tests.helpers.map_room import turn_until
from tests.helpers.scene import SECOND_US
from tests.helpers.window_room import WindowRoom

HERE = "inc_4521"
MINUTE_US = 60 * SECOND_US
NEAR_M = 1_500.0
"""From the middle of the city to who and what is farthest from it."""
METRE = 1 / 111_195.0
BOX = ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1))
BADGES = 30
"""Corners that are kept for incidents."""
Place = tuple[float, float]


class ViewsRoom(WindowRoom):
    """The window of a dispatcher over the city, with a picture of its own clock."""

    def __init__(self, pack: Path, *, full: bool) -> None:
        room = DeskRoom(full=full)
        self.full, self._pack = full, pack
        self.places = street_corners(pack)
        """Where streets meet around the middle: who drives stands on one."""
        if full:
            self._move_to_city(room)
        super().__init__(room)

    def open(self) -> "ViewsRoom":
        """Show the window over its map, link, and let the room come to life."""
        super().open()
        self.window.open_pack(self._pack)
        travel = self.window.travel
        turn_until(lambda: travel.worker is not None and travel.worker.is_ready)
        self.overlay = self._pack.with_name("Harbour beat.geojson")
        lat, lon = self.places[0]
        outline = [[lon + x * 4e-3, lat + y * 2e-3] for x, y in BOX]
        write_areas(self.overlay, {"Harbour beat": outline})
        self._hear()
        if self.full:
            self._live()
        return self

    def settle(self) -> None:
        """Wait for the ground and for the names of streets, then for what is painted.

        Both come from the map's worker.
        """
        streets, ground = self.window.streets, self.window.map.stage.ground
        incident, travel = self.room.position.incident, self.window.travel
        turn_until(lambda: False, 200)  # what is painted asks for its ground
        turn_until(lambda: not streets._wanted and ground.is_idle and ground.is_whole)
        if self.full and incident is not None and incident.lat is not None:
            turn_until(lambda: travel.seconds(incident) is not None)
        notice = self.window.incident._refusal
        if notice.isVisible():
            notice.pressed.emit()
        self._hear()  # nothing heard for 3 s would be said across the map
        self.room.frame.second.emit()
        turn_until(lambda: False, 120)

    def shut(self) -> None:
        """Close the window and end its worker."""
        self.cameras.shut()
        self.window.close()

    def place_of(self, incident_id: str) -> Place:
        """Return where an incident is."""
        incident = self.room.frame.picture.incidents[incident_id]
        return incident.lat or 0.0, incident.lon or 0.0

    def hand_over(self) -> None:
        """Begin a handover, of which the next person has taken some on."""
        self.room.other(c.BeginHandover(), "per_ash")
        (handover,) = self.room.frame.picture.handovers.values()
        for item in handover.items[:3]:
            tick = c.TickHandover(handover_id=handover.handover_id, key=item.key)
            self.room.other(tick, "per_okafor")

    def alarm(self) -> None:
        """Let an officer press the button while other alarms stand."""
        scene = self.room.scene
        for key, kind, priority, incident_id, ago_s in (
            ("a", "target_passed", "high", "inc_4519", 160),
            ("b", "welfare_due", "medium", "inc_4498", 400),
        ):
            event = e.AlarmRaised(
                alarm_id=f"alm_{key}", kind=kind, priority=priority,  # type: ignore[arg-type]  # one of each
                incident_id=incident_id, unit_id="unit_cn25",
            )  # fmt: skip
            scene.say(event, "clock", scene.now_us - ago_s * SECOND_US)
        scene.emergency("unit_cn24", 4533)
        self.room.turn()

    def answer_feeds(self) -> None:
        """Answer the two questions of the feeds, as a gateway at work does."""
        asked = [type(each).__name__ for each in self.room.asked]
        doors = len(asked) - asked[::-1].index("Doors")
        now_us = self.room.scene.now_us
        rows = tuple(_doors(now_us)) if self.full else ()
        strangers = tuple(_strangers(now_us)) if self.full else ()
        self.room.reply(doors, DoorRows(doors=rows, contacts=len(strangers)))
        self.room.reply(doors + 1, Contacts(contacts=strangers))

    def present(self, presence: Presence) -> None:
        """Let the gateway say who sits where and has what open."""
        self.room.scene.mailbox.put_presence(PresenceArrived(presence))
        self.room.turn()

    # ---------------------------------------------------------------- where things are

    def _move_to_city(self, room: DeskRoom) -> None:
        """Let every incident of the room be at a corner of the city."""
        places = iter(self.places[:BADGES])
        for number, fact in enumerate(room.scene.facts):
            if isinstance(fact.event, e.IncidentOpened):
                lat, lon = next(places)
                event = msgspec.structs.replace(fact.event, lat=lat, lon=lon)
                fact = msgspec.structs.replace(fact, event=event)  # noqa: PLW2901 - put back in its place
                room.scene.facts[number] = fact
        lat, lon = next(
            (fact.event.lat or 0.0, fact.event.lon or 0.0)
            for fact in room.scene.facts
            if isinstance(fact.event, e.IncidentOpened)
            and fact.event.incident_id == HERE
        )
        cameras = {1: (lat + 6e-4, lon - 4e-4), 2: (lat - 9e-4, lon + 1.5e-3)}
        for number, (name, kind) in enumerate(
            (("C-114 Mill Street", "fixed"), ("C-131 Basin", "fixed")), 1
        ):
            lat, lon = cameras[number]
            camera = Camera(
                camera_id=f"cam_{number}", kind=kind, name=name, lat=lat, lon=lon,  # type: ignore[arg-type]  # one of the kinds
                bearing_deg=90.0, state="recording",
            )  # fmt: skip
            room.scene.say(e.CameraAdded(camera=camera), "clock")

    def _hear(self) -> None:
        """Give every unit a fix at a corner, those at a scene at theirs."""
        picture = self.room.frame.picture
        spare = iter(self.places[BADGES:])
        fixes = {}
        for unit in picture.units.values():
            lat, lon = next(spare)
            if unit.state == 6 and unit.incident_ids:
                incident = picture.incidents[unit.incident_ids[0]]
                lat, lon = (incident.lat or lat) + 2e-4, (incident.lon or lon) + 3e-4
            age_s = 130.0 if unit.callsign == "HB17" else float(unit.row % 4)
            fixes[unit.row] = (lat, lon, age_s)
        self.room.scene.move(fixes)
        self.room.turn()

    # ------------------------------------------------------------------ what goes on

    def _live(self) -> None:
        room = self.room
        for person, act in _acts(room.scene.now_us, self.place_of(HERE), self.places):
            room.other(act, person)
        room.scene.say(
            e.IncidentUnattended(
                incident_id="inc_4524", since_us=room.scene.now_us - 14 * MINUTE_US
            ),
            "clock",
        )  # fmt: skip
        for unit_id, request in (("unit_hb13", 14), ("unit_cn24", 13)):
            event = e.RequestReceived(unit_id=unit_id, request=request)
            room.scene.say(event, unit_id, room.scene.now_us - 200 * SECOND_US)
        room.turn()
        sent = next(
            key
            for key, each in room.frame.picture.messages.items()
            if each.audience is not None
        )
        for unit_id in ("unit_bt81", "unit_hb11", "unit_hb12", "unit_hb14"):
            delivered = e.MessageDelivered(message_id=sent, unit_id=unit_id)
            room.scene.say(delivered, unit_id)
        read = e.MessageRead(message_id=sent, unit_id="unit_hb11")
        room.scene.say(read, "unit_hb11")
        room.turn()
        self.stage.step_back()
        self.present(
            Presence(
                desks=(
                    _desk(2, "Marsh", "dispatcher", room.scene.now_us),
                    _desk(3, "Hale", "supervisor", room.scene.now_us),
                ),
                incidents={"inc_4519": ("desk 2",), HERE: ("desk 3",)},
                typing={"inc_4519": ("desk 2",)},
            )
        )


def _desk(number: int, person: str, role: Role, now_us: int) -> DeskOnline:
    return DeskOnline(
        desk=f"desk {number}", person_id=f"per_{person.lower()}", person=person,
        role=role, since_us=now_us - 40 * MINUTE_US,
    )  # fmt: skip


def street_corners(pack: Path) -> list[Place]:
    """Return corners of streets around the middle, spread out, always the same."""
    with Pack.open(pack) as opened:
        graph = opened.graph()
        lat, lon = np.asarray(graph.lat, float), np.asarray(graph.lon, float)
    north = (lat - CENTRE[0]) / METRE
    east = (lon - CENTRE[1]) / METRE * np.cos(np.radians(CENTRE[0]))
    near = np.flatnonzero(np.hypot(north, east) < NEAR_M)
    order = np.random.Generator(np.random.PCG64(7)).permutation(near)
    return [(float(lat[each]), float(lon[each])) for each in order]


def _acts(now_us: int, here: Place, places: list[Place]) -> list[tuple[str, c.AnyAct]]:
    """Return what the others of the room do, one after another."""
    mine = Party(kind="desk", name="desk 4")
    lat, lon = here
    around = tuple((lat + 1e-3 * y, lon + 2e-3 * x) for y, x in
                   ((1, -1), (1, 1), (-1, 1), (-1, -1)))  # fmt: skip
    point = Outline(shape="point", corners=(places[11],))
    return [
        ("per_marsh", c.OfferTransfer(incident_id="inc_4512", to=mine,
                                      note="Moved into your sector")),
        ("per_marsh", c.ScheduleIncident(incident_id="inc_4461",
                                         at_us=now_us + 10 * 60 * MINUTE_US)),
        ("per_marsh", c.RecordRisk(incident_id=HERE, text=(
            "T: knife seen. H: phone taken. R: high. V: none. E: willing."))),
        ("per_ash", c.RecordPromise(incident_id="inc_4528", due_us=now_us
                                    + 30 * MINUTE_US, text="Ring back with a number")),
        ("per_ash", c.SetBringUp(incident_id="inc_4509", at_us=now_us + 20 * MINUTE_US,
                                 note="Store closes")),
        ("per_ash", c.Draw(kind="inner_cordon", outline=Outline(shape="polygon",
                           corners=around), label="Foundry Lane", incident_id=HERE)),
        ("per_ash", c.Draw(kind="rvp", outline=point, label="RVP Market Green")),
        ("per_marsh", c.SendRoomMessage(to=mine, incident_id="inc_4519", text=(
            "Caller of 4519 rang again: her father does not answer the door."))),
        ("per_ash", c.SendRoomMessage(to=Party(kind="person", name="per_marsh"),
                                      text="CN22 is four minutes away.")),
        ("per_hale", c.SendRoomMessage(to=Party(kind="all"), text=(
            "Bridge at Station Road is shut until 23:30. Send by the ring road."))),
        ("per_ash", c.Broadcast(audience=Audience(kind="sector", name="Harbour"),
                                reaches=10, text="Two males, one has a knife.")),
        ("per_ash", c.AssignUnits(incident_id=HERE, unit_ids=("unit_hb14",))),
    ]  # fmt: skip


def _doors(now_us: int) -> list[DoorRow]:
    tide = np.random.Generator(np.random.PCG64(3))

    def row(
        name: str, kind: str, peers: int, rate: float, *, state: str = "open",
        ago_s: float = 0.4, errors: int = 0, said: str = "",
        ahead_ms: int | None = None,
    ) -> DoorRow:  # fmt: skip
        heard = tide.poisson(rate * 10, 60)
        wrong = [0] * 60
        for slot in (12, 13, 35, 50)[:errors]:
            wrong[slot] = 1
        return DoorRow(
            name=name, kind=kind, state=state, peers=peers, rate=rate,
            messages=int(rate * 5_400), last_us=now_us - round(ago_s * SECOND_US),
            errors=errors, last_error=said,
            last_error_us=now_us - 95 * SECOND_US if errors else 0,
            clock_offset_us=None if ahead_ms is None else ahead_ms * 1_000,
            address="127.0.0.1", history=tuple(int(each) for each in heard),
            error_history=tuple(wrong),
        )  # fmt: skip

    return [
        row("device", "device", 14, 6.2, ahead_ms=12),
        row("cot", "cot", 3, 2.8, ahead_ms=-40, errors=4,
            said="not a CoT event, 192.168.40.17:54213: <evnt uid=\\x00TV21 at "
            "letter 1; the 31 before it were read and the peer goes on"),
        row("osmand", "osmand", 2, 0.2, ago_s=7.0, ahead_ms=900),
    ]  # fmt: skip


def _strangers(now_us: int) -> list[Contact]:
    return [
        Contact(door="cot", uid="ANDROID-3f9c", said="WARDEN 2", messages=41,
                first_us=now_us - 9 * MINUTE_US, last_us=now_us - 4 * SECOND_US),
        Contact(door="osmand", uid="phone-7", said="", messages=3,
                first_us=now_us - 2 * MINUTE_US, last_us=now_us - 61 * SECOND_US),
    ]  # fmt: skip
