"""Opens a vault, says so or why not, and keeps it open until its input ends."""

import sys

from data.errors import RapportError
from data.settings import read_settings
from data.vault.open_vaults import open_vault

try:
    open_vault(read_settings(), "alice")
except RapportError as error:
    print(type(error).__name__, error.sentence, flush=True)
else:
    print("open", flush=True)
    sys.stdin.read()
