"""Uploads in memory: nothing that is brought in lies on the disk in plain, not for a moment.

Starlette puts what is larger than a megabyte into a temporary file, outside of the vault's care.
How much one may bring in is bounded by `server.maxUploadSize`.
"""

from starlette.formparsers import MultiPartParser

LARGEST = 1024 * 1024 * 1024
"""Bytes, more than any upload that is taken."""


def keep_uploads_in_memory() -> None:
    """Make it so for this process."""
    MultiPartParser.spool_max_size = LARGEST
