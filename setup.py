"""Build the package `rapport`: the program as it lies here, below one folder of that name.

What else a package needs stands in pyproject.toml; only this renaming cannot be said there.
"""

from setuptools import find_packages, setup

PACKAGES = [
    *find_packages(include=["pages*", "components*", "data*"]),
    "components.assets",
    "components.web.html",
]

setup(
    packages=["rapport", *(f"rapport.{name}" for name in PACKAGES)],
    package_dir={"rapport": "."},
    package_data={
        "rapport": [".streamlit/config.toml"],
        **{f"rapport.{name}": ["*.*"] for name in PACKAGES},  # texts, styles, scripts beside code
    },
)
