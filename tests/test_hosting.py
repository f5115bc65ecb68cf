"""What the files for hosting promise: no rights, no secrets, no memory beyond what is needed."""

import re
from collections.abc import Iterator
from typing import Any, Final

import pytest
import yaml

from tests.rig.dockerfile import stages
from tests.rig.server import ROOT

COMPOSE: Final[dict[str, Any]] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
SERVICES: Final[dict[str, dict[str, Any]]] = COMPOSE["services"]

MAY_ADD: Final = {
    "database": {"CHOWN", "DAC_OVERRIDE", "FOWNER", "SETGID", "SETUID"},
    "proxy": {"NET_BIND_SERVICE"},
}
"""Rights that a container needs to begin."""

UNIT: Final = {
    "LimitCORE": "0", "MemorySwapMax": "0", "MemoryMax": "2G", "TasksMax": "256",
    "LimitNOFILE": "65536", "CapabilityBoundingSet": "", "NoNewPrivileges": "yes",
    "PrivateTmp": "yes", "PrivateUsers": "yes", "PrivateDevices": "yes", "ProcSubset": "pid",
    "ProtectSystem": "strict", "ProtectHome": "yes", "ProtectProc": "invisible",
    "RestrictNamespaces": "yes", "UMask": "0077", "StateDirectoryMode": "0700",
}  # fmt: skip
"""Lines of the unit file, without which a promise does not hold."""


def containers() -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Give each container of the manifests: its name, itself, and what its pod may do."""
    for file in sorted((ROOT / "docs/hosting/kubernetes").glob("*.yaml")):
        for document in yaml.safe_load_all(file.read_text("utf-8")):
            pod = document.get("spec", {}).get("template", {}).get("spec", {})
            for container in pod.get("containers", []):
                yield container["name"], container, pod


@pytest.mark.parametrize("name", SERVICES)
def test_a_container_has_no_rights_and_bounds_for_all_it_takes(name: str) -> None:
    service = SERVICES[name]
    assert service["cap_drop"] == ["ALL"]
    assert set(service.get("cap_add", [])) == MAY_ADD.get(name, set())
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["read_only"] is True
    assert service["mem_limit"] == service["memswap_limit"], "nothing of it goes to the disk"
    assert service["pids_limit"]
    assert service["ulimits"]["core"] == 0
    assert "privileged" not in service


def test_no_image_can_be_given_to_other_bytes() -> None:
    images = {name: service["image"] for name, service in SERVICES.items() if "image" in service}
    bases = {stage.base for stage in stages()}
    assert set(images) == {"database", "proxy"}
    assert len(bases) == 1, "both steps of the Dockerfile begin with the same bytes"
    for image in bases | set(images.values()):
        assert re.fullmatch(r"[a-z]+:[\w.-]+@sha256:[0-9a-f]{64}", image), image


def test_the_database_is_reached_by_the_programs_alone_and_they_by_the_proxy() -> None:
    assert [name for name in SERVICES if "ports" in SERVICES[name]] == ["proxy"]
    assert SERVICES["proxy"]["networks"] == ["front"]
    assert SERVICES["database"]["networks"] == ["records"]
    assert COMPOSE["networks"]["records"] == {"internal": True}


def test_no_secret_has_a_value_of_ours() -> None:
    text = (ROOT / "compose.yaml").read_text("utf-8")
    values = [
        (name, value)
        for service in SERVICES.values()
        for name, value in service.get("environment", {}).items()
    ]
    for name, value in values:
        if re.search("PASSWORD|SECRET|_URL$", name):
            assert re.search(r"\$\{\w+:\?\}", value), name
    assert not re.search(r"PASSWORD '(?!\$\{\w+:\?\}')", text)


def test_the_roles_lose_what_everybody_is_given() -> None:
    assert SERVICES["database"]["configs"][1]["source"] == "public"
    assert COMPOSE["configs"]["public"] == {"file": "./docs/hosting/public.sql"}


def test_the_service_has_no_rights_and_bounds_for_all_it_takes() -> None:
    """`systemd-analyze security --offline=true` calls it 1.1."""
    lines = (ROOT / "docs/hosting/rapport.service").read_text("utf-8").splitlines()
    found = dict(line.split("=", 1) for line in lines if re.match(r"\w+=", line))
    assert {name: found.get(name) for name in UNIT} == UNIT
    assert found["User"] not in {"", "root"}


@pytest.mark.parametrize(("name", "container", "pod"), list(containers()))
def test_a_pod_has_no_rights_and_bounds_for_all_it_takes(
    name: str, container: dict[str, Any], pod: dict[str, Any]
) -> None:
    assert pod["automountServiceAccountToken"] is False, name
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert container["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert container["resources"]["limits"]["memory"]


def test_the_image_installs_what_is_locked_alone_and_runs_as_nobody_special() -> None:
    installing, running = stages()
    (pip,) = [step.rest for step in installing.steps if "pip install" in step.rest]
    for flag in ("--require-hashes", "--no-deps", "--only-binary=:all:", "requirements.lock"):
        assert flag in pip
    assert running.last("USER").rest == "10001"
