"""Request bodies of our own routes: read up to a size, and for so long and no longer."""

import asyncio

from starlette.requests import ClientDisconnect, Request

LONGEST = 10.0
"""Seconds for what a form sends; a body that trickles in holds a connection for nothing."""


LARGEST = 28_000
"""Bytes of a form: the longest passphrase as it may be typed, such as a thousand Korean syllables
letter by letter, with a token or an address to go on to."""


async def posted(request: Request, most: int = LARGEST) -> bytes | None:
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
