"""Saves many notes "as somebody else" or "with a full disk", and says what came of it."""

import os
import resource
import signal
import sys

from data.errors import RapportError
from data.settings import read_settings
from data.vault.open_vaults import open_vault
from tests.rig.people import a_jot

if sys.argv[1] == "as somebody else" and os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
if sys.argv[1] == "with a full disk":
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (256_000, 256_000))
try:
    vault = open_vault(read_settings(), "alice")
    for _ in range(200):
        vault.save(a_jot("x" * 20_000))
    print("saved")
except RapportError as error:
    print(type(error).__name__, error.sentence)
