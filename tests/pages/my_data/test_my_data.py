"""My data, section by section, as a person walks it."""

import secrets
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.my_data import phone as phone_form
from components.my_data.summary import in_synced_folder
from data.example import example_records
from data.home_network import is_wanted
from data.keeping.lock import put_lock_on
from data.lock.keyfile import key_for, sealed_key
from data.lock.recovery_code import asked_back, new_code
from data.lock.unlocked import let_in
from data.lock.wrapped_key import open_by_passphrase, seal
from data.model.archive import write_archive
from data.model.records import Records
from data.settings import read_settings
from data.vault.backup_files import backups_of
from data.vault.open_vaults import close_vaults, open_vault
from data.vault.rekey import change_key
from data.vault.vault import Vault
from data.vault_path import LOCAL, vault_path
from tests.pages.conftest import another_window, at, labels, mine, opened, press, texts
from tests.pages.window import unfold
from tests.rig.people import a_jot

PAGE = "my_data.py"
BACKUPS = "Look into a backup, or go back to it"
WORDS = "seven quiet kettles"


def path() -> Path:
    return vault_path(read_settings().home, LOCAL)


def test_it_says_what_there_is_and_where(app: AppTest, vault: Vault) -> None:
    vault.take(example_records())
    sentences = texts(opened(app, PAGE))
    assert "44 notes, the newest of" in sentences
    assert "about 5 therapists" in sentences
    assert app.code[0].value == str(path())


def test_the_example_shows_nothing_of_the_own_vault(app: AppTest) -> None:
    press(app.run(), "Look around with example data")
    assert "Leave the example to see it" in texts(opened(app, PAGE))
    assert "Delete everything" not in labels(app)


@pytest.mark.parametrize(
    ("folder", "synced"),
    [
        ("/home/dana/Dropbox/rapport/vault.db", True),
        ("/home/dana/OneDrive - Work/vault.db", True),
        ("//server/share/vault.db", True),
        ("/home/dana/.local/share/rapport/vault.db", False),
    ],
)
def test_a_folder_that_is_copied_elsewhere_is_warned_of(folder: str, *, synced: bool) -> None:
    assert in_synced_folder(Path(folder)) is synced


def test_the_lock_goes_on_only_after_the_code_was_typed_back(app: AppTest) -> None:
    opened(app, PAGE)
    unfold(app, "Put a lock on")
    at(app, "lock-first").set_value(WORDS)
    at(app, "lock-again").set_value("another")
    press(app, "Go on to the recovery code")
    assert "The two passphrases are not the same" in texts(app)
    at(app, "lock-first").set_value(WORDS)
    at(app, "lock-again").set_value(WORDS)
    press(app, "Go on to the recovery code")
    code = "-".join(app.code[-1].value.split())
    at(app, "lock-group-1").set_value("XXXX")
    at(app, "lock-group-2").set_value("XXXX")
    press(app, "Put the lock on")
    assert "These are not the groups of your code" in texts(app)
    assert sealed_key(path()) is None
    for field, which in zip(("lock-group-1", "lock-group-2"), asked_back(code), strict=True):
        at(app, field).set_value(code.split("-")[which - 1])
    press(app, "Put the lock on")
    assert sealed_key(path()) is not None
    assert app.title[0].value == "Locked"


def test_a_backup_under_another_lock_asks_for_its_words(app: AppTest, vault: Vault) -> None:
    vault.save(a_jot("Xylophone"))
    made = vault.files.back_up("by hand").path
    key = secrets.token_bytes(32)
    sealed = seal(key, WORDS, new_code(), 15)
    change_key(made, key_for(made), key, sealed.model_dump_json().encode(), b"")
    opened(app, PAGE)
    unfold(app, BACKUPS)
    app.selectbox(key="backup").set_value(made.stem).run()
    assert "was locked with other words than your vault" in texts(app)
    at(app, "backup-passphrase").set_value("not this one")
    press(app, "Unlock it")
    assert "This passphrase does not open" in texts(app)
    at(app, "backup-passphrase").set_value(WORDS)
    press(app, "Unlock it")
    assert "It holds 1 note" in texts(app)


def test_giving_up_leaves_no_lock(app: AppTest) -> None:
    opened(app, PAGE)
    unfold(app, "Put a lock on")
    at(app, "lock-first").set_value(WORDS)
    at(app, "lock-again").set_value(WORDS)
    press(app, "Go on to the recovery code")
    press(app, "Leave it as it was")
    assert sealed_key(path()) is None
    assert "There is no lock" in texts(app)


def test_a_locked_vault_shows_nothing_and_forgets_what_was_open(app: AppTest, vault: Vault) -> None:
    vault.save(a_jot("Xylophone"))
    assert "Xylophone" in {text.value for text in opened(app, "notes.py").text}
    app.session_state["typed"] = "Xylophone"
    put_lock_on(path(), WORDS, new_code(), 15)
    app.run()
    assert app.title[0].value == "Locked"
    assert not app.text
    assert "typed" not in app.session_state
    for page in ("home.py", "notes.py", "fit.py", "more.py", PAGE, "write.py"):
        assert opened(another_window(), page).title[0].value == "Locked"
    assert "danger right now" in texts(opened(another_window(), "safety.py"))


def test_what_is_pressed_on_a_locked_page_changes_nothing(app: AppTest, vault: Vault) -> None:
    vault.save(a_jot("Xylophone"))
    opened(app, "notes.py")
    put_lock_on(path(), WORDS, new_code(), 15)
    press(app, "Delete")
    assert app.title[0].value == "Locked"


def test_a_backup_is_made_looked_into_and_gone_back_to(app: AppTest, vault: Vault) -> None:
    vault.save(a_jot("before"))
    opened(app, PAGE)
    press(app, "Back up now")
    assert "Backed up, and the copy was checked." in texts(app)
    vault.save(a_jot("after"))
    newest = next(backup for backup in backups_of(path()) if backup.why == "by hand")
    unfold(app, BACKUPS)
    at(app, "backup").set_value(newest.name).run()
    assert "It holds 1 note, the newest of 1 October 2026, about 0 therapists" in texts(app)
    press(app, "Go back to it")
    assert len(vault.records().notes) == 2
    press(app, "Yes, go back")
    assert "Your vault is what it was then." in texts(app)
    assert [note.text for note in vault.records().notes] == ["before"]


def test_a_damaged_backup_is_said_and_changes_nothing(app: AppTest, vault: Vault) -> None:
    vault.save(a_jot("before"))
    made = vault.files.back_up("by hand")
    made.path.write_bytes(bytes(5000))
    unfold(opened(app, PAGE), BACKUPS)
    at(app, "backup").set_value(made.name).run()
    assert "This backup is damaged" in texts(app)
    assert len(vault.records().notes) == 1


def test_the_first_use_of_a_day_makes_a_backup(app: AppTest, vault: Vault) -> None:
    vault.save(a_jot())
    app.run()
    assert [backup.why for backup in backups_of(path())] == ["daily"]


def test_a_backup_that_fails_keeps_nobody_from_their_notes(app: AppTest, vault: Vault) -> None:
    vault.save(a_jot("Xylophone"))
    (path().parent / "backups").write_text("in the way")
    assert "Xylophone" in {text.value for text in opened(app, "notes.py").text}
    opened(app, PAGE)
    assert "The last backup did not go through." in app.warning[0].value


def test_all_backups_are_deleted_with_a_second_click(app: AppTest, vault: Vault) -> None:
    vault.save(a_jot())
    vault.files.back_up("by hand")
    opened(app, PAGE)
    press(app, "Delete all backups")
    press(app, "Yes, delete all backups")
    assert backups_of(path()) == ()


def test_deleted_notes_are_deleted_really(app: AppTest, vault: Vault) -> None:
    jot = a_jot()
    vault.save(jot)
    vault.remove(jot, revision=1)
    opened(app, PAGE)
    press(app, "Delete them really, now")
    assert "1 note deleted really." in texts(app)
    assert vault.removed.notes() == ()


def test_everything_goes_only_by_typing_that_one_means_it(app: AppTest, vault: Vault) -> None:
    vault.take(example_records())
    opened(app, PAGE)
    at(app, "delete-typed").set_value("delete")
    press(app, "Delete everything")
    assert "Nothing was deleted." in texts(app)
    assert len(vault.records().notes) == 44
    at(app, "delete-typed").set_value("Delete everything ")
    press(app, "Delete everything")
    assert "Everything was deleted." in texts(app)
    assert mine().records() == Records()


def test_a_vault_that_does_not_open_says_why_and_offers_its_backups(
    app: AppTest, vault: Vault
) -> None:
    vault.save(a_jot("before"))
    vault.files.back_up("by hand")
    close_vaults()
    path().write_bytes(bytes(9000))
    app.run()
    assert app.title[0].value == "Your vault does not open"
    assert "vault.db cannot be opened with the key beside it" in texts(app)
    press(app, "Use this backup")
    assert "The files that did not open were set aside." in texts(app)
    assert [note.text for note in mine().records().notes] == ["before"]


def test_damage_beyond_the_first_page_offers_the_backups_too(app: AppTest, vault: Vault) -> None:
    vault.take(example_records())
    vault.files.back_up("by hand")
    close_vaults()
    damaged = bytearray(path().read_bytes())
    damaged[4096 * 3 : -4096] = bytes(len(damaged) - 4096 * 4)
    path().write_bytes(damaged)
    app.run()
    assert app.title[0].value == "Your vault does not open"
    press(app, "Use this backup")
    assert mine().records() == example_records()


def test_a_vault_that_is_missing_is_not_replaced_by_an_empty_one(
    app: AppTest, vault: Vault
) -> None:
    vault.save(a_jot("before"))
    vault.files.back_up("by hand")
    close_vaults()
    path().unlink()
    app.run()
    assert "missing or empty" in texts(app)
    assert {"Use this backup", "Begin with an empty vault"} <= set(labels(app))
    press(app, "Begin with an empty vault")
    assert "missing or empty" not in texts(app)
    assert mine().records() == Records()
    press(opened(app, PAGE), "Back up now")


def test_without_a_backup_it_says_where_the_vault_lies(app: AppTest, vault: Vault) -> None:
    vault.save(a_jot("before"))
    close_vaults()
    path().with_suffix(".key").unlink()
    app.run()
    assert "There is no backup in the folder of the vault." in texts(app)
    assert "Use this backup" not in labels(app)
    assert "danger right now" in texts(opened(another_window(), "safety.py"))


def test_with_the_key_away_nothing_is_shown_and_a_backup_brings_it_back(
    app: AppTest, vault: Vault
) -> None:
    vault.save(a_jot("before"))
    vault.files.back_up("before import")
    vault.files.back_up("by hand")
    opened(app, "notes.py")
    assert "before" in texts(app)
    path().with_suffix(".key").unlink()
    app.run()
    assert "before" not in texts(app)
    assert "vault.key is missing" in texts(app)
    choice = at(app, "mend")
    choice.set_value(backups_of(path())[1].name).run()
    assert at(app, "mend").value == backups_of(path())[1].name, "a choice that is not forgotten"
    press(app, "Use this backup")
    assert "The key is back" in texts(app)
    assert [note.text for note in mine().records().notes] == ["before"]


def test_a_key_of_zeros_shows_nothing_that_was_opened_under_a_lock(
    app: AppTest, vault: Vault
) -> None:
    vault.save(a_jot("before"))
    put_lock_on(path(), WORDS, new_code(), 15)
    sealed = sealed_key(path())
    assert sealed
    key = open_by_passphrase(sealed, WORDS)
    let_in(path(), key, 15)
    open_vault(read_settings(), LOCAL, key=key)
    path().with_suffix(".key").write_bytes(b"0" * 64)
    opened(app, "notes.py")
    assert "before" not in texts(app)
    assert "cannot be opened with the key beside it" in texts(app)


def test_an_archive_that_differs_is_taken_one_by_one(app: AppTest, vault: Vault) -> None:
    first, second = a_jot("mine 1"), a_jot("mine 2")
    vault.take(Records(notes=(first, second)))
    theirs = [note.model_copy(update={"text": f"not {note.text}"}) for note in (first, second)]
    opened(app, PAGE)
    archive = write_archive(Records(notes=tuple(theirs)))
    app.file_uploader[0].upload("mine.json", archive, "application/json").run()
    assert "2 differ" in texts(app)
    group = next(it for it in app.button_group if str(it.key).endswith(f"note {second.id}"))
    group.set_value("both").run()
    assert "1 new note, 2 differ" in texts(app)
    press(app, "Bring it in")
    assert {note.text for note in vault.records().notes} == {"mine 1", "mine 2", "not mine 2"}


def test_another_choice_for_all_begins_the_single_ones_anew(app: AppTest, vault: Vault) -> None:
    jot = a_jot("mine")
    vault.save(jot)
    archive = write_archive(Records(notes=(jot.model_copy(update={"text": "theirs"}),)))
    opened(app, PAGE)
    app.file_uploader[0].upload("mine.json", archive, "application/json").run()
    at(app, "archive-choice").set_value("theirs").run()
    press(app, "Bring it in")
    assert [note.text for note in vault.records().notes] == ["theirs"]


def test_the_phone_comes_after_the_lock(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "put a lock on first" in texts(opened(app, PAGE))
    assert "Open it to my home network" not in labels(app)
    monkeypatch.setattr(phone_form, "has_lock", lambda: True)
    assert "one you trust" in texts(app.run())
    press(app, "Open it to my home network")
    assert "From the next start on, your phone can open it." in texts(app)
    monkeypatch.setattr(phone_form, "is_open_at_home", lambda: True)
    monkeypatch.setattr(phone_form, "addresses", lambda: ("192.168.1.9",))
    app.run()
    assert "http://192.168.1.9:8501" in [code.value for code in app.code]
    press(app, "Keep it to this computer again")
    assert not is_wanted(read_settings().home)


def test_on_postgresql_it_says_who_keeps_what(
    app: AppTest, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RAPPORT_DATABASE_URL", database)
    mine().take(example_records())
    sentences = texts(opened(app, PAGE))
    assert "44 notes, the newest of" in sentences
    assert "Your vault lies in a database, where there is no lock." in sentences
    assert "Its backups are made by whoever runs it" in sentences
    assert database not in sentences
    assert {"Back up now", "Put the lock on"}.isdisjoint(labels(app))


def test_on_postgresql_an_archive_comes_in_and_everything_can_be_deleted(
    app: AppTest, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RAPPORT_DATABASE_URL", database)
    opened(app, PAGE)
    archive = write_archive(example_records())
    app.file_uploader[0].upload("mine.json", archive, "application/json").run()
    press(app, "Bring it in")
    assert mine().records() == example_records()
    at(app, "delete-typed").set_value("Delete everything")
    press(app, "Delete everything")
    assert "Everything was deleted." in texts(app)
    assert mine().records() == Records()
