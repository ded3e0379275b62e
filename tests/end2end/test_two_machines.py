"""The README's two machines: a gateway under TLS, a person added, a desk elsewhere."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from controlroom.desk.desk import Desk
from controlroom.domain import commands as c
from tests.helpers.certificates import Certificates, make_certificates
from tests.helpers.gateway_process import ROOT, GatewayProcess
from tests.helpers.waiting import PATIENCE_S

WAIT_S = PATIENCE_S


@pytest.fixture
def certificates(tmp_path: Path) -> Certificates:
    """What the force's authority handed out."""
    return make_certificates(tmp_path / "certificates")


@pytest.fixture
def gateway(tmp_path: Path, certificates: Certificates) -> Iterator[GatewayProcess]:
    """The gateway of the first machine, under TLS."""
    config = (
        f'tls_certificate = "{certificates.gateway}"\ntls_key = "{certificates.key}"\n'
    )
    with GatewayProcess(tmp_path / "server", config=config) as gateway:
        yield gateway


@pytest.fixture
def token(gateway: GatewayProcess) -> str:
    """A dispatcher's token, as `controlroom user add` prints it on the server."""
    said = subprocess.run(
        [
            sys.executable, "-m", "controlroom", "user", "add", "Ash", "--login", "ash",
            "--role", "dispatcher", "--home", str(gateway.home),
        ],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return said.stdout.splitlines()[-1]


def test_a_desk_elsewhere_works_over_tls(
    gateway: GatewayProcess,
    token: str,
    certificates: Certificates,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It trusts whom its machine trusts, and its commands are durable."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates.authority))
    with Desk(f"wss://localhost:{gateway.port}", token, "elsewhere") as desk:
        opened = desk.do(c.OpenIncident(type_code="BURGLARY", place="Pier 4"))

    assert opened.ok


def test_hostile_a_gateway_that_nobody_vouches_for(
    gateway: GatewayProcess, token: str
) -> None:
    """Its certificate is refused before the token is said, with the reason."""
    with Desk(f"wss://localhost:{gateway.port}", token, "elsewhere") as desk:
        # A slow handshake may be given up first, with a reason of its own.
        desk.wait_until(
            lambda: desk.link_changed and "certificate" in desk.link_changed.reason,
            WAIT_S,
        )

        assert desk.welcome is None
