"""A real OpenID provider on this machine, where everybody signs in by naming themselves."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2

from tests.rig.server import free_port

COOKIE_SECRET = "only-for-tests-" * 3


@contextmanager
def provider(folder: Path, port: int | None = None) -> Iterator[str]:
    """Run it; yield its address. Who is not made known by `make_known` has no checked address."""
    chosen = port or free_port()
    url = f"http://localhost:{chosen}"
    with (folder / "provider.txt").open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "oidc_provider_mock", "--port", str(chosen)],
            env=os.environ | {"HOME": str(folder)},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait(url, process)
        yield url
    finally:
        process.terminate()
        process.wait(20)


def make_known(url: str, name: str, **claims: object) -> None:
    """Have the provider say these things of somebody."""
    given = {"email": f"{name}@example.org", "email_verified": True, **claims}
    httpx2.put(f"{url}/users/{name}", json=given).raise_for_status()


def settings(url: str, server_port: int) -> dict[str, str]:
    """Return the variables with which people sign in there."""
    return {
        "RAPPORT_ADDRESS": f"http://localhost:{server_port}",
        "RAPPORT_SIGN_IN_PROVIDER": f"{url}/.well-known/openid-configuration",
        "RAPPORT_SIGN_IN_CLIENT_ID": "rapport",
        "RAPPORT_SIGN_IN_CLIENT_SECRET": "only-for-tests",
        "RAPPORT_SIGN_IN_COOKIE_SECRET": COOKIE_SECRET,
    }


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until and process.poll() is None:
        try:
            if httpx2.get(f"{url}/.well-known/openid-configuration").is_success:
                return
        except httpx2.TransportError:
            time.sleep(0.1)
    raise TimeoutError("the provider did not start")
