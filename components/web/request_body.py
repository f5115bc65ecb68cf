"""Request bodies of our own routes: read up to a size, and for so long and no longer."""

import asyncio

from starlette.requests import ClientDisconnect, Request

LONGEST = 10.0
"""Seconds for what a form sends; a body that trickles in holds a connection for nothing."""


async def posted(request: Request, most: int) -> bytes | None:
    """Return the body of a request, None where it is larger than ``most`` bytes or too slow."""
    body = bytearray()
    try:
        async with asyncio.timeout(LONGEST):
            async for part in request.stream():
                body += part
                if len(body) > most:
                    return None
    except (TimeoutError, ClientDisconnect):
        return None
    return bytes(body)
