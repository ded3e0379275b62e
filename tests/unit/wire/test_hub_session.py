"""Conversations of a hub and a gateway, both ends, without a socket."""

import pytest

from controlroom.domain.errors import Refused, WireError
from controlroom.wire import device as d
from controlroom.wire import hub_session as h
from controlroom.wire.messages import Refusal

STATE = d.SaidState(state=2)


def welcome(
    received: int = 0, *, resumed: bool = False, epoch: str = "e1"
) -> d.HubWelcome:
    """Return a gateway's welcome."""
    return d.HubWelcome(
        hub="hub 1", epoch=epoch, received=received, resumed=resumed, now_us=10**15
    )


def linked(hub: h.HubEnd, received: int = 0) -> h.GatewayHubEnd:
    """Return the gateway's end after the welcome, with handles for a and b."""
    gateway = h.GatewayHubEnd()
    gateway.receive(hub.hello())
    hub.receive(gateway.welcome(welcome(received)))
    handles = {uid: gateway.grant(uid, row) for row, uid in enumerate("ab")}
    hub.receive(d.pack_device(d.Declared(handles=handles, refused={"x": "unknown"})))
    return gateway


def numbers(gateway: h.GatewayHubEnd, payloads: list[bytes]) -> list[int]:
    """Return the numbers of the reports that the gateway takes as new."""
    heard = [gateway.receive(payload) for payload in payloads]
    return [r.number for m in heard if isinstance(m, d.Reports) for r in m.reports]


def test_a_first_conversation() -> None:
    """A hub says hello, declares, reports by handle and is confirmed."""
    hub = h.HubEnd("s1", client="test")
    gateway = h.GatewayHubEnd()

    assert d.HubHello(stream="s1", client="test") == gateway.receive(hub.hello())

    hub.receive(gateway.welcome(welcome()))
    declared = gateway.receive(d.pack_device(d.Declare(uids=("a",))))

    assert d.Declare(uids=("a",)) == declared

    handle = gateway.grant("a", 17)
    hub.receive(d.pack_device(d.Declared(handles={"a": handle})))
    hub.report("a", STATE, 5)
    (payload,) = hub.reports()
    expected = d.Report(number=1, handle=handle, at_us=5, said=STATE)

    assert d.Reports(reports=(expected,)) == gateway.receive(payload)
    assert ("a", 17) == (gateway.uid_of(handle), gateway.rows[handle])

    hub.receive(gateway.confirm(1))

    assert 0 == hub.unconfirmed


def test_unconfirmed_reports_are_sent_again_and_twice_is_once() -> None:
    """After a break the hub sends what was not confirmed; the gateway takes news."""
    hub = h.HubEnd("s1")
    gateway = linked(hub)
    for _ in range(3):
        hub.report("a", STATE, 5)

    assert [1, 2, 3] == numbers(gateway, hub.reports())

    gateway = linked(hub, received=2)
    hub.report("b", STATE, 6)
    again = hub.reports()

    assert [3, 4] == numbers(gateway, again)

    gateway.confirm(4)

    assert [] == numbers(gateway, again)


def test_reports_made_without_a_link_wait() -> None:
    """A report is kept until there is a link and a handle; the order is kept."""
    hub = h.HubEnd("s1")
    hub.report("c", STATE, 5)
    hub.report("a", STATE, 6)

    assert [] == hub.reports()

    gateway = linked(hub)

    assert [] == hub.reports()

    hub.receive(d.pack_device(d.Declared(handles={"c": gateway.grant("c", 9)})))

    assert [1, 2] == numbers(gateway, hub.reports())


def test_a_report_of_a_refused_device_is_let_go() -> None:
    """What nobody would ever take does not hold up the rest."""
    hub = h.HubEnd("s1")
    gateway = linked(hub)
    hub.report("x", STATE, 5)
    hub.report("a", STATE, 6)

    assert [2] == numbers(gateway, hub.reports())
    assert {"x": "unknown"} == hub.refused


def test_reports_are_bounded() -> None:
    """A hub refuses one report too many and drops none in silence."""
    hub = h.HubEnd("s1")
    for _ in range(h.MAX_KEPT):
        hub.report("a", STATE, 5)
    with pytest.raises(Refused, match="none more is taken"):
        hub.report("a", STATE, 5)

    assert h.MAX_KEPT == hub.unconfirmed


def test_many_reports_are_many_messages() -> None:
    """After a long break no single message is beyond what the gateway takes."""
    hub = h.HubEnd("s1")
    gateway = linked(hub)
    for _ in range(2500):
        hub.report("a", STATE, 5)
    payloads = hub.reports()

    assert [1000, 1000, 500] == [len(numbers(gateway, [p])) for p in payloads]


def test_a_hub_that_lost_its_numbers_goes_on_after_them() -> None:
    """A hub that restarts within its stream does not use a number twice."""
    hub = h.HubEnd("s1")
    gateway = linked(hub, received=40)
    hub.report("a", STATE, 5)

    assert [41] == numbers(gateway, hub.reports())


def test_dispatches_go_on_after_the_cursor() -> None:
    """The hub says up to which dispatch it has kept them."""
    hub = h.HubEnd("s1")
    gateway = linked(hub)
    told = d.Dispatch(cursor=33, uid="a", at_us=1, tell=d.TellState(state=2))
    hub.receive(d.pack_device(d.Dispatches(dispatches=(told,))))

    assert d.Delivered(cursor=33) == gateway.receive(hub.delivered())

    hello = h.GatewayHubEnd().receive(hub.hello())

    assert d.HubHello(stream="s1", epoch="e1", cursor=33) == hello


@pytest.mark.parametrize(
    ("again", "cursor"),
    [
        (welcome(resumed=True), 33),
        (welcome(resumed=False), 0),
        (welcome(resumed=True, epoch="e2"), 0),
    ],
)
def test_a_cursor_is_of_its_journal(again: d.HubWelcome, cursor: int) -> None:
    """After a restore the cursor means nothing: all that stands comes anew."""
    hub = h.HubEnd("s1")
    linked(hub)
    told = d.Dispatch(cursor=33, uid="a", at_us=1, tell=d.TellState(state=2))
    hub.receive(d.pack_device(d.Dispatches(dispatches=(told,))))
    hub.hello()
    hub.receive(d.pack_device(again))

    assert cursor == hub.cursor


def test_a_withdrawn_handle_speaks_for_nobody() -> None:
    """When a device is disabled its handle is dead, and is not given again."""
    gateway = linked(h.HubEnd("s1"))

    assert gateway.withdraw("a")
    assert not gateway.withdraw("a")
    assert [-1, 1] == gateway.rows.tolist()
    assert gateway.uid_of(0) is None
    assert ("b",) == gateway.uids
    assert 2 == gateway.grant("a", 0)


def test_the_hub_learns_of_a_withdrawn_handle() -> None:
    """A uid refused later has no handle any more, and may get one again."""
    hub = h.HubEnd("s1")
    linked(hub)
    hub.receive(d.pack_device(d.Declared(refused={"a": "disabled"})))

    assert ({"b": 1}, "disabled") == (hub.handles, hub.refused["a"])

    hub.receive(d.pack_device(d.Declared(handles={"a": 2})))

    assert {"a": 2, "b": 1} == hub.handles
    assert {"x": "unknown"} == hub.refused


def test_a_handle_is_given_once() -> None:
    """A uid declared twice keeps its handle; unknown handles are nobody's."""
    gateway = h.GatewayHubEnd()

    assert [0, 1, 0] == [gateway.grant(uid, 5) for uid in "aba"]
    assert gateway.uid_of(2) is None


def test_many_devices_get_handles() -> None:
    """A force's worth of devices, each with its row."""
    gateway = h.GatewayHubEnd()
    for row in range(1000):
        gateway.grant(f"uid {row}", row)

    assert list(range(1000)) == gateway.rows.tolist()


def test_devices_of_one_hub_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hostile: a hub that declares without end."""
    monkeypatch.setattr(h, "MAX_HANDLES", 2)
    gateway = linked(h.HubEnd("s1"))
    with pytest.raises(WireError, match="more than 2 devices declared by one hub"):
        gateway.grant("c", 1)


def test_another_version_is_refused_with_a_sentence() -> None:
    """A hub of another release is told which version both need."""
    hello = d.HubHello(stream="s1", versions=(9,))
    with pytest.raises(Refused, match="This hub speaks version 9") as refused:
        h.GatewayHubEnd().receive(d.pack_device(hello))

    assert "wire_version" == refused.value.code


def test_the_hello_comes_first_and_once() -> None:
    """Hostile: reports before the hello, and a second hello."""
    gateway = h.GatewayHubEnd()
    with pytest.raises(WireError, match="delivered before the hello"):
        gateway.receive(d.pack_device(d.Delivered(cursor=1)))
    hello = h.HubEnd("s1").hello()
    gateway.receive(hello)
    with pytest.raises(WireError, match="a second hello"):
        gateway.receive(hello)


def test_numbers_rise() -> None:
    """Hostile: reports out of order could make a later one look like a repeat."""
    gateway = linked(h.HubEnd("s1"))
    wrong = tuple(d.Report(number=n, handle=0, at_us=1, said=STATE) for n in (2, 2))
    with pytest.raises(WireError, match="report 2 after report 2"):
        gateway.receive(d.pack_device(d.Reports(reports=wrong)))


def test_the_hub_s_end_refuses_what_is_out_of_turn() -> None:
    """Handles before the welcome, and a second welcome, are no conversation."""
    hub = h.HubEnd("s1")
    hub.hello()
    with pytest.raises(WireError, match="declared before the welcome"):
        hub.receive(d.pack_device(d.Declared()))
    hub.receive(d.pack_device(welcome()))
    with pytest.raises(WireError, match="a second welcome"):
        hub.receive(d.pack_device(welcome()))


def test_a_refusal_is_heard_before_a_welcome() -> None:
    """The hub's end hands the refusal on."""
    refusal = Refusal(code="wire_version", sentence="Install the same release.")

    assert refusal == h.HubEnd("s1").receive(d.pack_device(refusal))


def test_batches_are_numbered() -> None:
    """Each batch of positions has the next number."""
    hub = h.HubEnd("s1")

    assert [1, 2] == [hub.next_batch(), hub.next_batch()]
