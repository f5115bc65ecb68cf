"""Whose turn it is to stretch a passphrase: one at a time in the whole program.

Two at once wait for each other's lanes without end, as Argon2 runs in OpenSSL's pool of threads;
and each takes 64 MiB.
"""

import threading

argon2_turn = threading.Lock()
"""Held while Argon2 runs, and for nothing else."""
