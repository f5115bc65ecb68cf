"""Parts that run in the browser, served from our own address.

Until `st.components.v2.component` takes a folder that is served.
"""

from collections.abc import Iterable
from pathlib import Path

from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest


def register_parts(package: str, names: Iterable[str], folder: Path) -> None:
    """Have the scripts and styles of ``assets`` in a folder served, for parts of these names.

    Until `st.components.v2.component` takes a folder that is served. To be called while a page is
    drawn; what is registered already stays, and as all are at once, the first stands for them.
    """
    manager = get_bidi_component_manager()
    if manager.get_component_path(f"{package}.{next(iter(names))}") is None:
        parts = [ComponentConfig(name=name, asset_dir="assets") for name in names]
        manifest = ComponentManifest(name=package, version="1", components=parts)
        manager.register_from_manifest(manifest, folder)
