"""The QR code of an address."""

from xml.etree import ElementTree as ET

from components.widgets.qr import QUIET, qr

ADDRESS = "http://192.168.1.20:8501/s#" + "a" * 43


def test_it_is_a_picture_with_room_around_it_that_runs_nothing() -> None:
    drawn = ET.fromstring(qr(ADDRESS))
    assert {entry.tag.rpartition("}")[2] for entry in drawn.iter()} <= {"svg", "g", "path"}
    modules = 37  # of a code that holds this address
    assert drawn.get("width") == drawn.get("height") == str(6 * (modules + 2 * QUIET))


def test_another_address_is_another_picture() -> None:
    assert qr(ADDRESS) != qr(ADDRESS + "b")
