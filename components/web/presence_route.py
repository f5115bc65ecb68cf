"""A route for the page in the browser: may what it shows still be shown there?

It says yes or no, counts as nobody doing anything, and shows nothing. While the vault is locked the
lock guard refuses it as it refuses the rest.
"""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from components.web.sign_in_guard import may_be_here

PATH = "/still-here"


def presence_routes() -> list[Route]:
    """Return the route, for the app."""
    return [Route(PATH, _answer, methods=["GET"])]


async def _answer(request: Request) -> Response:
    status = 204 if may_be_here(request.cookies) else 403
    return Response(status_code=status, headers={"Cache-Control": "no-store"})
