"""Saves one note after another until it is killed, and says each id once it is saved."""

from data.settings import read_settings
from data.vault.open_vaults import LOCAL, open_vault
from tests.rig.people import a_jot

vault = open_vault(read_settings(), LOCAL)
while True:
    jot = a_jot("x" * 3000)
    vault.save(jot)
    print(jot.id, flush=True)
