"""Request bodies: whole up to a size, and nothing of one that is too large or too slow."""

import asyncio
from collections.abc import Sequence

import pytest
from starlette.requests import Request
from starlette.types import Message

from components.web import request_body
from components.web.request_body import posted


def body_of(parts: Sequence[bytes], most: int = 10, *, ends: str = "whole") -> bytes | None:
    """Return what is read of a request that comes in parts: ``whole``, gone, or never ending."""
    messages: list[Message] = [
        {"type": "http.request", "body": part, "more_body": True} for part in parts
    ]

    async def receive() -> Message:
        if messages:
            return messages.pop(0)
        if ends == "never":
            await asyncio.sleep(60)
        if ends == "gone":
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": b"", "more_body": False}

    return asyncio.run(posted(Request({"type": "http", "method": "POST"}, receive), most))


def test_a_body_is_put_together_from_its_parts() -> None:
    assert body_of([b"pass", b"phrase"]) == b"passphrase"
    assert body_of([]) == b""


def test_a_body_that_is_too_large_is_none() -> None:
    assert body_of([b"passphrase", b"s"]) is None


def test_who_sends_too_slowly_or_goes_away_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(request_body, "LONGEST", 0.01)
    assert body_of([b"pass"], ends="never") is None
    assert body_of([b"pass"], ends="gone") is None
