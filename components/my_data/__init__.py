"""My data: lock, backups, archive, export, phone, repair, deletion."""
