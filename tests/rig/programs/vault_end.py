"""Saves a note and ends in an orderly way."""

from data.settings import read_settings
from data.vault.open_vaults import open_vault
from tests.rig.people import a_jot

open_vault(read_settings(), "alice").save(a_jot())
