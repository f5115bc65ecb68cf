"""What is brought in never lies in a temporary file, as it would be there in plain."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartParser
from starlette.requests import Request
from streamlit import config

from components.web.upload_memory import LARGEST, keep_uploads_in_memory

CONTENT = b"Xylophone-marker " * 400_000


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    before = MultiPartParser.spool_max_size
    yield
    MultiPartParser.spool_max_size = before


async def uploaded() -> bool:
    """Return whether an upload of more than six megabytes went to the disk."""
    begin = b'--x\r\nContent-Disposition: form-data; name="file"; filename="notes.csv"\r\n\r\n'
    body = begin + CONTENT + b"\r\n--x--\r\n"

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    headers = [(b"content-type", b"multipart/form-data; boundary=x")]
    request = Request({"type": "http", "method": "PUT", "headers": headers}, receive)
    async with request.form() as form:
        file = form["file"]
        assert isinstance(file, UploadFile)
        assert await file.read() == CONTENT
        return bool(getattr(file.file, "_rolled", True))


def test_an_upload_stays_in_memory() -> None:
    assert asyncio.run(uploaded()), "Starlette would put it on the disk by itself"
    keep_uploads_in_memory()
    assert not asyncio.run(uploaded())


def test_more_than_that_is_not_taken() -> None:
    assert int(config.get_option("server.maxUploadSize")) * 1024 * 1024 < LARGEST
