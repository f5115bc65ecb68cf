"""Keep a vault and an archive made by this version: `python -m tests.released 0.1.0`, once each.

The vault holds the example, a draft and a deleted note, and lies open: nothing in it is private.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from data.example import example_records
from data.model.archive import write_archive
from data.settings import Settings
from data.vault.open_vaults import LOCAL, close_vaults, open_vault, vault_path
from tests.rig.people import a_jot

HERE = Path(__file__).parent
DRAFT, DELETED = "Half a sent", "Deleted by mistake."


def main() -> int:
    """Make the folder of a version; one that is there is never made anew."""
    folder = HERE / sys.argv[1]
    folder.mkdir()
    with tempfile.TemporaryDirectory() as home:
        vault = open_vault(Settings(home=Path(home)), LOCAL)
        vault.take(example_records())
        vault.drafts.keep("note:new", DRAFT)
        deleted = vault.save(a_jot(DELETED))
        vault.remove(deleted.record, deleted.revision)
        (folder / "archive.json").write_bytes(write_archive(vault.records()))
        close_vaults()
        path = vault_path(Path(home), LOCAL)
        for file in (path, path.with_suffix(".key")):
            shutil.copy(file, folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
