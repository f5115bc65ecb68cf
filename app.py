"""The server: the app's script with the web around it, and nothing else.

`python app.py`, `streamlit run app.py` and `uvicorn app:app --lifespan on` all start it, from any
folder.
"""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from components.frame.error_page import tell
from components.streamlit_internals.prepared_files import answer_each_save
from components.streamlit_internals.serial_callbacks import run_callbacks_to_their_end
from components.streamlit_internals.session_values import read_values_singly
from components.web.base_path import BasePath
from components.web.compressed_files import CompressedFiles
from components.web.exposure import listens_on
from components.web.file_owners import note_whose_files
from components.web.first_lock_routes import first_lock_routes
from components.web.headers import SecurityHeaders
from components.web.health import HealthCheck, health_routes
from components.web.home_screen import HomeScreen, home_screen_routes
from components.web.lifespan import lifespan
from components.web.lock_guard import Locked
from components.web.nested_address import NestedAddress
from components.web.origin_check import Gate
from components.web.presence_route import presence_routes
from components.web.quiet_log import keep_content_out_of_log
from components.web.request_head import bound_request_heads
from components.web.required_settings import use_settings_beside
from components.web.share_routes import share_routes
from components.web.sign_in_cookie import keep_sign_ins_small
from components.web.sign_in_guard import SignedIn, sign_in_secrets
from components.web.stream_limits import StreamLimits
from components.web.unlock_routes import unlock_routes
from components.web.upload_memory import keep_uploads_in_memory
from data.settings import read_settings
from data.vault.open_vaults import close_vault, engine_answers, make_vault
from data.vault.vault_cache import drop_unused

HERE = Path(__file__).absolute()

keep_content_out_of_log()
bound_request_heads()
use_settings_beside(HERE)
run_callbacks_to_their_end()
read_values_singly()
keep_sign_ins_small()
note_whose_files()
answer_each_save()
keep_uploads_in_memory()

app = st.App(
    HERE.parent / "pages" / "shell.py",
    lifespan=lifespan(close_vault, drop_unused),
    routes=[
        *unlock_routes(),
        *first_lock_routes(make_vault),
        *share_routes(),
        *presence_routes(),
        *home_screen_routes(),
        *health_routes(HealthCheck(engine_answers)),
    ],
    middleware=[
        Middleware(SecurityHeaders),
        Middleware(HomeScreen),
        Middleware(Gate),
        Middleware(StreamLimits),
        Middleware(Locked),
        Middleware(SignedIn),
        Middleware(NestedAddress),
        Middleware(BasePath),
        Middleware(CompressedFiles),
    ],
    secrets=sign_in_secrets(),
    on_script_error=tell,
)

if __name__ == "__main__":
    app.run(config={"server.port": read_settings().port, "server.address": listens_on()})
