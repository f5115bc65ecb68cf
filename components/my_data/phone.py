"""Open Rapport to one's own phone: what that means, the address, and the way back."""

import streamlit as st

from components.session import has_lock
from components.web.exposure import is_open_at_home
from components.widgets.messages import failures_are_said, say
from components.widgets.qr import qr
from data.home_network import addresses, is_wanted, want
from data.settings import read_settings


def phone_form() -> None:
    """Draw where it can be opened from, and what can be done about it."""
    settings = read_settings()
    if settings.database_url or settings.address or settings.listen:
        st.markdown("Whoever runs this server decides from where it can be opened.")
    elif not has_lock():
        st.markdown(
            "Rapport opens on this computer only. To open it on your phone too, put a lock on "
            "first: without one, anybody in your home network could read what you keep."
        )
    elif is_open_at_home():
        _open_now()
    elif is_wanted(settings.home):
        st.markdown(
            "From the next start on, your phone can open it. Stop Rapport and start it again with "
            "“make run” or “python app.py”; then the address stands here."
        )
        _choice("Keep it to this computer", wanted=False)
    else:
        _offer()


def _offer() -> None:
    st.markdown(
        "Rapport opens on this computer only. You can open it to your home network: then your "
        "phone reaches it while this computer is on. Your passphrase is asked there too."
    )
    st.markdown(
        "**Your home network has to be one you trust.** Nothing is encrypted on the way between "
        "phone and computer: somebody who listens in your network could read your notes, and your "
        "passphrase. Never do this in a café, a hotel or a shared flat whose network others run."
    )
    _choice("Open it to my home network", wanted=True)


def _open_now() -> None:
    found = addresses()
    if not found:
        st.markdown("It is open to your home network, but this computer is in none just now.")
    for address in found:
        url = f"http://{address}:{st.get_option('server.port')}"
        st.markdown("On your phone, in the same network, point the camera here or type:")
        st.code(url, language=None)
        st.image(qr(url), width=220, alt=f"QR code of the address {url}")
    st.markdown(
        "Others in your network reach the door too, and are asked for your passphrase. Nothing is "
        "encrypted on the way. If the address no longer works, start Rapport again: networks give "
        "out new ones at times."
    )
    _choice("Keep it to this computer again", wanted=False)


def _choice(label: str, *, wanted: bool) -> None:
    st.button(label, key="phone-choice", on_click=_want, args=(wanted,))


def _want(wanted: bool) -> None:  # noqa: FBT001 - a callback's argument
    with failures_are_said():
        want(read_settings().home, wanted=wanted)
        say(
            "From the next start on, your phone can open it."
            if wanted
            else "Only this computer can open it now."
        )
